using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a regression network does on a data set.</summary>
/// <param name="Count">Samples evaluated.</param>
/// <param name="Loss">The loss of the training, over all samples and outputs.</param>
/// <param name="MeanSquaredError">Mean of (output − target)² over all samples and outputs. Keras: <c>MeanSquaredError</c>. PyTorch: torchmetrics' <c>MeanSquaredError</c>. scikit-learn: <c>mean_squared_error</c>.</param>
/// <param name="MeanAbsoluteError">Mean of |output − target| over all samples and outputs, in the unit of the targets. Keras: <c>MeanAbsoluteError</c>. PyTorch: torchmetrics' <c>MeanAbsoluteError</c>. scikit-learn: <c>mean_absolute_error</c>.</param>
/// <param name="R2">
/// Coefficient of determination, the mean of those of the outputs: 1 is perfect, 0 as good as always giving the mean
/// of the targets. An output whose targets are all equal counts 1 if it is met exactly, else 0 (as in scikit-learn).
/// Keras: <c>R2Score</c>. PyTorch: torchmetrics' <c>R2Score</c>. scikit-learn: <c>r2_score</c>.
/// </param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RegressionResult(long Count, double Loss, double MeanSquaredError, double MeanAbsoluteError, double R2)
{
    /// <summary>
    /// Mean of |output − target| / |target| over all samples and outputs; a target of 0 counts as 2⁻⁵², so that it can't be met but
    /// exactly (as in scikit-learn).
    /// </summary>
    /// <remarks>Keras: <c>MeanAbsolutePercentageError</c>, a hundred times as large. PyTorch: torchmetrics' <c>MeanAbsolutePercentageError</c>. scikit-learn: <c>mean_absolute_percentage_error</c>.</remarks>
    public double MeanAbsolutePercentageError { get; init; } = double.NaN;

    /// <summary>A table of the figures.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "samples", "loss", "mean squared error", "mean absolute error", "R²");
        table.Add(Figure.Whole(Count), Figure.Number(Loss), Figure.Number(MeanSquaredError), Figure.Number(MeanAbsoluteError), Figure.Number(R2));
        return table.ToString();
    }
}
