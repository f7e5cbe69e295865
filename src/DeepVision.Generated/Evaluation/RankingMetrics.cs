namespace DeepVision.Generated;

/// <summary>How well scores tell yes from no, whatever the threshold.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// Area under the receiver operating characteristic: the probability that a sample of yes has a larger score than one of no, where
    /// equal scores count one half (Hanley and McNeil 1982). 1 is perfect, 0.5 as good as guessing.
    /// </summary>
    /// <remarks>Keras: <c>AUC()</c>, by thresholds in even steps. PyTorch: torchmetrics' <c>AUROC</c>. scikit-learn: <c>roc_auc_score</c>.</remarks>
    /// <param name="scores">Scores, probabilities or anything else that grows with the answer yes.</param>
    /// <param name="isPositive">The right answers.</param>
    /// <returns>0 to 1; not a number where all answers are the same, or a score is not a number.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        (float[] sorted, bool[] answers) = Ascending(scores, isPositive);
        double positivesAbove = 0;
        long positives = 0, negatives = 0;

        // From the lowest score on: a positive stands above all negatives before it, and half above those of its own score.
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfEqual(sorted, start);
            long yes = answers.AsSpan(start, end - start).Count(true), no = end - start - yes;
            positivesAbove += yes * (negatives + 0.5 * no);
            (positives, negatives) = (positives + yes, negatives + no);
        }

        return HasNaN(sorted) || positives == 0 || negatives == 0 ? double.NaN : positivesAbove / ((double)positives * negatives);
    }

    /// <summary>
    /// Average precision: the sum of precision · (growth of recall) over all thresholds, without interpolation. 1 is perfect, the
    /// share of yes as good as guessing.
    /// </summary>
    /// <remarks>Keras: <c>AUC(curve="PR")</c>, which interpolates. PyTorch: torchmetrics' <c>AveragePrecision</c>. scikit-learn: <c>average_precision_score</c>.</remarks>
    /// <param name="scores">Scores, probabilities or anything else that grows with the answer yes.</param>
    /// <param name="isPositive">The right answers.</param>
    /// <returns>0 to 1; not a number where no answer is yes, or a score is not a number.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        (float[] sorted, bool[] answers) = Ascending(scores, isPositive);
        Array.Reverse(sorted);
        Array.Reverse(answers);
        double sum = 0;
        long found = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfEqual(sorted, start);
            long yes = answers.AsSpan(start, end - start).Count(true);
            found += yes;
            sum += yes * ((double)found / end);
        }

        return HasNaN(sorted) || found == 0 ? double.NaN : sum / found;
    }

    private static (float[] Scores, bool[] Answers) Ascending(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
            throw new ArgumentException($"{Quantity.Of(scores.Length, "score")} came with {Quantity.Of(isPositive.Length, "answer")}.", nameof(isPositive));
        (float[] sorted, bool[] answers) = (scores.ToArray(), isPositive.ToArray());
        Array.Sort(sorted, answers);
        return (sorted, answers);
    }

    private static int EndOfEqual(float[] scores, int start)
    {
        int end = start + 1;
        while (end < scores.Length && scores[end] == scores[start])
            end++;
        return end;
    }

    private static bool HasNaN(float[] scores) => Array.Exists(scores, float.IsNaN);
}
