using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>An activation at the end of a kernel: one that keeps positive values, up to an end if it has one, and has a slope for all others.</summary>
public interface ITileActivation
{
    /// <summary>Whether an output of zero or less ends the gradient, and any other one lets it pass as it is.</summary>
    static abstract bool IsGate { get; }

    /// <summary>y = f(x). What is not a number stays what it is.</summary>
    /// <param name="value">x.</param>
    /// <param name="slope">Slope for negative values, from 0 to 1.</param>
    static abstract TVector Apply<TWidth, TVector>(TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct;

    /// <summary>The gradient by x. Behind not-a-number it goes on.</summary>
    /// <param name="gradient">The gradient by y.</param>
    /// <param name="value">y.</param>
    /// <param name="slope">Slope for negative values, from 0 to 1.</param>
    static abstract TVector Differentiate<TWidth, TVector>(TVector gradient, TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct;
}

/// <summary>No activation, a slope of 1.</summary>
public readonly struct TileIdentity : ITileActivation
{
    /// <inheritdoc/>
    public static bool IsGate => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TWidth, TVector>(TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Differentiate<TWidth, TVector>(TVector gradient, TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => gradient;
}

/// <summary>ReLU, a slope of 0.</summary>
public readonly struct TileReLU : ITileActivation
{
    /// <inheritdoc/>
    public static bool IsGate => true;

    // The order of the operands lets not-a-number through: the processor's maximum is the second one then.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TWidth, TVector>(TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.Maximum(default, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Differentiate<TWidth, TVector>(TVector gradient, TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.WhereNotPositive(value, default, gradient);
}

/// <summary>LeakyReLU, a slope between 0 and 1.</summary>
public readonly struct TileLeakyReLU : ITileActivation
{
    /// <inheritdoc/>
    public static bool IsGate => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TWidth, TVector>(TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.Maximum(TWidth.Multiply(value, TWidth.Broadcast(slope)), value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Differentiate<TWidth, TVector>(TVector gradient, TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.WhereNotPositive(value, TWidth.Multiply(gradient, TWidth.Broadcast(slope)), gradient);
}

/// <summary>ReLU6, a slope of 0 that ends at 6.</summary>
public readonly struct TileReLU6 : ITileActivation
{
    /// <inheritdoc/>
    public static bool IsGate => false;

    // As in ReLU, the second operand of the processor's minimum is the one that not-a-number comes from.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TWidth, TVector>(TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.Minimum(TWidth.Broadcast(6f), TWidth.Maximum(default, value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Differentiate<TWidth, TVector>(TVector gradient, TVector value, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct =>
        TWidth.WhereNotLess(value, TWidth.Broadcast(6f), default, TWidth.WhereNotPositive(value, default, gradient));
}
