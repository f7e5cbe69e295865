using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>Arithmetic on rows of numbers, value by value or in fixed lanes, so that the width of a vector changes no bit.</summary>
internal static class VectorSpans
{
    /// <summary>target += factor · values.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> values, float factor)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(target);
            ReadOnlySpan<Vector<float>> terms = MemoryMarshal.Cast<float, Vector<float>>(values[..target.Length]);
            for (int block = 0; block < terms.Length; block++)
                sums[block] += terms[block] * factor;
            i = terms.Length * Vector<float>.Count;
        }

        for (; i < target.Length; i++)
            target[i] += values[i] * factor;
    }

    /// <summary>target += factor · values.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(target);
            ReadOnlySpan<Vector<double>> terms = MemoryMarshal.Cast<double, Vector<double>>(values[..target.Length]);
            for (int block = 0; block < terms.Length; block++)
                sums[block] += terms[block] * factor;
            i = terms.Length * Vector<double>.Count;
        }

        for (; i < target.Length; i++)
            target[i] += values[i] * factor;
    }

    /// <summary>(first, second) becomes (cosine · first − sine · second, sine · first + cosine · second).</summary>
    public static void Rotate(Span<double> first, Span<double> second, double sine, double cosine)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<double>> firsts = MemoryMarshal.Cast<double, Vector<double>>(first), seconds = MemoryMarshal.Cast<double, Vector<double>>(second);
            for (int block = 0; block < firsts.Length; block++)
            {
                Vector<double> a = firsts[block], b = seconds[block];
                firsts[block] = a * cosine - b * sine;
                seconds[block] = a * sine + b * cosine;
            }

            i = firsts.Length * Vector<double>.Count;
        }

        for (; i < first.Length; i++)
            (first[i], second[i]) = (first[i] * cosine - second[i] * sine, first[i] * sine + second[i] * cosine);
    }

    /// <summary>Σ first · second, summed in eight lanes that are added in a fixed order.</summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Vector512<double> lanes = Vector512<double>.Zero;
        int i = 0;
        for (; i <= first.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            lanes += Vector512.Create(first[i..]) * Vector512.Create(second[i..]);
        double sum = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
            sum += lanes[lane];
        for (; i < first.Length; i++)
            sum += first[i] * second[i];
        return sum;
    }

    /// <summary>target · share + values · (1 − share).</summary>
    public static void Mix(Span<float> target, ReadOnlySpan<float> values, float share)
    {
        Scale(target, share, 0);
        AddScaled(target, values, 1 - share);
    }

    /// <summary>x · factor + addend.</summary>
    public static void Scale(Span<float> values, float factor, float addend)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(values);
            for (int block = 0; block < blocks.Length; block++)
                blocks[block] = blocks[block] * factor + new Vector<float>(addend);
            i = blocks.Length * Vector<float>.Count;
        }

        for (; i < values.Length; i++)
            values[i] = values[i] * factor + addend;
    }

    /// <summary>(x − mean) / deviation, with a mean and a deviation for each value.</summary>
    public static void Normalize(Span<float> values, ReadOnlySpan<float> means, ReadOnlySpan<float> deviations)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(values);
            for (int block = 0; block < blocks.Length; block++, i += Vector<float>.Count)
                blocks[block] = (blocks[block] - new Vector<float>(means[i..])) / new Vector<float>(deviations[i..]);
        }

        for (; i < values.Length; i++)
            values[i] = (values[i] - means[i]) / deviations[i];
    }

    /// <summary>x, but no less than 0 and no more than 1.</summary>
    public static void Bound(Span<float> values)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(values);
            for (int block = 0; block < blocks.Length; block++)
                blocks[block] = Vector.Min(Vector.Max(blocks[block], Vector<float>.Zero), Vector<float>.One);
            i = blocks.Length * Vector<float>.Count;
        }

        for (; i < values.Length; i++)
            values[i] = Math.Clamp(values[i], 0, 1);
    }

    /// <summary>The sums of x and of (x − centre)², in eight lanes that are added in a fixed order.</summary>
    public static (double Sum, double Squares) Sums(ReadOnlySpan<float> values, double centre)
    {
        Vector512<double> sums = Vector512<double>.Zero, squares = Vector512<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(values.Slice(i, Vector256<float>.Count)));
            Vector512<double> block = Vector512.Create(lower, upper), deviations = block - Vector512.Create(centre);
            sums += block;
            squares += deviations * deviations;
        }

        double sum = 0, square = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += sums[lane];
            square += squares[lane];
        }

        for (; i < values.Length; i++)
        {
            sum += values[i];
            square += (values[i] - centre) * (values[i] - centre);
        }

        return (sum, square);
    }
}
