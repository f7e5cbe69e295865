using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Which operands of a kernel may lie among the channels of another buffer: those of which it is told the distance of two pixels. For all others a
/// concatenation copies, and its gradient is cut into copies.
/// </summary>
/// <param name="plans">How each contraction runs.</param>
internal sealed class ApartOperands(IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans)
{
    /// <summary>Whether a kernel can write its result there.</summary>
    public bool CanWrite(Kernel kernel) => kernel switch
    {
        // A result that is pooled has its winners beside it, an addend or the values of a derivative lie as it does.
        ContractionKernel { Pass: not ContractionPass.WeightGradient, Pooling: null, Addend: Kernel.None, Derivative: null } contraction =>
            plans[contraction] is PointwiseContraction or StridedPointwiseGradient or WinogradContraction or RowWinogradContraction or SpatialContraction,
        BatchNormKernel { Pass: BatchNormPass.Normalize or BatchNormPass.Predict, Addend: Kernel.None } => true,
        WindowKernel { Pass: WindowPass.Forward } or UpsampleKernel { Pass: WindowPass.Forward } => true,
        MapKernel { Kind: MapKind.Activation } => true,
        BiasKernel { IsForEachPixel: false } or PadKernel or ConcatKernel => true,
        SumKernel { Derivative: null } => true,
        _ => false,
    };

    /// <summary>Whether a kernel can read an operand there.</summary>
    public bool CanRead(Kernel kernel, int operand) => kernel switch
    {
        // One whose pixels have to lie side by side is planned anew where they don't.
        ContractionKernel contraction =>
            plans[contraction] is PointwiseContraction or StridedPointwiseGradient or WinogradContraction or RowWinogradContraction or SpatialContraction or PointwiseWeightGradient or PatchWeightGradient or SpatialWeightGradient
            && operand != contraction.Addend && operand != contraction.Derivative?.Values,
        BatchNormKernel { Addend: Kernel.None, Pass: not BatchNormPass.PredictGradient } => true,
        WindowKernel window => operand != window.Derivative?.Values,
        MapKernel { Kind: MapKind.Activation or MapKind.ActivationGradient } => true,
        BiasKernel { IsForEachPixel: false } or BiasGradientKernel { IsForEachPixel: false } => true,
        UpsampleKernel or PadKernel or SumKernel or ConcatKernel or SliceKernel => true,
        _ => false,
    };
}
