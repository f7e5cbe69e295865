using DeepVision.Generated.Tests.CustomLosses;
using DeepVision.Generated.Tests.Networks;
using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers.LineSearch;

/// <summary>Networks that learn by L-BFGS.</summary>
public class LineSearchTrainingTests
{
    private const double L2 = 0.05f;

    /// <summary>The minimum of mean (w·x + b − y)² + λ·|w|² solves four linear equations.</summary>
    [Fact]
    public void ALinearRegressionReachesItsMinimum()
    {
        (float[] inputs, float[] targets) = Draw(60, (x, noise) => 1.5 * x[0] - 0.75 * x[1] + 0.25 * x[2] + 0.5 + 0.1 * noise);
        using LinearRegression net = new(1);
        net.Train(new TensorDataset(inputs, new TensorShape(3), targets, 1), Precise());

        double[,] equations = new double[4, 5];
        for (int n = 0; n < 60; n++)
        {
            double[] x = [inputs[3 * n], inputs[3 * n + 1], inputs[3 * n + 2], 1, targets[n]];
            for (int row = 0; row < 4; row++)
                for (int column = 0; column < 5; column++)
                    equations[row, column] += x[row] * x[column] / 60;
        }

        for (int i = 0; i < 3; i++)
            equations[i, i] += L2;
        AssertWeights(Solve(equations), net);
    }

    /// <summary>That of the mean cross-entropy + λ·|w|² by Newton's method.</summary>
    [Fact]
    public void ALogisticRegressionReachesItsMinimum()
    {
        (float[] inputs, float[] targets) = Draw(80, (x, noise) => 2 * x[0] - x[1] + 0.5 * noise > 0.2 ? 1 : 0);
        using LogisticRegression net = new(1);
        net.Train(new TensorDataset(inputs, new TensorShape(3), targets, 1), Precise());

        double[] weights = new double[4];
        for (int iteration = 0; iteration < 30; iteration++)
        {
            double[,] equations = new double[4, 5];
            for (int i = 0; i < 3; i++)
                (equations[i, i], equations[i, 4]) = (2 * L2, 2 * L2 * weights[i]);
            for (int n = 0; n < 80; n++)
            {
                double[] x = [inputs[3 * n], inputs[3 * n + 1], inputs[3 * n + 2], 1];
                double probability = 1 / (1 + Math.Exp(-x.Zip(weights, (value, weight) => value * weight).Sum()));
                for (int row = 0; row < 4; row++)
                {
                    for (int column = 0; column < 4; column++)
                        equations[row, column] += probability * (1 - probability) * x[row] * x[column] / 80;
                    equations[row, 4] += (probability - targets[n]) * x[row] / 80;
                }
            }

            weights = [.. weights.Zip(Solve(equations), (weight, step) => weight - step)];
        }

        AssertWeights(weights, net);
    }

    [Fact]
    public void ASmoothNetworkLearnsInFewSteps()
    {
        using SmoothVectors net = new(1);
        TensorDataset data = TrainedData.Labelled(60, seed: 1);
        TrainingHistory history = net.Train(data, new TrainingOptions { Epochs = 25, BatchSize = TrainingOptions.AllSamples, Optimizer = new LBFGS() });
        Assert.True(history.Epochs[^1].Loss < 0.01, history.ToString());
        Assert.Equal(25, net.StepsTaken);
        Assert.Equal(1, net.Evaluate(data).Accuracy);
        Assert.All(history.Epochs.Zip(history.Epochs.Skip(1)), pair => Assert.True(pair.Second.Loss <= pair.First.Loss * (1 + 1e-5), history.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheBitsAreThoseOfOneThread(bool draws)
    {
        float[] expected = Train(1);
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(3));

        float[] Train(int threads)
        {
            using Network net = draws ? new DrawnVectors(1) : new SmoothVectors(1);
            var options = new TrainingOptions { Epochs = 3, BatchSize = TrainingOptions.AllSamples, Threads = threads, Optimizer = new LBFGS(iterations: 4, historySize: 3) };
            Run(net, TrainedData.Labelled(50, seed: 2), options);
            return net.Parameters.Values.ToArray();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void AResumedRunEqualsOneWithoutInterruption(double averageDecay)
    {
        using var folder = new TemporaryFolder();
        using DrawnVectors whole = new(1), begun = new(1), resumed = new(2);
        TensorDataset data = TrainedData.Labelled(50, seed: 2);
        Optimizer expected = Search(3), actual = Search(3);
        whole.Train(data, Options(expected, 5, null));
        begun.Train(data, Options(Search(3), 3, folder["run"]));
        resumed.Train(data, Options(actual, 5, folder["run"]));
        Assert.Equal(whole.Parameters.Values.ToArray(), resumed.Parameters.Values.ToArray());
        for (int slot = 0; slot < whole.GetOptimizerState(expected).SlotCount; slot++)
            Assert.Equal(whole.GetOptimizerState(expected)[slot], resumed.GetOptimizerState(actual)[slot]);
        Assert.Contains(
            "has 6 values that LBFGS remembers of each weight, but with the options given it remembers 8",
            Assert.Throws<WeightsFileException>(() => begun.Train(data, Options(Search(4), 6, folder["run"]))).Message);

        Optimizer Search(int historySize) => new LBFGS(iterations: 4, historySize: historySize) { AverageDecay = averageDecay };
        static TrainingOptions Options(Optimizer optimizer, int epochs, string? path) => new()
        {
            Epochs = epochs,
            BatchSize = TrainingOptions.AllSamples,
            Optimizer = optimizer,
            Checkpoint = path is null ? null : new CheckpointOptions(path) { Resume = true },
        };
    }

    /// <summary>Wherever a line search looks, the statistics move by the batch of the place where it ends: once at the beginning of the step, once in each iteration.</summary>
    [Fact]
    public void StatisticsMoveOnceInEachIteration()
    {
        using NormalisedVectors net = new(1), plain = new(1);
        Batch batch = net.CreateBatch(20);
        batch.Fill(TrainedData.Labelled(20, seed: 3), [.. Enumerable.Range(0, 20)]);
        net.TrainStep(batch, new LBFGS(iterations: 1));

        plain.ComputeGradients(batch);
        net.Parameters.Values[..net.Architecture.TrainableLength].CopyTo(plain.Parameters.Values);
        plain.Parameters.MarkChanged();
        plain.ComputeGradients(batch);
        Assert.Equal(plain.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void AStoppedLayerStaysAsItIs()
    {
        using SmoothVectors net = new(1);
        Batch batch = net.CreateBatch(20);
        batch.Fill(TrainedData.Labelled(20, seed: 3), [.. Enumerable.Range(0, 20)]);
        var optimizer = new LBFGS(iterations: 3);
        net.TrainStep(batch, optimizer);
        float[] first = net.Parameters.Read(net.Architecture.Parameters[0]), last = net.Parameters.Read(net.Architecture.Parameters[2]);
        net.GetLayer(0).LearningRateFactor = 0;
        net.TrainStep(batch, optimizer);
        Assert.Equal(first, net.Parameters.Read(net.Architecture.Parameters[0]));
        Assert.NotEqual(last, net.Parameters.Read(net.Architecture.Parameters[2]));
    }

    [Fact]
    public void AStepThatDivergesChangesNothing()
    {
        using NormalisedVectors net = new(1);
        Batch batch = net.CreateBatch(6);
        batch.Fill(TrainedData.Labelled(6, seed: 1), [0, 1, 2, 3, 4, 5]);
        var optimizer = new LBFGS();
        net.TrainStep(batch, optimizer);
        float[] before = net.Parameters.Values.ToArray(), remembered = [.. net.GetOptimizerState(optimizer)[0]];
        batch.Inputs[5] = float.NaN;
        var e = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, optimizer));
        Assert.True(e is { IsDataAtFault: true, Step: 2 }, e.Message);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal(remembered, net.GetOptimizerState(optimizer)[0]);
        Assert.Equal((1L, 1L), (net.StepsTaken, net.GetOptimizerState(optimizer).Step));
        batch.Inputs[5] = 0.5f;
        net.TrainStep(batch, optimizer);
    }

    /// <summary>What a device has queued before is known only when the first loss is read.</summary>
    [Fact]
    public void AStepBeforeThatHasDivergedIsTold()
    {
        using var net = new QueuedClassifier();
        net.Engine.Inner.LossOverride = (step, loss) => step == 1 ? float.NaN : loss;
        Batch batch = net.CreateBatch(6);
        batch.Fill(Linear.Corners(6, 1), [0, 1, 2, 3, 4, 5]);
        var descent = new SGD(0.1f);
        net.TrainStep(batch, descent);
        float[] before = net.Parameters.Values.ToArray()[..net.Architecture.TrainableLength];
        net.TrainStep(batch, descent);
        var e = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new LBFGS()));
        Assert.Equal((2L, 1L), (e.Step, net.StepsTaken));
        Assert.Equal(before, net.Parameters.Values.ToArray()[..net.Architecture.TrainableLength]);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using SmoothVectors net = new(1) { Threads = 2 };
        Batch batch = net.CreateBatch(20);
        batch.Fill(TrainedData.Labelled(20, seed: 3), [.. Enumerable.Range(0, 20)]);
        var optimizer = new LBFGS(iterations: 2);
        for (int i = 0; i < 3; i++)
            net.TrainStep(batch, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        net.TrainStep(batch, optimizer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WhatItCantDoIsSaidBeforeTheFirstStep()
    {
        using SmoothVectors net = new(1);
        using ConstrainedVectors constrained = new(1);
        TensorDataset data = TrainedData.Labelled(50, seed: 1);
        Refused(net, "needs all 50 samples in each step, but options.BatchSize is 20. Set it to TrainingOptions.AllSamples", new TrainingOptions { BatchSize = 20, Optimizer = new LBFGS() });
        Refused(net, "Leave ClipNorm at 0", new TrainingOptions { BatchSize = 50, Optimizer = new LBFGS(), ClipNorm = 1 });
        Refused(net, "can't have GradientNoise", new TrainingOptions { BatchSize = 50, Optimizer = new LBFGS { GradientNoise = 0.1 } });
        Refused(constrained, "dense_1.weight has a constraint", new TrainingOptions { BatchSize = 50, Optimizer = new LBFGS() });
        net.GetLayer(0).LearningRateFactor = 0.5f;
        Refused(net, "the learning-rate factor 0.5", new TrainingOptions { BatchSize = 50, Optimizer = new LBFGS() });
        Assert.Equal((0L, 0L), (net.StepsTaken, constrained.StepsTaken));

        using DenseCritic critic = new(1);
        float[] scores = new float[5];
        critic.Forward(new float[7], scores);
        critic.Backward(new float[5]);
        Assert.Contains("CustomLoss", Assert.Throws<NotSupportedException>(() => critic.Step(new LBFGS())).Message);

        void Refused(Network network, string message, TrainingOptions options) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.BeginTraining(data, options)).Message);
    }

    private static TrainingOptions Precise() => new()
    {
        Epochs = 5,
        BatchSize = TrainingOptions.AllSamples,
        Optimizer = new LBFGS(gradientTolerance: 0, changeTolerance: 0),
    };

    private static void Run(Network network, Dataset data, TrainingOptions options)
    {
        if (network is DrawnVectors drawn)
            drawn.Train(data, options);
        else
            ((SmoothVectors)network).Train(data, options);
    }

    private static void AssertWeights(double[] expected, Network network)
    {
        float[] actual = [.. network.Parameters.Read(network.Architecture.Parameters[0]), .. network.Parameters.Read(network.Architecture.Parameters[1])];
        Assert.Equal(4, actual.Length);
        for (int i = 0; i < 4; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-6, $"{string.Join(", ", actual)} instead of {string.Join(", ", expected)}");
    }

    private static (float[] Inputs, float[] Targets) Draw(int count, Func<float[], double, double> target)
    {
        Random random = new(7);
        float[] inputs = [.. Enumerable.Range(0, 3 * count).Select(_ => 2 * random.NextSingle() - 1)];
        return (inputs, [.. Enumerable.Range(0, count).Select(n => (float)target(inputs[(3 * n)..(3 * n + 3)], 2 * random.NextDouble() - 1))]);
    }

    /// <summary>Gauss' elimination with pivots; the last column is the right side.</summary>
    private static double[] Solve(double[,] equations)
    {
        int size = equations.GetLength(0);
        for (int column = 0; column < size; column++)
        {
            int pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(equations[row, column]));
            for (int k = 0; k <= size; k++)
                (equations[column, k], equations[pivot, k]) = (equations[pivot, k], equations[column, k]);
            for (int row = 0; row < size; row++)
            {
                double factor = row == column ? 0 : equations[row, column] / equations[column, column];
                for (int k = 0; k <= size; k++)
                    equations[row, k] -= factor * equations[column, k];
            }
        }

        return [.. Enumerable.Range(0, size).Select(row => equations[row, size] / equations[row, row])];
    }
}
