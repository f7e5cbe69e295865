using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a regression network does on a data set.</summary>
/// <param name="Count">Samples evaluated.</param>
/// <param name="Loss">The loss of the training, over all samples and outputs.</param>
/// <param name="MeanSquaredError">Mean of (output − target)² over all samples and outputs.</param>
/// <param name="MeanAbsoluteError">Mean of |output − target| over all samples and outputs, in the unit of the targets.</param>
/// <param name="R2">
/// Coefficient of determination, the mean of those of the outputs: 1 is perfect, 0 as good as always giving the mean
/// of the targets. An output whose targets are all equal counts 1 if it is met exactly, else 0 (as in scikit-learn).
/// </param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RegressionResult(long Count, double Loss, double MeanSquaredError, double MeanAbsoluteError, double R2)
{
    /// <summary>
    /// Mean of |output − target| / |target| over all samples and outputs; a target of 0 counts as 2⁻⁵², so that it can't be met but
    /// exactly (as in scikit-learn).
    /// </summary>
    public double MeanAbsolutePercentageError { get; init; } = double.NaN;

    /// <summary>A table of the figures.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "samples", "loss", "mean squared error", "mean absolute error", "R²");
        table.Add(Figure.Whole(Count), Figure.Number(Loss), Figure.Number(MeanSquaredError), Figure.Number(MeanAbsoluteError), Figure.Number(R2));
        return table.ToString();
    }
}
