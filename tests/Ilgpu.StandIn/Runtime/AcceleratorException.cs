namespace ILGPU.Runtime;

/// <summary>What a device's driver reports. The stand-in has no driver and throws none.</summary>
public abstract class AcceleratorException : Exception
{
    protected AcceleratorException()
    {
    }

    protected AcceleratorException(string message)
        : base(message)
    {
    }

    protected AcceleratorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public abstract AcceleratorType AcceleratorType { get; }
}
