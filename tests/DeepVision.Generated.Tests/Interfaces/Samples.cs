using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Interfaces;

/// <summary>One of each of the objects that tell a user something.</summary>
internal static class Samples
{
    public static Prediction Prediction => new([0.125f, 0.625f, 0.25f]);

    public static EpochResult Epoch => new(1, 0.5, 0.75, 1.25, 0.5, 0.001f, TimeSpan.FromSeconds(1.5), 12345.5);

    public static TrainingHistory History => new([Epoch, Epoch with { Epoch = 2, Loss = 0.0123456, Accuracy = null }], StopReason.EarlyStopping, 2);

    public static ClassificationResult Classification => new(12, 0.5, new ConfusionMatrix([[5L, 1], [2, 4]]), [9L, 3], 0.0625);

    public static BinaryResult Binary => new(1500, 0.25, 700, 100, 600, 100) { RocAuc = 0.9375, AveragePrecision = 0.875 };

    public static RegressionResult Regression => new(1500, 0.03, 0.0625, 0.2, 0.9876) { MeanAbsolutePercentageError = 0.125 };

    public static SegmentationResult Segmentation => new(12, 0.5, new ConfusionMatrix([[700L, 100], [50, 400]]));

    public static LabelMap Map => new(2, 3, [0, 1, 1, 0, 2, 2]);

    public static TrainingProgress Progress => new(1, 5, 10, 100, 0.5, 0.75, 12345.5, TimeSpan.FromSeconds(90), "CPU", Epoch, "Hello.");

    public static NetworkArchitecture Architecture => Linear.Architecture("SmallNet", 200, 30);

    public static NetworkProfile Profile => new([new KernelProfile(new KernelCost("Dense1Forward", "Dense(30)", 6000, 920, 24000), 3, 96, TimeSpan.FromMilliseconds(2))]);

    public static IEnumerable<object> All =>
    [
        Prediction, new ScoredLabel(3, 0.5f), Classification, Classification.ConfusionMatrix, Binary, Regression, Segmentation, Map, History, Epoch, Progress,
        Architecture, Architecture.Layers[0], Architecture.Parameters[0], new TensorShape(28, 28, 1),
        new StepResult(0.5f, 3, 4), Profile, Profile.Kernels[0],
    ];
}
