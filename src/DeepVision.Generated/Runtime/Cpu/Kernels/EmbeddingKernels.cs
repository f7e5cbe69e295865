using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Rows of a table by tokens, which come as floats and have been checked. A row has <c>stride</c> floats (a multiple of 16), whose padding stays
/// zero, and so has each step of what comes out.
/// </summary>
public static class EmbeddingKernels
{
    /// <summary>y[t] = w[x[t]].</summary>
    /// <param name="tokens">First token of the first sample.</param>
    /// <param name="table">First row.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="count">Tokens of all samples.</param>
    /// <param name="stride">Floats per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float tokens, ref float table, ref float target, nint count, int stride)
    {
        nuint place = 0;
        for (nint index = 0; index < count; index++)
        {
            ref float row = ref Unsafe.Add(ref table, (nint)Unsafe.Add(ref tokens, index) * stride);
            for (nuint lane = 0; lane < (nuint)stride; lane += Lanes.Count, place += Lanes.Count)
                Vector512.LoadUnsafe(ref row, lane).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>
    /// dw[k] = Σ dy[t] over x[t] = k, for a range of rows: they become zero, and then each takes what its tokens give, in their order. Ranges
    /// are independent.
    /// </summary>
    /// <param name="tokens">First token of the first sample.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="tableGradient">Gradient of the first row of all.</param>
    /// <param name="count">Tokens of all samples.</param>
    /// <param name="stride">Floats per row.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="padding">The row that gets no gradient; −1 for none.</param>
    /// <param name="unit">Which range.</param>
    /// <param name="units">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(ref float tokens, ref float gradient, ref float tableGradient, nint count, int stride, int rows, int padding, int unit, int units)
    {
        int first = (int)((long)rows * unit / units), end = (int)((long)rows * (unit + 1) / units);
        Clear(ref Unsafe.Add(ref tableGradient, (nint)first * stride), (nint)(end - first) * stride);
        for (nint index = 0; index < count; index++)
        {
            int row = (int)Unsafe.Add(ref tokens, index);
            if (row < first || row >= end || row == padding)
                continue;
            nuint from = (nuint)(index * stride), to = (nuint)((nint)row * stride);
            for (nuint lane = 0; lane < (nuint)stride; lane += Lanes.Count)
                (Vector512.LoadUnsafe(ref tableGradient, to + lane) + Vector512.LoadUnsafe(ref gradient, from + lane)).StoreUnsafe(ref tableGradient, to + lane);
        }
    }

    /// <summary>Zeros, the gradient by tokens.</summary>
    /// <param name="target">First float.</param>
    /// <param name="length">How many; a multiple of 16.</param>
    public static void Clear(ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Lanes.Count)
            Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)index);
    }
}
