using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>A dense layer: a matrix product whose rows are the samples. Mirrors the library's <c>DenseGeometry</c>.</summary>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="InputStride">Floats from one sample's inputs to the next.</param>
/// <param name="Outputs">Outputs of the layer.</param>
/// <param name="OutputStride">Floats from one sample's outputs to the next, padding included.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
internal sealed record DenseContraction(ContractionPass Pass, int Inputs, int InputStride, int Outputs, int OutputStride, int Block) : ContractionPlan
{
    /// <summary>Samples that share a pass over the weights or gradients.</summary>
    private const int GroupSamples = 64;

    /// <summary>Inputs whose gradients are kept aside until all outputs are added, for any vector width.</summary>
    private const int MostStripInputs = 64;

    /// <summary>Weights of one unit of a weight gradient: 16 KB.</summary>
    private const int UnitWeights = 4096;

    public override int ScratchFloats => Pass switch
    {
        // dy with the samples side by side, then the gradients of some inputs.
        ContractionPass.InputGradient => (OutputStride + MostStripInputs) * GroupSamples,
        ContractionPass.WeightGradient => GroupSamples * Block,
        _ => 0,
    };

    public override int UnitCount => Pass == ContractionPass.WeightGradient ? OutputStride / Block * ((Inputs + InputRange - 1) / InputRange) : 0;

    public override bool PrefersAllSamples => true;

    public override bool PrefersLanes => false;

    /// <summary>Inputs of one unit of a weight gradient.</summary>
    public int InputRange => Math.Min(Inputs, UnitWeights / Block);
}
