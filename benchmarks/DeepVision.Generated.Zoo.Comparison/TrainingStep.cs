using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>
/// A step of gradient descent on one batch, from equal weights, beside torchvision in double precision. Networks with dropout can't take
/// part, because each side draws its own.
/// </summary>
/// <remarks>
/// Gradients of single precision differ from those of double precision by up to a few percent, libtorch's own as well. The reason: of the millions of
/// values that a ReLU reads some lie within the rounding of zero, and each that falls on the other side changes gradients. So they are compared as one
/// long vector, beside libtorch's own. In a ResNet-18 for images of 64×64 and a batch of four, our gradients differ by 5.8e-3 and libtorch's by 3.5e-3; with
/// SiLU in place of ReLU, which has no edge to fall over, ours by 1.6e-5 and libtorch's by 2.7e-6. Winograd's algorithm has little part in it: without it
/// they are 5.2e-3, and 5.3e-6 with SiLU.
/// </remarks>
internal static class TrainingStep
{
    private const int Count = 4;

    public static IEnumerable<string> Names => [nameof(ResNet18), nameof(ResNet34), nameof(ResNet50)];

    /// <summary>
    /// How far all gradients are from those in double precision, as a part of their length: ours, and libtorch's in single precision; and how
    /// far our running statistics are.
    /// </summary>
    public static (double Ours, double Torch, double Statistics) Compare(string name)
    {
        using Network network = ZooNetworks.Create(name);
        FormulaWeights.Fill(network);
        TensorShape shape = network.Architecture.InputShape;
        byte[] pixels = new byte[Count * shape.Length];
        new Random(1).NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, Count)];

        using Model single = TorchVisionModel.Create(name, network), precise = TorchVisionModel.Create(name, network);
        precise.to(ScalarType.Float64);
        using Tensor images = tensor(pixels).reshape(Count, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2).contiguous();
        Backpropagate(single, images.to(ScalarType.Float32) / 255, labels);
        Backpropagate(precise, images.to(ScalarType.Float64) / 255, labels);

        // With learning rate 1 a weight changes by its gradient.
        float[] before = Values(network, isStatistic: false);
        Train(network, new ImageDataset(pixels, shape, labels, network.Architecture.OutputShape.Length), new TrainingOptions { Epochs = 1, BatchSize = Count, Optimizer = new SGD(1) });
        double[] ours = [.. before.Zip(Values(network, isStatistic: false), (old, now) => (double)old - now)];

        double[] expected = Values(network, precise, isStatistic: false);
        return (
            Distance(ours, expected), Distance(Values(network, single, isStatistic: false), expected),
            Distance([.. Values(network, isStatistic: true).Select(value => (double)value)], Values(network, precise, isStatistic: true)));
    }

    private static void Backpropagate(Model model, Tensor images, int[] labels)
    {
        model.train();
        using Tensor loss = nn.functional.cross_entropy(model.forward(images), tensor(labels, ScalarType.Int64));
        loss.backward();
    }

    private static void Train(Network network, Dataset data, TrainingOptions options) => _ = network switch
    {
        ResNet18 resNet => resNet.Train(data, options),
        ResNet34 resNet => resNet.Train(data, options),
        ResNet50 resNet => resNet.Train(data, options),
        _ => throw new ArgumentException($"{network.Architecture.Name} isn't trained here.", nameof(network)),
    };

    /// <summary>All running statistics, or all weights.</summary>
    private static float[] Values(Network network, bool isStatistic) =>
    [
        .. network.Architecture.Parameters.OrderBy(tensor => tensor.Layer).Where(tensor => TorchVisionModel.IsStatistic(tensor.Name) == isStatistic)
            .SelectMany(tensor => network.GetLayer(tensor.Layer)[FormulaWeights.RoleOf(tensor)]),
    ];

    /// <summary>All running statistics, or all gradients.</summary>
    private static double[] Values(Network network, Model model, bool isStatistic) =>
    [
        .. TorchVisionModel.Pairs(network, model).Where(pair => TorchVisionModel.IsStatistic(pair.Ours.Name) == isStatistic)
            .SelectMany(pair => (isStatistic ? pair.Theirs : pair.Theirs.grad!).detach().to(ScalarType.Float64).contiguous().data<double>().ToArray()),
    ];

    private static double Distance(double[] actual, double[] expected) =>
        Math.Sqrt(actual.Zip(expected, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(value => value * value));
}
