using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The hyperbolic tangent in a <see cref="SimpleCell{TNonlinearity}"/>.</summary>
public readonly struct TanhNonlinearity : IElementwiseFunction
{
    /// <inheritdoc/>
    public static bool KeepsZero => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => LaneMath.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InputGradient(Vector512<float> gradient, Vector512<float> kept) => gradient * (Vector512<float>.One - kept * kept);
}

/// <summary>max(x, 0) in a <see cref="SimpleCell{TNonlinearity}"/>.</summary>
public readonly struct ReLUNonlinearity : IElementwiseFunction
{
    /// <inheritdoc/>
    public static bool KeepsZero => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Lanes.Activate(x, slope: 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InputGradient(Vector512<float> gradient, Vector512<float> kept) => Lanes.ActivationGradient(kept, gradient, slope: 0f);
}
