using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Sixteen channels at a time: the unit in which all kernels work. Where the processor has no 512-bit vectors, the
/// just-in-time compiler splits each operation into narrower ones, so the kernels need one body only.
/// </summary>
internal static class Lanes
{
    /// <summary>Floats in one step; the channel stride of every activation is a multiple of it.</summary>
    public const int Count = 16;

    /// <summary>Floats in which so many channels lie, padding included.</summary>
    public static int RoundUp(int channels) => (channels + Count - 1) & -Count;

    /// <summary>All bits set in the lanes below <paramref name="count"/>, none in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Mask(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    /// <summary>Loads up to 16 floats of which only <paramref name="count"/> belong together; the other lanes are zero.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">Floats wanted, 1 or more; above 16 means 16.</param>
    /// <param name="readable">Floats that may be read from <paramref name="source"/> on, <paramref name="count"/> or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadPartial(ref float source, int count, nint readable)
    {
        if (count >= Count)
            return Vector512.LoadUnsafe(ref source);
        return readable >= Count ? Vector512.LoadUnsafe(ref source) & Mask(count) : LoadTail(ref source, count);
    }

    /// <summary>Sixteen bytes, each widened to an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadBytes(ref byte source)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref source);
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int32(bytes);

        Vector128<ushort> lower = Vector128.WidenLower(bytes), upper = Vector128.WidenUpper(bytes);
        return Vector512.Create(
            Vector256.Create(Vector128.WidenLower(lower), Vector128.WidenUpper(lower)),
            Vector256.Create(Vector128.WidenLower(upper), Vector128.WidenUpper(upper))).AsInt32();
    }

    /// <summary>Stores sixteen integers between 0 and 255 as bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<int> values, ref byte target)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(values).StoreUnsafe(ref target);
            return;
        }

        Vector256<ushort> shorts = Vector256.Narrow(values.GetLower().AsUInt32(), values.GetUpper().AsUInt32());
        Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()).StoreUnsafe(ref target);
    }

    /// <summary>The sum of all lanes, whose halves are added until one is left; the framework's own sum promises no order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> values)
    {
        Vector256<float> eight = values.GetLower() + values.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector64<float> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>LeakyReLU; a slope of 1 changes nothing, a slope of 0 is ReLU. Not-a-number stays what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Activate(Vector512<float> value, float slope)
    {
        if (slope == 0f)
            return Vector512.MaxNative(Vector512<float>.Zero, value);
        return slope == 1f ? value : Vector512.ConditionalSelect(Vector512.GreaterThan(value, Vector512<float>.Zero), value, value * slope);
    }

    /// <summary>The gradient in front of a LeakyReLU whose output is <paramref name="value"/>; behind not-a-number it goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ActivationGradient(Vector512<float> value, Vector512<float> gradient, float slope) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(value, Vector512<float>.Zero), gradient * slope, gradient);

    // Read one by one: a vector load would pass the end of the caller's buffer.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> LoadTail(ref float source, int count)
    {
        Vector512<float> result = Vector512<float>.Zero;
        ref float lanes = ref Unsafe.As<Vector512<float>, float>(ref result);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref lanes, lane) = Unsafe.Add(ref source, lane);
        return result;
    }
}
