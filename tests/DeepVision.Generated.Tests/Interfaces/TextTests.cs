using System.Globalization;

namespace DeepVision.Generated.Tests.Interfaces;

/// <summary>What people read: tables, and the same ones whatever their culture.</summary>
public class TextTests
{
    [Fact]
    public void AHistoryIsATableOfItsEpochs() => Assert.Equal(
        """
        epoch     loss  accuracy  validation loss  validation accuracy  learning rate   time  samples/s
            1      0.5   75.00 %             1.25              50.00 %          0.001  1.5 s     12,346
            2  0.01235                       1.25              50.00 %          0.001  1.5 s     12,346
        EarlyStopping after 3.0 s, best epoch 2
        """,
        Samples.History.ToString());

    [Fact]
    public void ColumnsThatNoEpochHasAreLeftOut()
    {
        var history = new TrainingHistory([Samples.Epoch with { Accuracy = null, ValidationLoss = null, ValidationAccuracy = null }], StopReason.Completed, 1);
        Assert.Equal("epoch  loss  learning rate   time  samples/s\n    1   0.5          0.001  1.5 s     12,346\nCompleted after 1.5 s, best epoch 1", history.ToString());
        Assert.EndsWith("StillRunning after 0.0 s", new TrainingHistory([], StopReason.StillRunning, 0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEpochIsALine() => Assert.Equal(
        "epoch 1: loss 0.5, accuracy 75.00 %, validation loss 1.25, validation accuracy 50.00 %, learning rate 0.001, 1.5 s, 12,346 samples/s",
        Samples.Epoch.ToString());

    [Fact]
    public void AReportIsALine() => Assert.Equal(
        "epoch 1 of 5, step 10 of 100: loss 0.5, accuracy 75.00 %, 12,346 samples/s, 0:01:30 left. Hello.",
        Samples.Progress.ToString());

    [Fact]
    public void AClassificationIsATableOfItsClasses() => Assert.Equal(
        """
        samples 12, loss 0.5, accuracy 75.00 %
        class  samples  precision   recall       F1
            0        6    71.43 %  83.33 %  76.92 %
            1        6    80.00 %  66.67 %  72.73 %
        """,
        Samples.Classification.ToString());

    [Fact]
    public void ABinaryResultIsATableOfItsCounts() => Assert.Equal(
        """
        samples 1,500, loss 0.25, accuracy 86.67 %, precision 87.50 %, recall 87.50 %, F1 87.50 %
                    predicted yes  predicted no
        actual yes            700           100
        actual no             100           600
        """,
        Samples.Binary.ToString());

    [Fact]
    public void ARegressionIsATableOfItsFigures() => Assert.Equal(
        """
        samples  loss  mean squared error  mean absolute error      R²
          1,500  0.03              0.0625                  0.2  0.9876
        """,
        Samples.Regression.ToString());

    [Fact]
    public void AnArchitectureIsATableOfItsLayers() => Assert.Equal(
        """
        name       layer         output  parameters  multiply-adds
                   input         200
        dense_1    Dense(30)     30           6,030          6,000
        dropout_1  Dropout(0.5)  30               0              0
                   SmallNet      30           6,030          6,000
        """,
        Samples.Architecture.ToString());

    [Fact]
    public void NoCultureChangesAnyOfThem()
    {
        string[] expected = [.. Samples.All.Select(sample => sample.ToString()!)];
        Assert.All(Samples.All, (sample, i) => Assert.DoesNotContain(sample.GetType().Name + " {", expected[i], StringComparison.Ordinal));
        CultureInfo before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = "'";
        strange.NumberFormat.NumberGroupSeparator = "_";
        strange.NumberFormat.PercentDecimalSeparator = "'";
        strange.NumberFormat.NegativeSign = "minus";
        strange.NumberFormat.NaNSymbol = "nothing";
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(expected, Samples.All.Select(sample => sample.ToString()!));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0, "0 values")]
    [InlineData(1, "1 value")]
    [InlineData(2, "2 values")]
    public void NounsFollowTheirNumber(long count, string expected) => Assert.Equal(expected, Quantity.Of(count, "value"));

    [Fact]
    public void MessagesAboutOneSpeakOfOne()
    {
        using var net = new Networks.LinearBinary();
        var one = new TensorDataset([1, 2], new TensorShape(2), [1f], 1);
        Assert.Contains("targets of 2 values, but those of the data set have 1", Assert.Throws<ArgumentException>(() => net.Evaluate(one)).Message, StringComparison.Ordinal);
        Assert.Contains("The data set has 1 sample, numbered", Assert.Throws<ArgumentOutOfRangeException>(() => one.CopyInput(1, new float[2])).Message, StringComparison.Ordinal);
        Assert.Contains("1 input came with 2 targets", Assert.Throws<ArgumentException>(() => new TensorDataset([1, 2], new TensorShape(2), [1f, 2f], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("1 value, but 2 were given", Assert.Throws<ArgumentException>(() => StoredTensor.FromSingles("a", [1], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("2 values, but 1 was given", Assert.Throws<ArgumentException>(() => StoredTensor.FromSingles("a", [2], [1])).Message, StringComparison.Ordinal);
    }
}
