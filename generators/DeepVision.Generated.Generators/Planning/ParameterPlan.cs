using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Where every parameter lies in the flat buffer: trainable tensors first, running statistics behind them, frozen ones last.</summary>
/// <param name="TrainableLength">Floats that the optimizer sees; a multiple of 16.</param>
/// <param name="StatisticsLength">Floats behind them that the forward pass of a training step moves; a multiple of 16.</param>
/// <param name="StorageLength">Floats in all.</param>
internal sealed record ParameterPlan(EquatableArray<PlacedParameter> Parameters, int TrainableLength, int StatisticsLength, int StorageLength);

/// <summary>One tensor with its place. The layout's fields are those of the library's <c>WeightLayout</c>.</summary>
internal sealed record PlacedParameter(int Layer, ParameterDeclaration Declaration, PackedLayout Layout, int Offset);

/// <summary>Mirrors <c>DeepVision.Generated.WeightLayout</c>.</summary>
internal readonly record struct PackedLayout(int Outputs, int Inputs, int KernelHeight, int KernelWidth, int InputStride, int Block)
{
    public int PackedLength => (Outputs + Block - 1) / Block * KernelHeight * KernelWidth * InputStride * Block;
}
