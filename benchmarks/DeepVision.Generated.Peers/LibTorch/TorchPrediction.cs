using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Measuring;
using static TorchSharp.torch;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>Class probabilities of one batch, in inference mode.</summary>
internal sealed class TorchPrediction : IMeasurement
{
    private readonly Model _model;
    private readonly TorchFormat _format;
    private readonly Tensor _inputs;
    private readonly int _count;

    public TorchPrediction(string network, int count, bool isChannelsLast)
    {
        _count = count;
        _format = new TorchFormat(BenchmarkNetwork.InputShapeOf(network), isChannelsLast);
        _model = TorchNetworks.Create(network, predicts: true);
        _format.Apply(_model);
        _model.eval();
        _inputs = _format.Scale(_format.RandomBytes(count));
    }

    public string Description => $"libtorch {__version__}, {_format.Name}";

    public double Run(double seconds)
    {
        using IDisposable inference = inference_mode(true);
        return Rounds.ImagesPerSecond(seconds, () =>
        {
            using IDisposable scope = NewDisposeScope();
            _model.forward(_inputs).softmax(1);
            return _count;
        });
    }

    public void Dispose() => _model.Dispose();
}
