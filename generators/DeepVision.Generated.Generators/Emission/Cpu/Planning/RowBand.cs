using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Kernels of a prediction that run in bands of rows: one that makes the input of a grouped convolution, this convolution, and a 1×1 convolution behind it if there
/// is one. The input of a depthwise convolution, the largest map of a network that has them, neither leaves the cache then nor comes from memory to be overwritten.
/// </summary>
/// <param name="Rows">Rows of the grouped convolution in a band, at most.</param>
/// <param name="InputFloats">Floats of the rows that these see.</param>
/// <param name="OutputFloats">Floats of these rows, behind them; 0 where nothing runs behind the convolution and they lie in their place.</param>
internal sealed record RowBand(EquatableArray<int> Kernels, int Rows, int InputFloats, int OutputFloats) : KernelBand(Kernels, InputFloats)
{
    /// <summary>Smaller inputs stay in the second-level cache as a whole.</summary>
    public const int FewestBytes = 512 * 1024;

    /// <summary>The same for networks that share kernels though they are small.</summary>
    public const int FewestBytesOfTests = 64 * 1024;

    /// <summary>A band takes less than half of that cache.</summary>
    private const int BandBytes = 400 * 1024;

    /// <summary>Workers that share a sample should have some each.</summary>
    private const int FewestBands = 7;

    public override int ScratchFloats => InputFloats + OutputFloats;

    public override IEnumerable<int> InnerBuffers(KernelProgram program) => Kernels.Take(OutputFloats > 0 ? 2 : 1).Select(kernel => ((ContractionKernel)program.Kernels[kernel]).Target);

    /// <summary>The band of a kernel and those behind it, if they should run so.</summary>
    /// <param name="first">The first of them in its segment.</param>
    /// <param name="fewestBytes">Bytes that the grouped convolution reads of a sample, at least.</param>
    public static RowBand? At(BandedKernels kernels, int first, int fewestBytes)
    {
        if (kernels.GroupedBehind(first) is not { } grouped || kernels.Forward(first) is not { } maker || !MakesRows(kernels, maker))
            return null;
        (TensorBuffer input, TensorBuffer output) = (kernels.Buffer(grouped.Source), kernels.Buffer(grouped.Target));
        if (input.SampleLength * sizeof(float) < fewestBytes)
            return null;
        bool hasProjection = kernels.Forward(first + 2) is { } next && next.Source == grouped.Target && kernels.PlanOf(next) is PointwiseContraction && kernels.IsOnlyBetween(grouped.Target);
        int rows = RowsOf(grouped.Geometry.Vertical, RowLength(input), hasProjection ? RowLength(output) : 0);
        return new RowBand(
            [.. kernels.From(first, hasProjection ? 3 : 2)], rows, Reach(grouped.Geometry.Vertical, rows) * RowLength(input), hasProjection ? rows * RowLength(output) : 0);
    }

    private static bool MakesRows(BandedKernels kernels, ContractionKernel kernel) =>
        kernels.PlanOf(kernel) is PointwiseContraction || (kernels.PlanOf(kernel) is SpatialContraction { Window: null } spatial && spatial.Units == kernels.Buffer(kernel.Target).Height);

    private static int RowLength(TensorBuffer buffer) => buffer.Width * buffer.PixelStride;

    private static int RowsOf(WindowAxis axis, int inputRow, int outputRow)
    {
        int floats = BandBytes / sizeof(float) - Reach(axis, 1) * inputRow;
        return Math.Max(1, Math.Min(axis.Output / FewestBands, floats / (axis.Stride * inputRow + outputRow)));
    }

    /// <summary>Rows of the input that some neighbouring rows see.</summary>
    private static int Reach(WindowAxis axis, int rows) => (rows - 1) * axis.Stride + (axis.Size - 1) * axis.Dilation + 1;
}
