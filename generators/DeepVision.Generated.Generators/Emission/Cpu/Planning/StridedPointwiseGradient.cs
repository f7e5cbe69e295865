using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// The input gradient of a convolution of 1×1 with a stride: a kernel of the library. The products of a band of dy's rows wait in scratch memory, and all
/// pixels of dx under it are written in their order.
/// </summary>
/// <param name="OutputWidth">Pixels of a row of dy.</param>
/// <param name="Inputs">Input channels of the layer, those of dx.</param>
/// <param name="Block">Input channels packed side by side in the transposed weights.</param>
internal sealed record StridedPointwiseGradient(int OutputWidth, int Inputs, int Block) : ContractionPlan
{
    /// <summary>Products of a band, about: with what is added to them, four times as much where the stride is 2, they stay in the second-level cache.</summary>
    private const int BandFloats = 16 * 1024;

    public override int ScratchFloats => BandRows * RowFloats;

    /// <summary>Rows of dy in a band.</summary>
    public int BandRows => Math.Max(1, BandFloats / RowFloats);

    private int RowFloats => OutputWidth * ChannelPadding.RoundUp(Inputs);
}
