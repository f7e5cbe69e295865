namespace DeepVision.Generated;

/// <summary>How well a classification network does on a data set.</summary>
public sealed class ClassificationResult
{
    private readonly long[] _ranks;

    internal ClassificationResult(long count, double loss, ConfusionMatrix confusionMatrix, long[] ranks)
    {
        Count = count;
        Loss = loss;
        ConfusionMatrix = confusionMatrix;
        _ranks = ranks;
    }

    /// <summary>Samples evaluated.</summary>
    public long Count { get; }

    /// <summary>Mean cross-entropy, natural logarithm; without class weights and label smoothing.</summary>
    public double Loss { get; }

    /// <summary>Share of the samples whose most probable class is the right one, 0 to 1.</summary>
    public double Accuracy => TopKAccuracy(1);

    /// <summary>
    /// How often each class was taken for each class. A sample with a score that is not a number counts as wrong here and in
    /// <see cref="Accuracy"/>: as taken for the first class that it isn't.
    /// </summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Share of the samples whose right class is among the <paramref name="k"/> most probable, 0 to 1.</summary>
    /// <param name="k">1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside that range.</exception>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, _ranks.Length);
        return Ratio(_ranks.Take(k).Sum(), Count);
    }

    /// <summary>Share of the samples classified as <paramref name="label"/> that belong to it, 0 to 1; 0 if there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label) => Ratio(ConfusionMatrix[label, label], ConfusionMatrix.PredictedCount(label));

    /// <summary>Share of the samples of class <paramref name="label"/> that are classified as it, 0 to 1; 0 if there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label) => Ratio(ConfusionMatrix[label, label], ConfusionMatrix.ActualCount(label));

    /// <summary>Harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>, 0 to 1; 0 if both are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label) => Ratio(2 * ConfusionMatrix[label, label], ConfusionMatrix.PredictedCount(label) + ConfusionMatrix.ActualCount(label));

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
