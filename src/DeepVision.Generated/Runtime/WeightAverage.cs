using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime;

/// <summary>The exponential moving average of the weights.</summary>
internal static class WeightAverage
{
    /// <summary>w̄ ← decay · w̄ + (1 − decay) · w, and w̄ ← w at the first step.</summary>
    /// <param name="averages">A multiple of 16 values.</param>
    /// <param name="weights">As many.</param>
    /// <param name="decay">0 to below 1.</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static void Move(Span<float> averages, ReadOnlySpan<float> weights, double decay, long step)
    {
        double kept = step > 1 ? decay : 0;
        Vector256<float> old = Vector256.Create((float)kept), share = Vector256.Create((float)(1 - kept));
        ref float a = ref MemoryMarshal.GetReference(averages);
        ref float w = ref MemoryMarshal.GetReference(weights);
        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
            Optimizer.FlushTiny(old * Vector256.LoadUnsafe(ref a, i) + share * Vector256.LoadUnsafe(ref w, i)).StoreUnsafe(ref a, i);
    }
}
