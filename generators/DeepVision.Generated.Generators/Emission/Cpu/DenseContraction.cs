using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>A matrix product whose rows are the samples: a dense layer's forward pass.</summary>
/// <param name="Inputs">Values of a source row that are reduced.</param>
/// <param name="SourceStride">Floats from one source row to the next.</param>
/// <param name="Outputs">Values of a target row, padding included; also its stride.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
internal sealed record DenseContraction(
    string Name,
    string Summary,
    int Inputs,
    int SourceStride,
    int Outputs,
    int Block,
    bool HasBias,
    ElementwiseFunction? Activation);
