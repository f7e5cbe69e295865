using static DeepVision.Generated.Generators.Elementwise.Scalar;

namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>The table of activations. A new one is a row here.</summary>
internal static class ActivationTable
{
    // max(x, 0), whose order of operands lets through what is not a number; behind it the gradient goes on, as in PyTorch.
    public static readonly ElementwiseFunction ReLU =
        new("ReLU", [], Maximum(0, X), Choose(Y <= 0, 0, Gradient)) { NegativeSlope = 0 };

    // min(max(x, 0), 6), which lets through what is not a number as ReLU does.
    public static readonly ElementwiseFunction ReLU6 =
        new("ReLU6", [], Choose(X > 6, 6, ReLU.Value), Choose(Y <= 0, 0, Choose(Y >= 6, 0, Gradient))) { NegativeSlope = 0, Ceiling = 6 };

    // 1 / (1 + e⁻ˣ), y' = y · (1 − y)
    public static readonly ElementwiseFunction Sigmoid =
        new("Sigmoid", [], Scalar.Sigmoid(X), Gradient * (Y * (1 - Y)));

    // y' = 1 − y²
    public static readonly ElementwiseFunction Tanh =
        new("Tanh", [], Scalar.Tanh(X), Gradient * MultiplyAdd(-Y, Y, 1));

    // min(max(x, −1), 1)
    private static readonly ElementwiseFunction s_hardTanh =
        new("HardTanh", [], Choose(X > 1, 1, Choose(X < -1, -1, X)), Choose(Y <= -1, 0, Choose(Y >= 1, 0, Gradient)));

    // min(max(x + 3, 0), 6) / 6
    private static readonly ElementwiseFunction s_hardSigmoid = new(
        "HardSigmoid", [],
        Choose(X <= -3, 0, Choose(X >= 3, 1, MultiplyAdd(X, 1 / 6f, 0.5f))),
        Choose(Y <= 0, 0, Choose(Y >= 1, 0, Gradient * (1 / 6f))));

    // x · min(max(x + 3, 0), 6) / 6, y' = x / 3 + ½ between the lines
    private static readonly ElementwiseFunction s_hardSwish = new(
        "HardSwish", [],
        Choose(X <= -3, 0, Choose(X >= 3, X, X * MultiplyAdd(X, 1 / 6f, 0.5f))),
        Choose(X <= -3, 0, Choose(X >= 3, Gradient, Gradient * MultiplyAdd(X, 1 / 3f, 0.5f))));

    // log(1 + eˣ) as max(x, 0) + log(1 + e^−|x|), which doesn't overflow; y' = σ(x) = 1 − e^−y
    private static readonly ElementwiseFunction s_softplus =
        new("Softplus", [], Maximum(0, X) + LogOnePlus(Exp(-Abs(X))), Gradient * -ExpMinusOne(-Y));

    // 1 where x > 0, else 0; y' = 0
    private static readonly ElementwiseFunction s_step =
        new("Step", [], Choose(X > 0, 1, Choose(X <= 0, 0, X)), Choose(Y <= 1, 0, Gradient)) { EndsGradient = true };

    public static readonly IReadOnlyList<ActivationRow> Rows =
    [
        new(ReLU) { IsRectifier = true },
        new(ReLU6) { IsRectifier = true },
        new("LeakyReLU", new FunctionParameter("slope", Default: 0.01f, AllowsZero: true), LeakyReLU) { IsRectifier = true },
        new("ELU", new FunctionParameter("alpha", Default: 1, AllowsZero: true), ELU) { IsRectifier = true },
        new(GELU()) { IsRectifier = true, Variant = new("Approximate", ApproximateGELU()) },
        new(SiLU()) { IsRectifier = true },
        new(SELU()) { IsSelfNormalizing = true },
        new(Mish()) { IsRectifier = true },
        new(s_hardSwish) { IsRectifier = true },
        new(s_softplus) { IsRectifier = true },
        new(Sigmoid),
        new(s_hardSigmoid),
        new(Tanh),
        new(s_hardTanh),
        new(Softsign()),
        new(s_step),
    ];

    /// <summary>x where it is positive, else x · slope. Kernels that it becomes a part of take slopes between 0 and 1.</summary>
    private static ElementwiseFunction LeakyReLU(float slope) => new(
        "LeakyReLU", [slope],
        slope == 0 ? ReLU.Value : Choose(X > 0, X, X * slope),
        Choose(Y <= 0, Gradient * slope, Gradient))
    {
        NegativeSlope = slope is > 0 and < 1 ? slope : null,
    };

    /// <summary>x where it is positive, else alpha · (eˣ − 1), whose derivative is y + alpha (Clevert et al. 2015).</summary>
    private static ElementwiseFunction ELU(float alpha) => new(
        "ELU", [alpha],
        Choose(X > 0, X, ExpMinusOne(X) * alpha),
        Choose(Y <= 0, Gradient * (Y + alpha), Gradient));

    /// <summary>x · Φ(x) with the normal distribution Φ; y' = Φ(x) + x · φ(x) with its density φ (Hendrycks and Gimpel 2016).</summary>
    private static ElementwiseFunction GELU()
    {
        Scalar distribution = (0.5f + 0.5f * Erf(X * 0.70710678f)).As("distribution");
        Scalar density = (Exp(X * X * -0.5f) * 0.39894228f).As("density");
        return new("GELU", [], X * distribution, Gradient * MultiplyAdd(X, density, distribution));
    }

    /// <summary>x · σ(x) with the sigmoid σ; y' = σ(x) · (1 + x · (1 − σ(x))) (Elfwing et al. 2017, Ramachandran et al. 2017).</summary>
    private static ElementwiseFunction SiLU()
    {
        Scalar sigmoid = Scalar.Sigmoid(X).As("sigmoid");
        return new("SiLU", [], X * sigmoid, Gradient * (sigmoid * MultiplyAdd(X, 1 - sigmoid, 1)));
    }

    /// <summary>
    /// ½ · x · (1 + tanh u) with u = √(2/π) · (x + 0.044715 · x³), which is x · σ(2u): nothing cancels. y' = σ + x · σ · (1 − σ) · (2u)'
    /// (Hendrycks and Gimpel 2016).
    /// </summary>
    private static ElementwiseFunction ApproximateGELU()
    {
        Scalar square = (X * X).As("square");
        Scalar sigmoid = Scalar.Sigmoid(X * MultiplyAdd(square, 0.071354816f, 1.5957691f)).As("sigmoid");
        Scalar slope = MultiplyAdd(square, 0.21406445f, 1.5957691f).As("slope");
        return new("ApproximateGELU", [], X * sigmoid, Gradient * (sigmoid * MultiplyAdd(X * (1 - sigmoid), slope, 1)));
    }

    /// <summary>λ · x where it is positive, else λ · α · (eˣ − 1), whose derivative is y + λ · α (Klambauer et al. 2017).</summary>
    private static ElementwiseFunction SELU()
    {
        const float Scale = 1.05070099f, Saturation = 1.75809934f;
        return new(
            "SELU", [],
            Choose(X > 0, X * Scale, ExpMinusOne(X) * Saturation),
            Choose(Y <= 0, Gradient * (Y + Saturation), Gradient * Scale));
    }

    /// <summary>
    /// x · t with t = tanh(log(1 + eˣ)), which is n / (n + 2) with n = eˣ · (eˣ + 2): both divided by e²ˣ where that is large.
    /// y' = t + x · σ(x) · (1 − t²), and 1 − t² = (1 − t) · (1 + t) without cancelling (Misra 2019).
    /// </summary>
    private static ElementwiseFunction Mish()
    {
        Scalar exponential = Exp(-Abs(X)).As("exponential");
        Scalar numerator = Choose(X < 0, exponential * (exponential + 2), exponential + exponential + 1).As("numerator");
        Scalar rest = Choose(X < 0, 2, exponential * exponential * 2).As("rest");
        Scalar denominator = (numerator + rest).As("denominator");
        Scalar tangent = (numerator / denominator).As("tangent");
        Scalar sigmoid = (Choose(X < 0, exponential, 1) / (exponential + 1)).As("sigmoid");
        return new("Mish", [], X * tangent, Gradient * MultiplyAdd(X * sigmoid, rest / denominator * (tangent + 1), tangent));
    }

    /// <summary>x / (1 + |x|), y' = (1 − |y|)². What is larger than 10⁹ gives 1 as that does, so that infinity does too (Bergstra et al. 2009).</summary>
    private static ElementwiseFunction Softsign()
    {
        Scalar bounded = Choose(X > 1e9f, 1e9f, Choose(X < -1e9f, -1e9f, X)).As("bounded");
        Scalar slope = (1 - Abs(Y)).As("slope");
        return new("Softsign", [], bounded / (Abs(bounded) + 1), Gradient * (slope * slope));
    }
}

/// <summary>An activation as it can be declared.</summary>
internal sealed class ActivationRow : FunctionRow<ElementwiseFunction>
{
    public ActivationRow(ElementwiseFunction function)
        : base(function.Kind, function)
    {
    }

    public ActivationRow(string kind, FunctionParameter parameter, Func<float, ElementwiseFunction> function)
        : base(kind, parameter, function)
    {
    }

    /// <summary>Whether it cuts negative values down and lets positive ones pass: He's initialisation suits the weights in front of it.</summary>
    public bool IsRectifier { get; init; }

    /// <summary>Whether it keeps mean 0 and variance 1 behind weights by LeCun's initialisation.</summary>
    public bool IsSelfNormalizing { get; init; }

    /// <summary>What it computes where the attribute sets a flag; null if it has none.</summary>
    public ActivationVariant? Variant { get; init; }
}

/// <summary>Another function under the same name.</summary>
/// <param name="Flag">The attribute's property that asks for it.</param>
internal sealed record ActivationVariant(string Flag, ElementwiseFunction Function);
