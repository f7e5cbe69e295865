using System.Numerics;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>Loops over numbers that lie side by side, which the reference's convolutions spend their time in.</summary>
internal static class Rows
{
    /// <summary>Σ left · right.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);

        double sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    /// <summary>target += factor · values.</summary>
    public static void Add(double factor, ReadOnlySpan<double> values, Span<double> target)
    {
        Vector<double> factors = new(factor);
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(target[i..]) + factors * new Vector<double>(values[i..])).CopyTo(target[i..]);
        for (; i < values.Length; i++)
            target[i] += factor * values[i];
    }
}
