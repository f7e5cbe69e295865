using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Benchmarks.Machine;

/// <summary>What one core can do at most, measured.</summary>
/// <param name="Gigaflops">Multiply-adds of full vectors in registers, two operations each, in 10⁹ per second.</param>
/// <param name="GigabytesPerSecond">Bytes read and written by a copy within the second-level cache, in 10⁹ per second.</param>
internal sealed record MachinePeak(double Gigaflops, double GigabytesPerSecond)
{
    private const int Trials = 20;

    /// <summary>The best of several short trials.</summary>
    public static MachinePeak Measure()
    {
        double gigaflops = 0, bytes = 0;
        float[] source = new float[32 * 1024], target = new float[source.Length];
        for (int trial = 0; trial < Trials; trial++)
        {
            gigaflops = Math.Max(gigaflops, Multiply());
            bytes = Math.Max(bytes, Copy(source, target));
        }

        return new MachinePeak(gigaflops, bytes);
    }

    private static double Multiply()
    {
        const int Repeats = 200_000;
        bool isWide = Vector512.IsHardwareAccelerated;
        long begin = Stopwatch.GetTimestamp();
        float unused = isWide ? Multiply512(Repeats) : Multiply256(Repeats);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        GC.KeepAlive(unused);
        return 2e-9 * Repeats * (isWide ? 24 * Vector512<float>.Count : 12 * Vector256<float>.Count) / seconds;
    }

    private static double Copy(float[] source, float[] target)
    {
        const int Repeats = 200;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repeats; i++)
            source.AsSpan().CopyTo(target);
        return 2e-9 * Repeats * sizeof(float) * source.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    // Nothing but the loop: a call beside it would keep the chains out of the registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Multiply512(int repeats)
    {
        Vector512<float> factor = Vector512.Create(0.5f);
        Vector512<float> a0 = factor, a1 = factor, a2 = factor, a3 = factor, a4 = factor, a5 = factor, a6 = factor, a7 = factor, a8 = factor, a9 = factor, a10 = factor, a11 = factor, a12 = factor, a13 = factor, a14 = factor, a15 = factor, a16 = factor, a17 = factor, a18 = factor, a19 = factor, a20 = factor, a21 = factor, a22 = factor, a23 = factor;
        for (int i = 0; i < repeats; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, factor, factor);
            a1 = Vector512.FusedMultiplyAdd(a1, factor, factor);
            a2 = Vector512.FusedMultiplyAdd(a2, factor, factor);
            a3 = Vector512.FusedMultiplyAdd(a3, factor, factor);
            a4 = Vector512.FusedMultiplyAdd(a4, factor, factor);
            a5 = Vector512.FusedMultiplyAdd(a5, factor, factor);
            a6 = Vector512.FusedMultiplyAdd(a6, factor, factor);
            a7 = Vector512.FusedMultiplyAdd(a7, factor, factor);
            a8 = Vector512.FusedMultiplyAdd(a8, factor, factor);
            a9 = Vector512.FusedMultiplyAdd(a9, factor, factor);
            a10 = Vector512.FusedMultiplyAdd(a10, factor, factor);
            a11 = Vector512.FusedMultiplyAdd(a11, factor, factor);
            a12 = Vector512.FusedMultiplyAdd(a12, factor, factor);
            a13 = Vector512.FusedMultiplyAdd(a13, factor, factor);
            a14 = Vector512.FusedMultiplyAdd(a14, factor, factor);
            a15 = Vector512.FusedMultiplyAdd(a15, factor, factor);
            a16 = Vector512.FusedMultiplyAdd(a16, factor, factor);
            a17 = Vector512.FusedMultiplyAdd(a17, factor, factor);
            a18 = Vector512.FusedMultiplyAdd(a18, factor, factor);
            a19 = Vector512.FusedMultiplyAdd(a19, factor, factor);
            a20 = Vector512.FusedMultiplyAdd(a20, factor, factor);
            a21 = Vector512.FusedMultiplyAdd(a21, factor, factor);
            a22 = Vector512.FusedMultiplyAdd(a22, factor, factor);
            a23 = Vector512.FusedMultiplyAdd(a23, factor, factor);
        }

        return (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15 + a16 + a17 + a18 + a19 + a20 + a21 + a22 + a23)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Multiply256(int repeats)
    {
        Vector256<float> factor = Vector256.Create(0.5f);
        Vector256<float> a0 = factor, a1 = factor, a2 = factor, a3 = factor, a4 = factor, a5 = factor, a6 = factor, a7 = factor, a8 = factor, a9 = factor, a10 = factor, a11 = factor;
        for (int i = 0; i < repeats; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, factor, factor);
            a1 = Vector256.FusedMultiplyAdd(a1, factor, factor);
            a2 = Vector256.FusedMultiplyAdd(a2, factor, factor);
            a3 = Vector256.FusedMultiplyAdd(a3, factor, factor);
            a4 = Vector256.FusedMultiplyAdd(a4, factor, factor);
            a5 = Vector256.FusedMultiplyAdd(a5, factor, factor);
            a6 = Vector256.FusedMultiplyAdd(a6, factor, factor);
            a7 = Vector256.FusedMultiplyAdd(a7, factor, factor);
            a8 = Vector256.FusedMultiplyAdd(a8, factor, factor);
            a9 = Vector256.FusedMultiplyAdd(a9, factor, factor);
            a10 = Vector256.FusedMultiplyAdd(a10, factor, factor);
            a11 = Vector256.FusedMultiplyAdd(a11, factor, factor);
        }

        return (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11)[0];
    }
}
