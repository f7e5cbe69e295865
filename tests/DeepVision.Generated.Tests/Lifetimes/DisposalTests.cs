using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Lifetimes;

/// <summary>Whoever disposes a network while it is in use: no memory goes while it is read, and the user learns what happened.</summary>
public class DisposalTests
{
    [Fact]
    public void DisposedInACallbackTrainingEndsWithWords()
    {
        var net = new LinearClassifier();
        var progress = new ProgressCall(report =>
        {
            if (report.EpochResult is { Epoch: 2 })
                net.Dispose();
        });
        var e = Assert.Throws<ObjectDisposedException>(() => net.Train(Linear.Corners(20, 1), new TrainingOptions { Epochs = 5 }, progress));
        Assert.Contains("LinearClassifier has been disposed while it was being trained", e.Message, StringComparison.Ordinal);
        Assert.True(net.Engine.IsDisposed);
        Assert.Equal(2, net.LastTraining!.Epochs.Count);
    }

    [Fact]
    public void DisposedByAnotherThreadInTheMiddleOfAStepTheStepIsFinished()
    {
        var net = new LinearClassifier();
        int steps = 0;
        net.Engine.OnStep = (_, _) =>
        {
            steps++;
            OnAnotherThread(net.Dispose);
            Assert.False(net.Engine.IsDisposed);
        };
        Assert.Throws<ObjectDisposedException>(() => net.Train(Linear.Corners(20, 1), new TrainingOptions { BatchSize = 4 }));
        Assert.Equal((1, 1L), (steps, net.StepsTaken));
        Assert.True(net.Engine.IsDisposed);
    }

    [Fact]
    public void DisposedInTheMiddleOfAPredictionThePredictionIsFinished()
    {
        var net = new LinearClassifier();
        net.Engine.OnForward = () =>
        {
            OnAnotherThread(net.Dispose);
            Assert.False(net.Engine.IsDisposed);
        };
        Assert.Equal(3, net.Predict([1f, 2f]).Probabilities.Length);
        Assert.True(net.Engine.IsDisposed);
        Assert.Contains("LinearClassifier has been disposed.", Assert.Throws<ObjectDisposedException>(() => net.Predict([1f, 2f])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DisposedByItsDataAnEvaluationEndsWithWords(bool isValidation)
    {
        var net = new LinearClassifier();
        var data = new CallingDataset(Linear.Corners(20, 1), index =>
        {
            if (index == 10)
                net.Dispose();
        });
        if (isValidation)
            Assert.Throws<ObjectDisposedException>(() => net.Train(Linear.Corners(20, 2), new TrainingOptions { Validation = data, BatchSize = 4 }));
        else
            Assert.Throws<ObjectDisposedException>(() => net.Evaluate(data, batchSize: 4));
        Assert.True(net.Engine.IsDisposed);
    }

    [Fact]
    public async Task AnyNumberOfUsersMayBeThereWhenItGoes()
    {
        for (int round = 0; round < 200; round++)
        {
            var net = new LinearClassifier();
            bool isUsedAfterwards = false;
            net.Engine.OnForward = () => isUsedAfterwards |= net.Engine.IsDisposed;
            Task[] users = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (true)
                    net.Predict([1f, 2f]);
            }))];
            net.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => Task.WhenAll(users));
            Assert.False(isUsedAfterwards);
            Assert.True(net.Engine.IsDisposed);
        }
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
