namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The channels of a depthwise convolution in bands, each of which is made right behind the same channels of its input. What they are made of, a 1×1 convolution makes
/// from all channels in front of it, so bands need nothing of each other.
/// </summary>
public struct ChannelBands
{
    private readonly int _channels;
    private readonly int _most;
    private int _end;

    /// <param name="channels">All channels, padding included.</param>
    /// <param name="most">Channels of a band, a multiple of 16; the last one may have fewer.</param>
    internal ChannelBands(int channels, int most) => (_channels, _most) = (channels, most);

    /// <summary>First channel.</summary>
    public int First { get; private set; }

    /// <summary>Number of channels, a multiple of 16.</summary>
    public int Count { get; private set; }

    /// <summary>Number of bands.</summary>
    internal readonly int Bands => (_channels + _most - 1) / _most;

    /// <summary>Goes on with some bands.</summary>
    internal void Take(int first, int end) => (First, Count, _end) = (first * _most, 0, end);

    /// <summary>Goes on with the next band of those that were taken.</summary>
    /// <returns>False if there is none.</returns>
    internal bool MoveNext()
    {
        First += Count;
        Count = Math.Min(_most, Math.Min(_end * _most, _channels) - First);
        return Count > 0;
    }
}
