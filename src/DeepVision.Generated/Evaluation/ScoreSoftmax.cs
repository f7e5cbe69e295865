using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated;

/// <summary>Softmax of one row of scores.</summary>
internal static class ScoreSoftmax
{
    /// <summary>Replaces scores x by eˣ / Σeˣ; the largest score is subtracted first, so nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InPlace(Span<float> scores)
    {
        float maximum = scores[0];
        foreach (float score in scores)
            maximum = MathF.Max(maximum, score);

        float sum = 0;
        Span<float> lanes = stackalloc float[Lanes.Count];
        for (int first = 0; first < scores.Length; first += Lanes.Count)
        {
            Span<float> part = scores.Slice(first, Math.Min(Lanes.Count, scores.Length - first));
            part.CopyTo(lanes);
            LaneMath.Exp(Vector512.LoadUnsafe(ref lanes[0]) - Vector512.Create(maximum)).StoreUnsafe(ref lanes[0]);
            lanes[..part.Length].CopyTo(part);
            foreach (float exponential in part)
                sum += exponential;
        }

        foreach (ref float score in scores)
            score /= sum;
    }

    /// <summary>−log of the probability that softmax gives to one label, in double: log Σe^(x − max) − (x_label − max).</summary>
    public static double CrossEntropy(ReadOnlySpan<float> scores, int label)
    {
        double logSum = LogSum(scores, out double maximum);
        return logSum - (scores[label] - maximum);
    }

    /// <summary>log Σe^(x − max) in double, which all labels of a row share.</summary>
    public static double LogSum(ReadOnlySpan<float> scores, out double maximum)
    {
        maximum = scores[0];
        foreach (float score in scores)
            maximum = Math.Max(maximum, score);

        double sum = 0;
        foreach (float score in scores)
            sum += PortableMath.Exp(score - maximum);
        return PortableMath.Log(sum);
    }
}
