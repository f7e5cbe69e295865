using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Sizes that no array can hold are refused with the limit, before memory is taken.</summary>
public class BatchSizeTests
{
    private const int Huge = 1_500_000_000;

    [Fact]
    public void ABatchSaysHowManySamplesFit()
    {
        using var net = new LinearClassifier();
        Assert.Contains($"{Array.MaxLength / 2} samples at most", Refused("capacity", () => net.CreateBatch(Huge)), StringComparison.Ordinal);
        Assert.Contains("1 sample of 2000000000 values", Refused("capacity", () => new Batch(2, 2_000_000_000, 0)), StringComparison.Ordinal);
        Assert.Contains($"{Array.MaxLength / 100} samples", Refused("capacity", () => new Batch(Huge, 1, 100)), StringComparison.Ordinal);
        Refused("capacity", () => net.CreateBatch(0));
        Refused("capacity", () => net.CreateBatch(int.MinValue));
    }

    [Fact]
    public void TrainingAndEvaluationSaySoToo()
    {
        using var net = new LinearClassifier();
        var data = new EndlessDataset();
        Assert.Contains("samples at most", Refused("options.BatchSize", () => net.Train(data, new TrainingOptions { BatchSize = Huge })), StringComparison.Ordinal);
        Assert.Contains("samples at most", Refused("batchSize", () => net.Evaluate(data, Huge)), StringComparison.Ordinal);
        Refused("batchSize", () => net.Evaluate(data, 0));
        Assert.Null(net.LastTraining);
    }

    [Fact]
    public void ALargeSizeForFewSamplesIsTheirNumber()
    {
        using var net = new LinearClassifier();
        Assert.Single(net.Train(Linear.Corners(9, 1), new TrainingOptions { BatchSize = int.MaxValue, Epochs = 1 }).Epochs);
        Assert.Equal(9, net.Evaluate(Linear.Corners(9, 1), int.MaxValue).Count);
    }

    [Fact]
    public void ShapesThatNoArrayHoldsAreRefused()
    {
        Refused("height", () => new TensorShape(100_000, 100_000, 3));
        Refused("height", () => new TensorShape(int.MaxValue, int.MaxValue, int.MaxValue));
        Refused("steps", () => new TensorShape(65_536, 65_536));
        Refused("channels", () => new TensorShape(1, 1, -1));
        Refused("length", () => new TensorShape(-1));
        Assert.Equal(int.MaxValue, new TensorShape(1, int.MaxValue, 1).Length);
    }

    private static string Refused(string parameter, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ArgumentOutOfRangeException>(parameter, action).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        return message;
    }

    /// <summary>More samples than one array holds.</summary>
    private sealed class EndlessDataset : Dataset
    {
        public override int Count => Huge;

        public override TensorShape InputShape => new(2);

        public override int ClassCount => 3;

        public override void CopyInput(int index, Span<float> destination) => destination.Clear();

        public override int GetLabel(int index) => 0;
    }
}
