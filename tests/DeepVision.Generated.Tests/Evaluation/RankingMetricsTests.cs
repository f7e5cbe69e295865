namespace DeepVision.Generated.Tests.Evaluation;

public class RankingMetricsTests
{
    /// <summary>The example of scikit-learn's documentation of both functions.</summary>
    [Fact]
    public void KnownValues()
    {
        float[] scores = [0.1f, 0.4f, 0.35f, 0.8f];
        bool[] answers = [false, false, true, true];
        Assert.Equal(0.75, RankingMetrics.RocAuc(scores, answers), 1e-12);
        Assert.Equal(0.8333333333333333, RankingMetrics.AveragePrecision(scores, answers), 1e-12);
    }

    /// <summary>The area is the share of pairs in the right order, equal ones counting one half; precision and recall go by thresholds.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 40)]
    [InlineData(3, 300)]
    public void TheDefinitions(int seed, int count)
    {
        Random random = new(seed);
        float[] scores = [.. Enumerable.Range(0, count).Select(_ => random.Next(count / 3 + 2) / 8f)];
        bool[] answers = [.. scores.Select((_, i) => i == 0 || (i != 1 && random.Next(3) == 0))];
        double ordered = 0, pairs = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                if (answers[i] && !answers[j])
                {
                    pairs++;
                    ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        double precision = 0, before = 0;
        foreach (float threshold in scores.Distinct().OrderDescending())
        {
            double taken = scores.Count(score => score >= threshold), right = scores.Zip(answers).Count(item => item.First >= threshold && item.Second);
            double recall = right / answers.Count(answer => answer);
            precision += (recall - before) * (right / taken);
            before = recall;
        }

        Assert.Equal(ordered / pairs, RankingMetrics.RocAuc(scores, answers), 1e-12);
        Assert.Equal(precision, RankingMetrics.AveragePrecision(scores, answers), 1e-12);
    }

    [Fact]
    public void WhatCannotBeRankedIsNotANumber()
    {
        Assert.True(double.IsNaN(RankingMetrics.RocAuc([1, 2], [true, true])));
        Assert.True(double.IsNaN(RankingMetrics.RocAuc([1, 2], [false, false])));
        Assert.True(double.IsNaN(RankingMetrics.AveragePrecision([1, 2], [false, false])));
        Assert.True(double.IsNaN(RankingMetrics.AveragePrecision([1, float.NaN], [true, false])));
        Assert.True(double.IsNaN(RankingMetrics.RocAuc([], [])));
        Assert.Contains("2 scores came with 1 answer", Assert.Throws<ArgumentException>(() => RankingMetrics.RocAuc([1, 2], [true])).Message, StringComparison.Ordinal);
    }
}
