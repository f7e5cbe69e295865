namespace DeepVision.Generated;

/// <summary>A graphics processor can't be had, or can't do what was asked. The message says what was tried and how to fix it.</summary>
public sealed class GpuException : Exception
{
    /// <summary>Makes the exception.</summary>
    public GpuException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public GpuException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
