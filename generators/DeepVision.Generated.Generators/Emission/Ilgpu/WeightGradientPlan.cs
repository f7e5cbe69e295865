using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Sums over the batch without atomics: parts of the samples are summed each for itself into scratch memory, and the parts
/// are then added in their order. The parts depend on the shapes alone, so two runs give the same bits.
/// </summary>
/// <param name="Parts">Parts of the reduction; with one, the gradient is written at once.</param>
/// <param name="WeightLength">Floats of the weights in each part.</param>
/// <param name="BiasLength">Floats of the bias behind them, 0 without bias.</param>
internal sealed record WeightGradientPlan(int Parts, int WeightLength, int BiasLength)
{
    /// <summary>Floats of one part.</summary>
    public int Stride => WeightLength + BiasLength;

    /// <summary>Floats of scratch memory.</summary>
    public int ScratchFloats => Parts == 1 ? 0 : Parts * Stride;

    public static WeightGradientPlan Of(IlgpuNetwork network, ContractionKernel kernel, int parts) => new(
        parts,
        network.LayoutOf(kernel.Weight).PackedLength,
        kernel.Bias == Kernel.None ? 0 : network.LayoutOf(kernel.Bias).PackedLength);
}
