namespace DeepVision.Generated;

/// <summary>What is minimised: a function with its gradient, and what else belongs to a point at which it was computed.</summary>
internal interface IObjective
{
    /// <summary>Relative size of what rounding does to the value; differences below it mean nothing.</summary>
    double Noise { get; }

    /// <summary>Rounds a point to the nearest at which the function can be computed.</summary>
    void Round(Span<double> point);

    /// <summary>Computes the function.</summary>
    /// <param name="point">A point that is rounded.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="place">Where to keep what else belongs to the point: below <see cref="LimitedMemoryMinimizer{T}.Places"/>.</param>
    /// <returns>The value.</returns>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, int place);

    /// <summary>Goes on from a point that was computed.</summary>
    /// <param name="place">Where what else belongs to it is kept.</param>
    void Accept(int place);
}
