using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// The weight gradient of a convolution whose windows don't meet and lie inside the image: a kernel of the library. Its work is cut into units, each a block
/// of output channels × tap × range of input channels, that add up all samples in order: units are independent.
/// </summary>
/// <param name="Taps">Taps of the window.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Block">Output channels packed side by side in the weights.</param>
internal sealed record PatchWeightGradient(int Taps, int Inputs, int Outputs, int Block) : ContractionPlan
{
    /// <summary>That of one tap.</summary>
    private PointwiseWeightGradient Tap => new(Inputs, Inputs, Outputs, Outputs, Block);

    public override int ScratchFloats => PointwiseWeightGradient.PassPixels * (RangesTogether * ChannelPadding.RoundUp(InputRange) + BlocksTogether * Block);

    public override int UnitCount => Taps * Tap.UnitCount;

    public override bool UnitsRunTogether => UnitCount > 1;

    /// <summary>Input channels of one unit.</summary>
    public int InputRange => Tap.InputRange;

    /// <summary>Ranges of one block of outputs whose units share the gradient's pixels, at most: with all taps, where these are few enough, so that they see whole rows of pixels.</summary>
    public int RangesTogether => Math.Min(Ranges, MostTogether < Taps ? Math.Max(1, MostTogether) : MostTogether / Taps * Taps);

    /// <summary>Blocks of outputs with all ranges whose units share pixels, at most: shared out evenly, as a group of few blocks has little to do with the pixels that it gathers.</summary>
    public int BlocksTogether
    {
        get
        {
            int most = RangesTogether < Ranges ? 1 : Math.Max(1, PointwiseWeightGradient.WeightsTogether / (Taps * Inputs * Block));
            int groups = (Tap.Blocks + most - 1) / most;
            return (Tap.Blocks + groups - 1) / groups;
        }
    }

    /// <summary>Whether all units have enough inputs.</summary>
    public bool Suits => Tap.Suits;

    private int Ranges => Taps * Tap.InputRanges;

    private int MostTogether => PointwiseWeightGradient.InputsTogether / ChannelPadding.RoundUp(InputRange);
}
