using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Some channels of the transformed tiles of a pass, as the products of a weight gradient read them: planes of
/// [block of channels][tile][channel], so that a register tile goes through memory without a gap.
/// </summary>
internal readonly ref struct WinogradChannels
{
    private readonly ref float _planes;
    private readonly nint _plane;
    private readonly nint _blockLength;

    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="planes">First float of the first plane.</param>
    /// <param name="count">Channels of a plane, a multiple of 16.</param>
    public WinogradChannels(in WinogradGeometry geometry, ref float planes, int count)
    {
        _planes = ref planes;
        (Count, Block) = (count, WinogradWeights.Block(count));
        (_plane, _blockLength) = (geometry.Plane(count), (nint)geometry.PassTiles * Block);
    }

    private WinogradChannels(ref float planes, int block, nint plane, nint blockLength)
    {
        _planes = ref planes;
        (Count, Block, _plane, _blockLength) = (block, block, plane, blockLength);
    }

    /// <summary>Number of channels.</summary>
    public int Count { get; }

    /// <summary>Channels side by side: 32 or 16.</summary>
    public int Block { get; }

    /// <summary>One block.</summary>
    /// <param name="first">Its first channel.</param>
    public WinogradChannels BlockFrom(int first) => new(ref At(0, first), Block, _plane, _blockLength);

    /// <summary>A channel of the first tile.</summary>
    /// <param name="plane">Number of the plane.</param>
    /// <param name="channel">Number of the channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(int plane, int channel) => ref Unsafe.Add(ref _planes, plane * _plane + channel / Block * _blockLength + channel % Block);
}
