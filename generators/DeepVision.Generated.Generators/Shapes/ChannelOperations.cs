namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Neighbouring channels of each pixel, as many as the output has.</summary>
internal sealed record SliceChannelsOperation(int First) : LayerOperation;

/// <summary>Which of two orders the channels have that are one block of pixels.</summary>
internal enum BlockOrder
{
    /// <summary>The pixels of a channel beside each other, as PyTorch counts them: (channel, row, column).</summary>
    ChannelMajor,

    /// <summary>The channels of a pixel beside each other, as TensorFlow counts them: (row, column, channel).</summary>
    BlockMajor,
}

/// <summary>A block of pixels for the channels of each pixel. PixelShuffle.</summary>
internal sealed record PixelShuffleOperation(int Factor, BlockOrder Order) : LayerOperation;

/// <summary>Channels for each block of pixels. PixelUnshuffle.</summary>
internal sealed record PixelUnshuffleOperation(int Factor, BlockOrder Order) : LayerOperation;

/// <summary>Channels by turns from each group.</summary>
internal sealed record ChannelShuffleOperation(int Groups) : LayerOperation
{
    public override bool KeepsShape => true;
}
