namespace DeepVision.Generated.Tests.Reference;

/// <summary>How a layer pads its input.</summary>
/// <param name="Same">Keras' <c>same</c>: output ⌈n / stride⌉, the odd pixel at the end.</param>
/// <param name="Explicit">Positions before the first one, or -1 for none.</param>
/// <param name="ExplicitAfter">Positions behind the last one; as many as before if null.</param>
internal readonly record struct PaddingRule(bool Same, int Explicit, int? ExplicitAfter = null)
{
    public int Before => Same ? 0 : Math.Max(0, Explicit);

    public int After => Same ? 0 : ExplicitAfter ?? Before;

    public static PaddingRule Valid => new(false, -1);
}

/// <summary>A kernel or pooling window on one axis: output o reads inputs o·stride + k·dilation − before.</summary>
internal sealed record Window(int Input, int Output, int Size, int Stride, int Dilation, int Before)
{
    /// <summary>The padding that was asked for.</summary>
    public PaddingRule Padding { get; private init; } = PaddingRule.Valid;

    public int Position(int output, int k) => output * Stride + k * Dilation - Before;

    public bool IsInside(int position) => position >= 0 && position < Input;

    public static Window Create(int input, int size, int stride, int dilation, PaddingRule padding, bool ceiling = false)
    {
        int extent = (size - 1) * dilation + 1;
        if (padding.Same)
        {
            int same = (input + stride - 1) / stride;
            int total = Math.Max(0, (same - 1) * stride + extent - input);
            return new Window(input, same, size, stride, dilation, total / 2) { Padding = padding };
        }

        int room = input + padding.Before + padding.After - extent;
        int output = room / stride + 1;

        // PyTorch: with ceiling one more window, unless it would start in the padding behind the input.
        if (ceiling && room % stride != 0 && output * stride < input + padding.Before)
            output++;
        return new Window(input, output, size, stride, dilation, padding.Before) { Padding = padding };
    }
}
