using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Batch normalisations in training with a max pooling behind them, as in the first layers of nearly every network. The map between the two is the larger one, several times what the
/// pooling gives, and neither it nor its gradient is stored: the pooling normalises what it reads, and on the way back the normalisation makes some rows of its gradient, once for
/// its sums and once more for the gradient of its input.
/// </summary>
internal static class NormalizedPoolings
{
    /// <summary>Rows of the gradient that are made at a time take less than an eighth of the second-level cache.</summary>
    private const int MostBytes = 128 * 1024;

    /// <summary>The program in which these poolings read the source of the normalisation, and these normalisations the gradient of the pooling.</summary>
    public static KernelProgram Of(KernelProgram program)
    {
        ILookup<int, Kernel> readers = program.Kernels.SelectMany(kernel => kernel.Reads.Distinct().Select(id => (id, kernel))).ToLookup(read => read.id, read => read.kernel);
        HashSet<int> results = [.. program.Results];
        Dictionary<int, BatchNormKernel> norms = program.Kernels.OfType<BatchNormKernel>()
            .Where(norm => norm is { Pass: BatchNormPass.Normalize, Addend: Kernel.None, Images: 1 } && !results.Contains(norm.Target)
                && readers[norm.Target].ToArray() is [WindowKernel { Pass: WindowPass.Forward, Kind: PoolingKind.Max, Codes: not Kernel.None, Images: 1 }])
            .ToDictionary(norm => norm.Target);
        Dictionary<int, WindowKernel> poolings = program.Kernels.OfType<WindowKernel>()
            .Where(pooling => pooling is { Pass: WindowPass.Backward, Kind: PoolingKind.Max, Derivative: null, Images: 1 } && !results.Contains(pooling.Target)
                && readers[pooling.Target].All(reader => reader is BatchNormKernel { Images: 1 } norm && norm.Gradient == pooling.Target && IsReadWhole(norm)))
            .ToDictionary(pooling => pooling.Target);
        return norms.Count == 0 && poolings.Count == 0 ? program : program.Replace(kernel => kernel switch
        {
            BatchNormKernel { Pass: BatchNormPass.Normalize } made when norms.ContainsKey(made.Target) => [],
            WindowKernel { Pass: WindowPass.Backward } spread when poolings.ContainsKey(spread.Target) => [],
            WindowKernel { Pass: WindowPass.Forward } pooling when norms.TryGetValue(pooling.Source, out BatchNormKernel? norm) => [pooling with { Source = norm.Source, Normalization = norm }],
            BatchNormKernel norm when poolings.TryGetValue(norm.Gradient, out WindowKernel? pooling) => [norm with { Gradient = Kernel.None, Pooling = pooling }],
            _ => [kernel],
        });

        // Kernels that don't look beyond a pixel or a channel go through large images in bands of them, and want what they read in such bands too.
        bool IsReadWhole(BatchNormKernel norm) => norm.Pass == BatchNormPass.GradientSums
            || readers[norm.Target].OfType<ContractionKernel>().All(reader => reader.Geometry is { Groups: 1 } geometry && (geometry.Vertical.Size > 1 || geometry.Horizontal.Size > 1));
    }

    /// <summary>Floats of the rows of a gradient that a kernel makes for itself.</summary>
    public static int ScratchFloats(Kernel kernel, KernelProgram program) =>
        kernel is BatchNormKernel { Pooling: { } pooling } ? BandRows(pooling, program) * RowFloats(pooling, program) : 0;

    /// <summary>
    /// Rows of the gradient that are made at a time: those of whole windows where windows lie edge to edge, and if possible whole blocks of the sums, so that no row
    /// is made for two of them. Mirrors the library's <c>BatchNormKernels</c>.
    /// </summary>
    public static int BandRows(WindowKernel pooling, KernelProgram program)
    {
        (int width, int stride) = (pooling.Horizontal.Input, program.Buffers[pooling.Target].OwnStride);
        int unit = LiesEdgeToEdge(pooling.Vertical) && LiesEdgeToEdge(pooling.Horizontal) ? pooling.Vertical.Size : 1, block = Math.Max(16, 4096 / stride);
        int fewest = RoundUp(2 * unit + (block + width - 1) / width, unit), most = Math.Max(fewest, MostBytes / sizeof(float) / RowFloats(pooling, program) / unit * unit);
        for (int rows = most; rows >= fewest; rows -= unit)
        {
            if (rows * width % block == 0)
                return rows;
        }

        return most;
    }

    private static bool LiesEdgeToEdge(WindowAxis axis) => axis.Stride == axis.Size && axis.PadBefore == 0;

    private static int RoundUp(int rows, int unit) => (rows + unit - 1) / unit * unit;

    private static int RowFloats(WindowKernel pooling, KernelProgram program) => pooling.Horizontal.Input * program.Buffers[pooling.Target].OwnStride;
}
