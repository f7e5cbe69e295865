using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// The weight gradient of a convolution of 1×1 that moves pixel by pixel: a kernel of the library. Its work is cut into units, each a block of output
/// channels × range of input channels, that add up all samples in order: units are independent.
/// </summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="InputStride">Floats from one pixel of x to the next.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="OutputStride">Floats from one pixel of dy to the next, padding included.</param>
/// <param name="Block">Output channels packed side by side in the weights.</param>
internal sealed record PointwiseWeightGradient(int Inputs, int InputStride, int Outputs, int OutputStride, int Block) : ContractionPlan
{
    /// <summary>Pixels of a pass.</summary>
    public const int PassPixels = 64;

    /// <summary>Inputs of units that share pixels, at most: a pass of them, and of those that the next pass reads, lie in the second-level cache.</summary>
    public const int InputsTogether = 576;

    /// <summary>Gradients of units that share pixels, at most: they lie there too.</summary>
    public const int WeightsTogether = 96 * 1024;

    /// <summary>So few weights would wait for each other's sums: a kernel that is printed keeps each of them in several.</summary>
    private const int FewestInputs = 4;

    public override int ScratchFloats => PassPixels * (ChannelPadding.RoundUp(Math.Min(Inputs, RangesTogether * InputRange)) + BlocksTogether * Block);

    public override int UnitCount => Blocks * InputRanges;

    public override bool UnitsRunTogether => UnitCount > 1;

    /// <summary>Input channels of one unit: with a block of outputs, the pixels of a pass fill the first-level cache.</summary>
    public int InputRange => Math.Min(Inputs, 48);

    /// <summary>Ranges of one block of outputs whose units share pixels, at most.</summary>
    public int RangesTogether => Math.Min(InputRanges, InputsTogether / 48);

    /// <summary>Blocks of outputs with all ranges whose units share pixels, at most.</summary>
    public int BlocksTogether => RangesTogether < InputRanges ? 1 : Math.Min(Blocks, Math.Max(1, WeightsTogether / (Inputs * Block)));

    /// <summary>Whether all units have enough inputs.</summary>
    public bool Suits => Inputs - (InputRanges - 1) * InputRange >= FewestInputs;

    /// <summary>Blocks of outputs.</summary>
    public int Blocks => ChannelPadding.RoundUp(Outputs) / Block;

    /// <summary>Ranges of inputs.</summary>
    public int InputRanges => (Inputs + InputRange - 1) / InputRange;
}
