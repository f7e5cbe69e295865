using DeepVision.Generated.Benchmarks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>The networks of the comparison as modules, written by hand.</summary>
internal static class TorchNetworks
{
    private static readonly Dictionary<string, Func<bool, Model>> _added = [];

    /// <summary>Adds a network that another project has added to <see cref="BenchmarkNetwork.Names"/>.</summary>
    /// <param name="make">Makes it, as <see cref="Create"/> does.</param>
    public static void Add(string name, Func<bool, Model> make) => _added.Add(name, make);

    /// <summary>Makes a network.</summary>
    /// <param name="name">One of <see cref="BenchmarkNetwork.Names"/>.</param>
    /// <param name="predicts">
    /// Whether batch normalisation is folded into the convolutions before it, as libtorch's own optimisation for inference does: the
    /// same arithmetic as convolutions with a bias.
    /// </param>
    public static Model Create(string name, bool predicts) => _added.TryGetValue(name, out Func<bool, Model>? make) ? make(predicts) : name switch
    {
        nameof(LeNet5) => Sequential(
            Conv2d(1, 6, 5, padding: 2), ReLU(), MaxPool2d(2),
            Conv2d(6, 16, 5), ReLU(), MaxPool2d(2),
            Flatten(),
            Linear(400, 120), ReLU(),
            Linear(120, 84), ReLU(),
            Linear(84, 10)),
        nameof(MnistNet) => Sequential(
            Conv2d(1, 32, 3), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, 3), ReLU(), MaxPool2d(2),
            Flatten(),
            Linear(1600, 128), ReLU(), Dropout(0.5),
            Linear(128, 10)),
        nameof(VggNet) => Sequential([.. Pairs(64, 128, 256), Flatten(), Linear(4 * 4 * 256, 256), ReLU(), Linear(256, 10)]),
        nameof(Perceptron) => Sequential(Flatten(), Linear(784, 128), ReLU(), Linear(128, 10)),
        nameof(BatchNormNet) => Sequential(
        [
            .. Normalised(predicts, 3, 32), .. Normalised(predicts, 32, 32), MaxPool2d(2),
            .. Normalised(predicts, 32, 64), .. Normalised(predicts, 64, 64), MaxPool2d(2),
            .. Normalised(predicts, 64, 128), .. Normalised(predicts, 128, 128),
            AdaptiveAvgPool2d(1), Flatten(), Linear(128, 10),
        ]),
        nameof(SeparableNet) => Sequential(
        [
            .. Normalised(predicts, 3, 32),
            .. Separable(predicts, 32, 64), .. Separable(predicts, 64, 128, stride: 2), .. Separable(predicts, 128, 128), .. Separable(predicts, 128, 256, stride: 2),
            AdaptiveAvgPool2d(1), Flatten(), Linear(256, 10),
        ]),
        nameof(Photo128) => Sequential(
            Conv2d(3, 32, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(64, 128, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(128, 128, 3, padding: 1), ReLU(),
            AdaptiveAvgPool2d(1), Flatten(), Linear(128, 10)),
        nameof(Vgg224) => Sequential([.. Pairs(16, 32, 64, 128, 128), Flatten(), Linear(7 * 7 * 128, 256), ReLU(), Linear(256, 10)]),
        _ => throw new ArgumentException($"There is no network named {name}.", nameof(name)),
    };

    /// <summary>Pairs of 3×3 convolutions on three channels, each pair with its width and pooling.</summary>
    private static IEnumerable<Module<Tensor, Tensor>> Pairs(params int[] widths)
    {
        int channels = 3;
        foreach (int width in widths)
        {
            yield return Conv2d(channels, width, 3, padding: 1);
            yield return ReLU();
            yield return Conv2d(width, width, 3, padding: 1);
            yield return ReLU();
            yield return MaxPool2d(2);
            channels = width;
        }
    }

    private static Module<Tensor, Tensor>[] Normalised(bool predicts, int inputs, int outputs, int kernel = 3, int stride = 1, int groups = 1) => predicts
        ? [Conv2d(inputs, outputs, kernel, stride, kernel / 2, groups: groups), ReLU()]
        : [Conv2d(inputs, outputs, kernel, stride, kernel / 2, groups: groups, bias: false), BatchNorm2d(outputs), ReLU()];

    private static Module<Tensor, Tensor>[] Separable(bool predicts, int inputs, int outputs, int stride = 1) =>
        [.. Normalised(predicts, inputs, inputs, stride: stride, groups: inputs), .. Normalised(predicts, inputs, outputs, kernel: 1)];
}
