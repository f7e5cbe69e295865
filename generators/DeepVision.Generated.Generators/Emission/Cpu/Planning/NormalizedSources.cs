using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Batch normalisations in training that are part of the depthwise convolutions behind them. Such a convolution waits for memory, and has time for the few operations of a
/// normalisation with each value that it reads: what is normalised is neither stored nor read back, and both maps pass in the order of memory. Only the gradient of the weights
/// needs it once more, and it is made in front of that.
/// </summary>
internal static class NormalizedSources
{
    /// <summary>The program in which these convolutions read the source of the normalisation.</summary>
    public static KernelProgram Of(KernelProgram program)
    {
        ILookup<int, Kernel> readers = program.Kernels.SelectMany(kernel => kernel.Reads.Distinct().Select(id => (id, kernel))).ToLookup(read => read.id, read => read.kernel);
        HashSet<int> results = [.. program.Results];
        // What can lie among the channels of another buffer stays there, where these convolutions don't read.
        HashSet<int> parts = [.. program.Kernels.SelectMany(kernel => kernel is ConcatKernel ? kernel.Reads : kernel is SliceKernel ? kernel.Writes : [])];
        Dictionary<int, BatchNormKernel> fused = program.Kernels.OfType<BatchNormKernel>()
            .Where(norm => norm is { Pass: BatchNormPass.Normalize, Addend: Kernel.None, Images: 1 }
                && !results.Contains(norm.Target) && !parts.Contains(norm.Source) && AreOfDepthwise([.. readers[norm.Target]], norm.Target))
            .ToDictionary(norm => norm.Target);
        return fused.Count == 0 ? program : program.Replace(kernel => kernel switch
        {
            BatchNormKernel { Pass: BatchNormPass.Normalize } made when fused.ContainsKey(made.Target) => [],
            ContractionKernel contraction when fused.TryGetValue(contraction.Source, out BatchNormKernel? norm) =>
                contraction.Pass == ContractionPass.Forward ? [contraction with { Source = norm.Source, Normalization = norm }] : [norm, contraction],
            _ => [kernel],
        });
    }

    /// <summary>Whether only a depthwise convolution and the gradient of its weights read a buffer, and the library has its kernel.</summary>
    private static bool AreOfDepthwise(Kernel[] readers, int source) =>
        readers.OfType<ContractionKernel>().Count(reader => reader.Pass == ContractionPass.Forward) == 1
        && readers.OfType<ContractionKernel>().Count(reader => reader.Pass == ContractionPass.WeightGradient) == readers.Length - 1 && readers.Length <= 2
        && readers.OfType<ContractionKernel>().All(reader => reader is { Images: 1, Addend: Kernel.None, Pooling: null, Geometry: var geometry }
            && reader.Source == source && reader.Gradient != source
            && geometry.Groups > 1 && geometry.Groups == geometry.InputChannels && geometry.Groups == geometry.OutputChannels
            && HasKernel(geometry.Vertical, geometry.Horizontal));

    /// <summary>Whether it has one: DepthwiseStrips, or Depthwise3x3Apart where there is a stride.</summary>
    private static bool HasKernel(WindowAxis rows, WindowAxis columns)
    {
        int last = (columns.Output - 1) * columns.Stride - columns.PadBefore;
        return rows is { Size: 3, Dilation: 1, PadBefore: <= 2 } && columns is { Size: 3, Dilation: 1, PadBefore: <= 1, Output: >= 4 } && last + 1 < columns.Input
            && (columns.Stride == 2 || (columns.Stride == 1 && rows.Stride == 1));
    }
}
