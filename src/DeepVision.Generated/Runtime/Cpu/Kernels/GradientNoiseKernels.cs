using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Adds normal numbers to gradients. Which, depends on the seed, the step and the parameter's place in the flat buffer alone.</summary>
internal static class GradientNoiseKernels
{
    /// <summary>
    /// g ← g + deviation · n. The parameter at place i takes, of the block of <see cref="Philox"/> with the counter (step, ⌊i / 4⌋), the first
    /// two words if i mod 4 is below 2, else the last two: with Box and Muller's method the cosine for even i, the sine for odd. What
    /// pads the tensors stays zero.
    /// </summary>
    /// <param name="gradients">Gradients of parameters that follow one another; a multiple of 16 values.</param>
    /// <param name="start">Place of the first of them, a multiple of 16.</param>
    /// <param name="tensors">The parameter table.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">Steps that the network has taken before.</param>
    public static void Add(Span<float> gradients, int start, IReadOnlyList<ParameterTensor> tensors, float deviation, int seed, long step)
    {
        ulong key = Philox.Key(seed, RandomPurpose.GradientNoise);
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            int first = Math.Max(start, tensor.Offset), end = Math.Min(start + gradients.Length, tensor.Offset + tensor.Layout.PackedLength);
            if (tensor.IsTrainable && first < end)
                Add(gradients[(first - start)..(end - start)], tensor.Layout, first - tensor.Offset, first, deviation, key, (ulong)step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<float> gradients, WeightLayout layout, int position, int place, float deviation, ulong key, ulong step)
    {
        Vector512<float> factor = Vector512.Create(deviation);
        ref float first = ref MemoryMarshal.GetReference(gradients);
        Vector512<uint> later = default;
        for (int i = 0; i < gradients.Length; i += Lanes.Count)
        {
            // One call draws the words of two vectors.
            Vector512<uint> words = later;
            if (i / Lanes.Count % 2 == 0)
                PhiloxLanes.Generate(key, step, (ulong)(place + i) / 4, out words, out later);
            int count = CountOutputs(layout, position + i);
            if (count <= 0)
                continue;
            Vector512<float> noise = NormalLanes.Of(words) & Lanes.Mask(count);
            Vector512.FusedMultiplyAdd(noise, factor, Vector512.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref first, (nuint)i);
        }
    }

    /// <summary>How many of the sixteen values at a packed position, at the beginning, are weights; the others pad the tensor.</summary>
    private static int CountOutputs(in WeightLayout layout, int position)
    {
        // The table of an embedding has its inputs, the values of a row, side by side.
        if (layout.Block == 1)
            return layout.Inputs - position % layout.InputStride;
        int row = position / layout.Block, lane = position % layout.Block;
        int outputs = row / (layout.KernelHeight * layout.KernelWidth * layout.InputStride) * layout.Block + lane;
        return row % layout.InputStride < layout.Inputs ? layout.Outputs - outputs : 0;
    }
}
