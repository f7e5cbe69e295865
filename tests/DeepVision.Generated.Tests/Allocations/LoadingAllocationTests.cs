using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Allocations;

/// <summary>Batches that threads of their own fill ahead. All threads are counted, so nothing else may run meanwhile.</summary>
[Collection(nameof(AllocationTests))]
public class LoadingAllocationTests
{
    private const int BatchSize = 8;

    [Fact]
    public void StepsAllocateNothing()
    {
        TensorDataset data = Linear.Corners(BatchSize * 2000, seed: 3);
        using LinearClassifier net = new();
        using CancellationTokenSource source = new();
        using TrainingRun run = net.BeginTraining(data, new TrainingOptions { BatchSize = BatchSize, LoadingThreads = 2 }, cancellationToken: source.Token);
        run.NextEpoch();
        Batch batch = run.Batch;
        AllocationMeter.AssertNone("Taking a batch", () => Assert.True(run.NextBatch()));
        Assert.Same(batch, run.Batch);
    }
}
