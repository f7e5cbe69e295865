using static DeepVision.Generated.Generators.Elementwise.Scalar;

namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>The table of losses over values. A new one for regression is a row here.</summary>
internal static class LossTable
{
    private static readonly Scalar s_difference = (X - Target).As("difference");

    public static readonly IReadOnlyList<FunctionRow<ElementwiseLoss>> Regression =
    [
        new("MeanSquaredError", MeanSquaredError()),
        new("MeanAbsoluteError", MeanAbsoluteError()),
        new("Huber", new FunctionParameter("delta", Default: 1, AllowsZero: false), Huber),
    ];

    /// <summary>
    /// The cross-entropy of σ(x), as max(x, 0) − x·t + log(1 + e^−|x|), which is exact for large x too: the sigmoid in front is a
    /// part of the loss.
    /// </summary>
    public static ElementwiseLoss BinaryCrossEntropy { get; } = LogisticLoss();

    /// <summary>(x − t)²</summary>
    private static ElementwiseLoss MeanSquaredError() =>
        new("MeanSquaredError", [], s_difference * s_difference, s_difference + s_difference);

    /// <summary>|x − t|, whose gradient is 0 where both are equal.</summary>
    private static ElementwiseLoss MeanAbsoluteError() =>
        new("MeanAbsoluteError", [], Abs(s_difference), Choose(s_difference > 0, 1, Choose(s_difference < 0, -1, s_difference)));

    /// <summary>½·(x − t)² up to a distance of delta, delta·(|x − t| − ½·delta) beyond (Huber 1964).</summary>
    private static ElementwiseLoss Huber(float delta)
    {
        Scalar distance = Abs(s_difference).As("distance");
        return new(
            "Huber", [delta],
            Choose(distance <= delta, s_difference * s_difference * 0.5f, (distance - 0.5f * delta) * delta),
            Choose(s_difference > delta, delta, Choose(s_difference < -delta, -delta, s_difference)));
    }

    private static ElementwiseLoss LogisticLoss()
    {
        Scalar exponential = Exp(-Abs(X)).As("exponential");
        return new(
            "BinaryCrossEntropy", [],
            Maximum(0, X) - X * Target + LogOnePlus(exponential),
            Choose(X < 0, exponential, 1) / (1 + exponential) - Target);
    }
}
