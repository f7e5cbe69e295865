using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Benchmarks.Updates;

/// <summary>A network whose gradients stay as they are, so that updates can be timed alone.</summary>
internal sealed class UpdatedNetwork : IDisposable
{
    private readonly RegressionNetwork _network;
    private readonly NetworkEngine _engine;
    private readonly int _threads;

    public UpdatedNetwork(RegressionNetwork network, NetworkEngine engine, int threads)
    {
        (_network, _engine, _threads) = (network, engine, threads);
        Batch batch = network.CreateBatch(1);
        batch.Count = 1;
        Random random = new(1);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle() - 0.5f;
        _engine.ComputeGradients(batch, new StepContext(Seed: 1, Step: 0, threads));
    }

    /// <summary>Parameters that are updated.</summary>
    public int Length => _network.Architecture.TrainableLength;

    /// <summary>One update, from the check of the gradients to that of the new weights.</summary>
    public void Update(Optimizer optimizer, OptimizerState state)
    {
        state.Step++;
        _engine.Update(optimizer, state, learningRate: 1e-4f, clipNorm: 0, _threads);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _network.Dispose();
    }
}
