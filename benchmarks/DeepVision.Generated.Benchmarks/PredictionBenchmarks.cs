using BenchmarkDotNet.Attributes;

namespace DeepVision.Generated.Benchmarks;

/// <summary>Class probabilities of one image or of 64. Once warm it allocates nothing.</summary>
[MemoryDiagnoser]
public class PredictionBenchmarks
{
    private BenchmarkNetwork _network = null!;
    private float[] _inputs = [];
    private float[] _probabilities = [];

    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    [Params(1, 64)]
    public int Images { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<string> Networks => BenchmarkNetwork.Names;

    [GlobalSetup]
    public void Setup()
    {
        _network = BenchmarkNetwork.Create(Network, Threads);
        _inputs = _network.RandomInputs(Images);
        _probabilities = new float[Images * _network.OutputLength];
    }

    [GlobalCleanup]
    public void Cleanup() => _network.Dispose();

    [Benchmark]
    public void Predict() => _network.Predict(_inputs, _probabilities);
}
