using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Eight floats: processors with AVX2.</summary>
public readonly struct Width256 : IVectorWidth<Vector256<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source) => Vector256.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float target) => value.StoreUnsafe(ref target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector256<float> factor, Vector256<float> weights, ref Vector256<float> sum) =>
        sum = Vector256.FusedMultiplyAdd(factor, weights, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddTo(
        ref float source, nint step, Vector256<float> weights,
        ref Vector256<float> firstSum, ref Vector256<float> secondSum, ref Vector256<float> thirdSum, ref Vector256<float> fourthSum)
    {
        firstSum = Vector256.FusedMultiplyAdd(Vector256.Create(source), weights, firstSum);
        secondSum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref source, step)), weights, secondSum);
        thirdSum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref source, 2 * step)), weights, thirdSum);
        fourthSum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref source, 3 * step)), weights, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector256<float> factor, Vector256<float> first, Vector256<float> second,
        ref Vector256<float> firstSum, ref Vector256<float> secondSum)
    {
        firstSum = Vector256.FusedMultiplyAdd(factor, first, firstSum);
        secondSum = Vector256.FusedMultiplyAdd(factor, second, secondSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector256<float> factor, Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth,
        ref Vector256<float> firstSum, ref Vector256<float> secondSum, ref Vector256<float> thirdSum, ref Vector256<float> fourthSum)
    {
        firstSum = Vector256.FusedMultiplyAdd(factor, first, firstSum);
        secondSum = Vector256.FusedMultiplyAdd(factor, second, secondSum);
        thirdSum = Vector256.FusedMultiplyAdd(factor, third, thirdSum);
        fourthSum = Vector256.FusedMultiplyAdd(factor, fourth, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Maximum(Vector256<float> left, Vector256<float> right) => Vector256.MaxNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Minimum(Vector256<float> left, Vector256<float> right) => Vector256.MinNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> KeepNaN(Vector256<float> maximum, Vector256<float> first, Vector256<float> second) =>
        VectorMaximum.KeepNaN(maximum, first, second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereNotPositive(Vector256<float> value, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(value, Vector256<float>.Zero), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereNotLess(Vector256<float> value, Vector256<float> limit, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(value, limit), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Code(int code) => Vector256.Create(code).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CodeWhereEqual(Vector256<float> left, Vector256<float> right, int code, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right).AsInt32(), Vector256.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CodeWhereNotPositive(Vector256<float> value, int code, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(value, Vector256<float>.Zero).AsInt32(), Vector256.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector256<float> codes, ref byte target) => VectorBytes.Store(codes.AsInt32(), ref target);
}
