using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace DeepVision.Generated.Peers.OnnxRuntime;

/// <summary>Class probabilities of one batch by ONNX Runtime, with all its graph optimisations.</summary>
internal sealed class OnnxRuntimePrediction : IMeasurement
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input, _output;
    private readonly string[] _inputNames, _outputNames;
    private readonly int _count;

    /// <param name="model">The network as an ONNX file.</param>
    public OnnxRuntimePrediction(string model, string network, Workload workload, int threads)
    {
        _count = workload.BatchSize(network);
        TensorShape shape = BenchmarkNetwork.InputShapeOf(network);
        using SessionOptions options = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        _session = new InferenceSession(model, options);
        (_inputNames, _outputNames) = ([_session.InputNames[0]], [_session.OutputNames[0]]);

        float[] pixels = new float[_count * shape.Length];
        Random random = new(1);
        foreach (ref float value in pixels.AsSpan())
            value = random.NextSingle();
        _input = OrtValue.CreateTensorValueFromMemory(pixels, [_count, shape.Height, shape.Width, shape.Channels]);
        int classes = BenchmarkNetwork.ClassCountOf(network);
        _output = OrtValue.CreateTensorValueFromMemory(new float[_count * classes], [_count, classes]);
    }

    public string Description => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    public double Run(double seconds) => Rounds.ImagesPerSecond(seconds, () =>
    {
        _session.Run(_options, _inputNames, [_input], _outputNames, [_output]);
        return _count;
    });

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
