using System.Buffers;

namespace DeepVision.Generated;

/// <summary>Memory for a picture and its successor, which is given back.</summary>
internal readonly struct PictureRoom<T>(int length) : IDisposable
{
    private readonly T[] _first = ArrayPool<T>.Shared.Rent(length);
    private readonly T[] _second = ArrayPool<T>.Shared.Rent(length);

    public Pixels<T> Pixels(TensorShape shape) => new(_first, _second, shape);

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_first);
        ArrayPool<T>.Shared.Return(_second);
    }
}
