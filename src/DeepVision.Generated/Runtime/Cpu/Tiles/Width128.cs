using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Four floats: Arm64, browsers, and processors before AVX2. The multiply-add is the one that falls back to two instructions
/// where there is none, because emulating the exact one is a hundred times slower.
/// </summary>
public readonly struct Width128 : IVectorWidth<Vector128<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source) => Vector128.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float target) => value.StoreUnsafe(ref target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector128<float> factor, Vector128<float> weights, ref Vector128<float> sum) =>
        sum = Vector128.MultiplyAddEstimate(factor, weights, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddTo(
        ref float source, nint step, Vector128<float> weights,
        ref Vector128<float> firstSum, ref Vector128<float> secondSum, ref Vector128<float> thirdSum, ref Vector128<float> fourthSum)
    {
        firstSum = Vector128.MultiplyAddEstimate(Vector128.Create(source), weights, firstSum);
        secondSum = Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref source, step)), weights, secondSum);
        thirdSum = Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref source, 2 * step)), weights, thirdSum);
        fourthSum = Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref source, 3 * step)), weights, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector128<float> factor, Vector128<float> first, Vector128<float> second,
        ref Vector128<float> firstSum, ref Vector128<float> secondSum)
    {
        firstSum = Vector128.MultiplyAddEstimate(factor, first, firstSum);
        secondSum = Vector128.MultiplyAddEstimate(factor, second, secondSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector128<float> factor, Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth,
        ref Vector128<float> firstSum, ref Vector128<float> secondSum, ref Vector128<float> thirdSum, ref Vector128<float> fourthSum)
    {
        firstSum = Vector128.MultiplyAddEstimate(factor, first, firstSum);
        secondSum = Vector128.MultiplyAddEstimate(factor, second, secondSum);
        thirdSum = Vector128.MultiplyAddEstimate(factor, third, thirdSum);
        fourthSum = Vector128.MultiplyAddEstimate(factor, fourth, fourthSum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Maximum(Vector128<float> left, Vector128<float> right) => Vector128.MaxNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Minimum(Vector128<float> left, Vector128<float> right) => Vector128.MinNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> KeepNaN(Vector128<float> maximum, Vector128<float> first, Vector128<float> second) =>
        VectorMaximum.KeepNaN(maximum, first, second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereNotPositive(Vector128<float> value, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.LessThanOrEqual(value, Vector128<float>.Zero), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereNotLess(Vector128<float> value, Vector128<float> limit, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(value, limit), then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Code(int code) => Vector128.Create(code).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CodeWhereEqual(Vector128<float> left, Vector128<float> right, int code, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.Equals(left, right).AsInt32(), Vector128.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CodeWhereNotPositive(Vector128<float> value, int code, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.LessThanOrEqual(value, Vector128<float>.Zero).AsInt32(), Vector128.Create(code), otherwise.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector128<float> codes, ref byte target) => VectorBytes.Store(codes.AsInt32(), ref target);
}
