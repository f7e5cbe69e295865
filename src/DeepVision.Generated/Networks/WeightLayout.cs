namespace DeepVision.Generated;

/// <summary>
/// How one parameter tensor lies in the flat parameter buffer: packed as
/// [output block][kernel row][kernel column][input][<see cref="Block"/> outputs], so that a kernel loads the weights of
/// neighbouring output channels as one vector. Lanes and inputs that pad the tensor hold zero for ever.
/// </summary>
/// <remarks>
/// A Dense layer behind Flatten is a kernel as large as the image: its logical order is PyTorch's (channel, row,
/// column), its packed order is (row, column, channel), the order in which activations lie in memory.
/// A bias or any other vector has one input and a 1×1 kernel.
/// </remarks>
/// <param name="Outputs">Output channels, or the length of a vector.</param>
/// <param name="Inputs">Input channels of one group.</param>
/// <param name="KernelHeight">Kernel rows.</param>
/// <param name="KernelWidth">Kernel columns.</param>
/// <param name="InputStride">Distance from one kernel column to the next in units of <see cref="Block"/>: <see cref="Inputs"/> or more.</param>
/// <param name="Block">Outputs packed side by side.</param>
public readonly record struct WeightLayout(int Outputs, int Inputs, int KernelHeight, int KernelWidth, int InputStride, int Block)
{
    /// <summary>A vector of <paramref name="length"/> values.</summary>
    public static WeightLayout Vector(int length) => new(length, 1, 1, 1, 1, 16);

    /// <summary>Values in the logical tensor.</summary>
    public int Count => Outputs * Inputs * KernelHeight * KernelWidth;

    /// <summary>Floats occupied in the flat buffer, padding included; a multiple of 16.</summary>
    public int PackedLength => (Outputs + Block - 1) / Block * KernelHeight * KernelWidth * InputStride * Block;

    /// <summary>Offset in the packed tensor of the weight from <paramref name="input"/> to <paramref name="output"/> at (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public int PackedOffset(int output, int input, int row, int column) =>
        (((output / Block * KernelHeight + row) * KernelWidth + column) * InputStride + input) * Block + output % Block;

    /// <summary>Copies a packed tensor to its logical order [output][input][kernel row][kernel column] (PyTorch's).</summary>
    public void Unpack(ReadOnlySpan<float> packed, Span<float> logical)
    {
        int index = 0;
        for (int output = 0; output < Outputs; output++)
            for (int input = 0; input < Inputs; input++)
                for (int row = 0; row < KernelHeight; row++)
                    for (int column = 0; column < KernelWidth; column++)
                        logical[index++] = packed[PackedOffset(output, input, row, column)];
    }

    /// <summary>Copies a tensor in logical order to its packed place; the padding is left as it is.</summary>
    public void Pack(ReadOnlySpan<float> logical, Span<float> packed)
    {
        int index = 0;
        for (int output = 0; output < Outputs; output++)
            for (int input = 0; input < Inputs; input++)
                for (int row = 0; row < KernelHeight; row++)
                    for (int column = 0; column < KernelWidth; column++)
                        packed[PackedOffset(output, input, row, column)] = logical[index++];
    }
}
