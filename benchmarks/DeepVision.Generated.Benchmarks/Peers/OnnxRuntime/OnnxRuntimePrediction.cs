namespace DeepVision.Generated.Benchmarks.Peers.OnnxRuntime;

/// <summary>Class probabilities of one batch by ONNX Runtime.</summary>
internal sealed unsafe class OnnxRuntimePrediction : IMeasurement
{
    private readonly OnnxRuntimeLibrary _library;
    private readonly nint _session;
    private readonly nint _input;
    private readonly nint _output;
    private readonly int _count;

    // Pinned, and held here: the tensors are views of them.
    private readonly float[] _inputData;
    private readonly float[] _outputData;

    /// <param name="libraryPath">The shared library.</param>
    /// <param name="modelPath">An ONNX file made for batches of <paramref name="count"/>.</param>
    /// <param name="shape">Shape of one image: channels, height, width.</param>
    public OnnxRuntimePrediction(string libraryPath, string modelPath, ReadOnlySpan<long> shape, int count, int threads)
    {
        _library = new OnnxRuntimeLibrary(libraryPath);
        _session = _library.CreateSession(_library.CreateEnvironment(), modelPath, threads);
        _count = count;
        long[] inputShape = [count, .. shape], outputShape = [count, BenchmarkNetwork.ClassCount];
        (_inputData, _outputData) = (Allocate(inputShape), Allocate(outputShape));
        var random = new Random(1);
        foreach (ref float pixel in _inputData.AsSpan())
            pixel = random.NextSingle();
        fixed (float* input = _inputData, output = _outputData)
            (_input, _output) = (_library.CreateTensor(input, inputShape), _library.CreateTensor(output, outputShape));
    }

    public string Description => $"ONNX Runtime {_library.Version}";

    public double Run(double seconds) => Rounds.ImagesPerSecond(seconds, () =>
    {
        _library.Run(_session, _input, _output);
        return _count;
    });

    /// <summary>Everything lives as long as the process.</summary>
    public void Dispose()
    {
    }

    private static float[] Allocate(ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long extent in shape)
            length *= extent;
        return GC.AllocateArray<float>((int)length, pinned: true);
    }
}
