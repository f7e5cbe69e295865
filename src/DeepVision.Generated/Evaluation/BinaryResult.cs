using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a binary network does on a data set; the counts are answers, <c>Count × outputs</c> in all.</summary>
/// <param name="Count">Samples evaluated.</param>
/// <param name="Loss">Mean binary cross-entropy over all samples and outputs, natural logarithm.</param>
/// <param name="TruePositives">Yes, rightly.</param>
/// <param name="FalsePositives">Yes, wrongly.</param>
/// <param name="TrueNegatives">No, rightly.</param>
/// <param name="FalseNegatives">No, wrongly.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record BinaryResult(long Count, double Loss, long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    /// <summary>Share of right answers, 0 to 1.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, TruePositives + TrueNegatives + FalsePositives + FalseNegatives);

    /// <summary>Share of the answers yes that are right, 0 to 1; 0 if there are none.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the targets yes that were found, 0 to 1; 0 if there are none.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>, 0 to 1; 0 if both are.</summary>
    public double F1 => Ratio(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>
    /// Area under the receiver operating characteristic, see <see cref="RankingMetrics.RocAuc"/>; of several outputs the mean of those
    /// that have both answers, not a number if none has.
    /// </summary>
    public double RocAuc { get; init; } = double.NaN;

    /// <summary>See <see cref="RankingMetrics.AveragePrecision"/>; of several outputs the mean of those that have an answer yes, not a number if none has.</summary>
    public double AveragePrecision { get; init; } = double.NaN;

    /// <summary>Samples, loss, accuracy, precision, recall and F1, and a table of the counts.</summary>
    public override string ToString()
    {
        var table = new TextTable(1, "", "predicted yes", "predicted no");
        table.Add("actual yes", Figure.Whole(TruePositives), Figure.Whole(FalseNegatives));
        table.Add("actual no", Figure.Whole(FalsePositives), Figure.Whole(TrueNegatives));
        return $"samples {Figure.Whole(Count)}, loss {Figure.Number(Loss)}, accuracy {Figure.Percent(Accuracy)}, "
            + $"precision {Figure.Percent(Precision)}, recall {Figure.Percent(Recall)}, F1 {Figure.Percent(F1)}\n{table}";
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
