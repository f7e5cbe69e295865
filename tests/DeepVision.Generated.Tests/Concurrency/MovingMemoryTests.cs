using System.Runtime.InteropServices;
using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Concurrency;

/// <summary>
/// The garbage collector moves small arrays while other threads compute. Kernels form addresses of pixels in the padding, outside of an array, and such
/// an address would stay behind: so what they read doesn't move while they run.
/// </summary>
public class MovingMemoryTests
{
    [Fact]
    public void TheInputsOfABatchStayWhereTheyAre()
    {
        Batch batch = new(capacity: 2, inputLength: 30, targetLength: 0);
        nint before = Marshal.UnsafeAddrOfPinnedArrayElement(batch.Inputs, 0);

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, Marshal.UnsafeAddrOfPinnedArrayElement(batch.Inputs, 0));
    }

    [Fact]
    public async Task PredictionsBesideACollectorThatMovesTheirInputsAreThoseOfAnIdleOne()
    {
        using PaddedFirst network = new(seed: 3) { Threads = 1 };
        Random random = new(4);
        float[] image = [.. Enumerable.Range(0, PaddedFirst.InputShape.Length).Select(_ => random.NextSingle())];
        float[] expected = Scores(image);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task collecting = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }, CancellationToken.None);

        for (int round = 0; round < 150; round++)
        {
            // What lies in front of it dies, so that the next collection moves it.
            _ = new byte[1000];
            Assert.Equal(expected, Scores([.. image]));
        }

        await end.CancelAsync();
        await collecting;

        float[] Scores(float[] input)
        {
            float[] scores = new float[PaddedFirst.OutputShape.Length];
            network.Predict(input, scores);
            return scores;
        }
    }
}

/// <summary>Its first layer reads the padding of its input, by Winograd's algorithm.</summary>
[Network(16, 16, 32)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PaddedFirst;
