using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

public class TrainStepTests
{
    [Fact]
    public void AStepReportsTheLossBeforeItAndLowersIt()
    {
        using var net = new LinearClassifier();
        Batch batch = Filled(net, 12);
        var optimizer = new SGD(0.5f);
        StepResult first = net.TrainStep(batch, optimizer), second = net.TrainStep(batch, optimizer);
        Assert.Equal(12, first.Count);
        Assert.True(second.Loss < first.Loss, $"{first.Loss} then {second.Loss}");
        Assert.Equal(2, net.StepsTaken);
    }

    [Fact]
    public void OptimizerMemoryBelongsToTheInstance()
    {
        float[] Train(Optimizer first, Optimizer second)
        {
            using var net = new LinearClassifier();
            Batch batch = Filled(net, 6);
            net.TrainStep(batch, first);
            net.TrainStep(batch, second);
            return net.AllParameters();
        }

        var same = new SGD(0.1f, momentum: 0.9);
        Assert.NotEqual(Train(same, same), Train(same, new SGD(0.1f, momentum: 0.9)));
        var plain = new SGD(0.1f);
        Assert.Equal(Train(plain, plain), Train(plain, new SGD(0.1f)));
    }

    [Fact]
    public void OneOptimizerServesSeveralNetworks()
    {
        float[] Train(bool alone)
        {
            var optimizer = new Adam();
            using LinearClassifier net = new(1), other = new(2);
            Batch batch = Filled(net, 6);
            for (int step = 0; step < 3; step++)
            {
                net.TrainStep(batch, optimizer);
                if (!alone)
                    other.TrainStep(batch, optimizer);
            }

            return net.AllParameters();
        }

        Assert.Equal(Train(alone: true), Train(alone: false));
    }

    /// <summary>The table says what trains; the frozen tensor even has a penalty, which has nothing to work on.</summary>
    [Fact]
    public void FrozenTensorsStayAsTheyAre()
    {
        using var folder = new TemporaryFolder();
        using LinearClassifier net = new(1), loaded = new(2);
        net.GetLayer(0)["constant"] = [0.25f];
        net.Train(Linear.Corners(20, seed: 1), new TrainingOptions { Epochs = 2, Optimizer = new AdamW(0.1f), ClipNorm = 0.1f });
        Assert.Equal([0.25f], net.GetLayer(0)["constant"]);
        Assert.Contains("no trainable tensor", Assert.Throws<ArgumentException>(() => net.GetGradient("dense_1.constant")).Message, StringComparison.Ordinal);

        net.Save(folder["weights"]);
        loaded.LoadWeights(folder["weights"]);
        Assert.Equal([0.25f], loaded.GetLayer(0)["constant"]);
    }

    [Fact]
    public void GradientsCanBeLookedAtWithoutTraining()
    {
        using var net = new LinearClassifier();
        Batch batch = Filled(net, 6);
        Assert.Throws<InvalidOperationException>(() => net.GetGradient("dense_1.bias"));
        float[] weights = net.GetLayer(0).Weight;
        net.ComputeGradients(batch);
        Assert.Equal(weights, net.GetLayer(0).Weight);
        Assert.Equal(0, net.StepsTaken);
        Assert.Equal(6, net.GetGradient("dense_1.weight").Length);

        // The probabilities and the labels each sum to 1, so the gradients of the biases cancel.
        Assert.Equal(0, net.GetGradient("dense_1.bias").Sum(), 1e-6f);
        Assert.Contains("dense_1.weight, dense_1.bias", Assert.Throws<ArgumentException>(() => net.GetGradient("dense_1.running_mean")).Message);
    }

    [Fact]
    public void WrongBatchesAreRefusedBeforeAnythingChanges()
    {
        using var net = new LinearClassifier();
        float[] before = net.AllParameters();
        var optimizer = new SGD();
        void Refused(string message, Batch batch) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => net.TrainStep(batch, optimizer)).Message);

        Refused("The batch is empty", net.CreateBatch(4));
        Refused("takes inputs of 2 = 2 values, but those of the batch have 3", new Batch(4, 3, 0) { Count = 1 });
        Refused("learns from labels", new Batch(4, 2, 1) { Count = 1 });
        Batch wrongLabel = Filled(net, 4);
        wrongLabel.Labels[2] = 3;
        Refused("Sample 2 of the batch has the label 3, but LinearClassifier has 3 classes, numbered 0 to 2", wrongLabel);
        wrongLabel.Labels[2] = -1;
        Refused("label -1", wrongLabel);
        Assert.Throws<ArgumentNullException>(() => net.TrainStep(Filled(net, 1), null!));
        Assert.Throws<ArgumentNullException>(() => net.TrainStep(null!, optimizer));
        Assert.Equal(before, net.AllParameters());
        Assert.Equal(0, net.StepsTaken);
    }

    [Fact]
    public void WrongTargetsAreRefused()
    {
        using var regressor = new LinearRegressor();
        Assert.Contains("targets of 2 values", Assert.Throws<ArgumentException>(() => regressor.TrainStep(new Batch(1, 2, 3) { Count = 1 }, new SGD())).Message);
        using var binary = new LinearBinary();
        Batch batch = binary.CreateBatch(2);
        batch.Count = 2;
        batch.Targets[3] = 1.5f;
        Assert.Contains("Sample 1 of the batch has the target 1.5", Assert.Throws<ArgumentException>(() => binary.TrainStep(batch, new SGD())).Message);
    }

    [Fact]
    public void ABatchHoldsNoMoreThanItsCapacity()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Batch(0, 2, 0));
        var batch = new Batch(2, 2, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Count = 3);
        Assert.Throws<ArgumentException>(() => batch.Fill(Linear.Corners(5, 1), [0, 1, 2]));
        Assert.Throws<ArgumentException>(() => batch.Fill(new TensorDataset(new float[3], new TensorShape(3), new int[1]), [0]));
    }

    [Theory]
    [InlineData(float.NaN, "not a number")]
    [InlineData(float.PositiveInfinity, "infinite")]
    public void ALossThatIsNotFiniteStopsBeforeTheWeightsChange(float loss, string description)
    {
        using var net = new LinearClassifier();
        net.Engine.LossOverride = (step, real) => step == 2 ? loss : real;
        Batch batch = Filled(net, 4);
        var optimizer = new Adam(0.5f);
        net.TrainStep(batch, optimizer);
        net.TrainStep(batch, optimizer);
        float[] before = net.GetLayer(0).Weight;
        var exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, optimizer));
        Assert.Equal(3, exception.Step);
        Assert.Contains($"The loss is {description} at step 3.", exception.Message);
        Assert.Contains("the learning rate (0.5) is probably too high", exception.Message);
        Assert.Equal(before, net.GetLayer(0).Weight);

        net.Engine.LossOverride = null;
        net.TrainStep(batch, optimizer);
        Assert.Equal(3, net.StepsTaken);
    }

    [Fact]
    public void TheCauseOfADivergenceIsLookedFor()
    {
        string Cause(Action<LinearClassifier, Batch> spoil)
        {
            using var net = new LinearClassifier();
            net.Engine.LossOverride = (_, _) => float.NaN;
            Batch batch = Filled(net, 4);
            spoil(net, batch);
            return Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD())).Message;
        }

        Assert.Contains("Sample 1 of the batch holds an input that is infinite", Cause((_, batch) => batch.Inputs[3] = float.NaN));
        Assert.Contains("Inputs reach 255: scale them", Cause((_, batch) => batch.Inputs[3] = 255));
        Assert.Contains("dense_1.bias holds values that are infinite or not a number", Cause((net, _) => net.GetLayer(0).Bias = [float.NaN, 0, 0]));
    }

    [Fact]
    public void StepsOfTwoThreadsAtOnceAreRefused()
    {
        using var net = new LinearClassifier();
        Batch batch = Filled(net, 4);
        Exception? inner = null;
        net.Engine.OnStep = (_, _) =>
        {
            var other = new Thread(() => inner = Record.Exception(() => net.TrainStep(batch, new SGD())));
            other.Start();
            other.Join();
        };
        net.TrainStep(batch, new SGD());
        Assert.Contains("Another thread is training this LinearClassifier", Assert.IsType<InvalidOperationException>(inner).Message);
    }

    internal static Batch Filled(Network net, int count)
    {
        Batch batch = net.CreateBatch(count);
        batch.Fill(Linear.Corners(count, seed: 5), [.. Enumerable.Range(0, count)]);
        return batch;
    }
}
