using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A function of one value and its gradient, sixteen values at a time. Generated code has a struct for each that its network needs.</summary>
public interface IElementwiseFunction
{
    /// <summary>Whether f(0) = 0, so that the zeros of the padding stay what they are.</summary>
    static abstract bool KeepsZero { get; }

    /// <summary>y = f(x).</summary>
    /// <param name="x">Sixteen values.</param>
    static abstract Vector512<float> Value(Vector512<float> x);

    /// <summary>dx by dy.</summary>
    /// <param name="gradient">dy.</param>
    /// <param name="kept">What the function keeps for its gradient: its x or its y.</param>
    static abstract Vector512<float> InputGradient(Vector512<float> gradient, Vector512<float> kept);
}
