namespace DeepVision.Generated;

/// <summary>Says why targets are no probabilities of classes.</summary>
internal static class ProbabilityCheck
{
    /// <summary>How far the sum may be from 1: rounding of some thousand values stays well below it.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>What is wrong with the target of one sample; null if it is a probability for each class.</summary>
    public static string? WhyNot(ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] is not >= 0)
                return FormattableString.Invariant($"that of class {i} is {target[i]}");
            sum += target[i];
        }

        return Math.Abs(sum - 1) <= Tolerance ? null : FormattableString.Invariant($"they add up to {sum:0.#####}");
    }

    /// <summary>The message.</summary>
    /// <param name="sample">The sample, at the beginning of a sentence.</param>
    /// <param name="reason">What is wrong.</param>
    public static string Describe(string sample, string reason) =>
        $"{sample} has targets that are no probabilities of classes: {reason}. They must be 0 or more and add up to 1.";
}
