using DeepVision.Generated;
using DeepVision.Generated.Zoo;
using TransferLearning.Networks;

namespace TransferLearning;

/// <summary>
/// CIFAR-10 with the convolutions of VGG-16, which stay as they are: those of a file with torchvision's names, or random ones, which show the way and no
/// more.
/// </summary>
internal static class VggExperiment
{
    private const int TrainCount = 2000, TestCount = 1000, Epochs = 4, BatchSize = 50;

    // Of torchvision's training, in the order red, green, blue.
    private static readonly float[] s_mean = [0.485f, 0.456f, 0.406f], s_deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Trains the new layers and tests the network.</summary>
    public static void Run(string cifar, Settings settings, CancellationToken cancellationToken)
    {
        Cifar10 data = Cifar10.Load(cifar, trainFiles: 1);
        using VggFrozen network = new(settings.Seed);
        if (settings.VggWeightsPath is { } weights)
            Console.WriteLine(network.LoadMatchingWeights(weights, TorchvisionNames.Vgg16));
        TrainingHistory history = network.Train(
            Scale(data.Train.Take(TrainCount)), new TrainingOptions { Epochs = Epochs, BatchSize = BatchSize, Optimizer = new Adam(1e-3f), Seed = settings.Seed, Threads = settings.Threads },
            cancellationToken: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        double accuracy = network.Evaluate(Scale(data.Test.Take(TestCount)), BatchSize, cancellationToken).Accuracy;
        Console.WriteLine(FormattableString.Invariant(
            $"VGG-16 with {(settings.VggWeightsPath is null ? "random" : "pretrained")} convolutions, which stand still: {VggFrozen.ParameterCount:#,0} parameters trained on {TrainCount:#,0} images in {history.Duration.TotalSeconds:0.0} s, {100 * accuracy:0.0} % of {TestCount:#,0} others right."));
    }

    /// <summary>Images scaled as those that the convolutions have learned from.</summary>
    private static TensorDataset Scale(ImageDataset images)
    {
        int length = images.InputShape.Length;
        float[] inputs = new float[images.Count * length];
        for (int i = 0; i < images.Count; i++)
        {
            Span<float> input = inputs.AsSpan(i * length, length);
            images.CopyInput(i, input);
            for (int at = 0; at < length; at++)
                input[at] = (input[at] - s_mean[at % 3]) / s_deviation[at % 3];
        }

        return new TensorDataset(inputs, images.InputShape, [.. Enumerable.Range(0, images.Count).Select(images.GetLabel)], images.ClassCount);
    }
}
