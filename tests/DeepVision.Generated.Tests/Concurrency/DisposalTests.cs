using DeepVision.Generated.Tests.Determinism;

namespace DeepVision.Generated.Tests.Concurrency;

/// <summary>A network that goes while several threads use it: each of them learns so, and none reads memory that is gone.</summary>
public class DisposalTests
{
    [Fact]
    public async Task EveryUserEndsWithTheSameException()
    {
        var random = new Random(3);
        byte[] pixels = new byte[64 * SeededNet.InputShape.Length];
        random.NextBytes(pixels);
        var data = new ImageDataset(pixels, SeededNet.InputShape, [.. Enumerable.Range(0, 64).Select(i => i % SeededNet.OutputShape.Length)]);
        for (int round = 0; round < 5; round++)
        {
            var network = new SeededNet(round) { Threads = 2 };
            using var started = new CountdownEvent(3);
            Task Use(Action use) => Task.Factory.StartNew(
                () =>
                {
                    use();
                    started.Signal();
                    while (true)
                        use();
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);

            float[] inputs = new float[16 * SeededNet.InputShape.Length], outputs = new float[16 * SeededNet.OutputShape.Length];
            Task[] users =
            [
                Use(() => network.Predict(inputs, outputs)),
                Use(() => network.Evaluate(data, batchSize: 16)),
                Use(() => network.Train(data, new TrainingOptions { Epochs = 1, BatchSize = 16, Validation = data.Take(8) })),
            ];
            started.Wait(TestContext.Current.CancellationToken);
            network.Dispose();
            foreach (Task user in users)
                await Assert.ThrowsAsync<ObjectDisposedException>(() => user);
        }
    }
}
