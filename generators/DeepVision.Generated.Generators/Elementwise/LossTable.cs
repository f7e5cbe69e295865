using static DeepVision.Generated.Generators.Elementwise.Scalar;

namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>The table of losses over values. A new one for regression is a row here.</summary>
internal static class LossTable
{
    private static readonly Scalar s_difference = (X - Target).As("difference");
    private static readonly Scalar s_margin = (1 - Target * X).As("margin");

    public static readonly IReadOnlyList<FunctionRow<ElementwiseLoss>> Regression =
    [
        new("MeanSquaredError", MeanSquaredError()),
        new("MeanAbsoluteError", MeanAbsoluteError()),
        new("Huber", new FunctionParameter("delta", Default: 1, AllowsZero: false), Huber),
        new("LogCosh", LogCosh()),
        new("Poisson", Poisson()),
        new("Hinge", Hinge()),
        new("SquaredHinge", SquaredHinge()),
        new("PerceptronCriterion", PerceptronCriterion()),
    ];

    /// <summary>
    /// The cross-entropy of σ(x), as max(x, 0) − x·t + log(1 + e^−|x|), which is exact for large x too: the sigmoid in front is a
    /// part of the loss.
    /// </summary>
    public static ElementwiseLoss BinaryCrossEntropy { get; } = LogisticLoss();

    /// <summary>l1·|x| + l2·x², whatever the target; the gradient of |x| at 0 is 0.</summary>
    public static ElementwiseLoss ActivityPenalty(float l1, float l2)
    {
        Scalar sign = Choose(X > 0, l1, Choose(X < 0, -l1, X));
        return l2 == 0 ? new("ActivityPenalty", [l1, l2], Abs(X) * l1, sign)
            : l1 == 0 ? new("ActivityPenalty", [l1, l2], X * X * l2, X * (2 * l2))
            : new("ActivityPenalty", [l1, l2], Abs(X) * l1 + X * X * l2, sign + X * (2 * l2));
    }

    /// <summary>
    /// The focal loss of σ(x), α·t·(1 − p)^γ·(−log p) + (1 − α)·(1 − t)·p^γ·(−log(1 − p)) (Lin et al. 2017). With s₊ = −log(1 − p) = log(1 + eˣ) and
    /// s₋ = −log p its powers are exponentials: nothing overflows, and nothing is divided.
    /// </summary>
    /// <param name="gamma">γ.</param>
    /// <param name="alpha">α.</param>
    public static ElementwiseLoss BinaryFocalCrossEntropy(float gamma, float alpha)
    {
        Scalar exponential = Exp(-Abs(X)).As("exponential");
        Scalar logarithm = LogOnePlus(exponential).As("logarithm");
        Scalar missesNo = (Maximum(0, X) + logarithm).As("missesNo");
        Scalar missesYes = (Maximum(0, -X) + logarithm).As("missesYes");
        Scalar yes = (Choose(X < 0, exponential, 1) / (1 + exponential)).As("yes");
        Scalar no = (Choose(X < 0, 1, exponential) / (1 + exponential)).As("no");
        Scalar ofYes = (Target * alpha * Exp(missesNo * -gamma)).As("ofYes");
        Scalar ofNo = ((1 - Target) * (1 - alpha) * Exp(missesYes * -gamma)).As("ofNo");
        return new(
            "BinaryFocalCrossEntropy", [gamma, alpha],
            ofYes * missesYes + ofNo * missesNo,
            ofNo * (yes + no * missesNo * gamma) - ofYes * (no + yes * missesYes * gamma));
    }

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

    /// <summary>log cosh(x − t), as |x − t| + log(1 + e^(−2·|x − t|)) − log 2, which overflows nowhere.</summary>
    private static ElementwiseLoss LogCosh()
    {
        Scalar distance = Abs(s_difference).As("distance");
        return new("LogCosh", [], distance + (LogOnePlus(Exp(distance * -2)) - 0.69314718f), Tanh(s_difference));
    }

    /// <summary>eˣ − t·x</summary>
    private static ElementwiseLoss Poisson()
    {
        Scalar rate = Exp(X).As("rate");
        return new("Poisson", [], rate - Target * X, rate - Target);
    }

    /// <summary>max(0, 1 − t·x), whose gradient is 0 at the end of the margin; what is not a number stays so.</summary>
    private static ElementwiseLoss Hinge() =>
        new("Hinge", [], Maximum(0, s_margin), Choose(s_margin <= 0, 0, Choose(s_margin > 0, -Target, s_margin)));

    /// <summary>max(0, 1 − t·x)²</summary>
    private static ElementwiseLoss SquaredHinge()
    {
        Scalar missing = Maximum(0, s_margin).As("missing");
        return new("SquaredHinge", [], missing * missing, missing * Target * -2);
    }

    /// <summary>max(0, −t·x), whose gradient at 0 is that of a wrong answer: the rule begins with weights of 0.</summary>
    private static ElementwiseLoss PerceptronCriterion()
    {
        Scalar agreement = (X * Target).As("agreement");
        return new("PerceptronCriterion", [], Maximum(0, -agreement), Choose(agreement > 0, 0, Choose(agreement <= 0, -Target, agreement)));
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
