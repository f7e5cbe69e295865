using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Optimizers that users write.</summary>
public class OwnOptimizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyNumberOfValuesIsRemembered(int threads)
    {
        using var net = new PlainRegression(1) { Threads = threads };
        Batch batch = net.CreateBatch(2);
        batch.Count = 2;
        Array.Fill(batch.Inputs, 1);
        Array.Fill(batch.Targets, 3);
        var optimizer = new TwiceAveraged(0.1f);
        float[] losses = [.. Enumerable.Range(0, 5).Select(_ => net.TrainStep(batch, optimizer).Loss)];

        OptimizerState state = net.GetOptimizerState(optimizer);
        Assert.Equal((3, 5L), (state.SlotCount, state.Step));
        Assert.All(state[2], count => Assert.Equal(TwiceAveraged.FirstCount + 5, count));
        Assert.Contains(state[1], mean => mean != 0);
        Assert.True(losses[^1] < losses[0], $"losses {string.Join(", ", losses)}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AStepWhoseOptimizerThrowsDoesNotCount(int threads)
    {
        using NormalisedVectors net = new(1) { Threads = threads }, undisturbed = new(1) { Threads = threads };
        Batch batch = net.CreateBatch(3);
        batch.Fill(TrainedData.Labelled(3, seed: 1), [0, 1, 2]);
        ThrowingDescent optimizer = new(0.1f), other = new(0.1f);
        net.TrainStep(batch, optimizer);
        undisturbed.TrainStep(batch, other);
        float[] before = net.Parameters.Values.ToArray();

        optimizer.Throws = true;
        Assert.Throws<NotSupportedException>(() => net.TrainStep(batch, optimizer));

        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal((1L, 1L), (net.StepsTaken, net.GetOptimizerState(optimizer).Step));

        optimizer.Throws = false;
        Assert.Equal(undisturbed.TrainStep(batch, other).Loss, net.TrainStep(batch, optimizer).Loss);
        Assert.Equal(undisturbed.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }
}
