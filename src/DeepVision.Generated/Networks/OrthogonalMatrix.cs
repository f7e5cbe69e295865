using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>
/// Makes a matrix of normal numbers one whose rows, or columns if there are fewer of them, have length 1 and are at right angles to each
/// other: Gram and Schmidt's method, which is the QR decomposition whose R has a positive diagonal, so that no direction is preferred
/// (Mezzadri 2007, arXiv:math-ph/0609050).
/// </summary>
/// <remarks>Sums run over eight lanes in a fixed order, in operations that every processor rounds alike.</remarks>
internal static class OrthogonalMatrix
{
    /// <param name="values">Row by row; replaced.</param>
    /// <param name="rows">How many rows.</param>
    public static void Orthonormalize(Span<float> values, int rows)
    {
        int columns = values.Length / rows;
        (int count, int length) = rows <= columns ? (rows, columns) : (columns, rows);
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            // Zeros that fill the last eight change no sum.
            double[] vector = vectors[i] = new double[(length + 7) / 8 * 8];
            for (int k = 0; k < length; k++)
                vector[k] = values[rows <= columns ? i * columns + k : k * columns + i];

            // The second time removes what the roundings of the first one left.
            for (int time = 0; time < 2; time++)
            {
                for (int j = 0; j < i; j++)
                    Subtract(vector, vectors[j], Product(vector, vectors[j]));
                Scale(vector, 1 / Math.Sqrt(Product(vector, vector)));
            }

            for (int k = 0; k < length; k++)
                values[rows <= columns ? i * columns + k : k * columns + i] = (float)vector[k];
        }
    }

    private static double Product(double[] first, double[] second)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        Span<Vector512<double>> left = Eights(first), right = Eights(second);
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        Vector256<double> four = sum.GetLower() + sum.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static void Subtract(double[] vector, double[] other, double factor)
    {
        Span<Vector512<double>> left = Eights(vector), right = Eights(other);
        for (int i = 0; i < left.Length; i++)
            left[i] -= right[i] * factor;
    }

    private static void Scale(double[] vector, double factor)
    {
        foreach (ref Vector512<double> eight in Eights(vector))
            eight *= factor;
    }

    private static Span<Vector512<double>> Eights(double[] values) => MemoryMarshal.Cast<double, Vector512<double>>(values.AsSpan());
}
