namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// A dense layer over samples that are rows in memory. Its weights lie in blocks of outputs: [block][input][output of the block].
/// </summary>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="InputStride">Floats from one sample's inputs to the next, <paramref name="Inputs"/> or more.</param>
/// <param name="Outputs">Outputs of the layer.</param>
/// <param name="OutputStride">Floats from one sample's outputs to the next: the outputs, padded to a multiple of 16, or more where pixels lie among the channels of others.</param>
/// <param name="Block">Outputs of a block: 16, 32 or 64; it divides the padded outputs.</param>
public readonly record struct DenseGeometry(int Inputs, int InputStride, int Outputs, int OutputStride, int Block)
{
    /// <summary>Outputs, padded to a multiple of 16.</summary>
    internal int PaddedOutputs => Lanes.RoundUp(Outputs);

    /// <summary>Floats from the start of the weights to those of an output.</summary>
    internal nint WeightOffset(int output) => (nint)(output / Block) * Inputs * Block + output % Block;
}
