using System.Globalization;

namespace DeepVision.Generated.Tests.Evaluation;

public class ResultTests
{
    /// <summary>Rows are the actual classes.</summary>
    private static readonly int[,] Confusion =
    {
        { 5, 1, 0 },
        { 2, 3, 1 },
        { 0, 0, 0 },
    };

    [Fact]
    public void ClassificationMetricsAreThoseOfAHandMadeConfusionMatrix()
    {
        ClassificationResult result = Classify(Confusion);
        Assert.Equal(12, result.Count);
        Assert.Equal(8 / 12.0, result.Accuracy);
        Assert.Equal(2, result.ConfusionMatrix[1, 0]);
        Assert.Equal(1, result.ConfusionMatrix[1, 2]);
        Assert.Equal(5 / 7.0, result.Precision(0));
        Assert.Equal(5 / 6.0, result.Recall(0));
        Assert.Equal(2 * (5 / 7.0) * (5 / 6.0) / (5 / 7.0 + 5 / 6.0), result.F1(0), 1e-12);
        Assert.Equal(0, result.Precision(2));
        Assert.Equal(0, result.Recall(2));
        Assert.Equal(0, result.F1(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Recall(3));
        Assert.Equal("   0 1 2\n 0 5 1 0\n 1 2 3 1\n 2 0 0 0", result.ConfusionMatrix.ToString());
    }

    /// <summary>Classes: 5/7 · 5/6, 3/4 · 3/6 and nothing; the third is predicted once, so it counts in the plain mean.</summary>
    [Fact]
    public void AveragesOverClassesAreTheirDefinitions()
    {
        ClassificationResult result = Classify(Confusion);
        Assert.Equal((5 / 7.0 + 3 / 4.0) / 3, result.Precision(Averaging.Macro), 1e-12);
        Assert.Equal((6 * (5 / 7.0) + 6 * (3 / 4.0)) / 12, result.Precision(Averaging.Weighted), 1e-12);
        Assert.Equal((5 / 6.0 + 3 / 6.0) / 3, result.Recall(Averaging.Macro), 1e-12);
        Assert.Equal(result.Accuracy, result.Recall(Averaging.Weighted), 1e-12);
        Assert.Equal((10 / 13.0 + 6 / 10.0) / 3, result.F1(Averaging.Macro), 1e-12);
        Assert.Equal(result.Accuracy, result.F1(Averaging.Micro));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.F1((Averaging)7));

        // Without the prediction of the third class, the plain mean is that of the two that are left.
        int[,] two = { { 5, 1, 0 }, { 2, 4, 0 }, { 0, 0, 0 } };
        Assert.Equal((5 / 6.0 + 4 / 6.0) / 2, Classify(two).Recall(Averaging.Macro), 1e-12);
    }

    /// <summary>Two samples of confidence 0.8, one of them right, and one of 0.6 that is right: (2 · |0.5 − 0.8| + |1 − 0.6|) / 3.</summary>
    [Fact]
    public void CalibrationComparesConfidenceWithAccuracy()
    {
        var counts = new ClassificationCounts(2);
        float sure = (float)Math.Log(0.8 / 0.2), unsure = (float)Math.Log(0.6 / 0.4);
        counts.Add(0, [sure, 0]);
        counts.Add(1, [sure, 0]);
        counts.Add(1, [0, unsure]);
        Assert.Equal(1 / 3.0, counts.ToResult().CalibrationError, 1e-6);
    }

    [Fact]
    public void TopKCountsTheRightClassAmongTheBest()
    {
        var counts = new ClassificationCounts(4);
        counts.Add(0, [4, 3, 2, 1]);
        counts.Add(1, [4, 3, 2, 1]);
        counts.Add(3, [4, 3, 2, 1]);
        counts.Add(1, [2, 2, 0, 0]);
        ClassificationResult result = counts.ToResult();
        Assert.Equal([0.25, 0.75, 0.75, 1], Enumerable.Range(1, 4).Select(result.TopKAccuracy));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.TopKAccuracy(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.TopKAccuracy(0));
    }

    [Fact]
    public void ScoresThatAreNotNumbersAreNeverRight()
    {
        var counts = new ClassificationCounts(2);
        counts.Add(1, [float.NaN, float.NaN]);
        Assert.Equal(0, counts.ToResult().Accuracy);
    }

    /// <summary>Accuracy and confusion matrix agree, wherever the bad score stands.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public void OneBadScoreMakesTheSampleWrong(int label, int takenFor)
    {
        for (int bad = 0; bad < 3; bad++)
        {
            float[] scores = [0, 0, 0];
            scores[label] = 5;
            scores[bad] = float.NaN;
            var counts = new ClassificationCounts(3);
            counts.Add(label, scores);
            ClassificationResult result = counts.ToResult();
            Assert.Equal((0, 1, true), (result.Accuracy, result.ConfusionMatrix[label, takenFor], double.IsNaN(result.Loss)));
        }
    }

    [Fact]
    public void BadBinaryScoresAreWrongAnswers()
    {
        var counts = new BinaryCounts();
        counts.Add([0, 1], [float.NaN, float.NaN]);
        BinaryResult result = counts.ToResult();
        Assert.Equal((0, 1, 1), (result.Accuracy, result.FalsePositives, result.FalseNegatives));
        Assert.True(double.IsNaN(result.Loss));
        Assert.Contains("Sample 1 of the data set has the target NaN", Assert.Throws<ArgumentException>(() => counts.Add([float.NaN], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => counts.Add([1.5f], [1]));
    }

    [Theory]
    [InlineData(float.NaN, 1, 2)]
    [InlineData(1, float.NaN, 2)]
    [InlineData(float.NaN, 2, 2)]
    [InlineData(2, float.NaN, 2)]
    public void RegressionResultsShowWhatIsNotANumber(float output, float target, float otherTarget)
    {
        var sums = new RegressionSums(1, SquaredError);
        sums.Add([otherTarget], [2]);
        sums.Add([target], [output]);
        RegressionResult result = sums.ToResult();
        Assert.Equal((true, true, true), (double.IsNaN(result.Loss), double.IsNaN(result.MeanAbsoluteError), double.IsNaN(result.R2)));
    }

    [Fact]
    public void CrossEntropyIsExactForHugeScores()
    {
        var counts = new ClassificationCounts(2);
        counts.Add(0, [-1000, 1000]);
        counts.Add(1, [-1000, 1000]);
        Assert.Equal(1000, counts.ToResult().Loss, 1e-9);

        var binary = new BinaryCounts();
        binary.Add([1], [-1000]);
        binary.Add([0], [-1000]);
        Assert.Equal(500, binary.ToResult().Loss, 1e-9);
    }

    [Fact]
    public void CrossEntropyIsItsDefinition()
    {
        var counts = new ClassificationCounts(3);
        counts.Add(2, [0.5f, -1, 2]);
        double p = Math.Exp(2) / (Math.Exp(0.5) + Math.Exp(-1) + Math.Exp(2));
        Assert.Equal(-Math.Log(p), counts.ToResult().Loss, 1e-12);

        var binary = new BinaryCounts();
        binary.Add([0.25f], [0.75f]);
        double q = 1 / (1 + Math.Exp(-0.75));
        Assert.Equal(-0.25 * Math.Log(q) - 0.75 * Math.Log(1 - q), binary.ToResult().Loss, 1e-12);
    }

    [Fact]
    public void BinaryMetricsCountAnswers()
    {
        var counts = new BinaryCounts();
        counts.Add([1, 0], [2, 1]);
        counts.Add([1, 0], [-1, -2]);
        counts.Add([1, 1], [3, 0]);
        BinaryResult result = counts.ToResult();
        Assert.Equal((3, 3, 1, 1, 1), (result.Count, result.TruePositives, result.FalsePositives, result.TrueNegatives, result.FalseNegatives));
        Assert.Equal(4 / 6.0, result.Accuracy);
        Assert.Equal(0.75, result.Precision);
        Assert.Equal(0.75, result.Recall);
        Assert.Equal(0.75, result.F1);

        // The first output has no answer no, so that only the second can be ranked: 0 above 1 and −2.
        Assert.Equal(0.5, result.RocAuc);
        Assert.Equal((1 + 0.5) / 2, result.AveragePrecision);
    }

    [Fact]
    public void RegressionMetricsAreTheirDefinitions()
    {
        var sums = new RegressionSums(2, SquaredError);
        float[][] targets = [[1, 7], [2, 7], [3, 7]];
        float[][] outputs = [[1, 7], [2.5f, 7], [2.5f, 7]];
        for (int i = 0; i < 3; i++)
            sums.Add(targets[i], outputs[i]);
        RegressionResult result = sums.ToResult();
        Assert.Equal(0.5 / 6, result.Loss, 1e-12);
        Assert.Equal(result.Loss, result.MeanSquaredError);
        Assert.Equal(1 / 6.0, result.MeanAbsoluteError, 1e-12);
        Assert.Equal((0.5 / 2 + 0.5 / 3) / 6, result.MeanAbsolutePercentageError, 1e-12);
        Assert.Equal((0.75 + 1) / 2, result.R2, 1e-12);
    }

    [Fact]
    public void TheLossOfARegressionIsThatOfItsTraining()
    {
        var sums = new RegressionSums(2, (output, target) => Math.Abs(output - target) * 10);
        sums.Add([1, 2], [1.5f, 2]);
        sums.Add([3, 4], [3, 6]);
        RegressionResult result = sums.ToResult();
        Assert.Equal((25 / 4.0, 4.25 / 4, 2.5 / 4), (result.Loss, result.MeanSquaredError, result.MeanAbsoluteError));
    }

    private static double SquaredError(double output, double target) => (output - target) * (output - target);

    [Fact]
    public void PredictionRanksItsClasses()
    {
        var prediction = new Prediction([0.1f, 0.6f, 0.3f]);
        Assert.Equal(1, prediction.Label);
        Assert.Equal(0.6f, prediction.Confidence);
        Assert.Equal([new ScoredLabel(1, 0.6f), new ScoredLabel(2, 0.3f)], prediction.TopK(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.TopK(4));
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.Equal("1 (60.0 %)", prediction.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ClassificationResult Classify(int[,] confusion)
    {
        int classes = confusion.GetLength(0);
        var counts = new ClassificationCounts(classes);
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                float[] scores = new float[classes];
                scores[predicted] = 1;
                for (int i = 0; i < confusion[actual, predicted]; i++)
                    counts.Add(actual, scores);
            }
        }

        return counts.ToResult();
    }
}
