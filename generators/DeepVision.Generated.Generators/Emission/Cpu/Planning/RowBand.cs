using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Kernels of a prediction that run in bands of rows, each band through all of them: one that makes the input of a grouped convolution, this convolution, and a
/// 1×1 convolution behind it if there is one. Of what lies between them only a band exists, in the memory that a worker's kernels use while they run: the
/// input of a depthwise convolution, the largest map of a network that has them, neither leaves the cache nor comes from memory to be overwritten.
/// All other operands are in use at the same time.
/// </summary>
/// <param name="Kernels">Indices in the program.</param>
/// <param name="Rows">Rows of the grouped convolution in a band.</param>
/// <param name="InputFloats">Floats of the rows that these see.</param>
/// <param name="OutputFloats">Floats of these rows, behind them; 0 where nothing runs behind the convolution and they lie in their place.</param>
internal sealed record RowBand(EquatableArray<int> Kernels, int Rows, int InputFloats, int OutputFloats)
{
    /// <summary>Smaller inputs stay in the second-level cache as a whole.</summary>
    public const int FewestBytes = 512 * 1024;

    /// <summary>A band takes less than half of that cache.</summary>
    private const int BandBytes = 400 * 1024;

    /// <summary>Workers that share a sample should have some each.</summary>
    private const int FewestBands = 7;

    public int ScratchFloats => InputFloats + OutputFloats;

    /// <summary>The buffers of which only a band exists.</summary>
    public IEnumerable<int> InnerBuffers(KernelProgram program) => Kernels.Take(OutputFloats > 0 ? 2 : 1).Select(kernel => ((ContractionKernel)program.Kernels[kernel]).Target);

    /// <summary>The kernels of a segment that should run in bands.</summary>
    /// <param name="fewestBytes">Bytes that the grouped convolution reads of a sample, at least.</param>
    public static EquatableArray<RowBand> Of(KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans, StoragePlan storage, Segment segment, int fewestBytes)
    {
        if (segment is not { Kind: SegmentKind.Groups, GroupSize: 1 })
            return [];
        List<RowBand> bands = [];
        int[] kernels = [.. segment.Kernels];
        for (int first = 0; first + 1 < kernels.Length; first++)
        {
            if (Forward(first) is not { } maker || Forward(first + 1) is not { Addend: Kernel.None } grouped || plans[grouped] is not GroupedContraction
                || grouped.Source != maker.Target || !MakesRows(maker) || !IsOnlyBetween(maker.Target))
            {
                continue;
            }

            (TensorBuffer input, TensorBuffer output) = (program.Buffers[grouped.Source], program.Buffers[grouped.Target]);
            if (input.SampleLength * sizeof(float) < fewestBytes)
                continue;
            bool hasProjection = Forward(first + 2) is { } next && next.Source == grouped.Target && plans[next] is PointwiseContraction && IsOnlyBetween(grouped.Target);
            int count = hasProjection ? 3 : 2, rows = RowsOf(grouped.Geometry.Vertical, RowLength(input), hasProjection ? RowLength(output) : 0);
            bands.Add(new RowBand(
                [.. kernels.Skip(first).Take(count)], rows, Reach(grouped.Geometry.Vertical, rows) * RowLength(input), hasProjection ? rows * RowLength(output) : 0));
            first += count - 1;
        }

        return bands.ToEquatableArray();

        ContractionKernel? Forward(int index) =>
            index < kernels.Length && program.Kernels[kernels[index]] is ContractionKernel { Pass: ContractionPass.Forward, Images: 1 } kernel ? kernel : null;

        // Written by one kernel and read by one, in a place of its own.
        bool IsOnlyBetween(int buffer) => !program.Buffers[buffer].LiesApart && !program.Results.Contains(buffer)
            && program.Kernels.Count(kernel => kernel.Reads.Contains(buffer)) == 1
            && Enumerable.Range(0, program.Buffers.Count).Count(other => storage.Of(other) == storage.Of(buffer)) == 1;

        bool MakesRows(ContractionKernel kernel) =>
            plans[kernel] is PointwiseContraction || (plans[kernel] is SpatialContraction { Window: null } spatial && spatial.Units == program.Buffers[kernel.Target].Height);
    }

    private static int RowLength(TensorBuffer buffer) => buffer.Width * buffer.PixelStride;

    private static int RowsOf(WindowAxis axis, int inputRow, int outputRow)
    {
        int floats = BandBytes / sizeof(float) - Reach(axis, 1) * inputRow;
        return Math.Max(1, Math.Min(axis.Output / FewestBands, floats / (axis.Stride * inputRow + outputRow)));
    }

    /// <summary>Rows of the input that some neighbouring rows see.</summary>
    private static int Reach(WindowAxis axis, int rows) => (rows - 1) * axis.Stride + (axis.Size - 1) * axis.Dilation + 1;
}
