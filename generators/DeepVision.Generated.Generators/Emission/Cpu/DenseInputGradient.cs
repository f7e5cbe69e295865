using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>The input gradient of a dense layer: dx = dy·W, from the weights as the forward pass stores them.</summary>
/// <param name="Outputs">Values of a row of dy that are reduced.</param>
/// <param name="GradientStride">Floats from one row of dy to the next.</param>
/// <param name="Inputs">Inputs of the layer: rows of a block of weights.</param>
/// <param name="TargetStride">Values of a row of dx, padding included; also its stride.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
internal sealed record DenseInputGradient(
    string Name,
    string Summary,
    int Outputs,
    int GradientStride,
    int Inputs,
    int TargetStride,
    int Block,
    ElementwiseFunction? Derivative)
{
    /// <summary>Samples that share a pass over the weights.</summary>
    public const int GroupSamples = 64;

    /// <summary>Inputs whose gradients are kept aside until all outputs are added, for any vector width.</summary>
    public const int MostStripInputs = 64;

    /// <summary>Outputs of one pass: their gradients of a group of samples stay in the second-level cache. Whole blocks of weights.</summary>
    public const int PassOutputs = 512;

    /// <summary>Floats of the scratch memory: dy with the samples side by side, then the gradients of some inputs.</summary>
    public int ScratchFloats => (GradientStride + MostStripInputs) * GroupSamples;
}
