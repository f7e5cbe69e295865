using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Softmax of one row of scores.</summary>
internal static class Softmax
{
    /// <summary>Replaces scores x by eˣ / Σeˣ; the largest score is subtracted first, so nothing overflows.</summary>
    public static void InPlace(Span<float> scores)
    {
        float maximum = scores[0];
        foreach (float score in scores)
            maximum = MathF.Max(maximum, score);

        float sum = 0;
        foreach (ref float score in scores)
        {
            score = (float)PortableMath.Exp(score - maximum);
            sum += score;
        }

        foreach (ref float score in scores)
            score /= sum;
    }

    /// <summary>−log of the probability that softmax gives to one label, in double: log Σe^(x − max) − (x_label − max).</summary>
    public static double CrossEntropy(ReadOnlySpan<float> scores, int label)
    {
        double maximum = scores[0];
        foreach (float score in scores)
            maximum = Math.Max(maximum, score);

        double sum = 0;
        foreach (float score in scores)
            sum += PortableMath.Exp(score - maximum);
        return PortableMath.Log(sum) - (scores[label] - maximum);
    }
}
