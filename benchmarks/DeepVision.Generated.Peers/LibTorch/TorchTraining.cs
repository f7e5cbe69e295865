using DeepVision.Generated.Benchmarks;
using static TorchSharp.torch;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>Adam on shuffled batches drawn from images kept as bytes, scaled to 0..1 batch by batch.</summary>
internal sealed class TorchTraining : TorchTrainingStep
{
    private readonly int _count;
    private readonly Tensor _images, _answers;
    private Tensor _order;
    private int _next;

    public TorchTraining(string network, bool isChannelsLast)
        : base(network, isChannelsLast)
    {
        _count = BenchmarkNetwork.DatasetSizeOf(network);
        _images = Format.RandomBytes(_count);
        _answers = randint(0, BenchmarkNetwork.ClassCountOf(network), [_count], ScalarType.Int64);
        _order = randperm(_count);
    }

    protected override void Step()
    {
        if (_next + BatchSize > _count)
        {
            _order.Dispose();
            (_order, _next) = (randperm(_count).MoveToOuterDisposeScope(), 0);
        }

        Tensor chosen = _order.narrow(0, _next, BatchSize);
        _next += BatchSize;
        Train(Format.Scale(_images.index_select(0, chosen)), _answers.index_select(0, chosen));
    }
}
