using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// A band of channels that lies far away and is read behind a call. While the call computes, it asks for a cache line of it with every few instructions: in
/// between the memory that is far away would lie idle.
/// </summary>
public readonly ref struct FarBand
{
    private readonly ref float _first;
    private readonly int _stride;

    /// <summary>The band behind one; behind the last one, the first of the samples that follow.</summary>
    /// <param name="samples">First float of the samples of the band in front of it.</param>
    /// <param name="channel">First channel of the band in front of it.</param>
    /// <param name="channels">Channels of a band.</param>
    /// <param name="pixels">Pixels of these samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    public FarBand(ref float samples, int channel, int channels, nint pixels, int stride)
    {
        _first = ref Unsafe.Add(ref samples, channel + channels < stride ? channel + channels : pixels * stride);
        _stride = stride;
    }

    /// <summary>Floats from one pixel to the next, or as many as there are between two values that are at hand if there is no band.</summary>
    internal nint StrideOr(nint stride) => _stride == 0 ? stride : _stride;

    /// <summary>A channel of a pixel, or a value that is at hand if there is no band.</summary>
    internal ref float AtOr(ref float value, nint pixel, int channel)
    {
        if (_stride == 0)
            return ref value;
        return ref Unsafe.Add(ref _first, pixel * _stride + channel);
    }
}
