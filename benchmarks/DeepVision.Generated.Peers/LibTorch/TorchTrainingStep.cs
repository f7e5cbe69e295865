using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Measuring;
using DeepVision.Generated.Peers.Comparison;
using static TorchSharp.torch;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>Adam on one batch that is in memory already.</summary>
internal class TorchTrainingStep : IMeasurement
{
    private readonly Model _model;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _inputs, _labels;

    public TorchTrainingStep(string network, bool isChannelsLast)
    {
        Format = new TorchFormat(BenchmarkNetwork.InputShapeOf(network), isChannelsLast);
        BatchSize = BenchmarkNetwork.TrainingBatchOf(network);
        _model = TorchNetworks.Create(network, predicts: false);
        Format.Apply(_model);
        _model.train();
        _optimizer = optim.Adam(_model.parameters(), 1e-3);
        _inputs = Format.Scale(Format.RandomBytes(BatchSize));
        TensorShape shape = BenchmarkNetwork.InputShapeOf(network);
        bool isByPixel = BenchmarkNetwork.LabelCountOf(network) > 1;
        _labels = randint(0, BenchmarkNetwork.ClassCountOf(network), isByPixel ? [BatchSize, shape.Height, shape.Width] : [BatchSize], ScalarType.Int64);
    }

    public string Description => $"libtorch {__version__}, {Format.Name}";

    protected TorchFormat Format { get; }

    protected int BatchSize { get; }

    public double Run(double seconds) => Rounds.ImagesPerSecond(seconds, () =>
    {
        using IDisposable scope = NewDisposeScope();
        Step();
        return BatchSize;
    });

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }

    protected virtual void Step() => Train(_inputs, _labels);

    protected void Train(Tensor inputs, Tensor labels)
    {
        _optimizer.zero_grad();
        Tensor loss = _model is IModelWithHeads heads ? heads.Loss(inputs, labels) : nn.functional.cross_entropy(_model.forward(inputs), labels);
        loss.backward();
        _optimizer.step();
        _ = loss.item<float>();
    }
}
