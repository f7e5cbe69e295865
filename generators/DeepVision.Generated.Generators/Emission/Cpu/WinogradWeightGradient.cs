namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// The weight gradient of a 3×3 convolution by Winograd's algorithm. Its units are a range of inputs × a range of outputs,
/// each of which transforms its own channels of all samples and adds them up in order: units are independent.
/// </summary>
/// <param name="Summary">One line for the reader of the generated code.</param>
/// <param name="Geometry">Arguments of the library's <c>WinogradGeometry</c>.</param>
/// <param name="Inputs">Input channels, without padding.</param>
/// <param name="InputStride">Input channels, padding included.</param>
/// <param name="Outputs">Output channels, padding included.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
internal sealed record WinogradWeightGradient(
    string Name, string Summary, string Geometry, int Inputs, int InputStride, int Outputs, int Block, bool HasBias)
{
    /// <summary>
    /// Tiles that run together: with the ranges below, both sets of planes and the sums stay in the second-level cache.
    /// </summary>
    public const int PassTiles = 48;

    /// <summary>Inputs of one unit: fewer would repeat the transforms of the outputs too often.</summary>
    public int InputRange => Math.Min(InputStride, 64);

    /// <summary>Outputs of one unit: fewer would repeat the transforms of the inputs too often.</summary>
    public int OutputRange => Math.Min(Outputs, 64);

    public int InputRanges => (InputStride + InputRange - 1) / InputRange;

    public int OutputRanges => (Outputs + OutputRange - 1) / OutputRange;

    public int UnitCount => InputRanges * OutputRanges;

    /// <summary>Whether two vectors of 16 outputs lie side by side in every range.</summary>
    public bool HasPairs => Outputs % 32 == 0;

    /// <summary>Offset in the scratch memory of the transformed gradient, behind the transformed source.</summary>
    public int GradientOffset => WinogradLayout.Planes * WinogradLayout.Plane(PassTiles, InputRange);

    /// <summary>Offset in the scratch memory of the sums.</summary>
    public int SumsOffset => GradientOffset + WinogradLayout.Planes * WinogradLayout.Plane(PassTiles, OutputRange);

    /// <summary>Scratch memory of one worker.</summary>
    public int ScratchFloats => SumsOffset + WinogradLayout.Planes * InputRange * OutputRange;
}
