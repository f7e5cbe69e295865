using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a segmentation network does on a data set. All figures are of pixels; ignored ones are left out.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed class SegmentationResult
{
    private readonly double[] _ious;

    /// <summary>Makes a result of what was counted.</summary>
    /// <param name="count">Images evaluated.</param>
    /// <param name="loss">Mean cross-entropy.</param>
    /// <param name="confusionMatrix">How many pixels of each class were taken for each class.</param>
    [JsonConstructor]
    public SegmentationResult(long count, double loss, ConfusionMatrix confusionMatrix)
    {
        ArgumentNullException.ThrowIfNull(confusionMatrix);
        (Count, Loss, ConfusionMatrix) = (count, loss, confusionMatrix);
        int[] labels = [.. Enumerable.Range(0, confusionMatrix.ClassCount)];
        PixelCount = labels.Sum(confusionMatrix.ActualCount);
        long right = labels.Sum(label => confusionMatrix[label, label]);
        Accuracy = PixelCount == 0 ? 0 : (double)right / PixelCount;
        _ious = [.. labels.Select(label => (double)confusionMatrix[label, label] / Union(label))];
        MeanIoU = _ious.Where(iou => !double.IsNaN(iou)).DefaultIfEmpty(0).Average();
    }

    /// <summary>Images evaluated.</summary>
    public long Count { get; }

    /// <summary>Pixels evaluated.</summary>
    public long PixelCount { get; }

    /// <summary>Mean cross-entropy of a pixel, natural logarithm; without class weights and label smoothing.</summary>
    public double Loss { get; }

    /// <summary>Share of the pixels whose most probable class is the right one, 0 to 1; 0 if there are none.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// Mean of <see cref="IoU"/> over the classes that occur, 0 to 1 (Everingham et al. 2010, the measure of Pascal VOC): unlike the accuracy,
    /// it doesn't let large classes hide small ones. 0 if no class occurs.
    /// </summary>
    /// <remarks>Keras: <c>MeanIoU</c>. PyTorch: torchmetrics' <c>JaccardIndex</c>. scikit-learn: <c>jaccard_score</c>.</remarks>
    public double MeanIoU { get; }

    /// <summary>
    /// How many pixels of each class were taken for each class. A pixel with a score that is not a number counts as wrong: as taken for the
    /// first class that it isn't.
    /// </summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>
    /// Intersection over union of one class, 0 to 1: pixels that belong to it and are found, by pixels that do either. Not a number if the
    /// class occurs neither in the labels nor in what was found.
    /// </summary>
    /// <remarks>Keras: <c>IoU(num_classes, target_class_ids)</c>. PyTorch: torchmetrics' <c>JaccardIndex(average=None)</c>. scikit-learn: <c>jaccard_score</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double IoU(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, _ious.Length);
        return _ious[label];
    }

    /// <summary>Images, loss, accuracy and mean IoU, and a table of the IoU of each class.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "class", "pixels", "found", "IoU");
        for (int label = 0; label < _ious.Length; label++)
        {
            table.Add(
                label.ToString(CultureInfo.InvariantCulture),
                Figure.Whole(ConfusionMatrix.ActualCount(label)),
                Figure.Whole(ConfusionMatrix.PredictedCount(label)),
                double.IsNaN(_ious[label]) ? "–" : Figure.Percent(_ious[label]));
        }

        return $"images {Figure.Whole(Count)}, loss {Figure.Number(Loss)}, accuracy {Figure.Percent(Accuracy)}, mean IoU {Figure.Percent(MeanIoU)}\n{table}";
    }

    private long Union(int label) => ConfusionMatrix.ActualCount(label) + ConfusionMatrix.PredictedCount(label) - ConfusionMatrix[label, label];
}
