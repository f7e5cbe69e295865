using Microsoft.ML.OnnxRuntime;

namespace DeepVision.Generated.Sequences;

/// <summary>One of our networks in ONNX Runtime, for one sequence.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input, _output;

    /// <param name="network">The network; its weights are those of now.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="probabilities">Receives the probabilities of each run.</param>
    /// <param name="threads">Threads of an operator.</param>
    public OnnxModel(Network network, float[] sequence, float[] probabilities, int threads)
    {
        string path = Path.GetTempFileName();
        try
        {
            network.SaveOnnx(path);
            using SessionOptions options = new() { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
            _session = new InferenceSession(path, options);
        }
        finally
        {
            File.Delete(path);
        }

        TensorShape shape = network.Architecture.InputShape;
        _input = OrtValue.CreateTensorValueFromMemory(sequence, [1, shape.Width, shape.Channels]);
        _output = OrtValue.CreateTensorValueFromMemory(probabilities, [1, probabilities.Length]);
    }

    /// <summary>Its version.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    public void Run() => _session.Run(_options, _session.InputNames, [_input], _session.OutputNames, [_output]);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
