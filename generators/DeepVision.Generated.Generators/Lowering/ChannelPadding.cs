namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Channels are stored in multiples of sixteen: the widest vector of any processor we print for, and a whole number of
/// the narrower ones. The padding holds zeros, is never counted and never saved.
/// </summary>
internal static class ChannelPadding
{
    public const int Lanes = 16;

    public static int RoundUp(int channels) => (channels + Lanes - 1) / Lanes * Lanes;

    /// <summary>
    /// Output channels packed side by side. It divides the padded channels and depends on the layer alone, so that
    /// offsets, optimizer state and checkpoints are the same on every processor.
    /// </summary>
    public static int Block(int channels, int widest)
    {
        int padded = RoundUp(channels);
        int block = widest;
        while (padded % block != 0)
            block /= 2;
        return block;
    }
}
