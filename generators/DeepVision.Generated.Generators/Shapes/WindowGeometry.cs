namespace DeepVision.Generated.Generators.Shapes;

/// <summary>How a window moves over one axis, from the user's options.</summary>
/// <param name="Size">Positions it covers.</param>
/// <param name="Stride">Positions from one window to the next.</param>
/// <param name="Dilation">Positions from one covered position to the next.</param>
/// <param name="Same">Whether the output has ⌈input / stride⌉ positions.</param>
/// <param name="PadBefore">Positions added before the first one, otherwise.</param>
/// <param name="PadAfter">Positions added behind the last one.</param>
/// <param name="CeilMode">Whether a last window may end outside.</param>
internal readonly record struct WindowGeometry(int Size, int Stride, int Dilation, bool Same, int PadBefore, int PadAfter, bool CeilMode)
{
    /// <summary>Positions from the first covered one to the last.</summary>
    public long Extent => (long)(Size - 1) * Dilation + 1;

    /// <summary>The smallest input on which one window fits.</summary>
    public long SmallestInput => Same ? 1 : Math.Max(1, Extent - PadBefore - PadAfter);

    /// <summary>The largest size that fits the input, with the same dilation.</summary>
    public int LargestSize(int input) => (int)Math.Min(Size, ((long)input + PadBefore + PadAfter - 1) / Dilation + 1);

    /// <summary>Places the window on an input; one that is too small gives one window, as a guess.</summary>
    public WindowAxis On(int input)
    {
        if (Same)
        {
            // Keras: the odd position is padded at the end.
            int output = (int)(((long)input + Stride - 1) / Stride);
            long total = Math.Max(0, (output - 1L) * Stride + Extent - input);
            return new WindowAxis(input, output, Size, Stride, Dilation, (int)(total / 2), (int)(total - total / 2));
        }

        long free = Math.Max(0, (long)input + PadBefore + PadAfter - Extent);
        long windows = free / Stride + 1;
        // PyTorch: a last window that ends outside must at least begin inside the input or the padding before it.
        if (CeilMode && free % Stride != 0 && windows * Stride < (long)input + PadBefore)
            windows++;
        return new WindowAxis(input, (int)Math.Min(windows, int.MaxValue), Size, Stride, Dilation, PadBefore, PadAfter);
    }
}
