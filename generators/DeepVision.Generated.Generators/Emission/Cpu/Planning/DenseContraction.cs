using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A matrix product whose rows are the samples of a dense layer, or all steps of them: the weight gradient of a recurrent layer. Mirrors
/// the library's <c>DenseGeometry</c>.
/// </summary>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="InputStride">Floats from one row's inputs to the next.</param>
/// <param name="Outputs">Outputs of the layer.</param>
/// <param name="OutputStride">Floats from one row's outputs to the next, padding included.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
/// <param name="Steps">Rows of a sample.</param>
internal sealed record DenseContraction(ContractionPass Pass, int Inputs, int InputStride, int Outputs, int OutputStride, int Block, int Steps = 1) : ContractionPlan
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
