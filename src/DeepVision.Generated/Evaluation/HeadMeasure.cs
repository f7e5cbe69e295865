using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Measures one of several heads sample by sample.</summary>
/// <param name="head">The head.</param>
/// <param name="loss">The loss of one value, of a head for numbers.</param>
/// <param name="sampleLoss">The loss of one sample, where it needs all values; null where it doesn't.</param>
/// <param name="data">Samples with what the head learns from.</param>
/// <param name="number">Number of the head among those that predict.</param>
/// <param name="ranks">Whether a binary head keeps all scores for the figures that rank them.</param>
internal sealed class HeadMeasure(HeadInfo head, Func<double, double, double>? loss, SampleLoss? sampleLoss, Dataset data, int number, bool ranks)
{
    private readonly string _answers = data.FindAnswers(head, number)!.Name;
    private readonly float[] _target = new float[head.TargetLength];
    private readonly ClassificationCounts _classification = new(head.Kind == HeadKind.Classification ? head.Shape.Length : 1);
    private readonly SegmentationCounts _segmentation = new(head.Kind == HeadKind.Segmentation ? head.Shape.Channels : 1, head.IgnoredLabel);
    private readonly int[] _labels = new int[head.LabelLength];
    private readonly BinaryCounts _binary = new(ranks, head.Kind == HeadKind.Binary ? sampleLoss : null, head.HasLengths ? head.Shape.Channels : head.TargetLength);
    private readonly RegressionSums _regression = new(head.HasLengths ? head.Shape.Channels : head.TargetLength, loss, sampleLoss);

    /// <summary>Values of a sample.</summary>
    public int Length => head.Shape.Length;

    /// <param name="sample">Number of the sample in the data set.</param>
    /// <param name="scores">What the head gives for it.</param>
    /// <param name="length">Steps of its sequence, where sequences differ in length: those behind them count for nothing.</param>
    public void Add(int sample, ReadOnlySpan<float> scores, int length)
    {
        if (head.HasLengths)
            scores = scores[..(length * head.Shape.Channels)];
        if (head.Kind == HeadKind.Classification && !head.SoftTargets)
        {
            int label = data.LabelOf(_answers, sample);
            HeadCheck.Label(head, label, sample, "data set", nameof(data));
            _classification.Add(label, scores);
            return;
        }

        if (head.Kind == HeadKind.Segmentation)
        {
            data.CopyLabels(sample, _labels);
            ReadOnlySpan<int> labels = head.HasLengths ? _labels.AsSpan(0, length) : _labels;
            HeadCheck.LabelMap(head, labels, sample, "data set", nameof(data));
            _segmentation.Add(labels, scores);
            return;
        }

        data.CopyAnswer(_answers, sample, _target);
        if (head.SoftTargets)
        {
            HeadCheck.Probabilities(head, _target, sample, "data set", nameof(data));
            _classification.Add(_target, scores, sampleLoss!);
            return;
        }

        ReadOnlySpan<float> target = _target.AsSpan(0, scores.Length);
        if (head.Kind == HeadKind.Regression)
        {
            _regression.Add(target, scores);
            return;
        }

        HeadCheck.Answers(head, target, sample, "data set", nameof(data));
        _binary.Add(target, scores);
    }

    /// <summary>The result, and the loss in it.</summary>
    public (object Result, double Loss) ToResult()
    {
        switch (head.Kind)
        {
            case HeadKind.Classification:
                ClassificationResult classification = _classification.ToResult();
                return (classification, classification.Loss);
            case HeadKind.Segmentation:
                SegmentationResult segmentation = _segmentation.ToResult();
                return (segmentation, segmentation.Loss);
            case HeadKind.Binary:
                BinaryResult binary = _binary.ToResult();
                return (binary, binary.Loss);
            default:
                RegressionResult regression = _regression.ToResult();
                return (regression, regression.Loss);
        }
    }
}

/// <summary>Says which label or target of which sample a head can't learn from.</summary>
internal static class HeadCheck
{
    public static void Label(HeadInfo head, int label, int sample, string where, string parameterName)
    {
        if ((uint)label >= (uint)head.Shape.Length)
            throw new ArgumentException(FormattableString.Invariant($"Sample {sample} of the {where} has the label {label}{For(head)}, but there are {Quantity.OfClasses(head.Shape.Length)}, numbered 0 to {head.Shape.Length - 1}."), parameterName);
    }

    public static void LabelMap(HeadInfo head, ReadOnlySpan<int> labels, int sample, string where, string parameterName)
    {
        if (LabelMapCheck.FindUnknown(labels, head.Shape.Channels, head.IgnoredLabel) is not (>= 0 and int place))
            return;
        string sampleOf = FormattableString.Invariant($"sample {sample} of the {where}");
        throw new ArgumentException(
            LabelMapCheck.Describe(labels[place], place, head.Shape, sampleOf, head.Description, head.Shape.Channels, head.IgnoredLabel == SoftmaxCrossEntropy.NoLabel ? null : head.IgnoredLabel), parameterName);
    }

    public static void Answers(HeadInfo head, ReadOnlySpan<float> targets, int sample, string where, string parameterName)
    {
        foreach (float target in targets)
        {
            if (target is not (>= 0 and <= 1))
                throw new ArgumentException(FormattableString.Invariant($"Sample {sample} of the {where} has the target {target}{For(head)}, but targets for BinaryCrossEntropy are between 0 and 1."), parameterName);
        }
    }

    public static void Probabilities(HeadInfo head, ReadOnlySpan<float> target, int sample, string where, string parameterName)
    {
        if (ProbabilityCheck.WhyNot(target) is { } reason)
            throw new ArgumentException(ProbabilityCheck.Describe(FormattableString.Invariant($"Sample {sample} of the {where}{For(head)}"), reason), parameterName);
    }

    private static string For(HeadInfo head) => head.Name.Length == 0 ? "" : " for " + head.Name;
}
