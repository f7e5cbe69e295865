using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>A matrix product whose rows are the samples: a dense layer forward, or its input gradient with transposed weights.</summary>
/// <param name="Inputs">Values of a source row that are reduced.</param>
/// <param name="SourceStride">Floats from one source row to the next.</param>
/// <param name="Outputs">Values of a target row, padding included; also its stride.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
/// <param name="TransposesWeights">Whether the weights are stored the other way round: the kernel then transposes one block after the other.</param>
internal sealed record DenseContraction(
    string Name,
    string Summary,
    int Inputs,
    int SourceStride,
    int Outputs,
    int Block,
    bool TransposesWeights,
    bool HasBias,
    FusedActivation? Activation,
    FusedActivation? Derivative)
{
    /// <summary>Floats of a block of weights that the kernel transposes.</summary>
    public int ScratchFloats => TransposesWeights ? Inputs * Block : 0;
}
