namespace DeepVision.Generated.Tests.Training;

/// <summary>One layer, whose gradient is error · input.</summary>
[Network(4)]
[Dense(3), MeanSquaredError]
public partial class PlainRegression;

/// <summary>A normalisation between two convolutions, so that the gradients of the second one are there, and checked, before the first one's.</summary>
[Network(4, 4, 3)]
[Conv2D(64, 1), BatchNorm, Conv2D(128, 1), GlobalAvgPool2D, MeanSquaredError]
public partial class NormalisedConvolutions;

/// <summary>Statistics over the samples alone.</summary>
[Network(4)]
[Dense(8), BatchNorm, ReLU]
[Dense(3), SoftmaxCrossEntropy]
public partial class NormalisedVectors;

/// <summary>Statistics over samples and pixels.</summary>
[Network(4, 4, 1)]
[Conv2D(8, 3), BatchNorm, ReLU]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class NormalisedImages;

/// <summary>Statistics over images that have shrunk to one pixel.</summary>
[Network(3, 3, 1)]
[Conv2D(8, 3), BatchNorm, ReLU]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class NormalisedPixels;

/// <summary>A class that doesn't count.</summary>
[Network(4)]
[Dense(2), SoftmaxCrossEntropy(ClassWeights = [0f, 1f])]
public partial class HalfBlind;

/// <summary>The same with label smoothing, which touches all classes.</summary>
[Network(4)]
[Dense(2), SoftmaxCrossEntropy(ClassWeights = [0f, 1f], LabelSmoothing = 0.1f)]
public partial class SmoothedHalfBlind;

/// <summary>Classes that count differently.</summary>
[Network(4)]
[Dense(3), SoftmaxCrossEntropy(ClassWeights = [0.25f, 1f, 8f])]
public partial class WeightedClasses;

/// <summary>A loss beside the one that predicts.</summary>
[Network(4)]
[Dense(8, Name = "shared"), Tanh(Name = "hidden")]
[Dense(3), SoftmaxCrossEntropy]
[From("hidden"), Dense(3, Name = "helper"), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
public partial class HelpedVectors;

/// <summary>A class that doesn't count for the loss that predicts, but for the other one.</summary>
[Network(4)]
[Dense(2), SoftmaxCrossEntropy(ClassWeights = [0f, 1f])]
[From("input"), Dense(2), SoftmaxCrossEntropy(TrainingOnly = true)]
public partial class HalfBlindHelped;

/// <summary>A loss that counts four times.</summary>
[Network(4)]
[Dense(3), MeanSquaredError(Weight = 4)]
public partial class HeavyRegression;

/// <summary>Data for them.</summary>
internal static class TrainedData
{
    /// <summary>Inputs in −1..1, and labels that come in turn.</summary>
    public static TensorDataset Labelled(int count, int seed, int length = 4, int classes = 3) =>
        new(Values(count * length, seed), new TensorShape(length), Enumerable.Range(0, count).Select(i => i % classes).ToArray(), classes);

    public static TensorDataset Images(int count, int seed, int size) =>
        new(Values(count * size * size, seed), new TensorShape(size, size, 1), Enumerable.Range(0, count).Select(i => i % 3).ToArray(), 3);

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
