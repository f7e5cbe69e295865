namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>What the generator decided about a device's memory. Lengths are in floats unless they say bytes.</summary>
public sealed record IlgpuEnginePlan
{
    /// <summary>Activations and gradients of one sample in training.</summary>
    public required int TrainingFloats { get; init; }

    /// <summary>Bytes of one sample in training: winners of poolings, dropout masks.</summary>
    public required int TrainingBytes { get; init; }

    /// <summary>Activations of one sample in prediction.</summary>
    public required int PredictionFloats { get; init; }

    /// <summary>Partial sums of a training step, whatever the number of samples.</summary>
    public required int ScratchFloats { get; init; }

    /// <summary>Partial sums of a prediction.</summary>
    public required int PredictionScratchFloats { get; init; }

    /// <summary>Means, deviations and sums of batch normalisation.</summary>
    public required int StatisticsFloats { get; init; }

    /// <summary>Where the scores lie in the prediction's arena, in floats per sample of the buffers in front of them.</summary>
    public required int ScoresPrefix { get; init; }

    /// <summary>Pixels of one output; 1 for vectors.</summary>
    public required int OutputPixels { get; init; }

    /// <summary>Values per output pixel.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Distance between output pixels.</summary>
    public required int OutputStride { get; init; }

    /// <summary>The scores of the heads that predict beside the first.</summary>
    public ScoresPlace[] FurtherOutputs { get; init; } = [];

    /// <summary>Activations and gradients of one sample on the way to the gradient of the input.</summary>
    public int InputGradientFloats { get; init; }

    /// <summary>Bytes of one sample on this way: winners of poolings.</summary>
    public int InputGradientBytes { get; init; }

    /// <summary>Partial sums on this way.</summary>
    public int InputGradientScratchFloats { get; init; }

    /// <summary>Where the gradient of the input lies in the arena, in floats per sample of the buffers in front of it.</summary>
    public int InputGradientPrefix { get; init; }

    /// <summary>Pixels in which the gradient of one input lies.</summary>
    public int InputGradientPixels { get; init; }

    /// <summary>Distance between these pixels.</summary>
    public int InputGradientStride { get; init; }

    /// <summary>Factor of the loss that predicts, in the sum of all losses.</summary>
    public float LossWeight { get; init; } = 1;

    /// <summary>Weights of the classes in the loss; null if all count alike.</summary>
    public float[]? ClassWeights { get; init; }

    /// <summary>The label of pixels that don't count.</summary>
    public int IgnoredLabel { get; init; } = SoftmaxCrossEntropy.NoLabel;

    /// <summary>Whether classes have weights that follow from the data of a training, in place of <see cref="ClassWeights"/>.</summary>
    public bool BalancedClasses { get; init; }

    /// <summary>Whether the mean of the loss is over the samples, whatever their labels, and whatever values their targets have.</summary>
    public bool SamplesCountAlike { get; init; }

    /// <summary>Whether the mean of the loss is over the steps in front of the ends of sequences that differ in length.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Whether losses compare the samples of a batch with each other, and need memory for pairs.</summary>
    public bool ComparesSamples { get; init; }

    /// <summary>The losses beside that of the first head that predicts.</summary>
    public AuxiliaryLoss[] AuxiliaryLosses { get; init; } = [];

    /// <summary>Where the results of a training step lie where the program gives the gradient of the scores; null where the network has a loss of its own.</summary>
    public CustomLossPlan? CustomLoss { get; init; }

    /// <summary>The kernels whose time is measured; null to measure none.</summary>
    public KernelCost[]? Profile { get; init; }
}

/// <summary>What a training step in two halves gives. Prefixes are floats per sample of the buffers in front, in the arena.</summary>
/// <param name="ScoresPrefix">Where the scores lie.</param>
/// <param name="InputGradientPrefix">Where the gradient of the input lies.</param>
/// <param name="InputGradientPixels">Pixels in which the gradient of one input lies.</param>
/// <param name="InputGradientStride">Distance between these pixels.</param>
public sealed record CustomLossPlan(int ScoresPrefix, int InputGradientPrefix, int InputGradientPixels, int InputGradientStride);

/// <summary>Where the scores of a head lie.</summary>
/// <param name="Prefix">Floats per sample of the buffers in front of them in the prediction's arena.</param>
/// <param name="Pixels">Pixels of one output; 1 for vectors.</param>
/// <param name="Channels">Values per pixel.</param>
/// <param name="Stride">Distance between pixels.</param>
public readonly record struct ScoresPlace(int Prefix, int Pixels, int Channels, int Stride);

/// <summary>The loss of a head beside the first that predicts.</summary>
/// <param name="Weight">Its factor in the sum of all losses.</param>
/// <param name="ClassWeights">Weights of the classes; null if all count alike.</param>
/// <param name="IgnoredLabel">The label of pixels that don't count.</param>
public sealed record AuxiliaryLoss(float Weight, float[]? ClassWeights, int IgnoredLabel = SoftmaxCrossEntropy.NoLabel)
{
    /// <summary>Values of one target, 0 for labels; null if they are those of the head that predicts.</summary>
    public int? TargetLength { get; init; }

    /// <summary>Whose labels or targets it takes: a number among the heads that predict.</summary>
    public int Answers { get; init; }

    /// <summary>Whether it is a penalty, which takes neither: its mean is over the samples.</summary>
    public bool IsPenalty { get; init; }

    /// <summary>Whether classes have weights that follow from the data of a training, in place of <see cref="ClassWeights"/>.</summary>
    public bool BalancedClasses { get; init; }

    /// <summary>Whether the mean of the loss is over the samples, whatever their labels, and whatever values their targets have.</summary>
    public bool SamplesCountAlike { get; init; }

    /// <summary>Whether the mean of the loss is over the steps in front of the ends of sequences that differ in length.</summary>
    public bool HasLengths { get; init; }
}
