using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Kernels of a prediction that run in bands of channels: a 1×1 convolution and the depthwise one that reads it, each of whose channels needs one channel alone. Workers
/// that share a sample need nothing of each other in between, read the weights of their own bands only, and what lies between the two stays in the first-level cache.
/// </summary>
internal sealed record ChannelBand(EquatableArray<int> Kernels, int InputFloats) : KernelBand(Kernels, InputFloats)
{
    /// <summary>Channels of a band: two vectors, which fill register tiles of twelve pixels.</summary>
    public const int Channels = 2 * ChannelPadding.Lanes;

    /// <summary>Workers that share a sample should have some each.</summary>
    private const int FewestBands = 7;

    /// <summary>The band of a kernel and the one behind it, if they should run so.</summary>
    /// <param name="first">The first of the two in its segment.</param>
    public static ChannelBand? At(BandedKernels kernels, int first)
    {
        if (kernels.GroupedBehind(first) is not { } grouped || kernels.Forward(first) is not { Addend: Kernel.None } maker || kernels.PlanOf(maker) is not PointwiseContraction)
            return null;
        TensorBuffer input = kernels.Buffer(grouped.Source);
        bool isDepthwise = grouped.Geometry.Groups == grouped.Geometry.InputChannels && grouped.Geometry.Groups == grouped.Geometry.OutputChannels;
        return isDepthwise && input.PixelStride >= FewestBands * Channels ? new ChannelBand([.. kernels.From(first, 2)], input.Pixels * Channels) : null;
    }
}
