namespace DeepVision.Generated;

/// <summary>A data set's file is missing, damaged or of another kind, or can't be downloaded; the message says which and what to do.</summary>
public sealed class DatasetException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="problem">What is wrong with it and what to do, as one or more sentences.</param>
    /// <param name="inner">What caused it, if an exception did.</param>
    public DatasetException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner)
    {
        FilePath = path;
    }

    /// <summary>The file or folder.</summary>
    public string FilePath { get; }
}
