using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Sixteen floats: processors with AVX-512.</summary>
public readonly struct Width512 : IVectorWidth<Vector512<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source) => Vector512.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float target) => value.StoreUnsafe(ref target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector512<float> factor, Vector512<float> weights, ref Vector512<float> sum) =>
        sum = Vector512.FusedMultiplyAdd(factor, weights, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddTo(
        ref float source, nint step, Vector512<float> weights,
        ref Vector512<float> firstSum, ref Vector512<float> secondSum, ref Vector512<float> thirdSum, ref Vector512<float> fourthSum)
    {
        firstSum = Vector512.FusedMultiplyAdd(Vector512.Create(source), weights, firstSum);
        secondSum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref source, step)), weights, secondSum);
        thirdSum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref source, 2 * step)), weights, thirdSum);
        fourthSum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref source, 3 * step)), weights, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector512<float> factor, Vector512<float> first, Vector512<float> second,
        ref Vector512<float> firstSum, ref Vector512<float> secondSum)
    {
        firstSum = Vector512.FusedMultiplyAdd(factor, first, firstSum);
        secondSum = Vector512.FusedMultiplyAdd(factor, second, secondSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector512<float> factor, Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth,
        ref Vector512<float> firstSum, ref Vector512<float> secondSum, ref Vector512<float> thirdSum, ref Vector512<float> fourthSum)
    {
        firstSum = Vector512.FusedMultiplyAdd(factor, first, firstSum);
        secondSum = Vector512.FusedMultiplyAdd(factor, second, secondSum);
        thirdSum = Vector512.FusedMultiplyAdd(factor, third, thirdSum);
        fourthSum = Vector512.FusedMultiplyAdd(factor, fourth, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Maximum(Vector512<float> left, Vector512<float> right) => Vector512.MaxNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Minimum(Vector512<float> left, Vector512<float> right) => Vector512.MinNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KeepNaN(Vector512<float> maximum, Vector512<float> first, Vector512<float> second) =>
        VectorMaximum.KeepNaN(maximum, first, second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereNotPositive(Vector512<float> value, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(value, Vector512<float>.Zero), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereNotLess(Vector512<float> value, Vector512<float> limit, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, limit), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Code(int code) => Vector512.Create(code).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CodeWhereEqual(Vector512<float> left, Vector512<float> right, int code, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.Equals(left, right).AsInt32(), Vector512.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CodeWhereNotPositive(Vector512<float> value, int code, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(value, Vector512<float>.Zero).AsInt32(), Vector512.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<float> codes, ref byte target) => VectorBytes.Store(codes.AsInt32(), ref target);
}
