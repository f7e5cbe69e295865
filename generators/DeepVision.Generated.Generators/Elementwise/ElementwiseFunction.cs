using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>An activation with its parameters: y = f(x), value by value, and what its gradient is.</summary>
/// <param name="Kind">Its name, as it is written in a declaration.</param>
/// <param name="Parameters">Values of its parameters, in the order of the attribute's.</param>
/// <param name="Value">y by <see cref="Scalar.X"/>.</param>
/// <param name="InputGradient">
/// The gradient by x, made of <see cref="Scalar.Gradient"/> (that by y) and of either <see cref="Scalar.X"/> or
/// <see cref="Scalar.Y"/>: whichever is cheaper to keep.
/// </param>
internal sealed record ElementwiseFunction(string Kind, EquatableArray<float> Parameters, Scalar Value, Scalar InputGradient)
{
    /// <summary>
    /// Slope of the negative half of a function that is y = x on the positive one, if the sign of y tells which half it was.
    /// Such a function costs an instruction or two, and kernels of the runtime library take it as this number. Null for all others.
    /// </summary>
    public float? NegativeSlope { get; init; }

    /// <summary>Where such a function stops to grow, if it does: an output of this size ends the gradient.</summary>
    public float? Ceiling { get; init; }

    /// <summary>Whether the gradient needs x.</summary>
    public bool GradientReadsInput => InputGradient.Reads(Scalar.X);

    /// <summary>Whether the gradient needs y.</summary>
    public bool GradientReadsOutput => InputGradient.Reads(Scalar.Y);

    /// <summary>Whether it may become a part of the kernel that computes its input, and its derivative of the kernel that computes its gradient.</summary>
    public bool IsFusible => NegativeSlope is not null;

    /// <summary>Whether an output of zero or less ends the gradient, and any other one lets it pass as it is: one bit says it all then.</summary>
    public bool IsGate => NegativeSlope == 0 && Ceiling is null;

    /// <summary>Whether the slope says all of it.</summary>
    public bool FollowsFromSlope => NegativeSlope is not null && Ceiling is null;

    /// <summary>Whether its derivative is 0 everywhere: what is in front of it doesn't learn by it.</summary>
    public bool EndsGradient { get; init; }

    /// <summary>Whether f(0) = 0: the zeros that pad channels stay zeros.</summary>
    public bool KeepsZero { get; } = ScalarEvaluation.Evaluate(Value, variable => 0) == 0;

    /// <summary>As it is declared: <c>LeakyReLU(0.1)</c>.</summary>
    public override string ToString() => Text.Call(Kind, Parameters);
}
