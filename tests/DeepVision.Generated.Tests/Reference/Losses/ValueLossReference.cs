namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>The mean over batch and values of a loss of each value.</summary>
/// <param name="value">The loss, by score and target.</param>
/// <param name="derivative">Its derivative by the score.</param>
internal sealed class ValueLossReference(Func<double, double, double> value, Func<double, double, double> derivative) : ReferenceLoss
{
    public override bool TakesLabels => false;

    /// <summary>Keras' LogCosh.</summary>
    public static ValueLossReference LogCosh => new((y, t) => Math.Log(Math.Cosh(y - t)), (y, t) => Math.Tanh(y - t));

    /// <summary>PyTorch's PoissonNLLLoss with its defaults.</summary>
    public static ValueLossReference Poisson => new((y, t) => Math.Exp(y) - t * y, (y, t) => Math.Exp(y) - t);

    /// <summary>Keras' Hinge.</summary>
    public static ValueLossReference Hinge => new((y, t) => Math.Max(1 - t * y, 0), (y, t) => t * y < 1 ? -t : 0);

    /// <summary>Keras' SquaredHinge.</summary>
    public static ValueLossReference SquaredHinge => new((y, t) => Math.Pow(Math.Max(1 - t * y, 0), 2), (y, t) => t * y < 1 ? -2 * t * (1 - t * y) : 0);

    /// <summary>Bishop 2006, equation 4.54.</summary>
    public static ValueLossReference PerceptronCriterion => new((y, t) => t * y <= 0 ? -t * y : 0, (y, t) => t * y <= 0 ? -t : 0);

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        int count = scores.Values.Length;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int i = 0; i < count; i++)
        {
            loss += value(scores.Values[i], targets[i]) / count;
            gradient.Values[i] = derivative(scores.Values[i], targets[i]) / count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;
}
