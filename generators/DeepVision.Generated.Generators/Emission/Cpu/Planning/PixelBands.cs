using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Bands of pixels in training: a sample that is too large for the second-level cache goes through kernels that don't look beyond a pixel some pixels at a
/// time, and what lies between these kernels stays in that cache.
/// </summary>
internal static class PixelBands
{
    /// <summary>What a band touches should leave half of the second-level cache to weights and to what comes from memory meanwhile.</summary>
    private const int MostBytes = 384 * 1024;

    /// <summary>Bands have a multiple of this: the pixels of a pass of <see cref="PointwiseWeightGradient"/>.</summary>
    private const int PassPixels = 64;

    /// <summary>The segments of a stage, in bands where that suits them. The sums over each lane that follow a group go along with its bands.</summary>
    public static IEnumerable<Segment> Cut(List<Segment> segments, KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans)
    {
        for (int index = 0; index < segments.Count; index++)
        {
            Segment segment = segments[index];
            Segment longer = index + 1 < segments.Count && segments[index + 1].Kind == SegmentKind.Lanes
                ? segment with { Kernels = segment.Kernels.Concat(segments[index + 1].Kernels).ToEquatableArray() }
                : segment;
            if (PixelsOf(longer, program, plans) is > 0 and int pixels)
            {
                yield return longer with { PixelBand = pixels };
                index += longer == segment ? 0 : 1;
            }
            else
            {
                yield return segment;
            }
        }
    }

    /// <summary>Pixels of a band: those whose activations stay in cache; 0 for whole samples.</summary>
    private static int PixelsOf(Segment segment, KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans)
    {
        Kernel[] kernels = [.. segment.Kernels.Select(index => program.Kernels[index])];
        if (segment is not { Kind: SegmentKind.Groups, GroupSize: 1 }
            || !kernels.All(kernel => WorksByPixels(kernel, plans)) || !kernels.Any(kernel => kernel is BatchNormKernel))
        {
            return 0;
        }

        TensorBuffer[] buffers = [.. segment.BuffersOf(program).Distinct().Select(id => program.Buffers[id])];
        int pixels = MostBytes / (sizeof(float) * buffers.Sum(buffer => buffer.OwnStride)) / PassPixels * PassPixels;
        return pixels > 0 && buffers.All(buffer => buffer.Pixels == buffers[0].Pixels && buffer.Pixels > pixels) ? pixels : 0;
    }

    /// <summary>Whether each pixel of a result is made of the same pixel of the operands, or, of a sum over pixels, whether it takes some at a time.</summary>
    private static bool WorksByPixels(Kernel kernel, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans) => kernel.Images == 1 && kernel switch
    {
        BatchNormKernel { Pooling: null, Pass: not (BatchNormPass.Predict or BatchNormPass.PredictGradient) } => true,
        ContractionKernel contraction => plans[contraction] is PointwiseContraction or PointwiseWeightGradient,
        _ => false,
    };
}
