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

    public static readonly IReadOnlyList<ActivationRow> Rows =
    [
        new(ReLU) { IsRectifier = true },
        new(ReLU6) { IsRectifier = true },
        new("LeakyReLU", new FunctionParameter("slope", Default: 0.01f, AllowsZero: true), LeakyReLU) { IsRectifier = true },
        new("ELU", new FunctionParameter("alpha", Default: 1, AllowsZero: true), ELU) { IsRectifier = true },
        new(GELU()) { IsRectifier = true },
        new(SiLU()) { IsRectifier = true },
        new(Sigmoid),
        new(Tanh),
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
}
