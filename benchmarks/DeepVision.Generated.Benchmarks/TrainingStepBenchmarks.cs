using BenchmarkDotNet.Attributes;

namespace DeepVision.Generated.Benchmarks;

/// <summary>One step of Adam on a batch of 64 that is already filled. Once warm it allocates nothing.</summary>
[MemoryDiagnoser]
public class TrainingStepBenchmarks
{
    private readonly Adam _optimizer = new(1e-3f);
    private BenchmarkNetwork _network = null!;
    private Batch _batch = null!;

    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<string> Networks => BenchmarkNetwork.Names;

    [GlobalSetup]
    public void Setup()
    {
        _network = BenchmarkNetwork.Create(Network, Threads);
        _batch = _network.RandomBatch(64);
    }

    [GlobalCleanup]
    public void Cleanup() => _network.Dispose();

    [Benchmark]
    public float Step() => _network.TrainStep(_batch, _optimizer);
}
