namespace DeepVision.Generated.Tests.Reference;

/// <summary>How a layer pads its input.</summary>
/// <param name="Same">Keras' <c>same</c>: output ⌈n / stride⌉, the odd pixel at the end.</param>
/// <param name="Explicit">Zeros on every side, or -1 for none.</param>
internal readonly record struct PaddingRule(bool Same, int Explicit)
{
    public static PaddingRule Valid => new(false, -1);
}

/// <summary>A kernel or pooling window on one axis: output o reads inputs o·stride + k·dilation − before.</summary>
internal sealed record Window(int Input, int Output, int Size, int Stride, int Dilation, int Before)
{
    public int Position(int output, int k) => output * Stride + k * Dilation - Before;

    public bool IsInside(int position) => position >= 0 && position < Input;

    public static Window Create(int input, int size, int stride, int dilation, PaddingRule padding, bool ceiling = false)
    {
        int extent = (size - 1) * dilation + 1;
        if (padding.Same)
        {
            int same = (input + stride - 1) / stride;
            int total = Math.Max(0, (same - 1) * stride + extent - input);
            return new Window(input, same, size, stride, dilation, total / 2);
        }

        int pad = Math.Max(0, padding.Explicit);
        int room = input + 2 * pad - extent;
        int output = room / stride + 1;

        // PyTorch: with ceiling one more window, unless it would start in the padding behind the input.
        if (ceiling && room % stride != 0 && output * stride < input + pad)
            output++;
        return new Window(input, output, size, stride, dilation, pad);
    }
}
