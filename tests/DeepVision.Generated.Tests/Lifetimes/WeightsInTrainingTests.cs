using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Lifetimes;

/// <summary>One rule for all that writes weights: not while the network is being trained. Reading is free.</summary>
public sealed class WeightsInTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearClassifier _net = new();

    public WeightsInTrainingTests() => _net.Save(_folder["weights"]);

    public static TheoryData<string> Writers => ["weight", "bias", "statistic", "load", "load by file", "train"];

    public void Dispose()
    {
        _net.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void ACallbackMayNotWriteWeights(string writer)
    {
        int refused = 0;
        using var expected = new LinearClassifier();
        TrainingOptions options = new() { Epochs = 3, BatchSize = 8 };
        expected.Train(Linear.Corners(20, 1), options);
        _net.Train(Linear.Corners(20, 1), options, new ProgressCall(_ =>
        {
            Assert.Contains("is being trained", Refusal(writer).Message.Replace("already ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            refused++;
        }));
        Assert.True(refused >= 3);
        Assert.Equal(expected.AllParameters(), _net.AllParameters());
        Write(writer);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void NorMayADataSetOrAnotherThread(string writer)
    {
        int refused = 0;
        var data = new CallingDataset(Linear.Corners(8, 1), _ =>
        {
            var thread = new Thread(() => Refusal(writer));
            thread.Start();
            thread.Join();
            Refusal(writer);
            refused++;
        });
        _net.Train(data, new TrainingOptions { Epochs = 1 });
        Assert.Equal(8, refused);
    }

    [Theory]
    [InlineData("weight")]
    [InlineData("bias")]
    [InlineData("load")]
    public void WithinAStepOfALoopOfOnesOwnWritingIsRefusedBetweenStepsItIsNot(string writer)
    {
        Batch batch = _net.CreateBatch(4);
        batch.Fill(Linear.Corners(4, 1), [0, 1, 2, 3]);
        int refused = 0;
        _net.Engine.OnStep = (_, _) =>
        {
            Refusal(writer);
            refused++;
        };
        for (int step = 0; step < 3; step++)
        {
            _net.TrainStep(batch, new SGD());
            Write(writer);
        }

        Assert.Equal(3, refused);
    }

    [Fact]
    public void ReadingSavingAndEvaluatingAreFree()
    {
        using var other = new LinearClassifier(seed: 2);
        _net.Train(Linear.Corners(20, 1), new TrainingOptions { Epochs = 2 }, new ProgressCall(_ =>
        {
            Assert.Equal(6, _net.GetLayer(0).Weight.Length);
            _net.Save(_folder["meanwhile"]);
            _net.Evaluate(Linear.Corners(5, 3));
            _net.Predict([1f, 2f]);
        }));
        other.LoadWeights(_folder["meanwhile"]);
        Assert.Equal(_net.AllParameters(), other.AllParameters());
    }

    [Fact]
    public void TheLearningRateMayChange()
    {
        var optimizer = new SGD(0.1f);
        _net.Train(Linear.Corners(8, 1), new TrainingOptions { Epochs = 2, Optimizer = optimizer }, new ProgressCall(report =>
        {
            if (report.EpochResult is { Epoch: 1 })
                optimizer.LearningRate = 0.01f;
        }));
        Assert.Equal([0.1f, 0.01f], _net.Engine.Updates.Select(update => update.LearningRate));
    }

    private InvalidOperationException Refusal(string writer)
    {
        float[] before = _net.AllParameters();
        var e = Assert.Throws<InvalidOperationException>(() => Write(writer));
        Assert.Equal(before, _net.AllParameters());
        return e;
    }

    private void Write(string writer)
    {
        switch (writer)
        {
            case "weight":
                _net.GetLayer(0).Weight = [1, 2, 3, 4, 5, 6];
                break;
            case "bias":
                _net.GetLayer("dense_1").Bias = [1, 2, 3];
                break;
            case "statistic":
                _net.GetLayer(0)["running_mean"] = [5];
                break;
            case "load":
                _net.LoadWeights(_folder["weights"]);
                break;
            case "load by file":
                WeightsFile.Load(_folder["weights"], _net);
                break;
            default:
                _net.Train(Linear.Corners(4, 1), new TrainingOptions { Epochs = 1 });
                break;
        }
    }
}
