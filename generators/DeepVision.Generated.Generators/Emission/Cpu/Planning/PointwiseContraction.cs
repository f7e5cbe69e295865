namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A convolution of 1×1 that moves pixel by pixel, or its input gradient: a matrix product whose rows are the pixels. Its kernel is
/// one of the library's.
/// </summary>
/// <param name="ReducedChannels">Source channels.</param>
/// <param name="SourceStride">Floats from one source pixel to the next.</param>
/// <param name="TargetChannels">Target channels.</param>
/// <param name="TargetStride">Floats from one target pixel to the next, padding included.</param>
/// <param name="Block">Target channels packed side by side in the weights.</param>
internal sealed record PointwiseContraction(int ReducedChannels, int SourceStride, int TargetChannels, int TargetStride, int Block) : ContractionPlan;

/// <summary>The weight gradient of a convolution of 1×1: the product of its inputs and its gradients over all pixels.</summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="InputStride">Floats from one input pixel to the next.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="OutputStride">Floats from one output pixel to the next, padding included.</param>
/// <param name="Block">Output channels packed side by side in the weights.</param>
internal sealed record PointwiseWeightGradient(int Inputs, int InputStride, int Outputs, int OutputStride, int Block) : ContractionPlan
{
    /// <summary>Inputs of one unit.</summary>
    public const int InputRange = 24;

    public override int UnitCount => OutputStride / Block * ((Inputs + InputRange - 1) / InputRange);
}
