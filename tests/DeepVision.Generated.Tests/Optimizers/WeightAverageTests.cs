using DeepVision.Generated.Tests.Networks;
using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Exponential moving averages of the weights.</summary>
public class WeightAverageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheyFollowTheWeights(int threads)
    {
        using NormalisedVectors net = new(1) { Threads = threads };
        Batch batch = net.CreateBatch(6);
        batch.Fill(TrainedData.Labelled(6, seed: 1), [0, 1, 2, 3, 4, 5]);
        var optimizer = new Adam(0.01f) { AverageDecay = 0.75 };
        double[] expected = [];
        for (int step = 0; step < 20; step++)
        {
            net.TrainStep(batch, optimizer);
            float[] weights = Trained(net);
            expected = step == 0 ? [.. weights] : [.. expected.Zip(weights, (average, weight) => 0.75 * average + 0.25 * weight)];
        }

        float[] before = net.Parameters.Values.ToArray();
        using (net.UseAverages(optimizer))
        {
            Assert.All(Trained(net).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
            Assert.NotEqual(before, net.Parameters.Values.ToArray());
            Assert.Throws<InvalidOperationException>(() => net.TrainStep(batch, optimizer));
        }

        Assert.Equal(before, net.Parameters.Values.ToArray());
        net.TrainStep(batch, optimizer);
    }

    [Fact]
    public void TheyChangeNothingElse()
    {
        using NormalisedVectors net = new(1), plain = new(1);
        TensorDataset data = TrainedData.Labelled(40, seed: 1);
        net.Train(data, new TrainingOptions { Epochs = 2, BatchSize = 8, Optimizer = new Adam(0.01f) { AverageDecay = 0.9 } });
        plain.Train(data, new TrainingOptions { Epochs = 2, BatchSize = 8, Optimizer = new Adam(0.01f) });
        Assert.Equal(plain.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void ACheckpointHasThem()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using NormalisedVectors whole = new(1), begun = new(1), resumed = new(2);
            Optimizer expected = new Adam(0.01f) { AverageDecay = 0.9 }, optimizer = new Adam(0.01f) { AverageDecay = 0.9 };
            whole.Train(TrainedData.Labelled(40, seed: 1), Options(expected, 4, null));
            begun.Train(TrainedData.Labelled(40, seed: 1), Options(new Adam(0.01f) { AverageDecay = 0.9 }, 2, path));
            resumed.Train(TrainedData.Labelled(40, seed: 1), Options(optimizer, 4, path));
            Assert.Equal(whole.GetOptimizerState(expected)[2], resumed.GetOptimizerState(optimizer)[2]);

            void Refused(Optimizer other, string message) => Assert.Contains(
                message, Assert.Throws<WeightsFileException>(() => begun.Train(TrainedData.Labelled(40, seed: 1), Options(other, 5, path))).Message);
            Refused(new Adam(0.01f), "AverageDecay of Adam is 0");
            Refused(new Adam(0.01f, amsGrad: true) { AverageDecay = 0.9 }, "has 2 values that Adam remembers of each weight, but with the options given it remembers 3");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What they are kept for is what is validated, measured and written, unless that is declined.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheyAreWhatIsValidated(bool validates)
    {
        using var folder = new TemporaryFolder();
        using NormalisedVectors net = new(1), loaded = new(2);
        TensorDataset data = TrainedData.Labelled(40, seed: 1), validation = TrainedData.Labelled(30, seed: 2);
        var optimizer = new Adam(0.05f) { AverageDecay = 0.9 };
        List<(double Averages, double Weights, float[] Values)> expected = [];
        double measured = 0;
        TrainingHistory history = net.Train(data, new TrainingOptions
        {
            Epochs = 3,
            BatchSize = 8,
            Optimizer = optimizer,
            Validation = validation,
            ValidateAverages = validates,
            Measure = () => measured = net.Evaluate(validation).Loss,
            BestWeights = new BestWeights(folder["best"]),
            OnEpoch = epoch =>
            {
                double ofWeights = net.Evaluate(validation).Loss;
                using (validates ? net.UseAverages(optimizer) : null)
                    expected.Add((net.Evaluate(validation).Loss, ofWeights, net.Parameters.Values.ToArray()));
            },
        });
        Assert.Equal(expected.Select(epoch => validates ? epoch.Averages : epoch.Weights), history.Epochs.Select(epoch => epoch.ValidationLoss!.Value));
        Assert.Equal(history.Epochs[^1].ValidationLoss, measured);
        loaded.LoadWeights(folder["best"]);
        Assert.Equal(expected[history.BestEpoch - 1].Values, loaded.Parameters.Values.ToArray());
        Assert.Equal(validates, expected[^1].Averages != expected[^1].Weights);
    }

    /// <summary>Early stopping leaves the averages of the best epoch, and finds them again in a checkpoint.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void EarlyStoppingRestoresThoseOfTheBestEpoch(int interruption)
    {
        using var folder = new TemporaryFolder();
        using NormalisedVectors whole = new(1), begun = new(1), resumed = new(2), loaded = new(3);
        float[] best = [];
        TrainingHistory expected = whole.Train(TrainedData.Labelled(40, seed: 1), Options(6, null));
        begun.Train(TrainedData.Labelled(40, seed: 1), Options(interruption, folder["run"]));
        TrainingHistory history = resumed.Train(TrainedData.Labelled(40, seed: 1), Options(6, folder["run"]));
        Assert.Equal(expected.Epochs.Select(epoch => epoch.ValidationLoss), history.Epochs.Select(epoch => epoch.ValidationLoss));
        Assert.Equal(best, whole.Parameters.Values.ToArray());
        Assert.Equal(best, resumed.Parameters.Values.ToArray());
        loaded.LoadWeights(folder["run"]);
        Assert.Equal(best, loaded.Parameters.Values.ToArray());

        TrainingOptions Options(int epochs, string? path)
        {
            var optimizer = new Adam(0.05f) { AverageDecay = 0.9 };
            return new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = 8,
                Optimizer = optimizer,
                Validation = TrainedData.Labelled(30, seed: 2),
                EarlyStopping = new EarlyStopping { Patience = 9 },
                Checkpoint = path is null ? null : new CheckpointOptions(path) { Resume = true },
                OnEpoch = epoch =>
                {
                    if (path is not null || !epoch.IsBest)
                        return;
                    using (epoch.Network.UseAverages(optimizer))
                        best = epoch.Network.Parameters.Values.ToArray();
                },
            };
        }
    }

    [Fact]
    public void WithoutThemThatIsSaid()
    {
        using NormalisedVectors net = new(1);
        Assert.Contains("AverageDecay = 0.999", Assert.Throws<ArgumentException>(() => net.UseAverages(new Adam())).Message);
        Assert.Contains("no averages yet", Assert.Throws<InvalidOperationException>(() => net.UseAverages(new Adam { AverageDecay = 0.9 })).Message);
    }

    private static TrainingOptions Options(Optimizer optimizer, int epochs, string? path) => new()
    {
        Epochs = epochs,
        BatchSize = 8,
        Optimizer = optimizer,
        Checkpoint = path is null ? null : new CheckpointOptions(path) { Resume = true },
    };

    private static float[] Trained(Network network) => network.Parameters.Values[..network.Architecture.TrainableLength].ToArray();
}
