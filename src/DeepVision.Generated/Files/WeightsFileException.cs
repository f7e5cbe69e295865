namespace DeepVision.Generated;

/// <summary>A weights file, a checkpoint or an ONNX file can't be written, read or used; the message says which file and why.</summary>
public class WeightsFileException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What is wrong with it, as one or more sentences.</param>
    /// <param name="inner">What caused it, if an exception did.</param>
    public WeightsFileException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner)
    {
        FilePath = path;
        Problem = problem;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What is wrong with it: the message without the file.</summary>
    public string Problem { get; }
}
