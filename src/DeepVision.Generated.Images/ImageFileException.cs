namespace DeepVision.Generated.Images;

/// <summary>A picture can't be read: it is missing, damaged, too large or of a kind that isn't read. The message says which file and why.</summary>
public sealed class ImageFileException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file; null for a picture that came as bytes or from a stream.</param>
    /// <param name="problem">What is wrong with it, as one or more sentences.</param>
    /// <param name="inner">What caused it, if an exception did.</param>
    public ImageFileException(string? path, string problem, Exception? inner = null)
        : base($"{path ?? "The picture"}{(path is null ? " " : ": ")}{problem}", inner)
    {
        FilePath = path;
        Problem = problem;
    }

    /// <summary>The file; null for a picture that came as bytes or from a stream.</summary>
    public string? FilePath { get; }

    /// <summary>What is wrong, without the file's name.</summary>
    internal string Problem { get; }
}
