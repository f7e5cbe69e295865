using System.Diagnostics;
using DeepVision.Generated;
using TransferLearning.Networks;

namespace TransferLearning;

/// <summary>Teaches a pretrained network the classes of a few pictures, in one of three ways.</summary>
/// <param name="pretrained">The network.</param>
/// <param name="train">Pictures to learn from.</param>
/// <param name="test">Pictures that decide how good it is.</param>
/// <param name="settings">What the command line asks for.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class Experiment(Pretrained pretrained, ImageDataset train, ImageDataset test, Settings settings, CancellationToken cancellationToken)
{
    private const int BatchSize = 20;

    // Whole epochs are trained, as many as come to these steps or more.
    private const int ClassifierSteps = 420, StepsOnPictures = 56, StepsOnRandomPictures = 168;

    /// <summary>What the pretrained layers learn with, as a part of the classifier's rate: they know much already.</summary>
    private const float PretrainedFactor = 0.1f;

    private readonly BottleneckFeatures _features = new(pretrained, pretrained.Prepare(train), pretrained.Prepare(test), settings.FeaturesPath);
    private readonly Dataset _test = pretrained.Prepare(test);

    /// <summary>What networks learn from that see the pictures themselves.</summary>
    private readonly Dataset _train = settings.Augments ? pretrained.PrepareAtRandom(train, settings.Seed) : pretrained.Prepare(train);

    private int EpochsOnPictures => settings.Epochs ?? EpochsOf(settings.Augments ? StepsOnRandomPictures : StepsOnPictures);

    /// <summary>Trains and tests.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public MethodResult Run(Method method)
    {
        // Fine-tuning begins with what the first way gives, whose time is counted there.
        using Learner? classifier = method == Method.FineTuning ? TrainClassifier() : null;
        long start = Stopwatch.GetTimestamp();
        TimeSpan computedBefore = Environment.CpuUsage.TotalTime;
        using Learner learner = method switch
        {
            Method.Bottleneck => TrainClassifier(),
            Method.Frozen => TrainFrozen(),
            Method.FineTuning => FineTune(classifier!),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "One way at a time."),
        };
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, processorSeconds = (Environment.CpuUsage.TotalTime - computedBefore).TotalSeconds;
        double accuracy = learner.Network.Evaluate(method == Method.Bottleneck ? _features.Test : _test, BatchSize, cancellationToken).Accuracy;
        return new MethodResult(method, learner.TrainedParameters, seconds, processorSeconds, accuracy);
    }

    private Learner TrainClassifier()
    {
        Learner learner = pretrained.CreateClassifier(settings.Seed);
        return Train(learner, _features.Train, EpochsOf(ClassifierSteps), new AdamW(2e-3f, weightDecay: 0.01));
    }

    private Learner TrainFrozen() => Train(pretrained.CreateFrozen(settings.Seed), _train, EpochsOnPictures, new Adam(1e-3f));

    private Learner FineTune(Learner classifier)
    {
        Learner learner = pretrained.CreateWhole(settings.Seed);
        LayerWeights from = classifier.Network.GetLayer(Learner.Classifier), to = learner.Network.GetLayer(Learner.Classifier);
        (to.Weight, to.Bias) = (from.Weight, from.Bias);
        for (int layer = 0; layer < learner.Network.Architecture.Layers.Count; layer++)
        {
            if (learner.Network.GetLayer(layer) is { Roles.Count: > 0 } weights && weights.Name != Learner.Classifier)
                weights.LearningRateFactor = PretrainedFactor;
        }

        return Train(learner, _train, EpochsOnPictures, new Adam(1e-3f));
    }

    private int EpochsOf(int steps) => (steps * BatchSize + train.Count - 1) / train.Count;

    /// <exception cref="OperationCanceledException">It was ended.</exception>
    private Learner Train(Learner learner, Dataset data, int epochs, Optimizer optimizer)
    {
        try
        {
            learner.Train(data, new TrainingOptions { Epochs = epochs, BatchSize = BatchSize, Optimizer = optimizer, Seed = settings.Seed, Threads = settings.Threads }, null, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return learner;
        }
        catch
        {
            learner.Dispose();
            throw;
        }
    }
}
