using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of embeddings.</summary>
internal static class TokenCalls
{
    public static string Call(Kernel kernel, CpuNetwork network, BufferReferences buffers, string sample, string count)
    {
        switch (kernel)
        {
            case EmbeddingKernel embedding:
                return $"EmbeddingKernels.Forward(ref {buffers.At(embedding.Source, sample)}, ref Weights({network.OffsetOf(embedding.Weight)}), ref {buffers.At(embedding.Target, sample)}, "
                    + $"{Tokens(embedding.Embedding, count)}, {buffers[embedding.Target].PixelStride});";
            case ZeroKernel zero:
                return $"EmbeddingKernels.Clear(ref {buffers.At(zero.Target, sample)}, {MapCalls.Length(buffers[zero.Target], count)});";
            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no call.");
        }
    }

    /// <summary>The gradients of a range of rows, over the whole batch.</summary>
    public static string Unit(EmbeddingGradientKernel kernel, CpuNetwork network, BufferReferences buffers, int units) =>
        $"EmbeddingKernels.WeightGradient(ref {buffers.At(kernel.Source, "0")}, ref {buffers.At(kernel.Gradient, "0")}, ref Gradient({network.OffsetOf(kernel.Weight)}), "
        + $"{Tokens(kernel.Embedding, "Count")}, {buffers[kernel.Gradient].PixelStride}, {kernel.Embedding.VocabularySize}, {kernel.Embedding.PaddingIndex}, unit, {units});";

    private static string Tokens(EmbeddingOperation embedding, string count) => embedding.Steps == 1 ? count : $"(nint){count} * {embedding.Steps}";
}
