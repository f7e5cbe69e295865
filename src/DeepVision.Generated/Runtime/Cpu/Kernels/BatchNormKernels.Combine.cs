using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>From the sums of the lanes to those of the batch. All workers wait meanwhile, so what depends on the lanes alone is computed once for all channels.</content>
public static partial class BatchNormKernels
{
    /// <summary>
    /// Combines the 16 lanes to the statistics of the batch and moves the running statistics:
    /// r ← (1 − momentum)·r + momentum·batch, with the unbiased variance (PyTorch's convention).
    /// </summary>
    /// <param name="partials">The lanes' results of <see cref="Statistics"/>.</param>
    /// <param name="laneStride">Floats from one lane's result to the next.</param>
    /// <param name="lanePixels">Pixels of each of the 16 lanes.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="momentum">Share of the batch in the running statistics.</param>
    /// <param name="mean">Receives μ.</param>
    /// <param name="inverseDeviation">Receives 1/√(σ² + ε), with the biased variance.</param>
    /// <param name="runningMean">Running mean, updated.</param>
    /// <param name="runningVariance">Running variance, updated.</param>
    /// <remarks>A batch without pixels leaves everything as it is. The partial results are only read, those of lanes without pixels not even that.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CombineStatistics(ref float partials, int laneStride, ReadOnlySpan<long> lanePixels, int stride, float epsilon, float momentum, ref float mean, ref float inverseDeviation, ref float runningMean, ref float runningVariance)
    {
        int root = lanePixels[..LaneCount].IndexOfAnyExcept(0);
        if (root < 0)
            return;

        Span<LaneMerge> merges = stackalloc LaneMerge[LaneCount - 1];
        merges = merges[..FindMerges(lanePixels[..LaneCount], merges, out long count)];
        Vector512<float> all = Vector512.Create((float)count), allButOne = Vector512.Create((float)Math.Max(1, count - 1));
        Span<Vector512<float>> means = stackalloc Vector512<float>[LaneCount], squares = stackalloc Vector512<float>[LaneCount];
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            for (int lane = 0; lane < LaneCount; lane++)
            {
                if (lanePixels[lane] == 0)
                    continue;
                ref float partial = ref Unsafe.Add(ref partials, (nint)lane * laneStride + channel);
                means[lane] = Vector512.LoadUnsafe(ref partial);
                squares[lane] = Vector512.LoadUnsafe(ref partial, (nuint)stride);
            }

            foreach (LaneMerge merge in merges)
            {
                Vector512<float> delta = means[merge.Right] - means[merge.Left];
                means[merge.Left] = Vector512.FusedMultiplyAdd(delta, Vector512.Create(merge.Share), means[merge.Left]);
                squares[merge.Left] = Vector512.FusedMultiplyAdd(delta * delta, Vector512.Create(merge.Spread), squares[merge.Left] + squares[merge.Right]);
            }

            nuint place = (nuint)channel;
            means[root].StoreUnsafe(ref mean, place);
            InverseDeviation(squares[root] / all, epsilon).StoreUnsafe(ref inverseDeviation, place);
            Move(ref runningMean, place, means[root], momentum);
            Move(ref runningVariance, place, squares[root] / allButOne, momentum);
        }
    }

    /// <summary>Adds the 16 lanes in a fixed binary tree: the gradients of β (Σ dy′) and γ (Σ dy′·x̂).</summary>
    /// <param name="partials">The lanes' results of <see cref="GradientSums"/>.</param>
    /// <param name="laneStride">Floats from one lane's result to the next.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="scaleGradient">Receives the gradient of γ.</param>
    /// <param name="shiftGradient">Receives the gradient of β.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CombineGradientSums(ref float partials, int laneStride, int stride, ref float scaleGradient, ref float shiftGradient)
    {
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            SumSixteen(ref Unsafe.Add(ref partials, channel), laneStride).StoreUnsafe(ref shiftGradient, (nuint)channel);
            SumSixteen(ref Unsafe.Add(ref partials, stride + channel), laneStride).StoreUnsafe(ref scaleGradient, (nuint)channel);
        }
    }

    /// <summary>Two neighbours in the tree over the lanes, whose moments are merged by Chan's formula; the result takes the place of the left one.</summary>
    /// <param name="Left">First lane of the left one that has pixels.</param>
    /// <param name="Right">First lane of the right one that has pixels.</param>
    /// <param name="Share">Share of the right one's pixels.</param>
    /// <param name="Spread">What the squared distance of their means counts.</param>
    private readonly record struct LaneMerge(int Left, int Right, float Share, float Spread);

    /// <summary>Ranges of lanes, from pairs up to all, each of which is merged from its halves; a half without pixels takes no part.</summary>
    private static int FindMerges(ReadOnlySpan<long> lanePixels, Span<LaneMerge> merges, out long count)
    {
        Span<int> first = stackalloc int[LaneCount];
        Span<long> counts = stackalloc long[LaneCount];
        lanePixels.CopyTo(counts);
        for (int lane = 0; lane < LaneCount; lane++)
            first[lane] = lane;

        int length = 0;
        for (int half = 1; half < LaneCount; half *= 2)
        {
            for (int left = 0; left < LaneCount; left += 2 * half)
            {
                (long a, long b) = (counts[left], counts[left + half]);
                if (a > 0 && b > 0)
                    merges[length++] = new LaneMerge(first[left], first[left + half], (float)((double)b / (a + b)), (float)((double)a * b / (a + b)));
                else if (b > 0)
                    first[left] = first[left + half];
                counts[left] = a + b;
            }
        }

        count = counts[0];
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumSixteen(ref float partials, nint laneStride) =>
        SumEight(ref partials, laneStride) + SumEight(ref Unsafe.Add(ref partials, 8 * laneStride), laneStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumEight(ref float partials, nint laneStride) =>
        SumFour(ref partials, laneStride) + SumFour(ref Unsafe.Add(ref partials, 4 * laneStride), laneStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumFour(ref float partials, nint laneStride) =>
        (Vector512.LoadUnsafe(ref partials) + Vector512.LoadUnsafe(ref Unsafe.Add(ref partials, laneStride)))
        + (Vector512.LoadUnsafe(ref Unsafe.Add(ref partials, 2 * laneStride)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref partials, 3 * laneStride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref float running, nuint place, Vector512<float> batch, float momentum)
    {
        Vector512<float> kept = Vector512.LoadUnsafe(ref running, place) * (1f - momentum);
        Vector512.FusedMultiplyAdd(batch, Vector512.Create(momentum), kept).StoreUnsafe(ref running, place);
    }
}
