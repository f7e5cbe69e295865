using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of a small image with many channels and of the large one with few that has the same values.</summary>
/// <param name="Height">Rows of the small image.</param>
/// <param name="Width">Columns of the small image.</param>
/// <param name="Channels">Channels of the large image.</param>
/// <param name="Factor">Rows and columns of the block that is one pixel of the small image.</param>
/// <param name="DeepStride">Floats per pixel of the small image.</param>
/// <param name="FlatStride">Floats per pixel of the large image.</param>
/// <param name="IsBlockMajor">Whether the channels of one pixel of the block stand beside each other, and not the pixels of one channel.</param>
public readonly record struct ShuffleGeometry(int Height, int Width, int Channels, int Factor, int DeepStride, int FlatStride, bool IsBlockMajor)
{
    /// <summary>Where the small image has a channel of one pixel of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int ChannelOf(int place, int channel) => IsBlockMajor ? place * Channels + channel : channel * Factor * Factor + place;
}
