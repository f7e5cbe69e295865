namespace ILGPU;

/// <summary>A stride of one dimension.</summary>
public interface IStride1D
{
    long XStride { get; }
}

/// <summary>Strides of one dimension.</summary>
public static class Stride1D
{
    /// <summary>Elements lie one behind the other.</summary>
    public readonly struct Dense : IStride1D
    {
        public long XStride => 1;
    }
}
