using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Bands of channels in training: a depthwise convolution and the batch normalisations around it make each channel of that channel alone. A group of samples that
/// is too large for the second-level cache goes through them some channels at a time, and what lies between these kernels stays in that cache.
/// </summary>
internal static class ChannelBands
{
    /// <summary>What a band touches should leave half of the second-level cache to what comes from memory meanwhile.</summary>
    private const int MostBytes = 512 * 1024;

    /// <summary>The segment, in bands where that suits it.</summary>
    public static Segment Cut(Segment segment, KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans)
    {
        Kernel[] kernels = [.. segment.Kernels.Select(index => program.Kernels[index])];
        if (segment is not { Kind: SegmentKind.Groups, PixelBand: 0 }
            || !kernels.All(kernel => WorksByChannels(kernel, plans)) || !kernels.OfType<ContractionKernel>().Any() || !kernels.OfType<BatchNormKernel>().Any())
        {
            return segment;
        }

        TensorBuffer[] buffers = [.. segment.BuffersOf(program).Distinct().Select(id => program.Buffers[id])];
        int stride = buffers[0].OwnStride;
        if (buffers.Any(buffer => buffer.LiesApart || buffer.OwnStride != stride))
            return segment;
        int most = MostBytes / (sizeof(float) * segment.GroupSize * buffers.Sum(buffer => buffer.Pixels));
        return segment with { ChannelBand = BandOf(stride, most) is int band && band < stride ? band : 0 };
    }

    /// <summary>The most channels that come to all of them without a rest, in whole vectors.</summary>
    private static int BandOf(int stride, int most)
    {
        int band = Math.Max(ChannelPadding.Lanes, Math.Min(most, stride) / ChannelPadding.Lanes * ChannelPadding.Lanes);
        while (stride % band != 0)
            band -= ChannelPadding.Lanes;
        return band;
    }

    /// <summary>Whether each channel of a result is made of the same channel of the operands.</summary>
    private static bool WorksByChannels(Kernel kernel, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans) => kernel.Images == 1 && kernel switch
    {
        BatchNormKernel { Pass: BatchNormPass.Normalize or BatchNormPass.InputGradient, Addend: Kernel.None, Pooling: null } => true,
        ContractionKernel { Addend: Kernel.None, Derivative: null, Geometry: var geometry } contraction =>
            plans[contraction] is GroupedContraction && geometry.Groups == geometry.InputChannels && geometry.Groups == geometry.OutputChannels,
        _ => false,
    };
}
