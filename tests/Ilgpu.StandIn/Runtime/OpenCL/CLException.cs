namespace ILGPU.Runtime.OpenCL;

/// <summary>What the driver of OpenCL reports.</summary>
public sealed class CLException : AcceleratorException
{
    public CLException()
    {
    }

    public CLException(string message)
        : base(message)
    {
    }

    public CLException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override AcceleratorType AcceleratorType => AcceleratorType.OpenCL;
}
