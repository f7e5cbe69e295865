using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a classification network does on a data set.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed class ClassificationResult
{
    /// <summary>Makes a result of what was counted.</summary>
    /// <param name="count">Samples evaluated.</param>
    /// <param name="loss">Mean cross-entropy.</param>
    /// <param name="confusionMatrix">How often each class was taken for each class.</param>
    /// <param name="ranks">Samples whose right class came first, second and so on: as many as there are classes.</param>
    /// <param name="calibrationError">Expected calibration error, where it is known.</param>
    /// <exception cref="ArgumentException">The ranks are not as many as the classes, or don't make <paramref name="count"/> samples.</exception>
    [JsonConstructor]
    public ClassificationResult(long count, double loss, ConfusionMatrix confusionMatrix, IReadOnlyList<long> ranks, double calibrationError = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(confusionMatrix);
        ArgumentNullException.ThrowIfNull(ranks);
        if (ranks.Count != confusionMatrix.ClassCount || ranks.Sum() != count)
            throw new ArgumentException(FormattableString.Invariant($"The ranks must be {confusionMatrix.ClassCount} numbers with the sum {count}."), nameof(ranks));
        (Count, Loss, ConfusionMatrix, Ranks, CalibrationError) = (count, loss, confusionMatrix, ranks, calibrationError);
    }

    /// <summary>Samples evaluated.</summary>
    public long Count { get; }

    /// <summary>Mean cross-entropy, natural logarithm; without class weights and label smoothing.</summary>
    /// <remarks>Keras: <c>loss</c>. PyTorch: <c>nn.CrossEntropyLoss()</c>. scikit-learn: <c>log_loss</c>.</remarks>
    public double Loss { get; }

    /// <summary>Share of the samples whose most probable class is the right one, 0 to 1.</summary>
    /// <remarks>Keras: <c>SparseCategoricalAccuracy</c>. PyTorch: torchmetrics' <c>Accuracy</c>. scikit-learn: <c>accuracy_score</c>.</remarks>
    public double Accuracy => TopKAccuracy(1);

    /// <summary>
    /// How often each class was taken for each class. A sample with a score that is not a number counts as wrong here and in
    /// <see cref="Accuracy"/>: as taken for the first class that it isn't.
    /// </summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Samples whose right class was the most probable one, the second, and so on: a count for each class.</summary>
    public IReadOnlyList<long> Ranks { get; }

    /// <summary>
    /// Expected calibration error, 0 to 1: how far the probability of the chosen class is from the share of right ones, over 15 bins of
    /// equal width (Guo et al. 2017, arXiv:1706.04599).
    /// </summary>
    /// <remarks>Keras: none. PyTorch: torchmetrics' <c>CalibrationError</c>.</remarks>
    public double CalibrationError { get; }

    /// <summary>Share of the samples whose right class is among the <paramref name="k"/> most probable, 0 to 1.</summary>
    /// <remarks>Keras: <c>SparseTopKCategoricalAccuracy(k)</c>. PyTorch: torchmetrics' <c>Accuracy(top_k=k)</c>. scikit-learn: <c>top_k_accuracy_score</c>.</remarks>
    /// <param name="k">1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside that range.</exception>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, Ranks.Count);
        return Ratio(Ranks.Take(k).Sum(), Count);
    }

    /// <summary>Share of the samples classified as <paramref name="label"/> that belong to it, 0 to 1; 0 if there are none. By an <see cref="Averaging"/> it is that of all classes together.</summary>
    /// <remarks>Keras: <c>Precision(class_id)</c>. PyTorch: torchmetrics' <c>Precision</c>. scikit-learn: <c>precision_score</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label) => Ratio(ConfusionMatrix[label, label], ConfusionMatrix.PredictedCount(label));

    /// <summary>Share of the samples of class <paramref name="label"/> that are classified as it, 0 to 1; 0 if there are none. By an <see cref="Averaging"/> it is that of all classes together.</summary>
    /// <remarks>Keras: <c>Recall(class_id)</c>. PyTorch: torchmetrics' <c>Recall</c>. scikit-learn: <c>recall_score</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label) => Ratio(ConfusionMatrix[label, label], ConfusionMatrix.ActualCount(label));

    /// <summary>Harmonic mean of <see cref="Precision(int)"/> and <see cref="Recall(int)"/>, 0 to 1; 0 if both are.</summary>
    /// <remarks>Keras: <c>F1Score</c>. PyTorch: torchmetrics' <c>F1Score</c>. scikit-learn: <c>f1_score</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label) => Ratio(2 * ConfusionMatrix[label, label], ConfusionMatrix.PredictedCount(label) + ConfusionMatrix.ActualCount(label));

    /// <summary><see cref="Precision(int)"/> of all classes together.</summary>
    /// <param name="averaging">How.</param>
    public double Precision(Averaging averaging) => Average(averaging, Precision);

    /// <summary><see cref="Recall(int)"/> of all classes together.</summary>
    /// <param name="averaging">How.</param>
    public double Recall(Averaging averaging) => Average(averaging, Recall);

    /// <summary><see cref="F1(int)"/> of all classes together.</summary>
    /// <param name="averaging">How.</param>
    public double F1(Averaging averaging) => Average(averaging, F1);

    /// <summary>Samples, loss and accuracy, and a table of precision, recall and F1 of each class.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "class", "samples", "precision", "recall", "F1");
        for (int label = 0; label < ConfusionMatrix.ClassCount; label++)
        {
            table.Add(
                label.ToString(CultureInfo.InvariantCulture),
                Figure.Whole(ConfusionMatrix.ActualCount(label)),
                Figure.Percent(Precision(label)),
                Figure.Percent(Recall(label)),
                Figure.Percent(F1(label)));
        }

        return $"samples {Figure.Whole(Count)}, loss {Figure.Number(Loss)}, accuracy {Figure.Percent(Accuracy)}\n{table}";
    }

    private double Average(Averaging averaging, Func<int, double> figure)
    {
        IEnumerable<int> labels = Enumerable.Range(0, ConfusionMatrix.ClassCount);
        long Occurrences(int label) => ConfusionMatrix.ActualCount(label);
        return averaging switch
        {
            Averaging.Macro => labels.Where(label => Occurrences(label) + ConfusionMatrix.PredictedCount(label) > 0).Select(figure).DefaultIfEmpty().Average(),
            Averaging.Weighted => Count == 0 ? 0 : labels.Sum(label => figure(label) * Occurrences(label)) / Count,
            Averaging.Micro => Ratio(labels.Sum(label => ConfusionMatrix[label, label]), Count),
            _ => throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "There is no such way to average."),
        };
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
