namespace DeepVision.Generated.Oracle.Chains;

/// <summary>How a kernel or window moves over one axis.</summary>
/// <param name="Before">Positions of padding before the first pixel.</param>
/// <param name="After">Positions of padding behind the last one.</param>
internal readonly record struct Window(int Input, int Size, int Stride, int Dilation, int Before, int After, bool CeilMode)
{
    private int Extent => (Size - 1) * Dilation + 1;

    /// <summary>Whether it fits at least once.</summary>
    public bool Fits => Input + Before + After >= Extent;

    /// <summary>Output positions, by PyTorch's formula; a last window that begins in the padding behind the image doesn't count.</summary>
    public int Output
    {
        get
        {
            int free = Input + Before + After - Extent;
            int output = (CeilMode ? (free + Stride - 1) / Stride : free / Stride) + 1;
            return CeilMode && (output - 1) * Stride >= Input + Before ? output - 1 : output;
        }
    }

    /// <summary>Output ⌈input / stride⌉, the odd position of padding behind the image, as Keras does.</summary>
    public static Window Same(int input, int size, int stride, int dilation)
    {
        int total = Math.Max(0, ((input + stride - 1) / stride - 1) * stride + (size - 1) * dilation + 1 - input);
        return new Window(input, size, stride, dilation, total / 2, total - total / 2, CeilMode: false);
    }

    public static Window Padded(int input, int size, int stride, int dilation, int pad, bool ceilMode = false) =>
        new(input, size, stride, dilation, pad, pad, ceilMode);
}
