using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The one-dimensional transforms of a filter of some taps by Toom and Cook's algorithm, for four outputs: y_i = Σ_k w_k x_(i+k). There are
/// three more points than taps; the last one is ∞, at which a filter without its last tap is zero. (Winograd 1980; Lavin and Gray 2016,
/// arXiv:1509.09308.) What follows from the points alone, the denominators, is in the weights, so that the source has few multiplications.
/// </summary>
internal interface IRowWinogradTransform
{
    /// <summary>Taps of the filter.</summary>
    static abstract int Taps { get; }

    /// <summary>Bᵀ: as many values as there are points to as many products' factors, for sixteen lanes in two halves.</summary>
    /// <param name="values">The first value of the lower half.</param>
    /// <param name="upper">Floats from there to the upper half.</param>
    /// <param name="step">Floats from one value to the next.</param>
    /// <param name="planes">Receives the factor at the first point.</param>
    /// <param name="plane">Floats from one point to the next.</param>
    static abstract void Source(ref float values, nint upper, nint step, ref float planes, nint plane);

    /// <summary>Aᵀ: the products to four outputs.</summary>
    /// <param name="planes">The product at the first point.</param>
    /// <param name="plane">Floats from one point to the next.</param>
    /// <param name="y0">The first output.</param>
    /// <param name="y1">The second one.</param>
    /// <param name="y2">The third one.</param>
    /// <param name="y3">The fourth one.</param>
    static abstract void Target(ref float planes, nint plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);

    /// <summary>A, the transpose of <see cref="Target"/>.</summary>
    /// <param name="y0">The gradient of the first output.</param>
    /// <param name="y1">The second one.</param>
    /// <param name="y2">The third one.</param>
    /// <param name="y3">The fourth one.</param>
    /// <param name="planes">Receives that of the product at the first point.</param>
    /// <param name="plane">Floats from one point to the next.</param>
    static abstract void TargetGradient(Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3, ref float planes, nint plane);

    /// <summary>G: the weights to a factor at each point.</summary>
    /// <param name="weights">The first weight.</param>
    /// <param name="step">Floats from one weight to the next.</param>
    /// <param name="hasLast">Whether there is a last weight; without one nothing is written at ∞.</param>
    /// <param name="planes">Receives the factor at the first point.</param>
    /// <param name="plane">Floats from one point to the next.</param>
    static abstract void Weights(ref float weights, nint step, bool hasLast, ref float planes, nint plane);

    /// <summary>Gᵀ, the transpose of <see cref="Weights"/>: adds to the gradients of the weights.</summary>
    /// <param name="planes">The gradient of the factor at the first point.</param>
    /// <param name="plane">Floats from one point to the next.</param>
    /// <param name="hasLast">Whether there is a last weight.</param>
    /// <param name="weights">The gradient of the first weight.</param>
    /// <param name="step">Floats from one weight to the next.</param>
    static abstract void WeightGradient(ref float planes, nint plane, bool hasLast, ref float weights, nint step);
}
