namespace DeepVision.Generated;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals, then QL steps with implicit shifts
/// (Martin, Reinsch and Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968). All work on rows, made of operations that every processor rounds alike.
/// </summary>
internal static class SymmetricEigen
{
    private const int MostSteps = 60;

    /// <summary>Decomposes a matrix, which is used as memory.</summary>
    /// <param name="matrix">The rows of a symmetric matrix of finite numbers.</param>
    /// <returns>
    /// The eigenvalues from the greatest on, and with each a row of length 1: its eigenvector, in which the number of greatest magnitude is
    /// positive.
    /// </returns>
    public static (double[] Values, double[][] Vectors) Decompose(double[][] matrix)
    {
        int size = matrix.Length;
        double[] diagonal = new double[size], beside = new double[size], halves = new double[size];
        Tridiagonalize(matrix, diagonal, beside, halves);
        double[][] vectors = Unit(size);
        for (int i = 2; i < size; i++)
            Reflect(vectors, matrix[i], i, halves[i]);
        Diagonalize(diagonal, beside, vectors);

        foreach (double[] vector in vectors)
            MakeGreatestPositive(vector);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => diagonal[i])];
        return ([.. order.Select(i => diagonal[i])], [.. order.Select(i => vectors[i])]);
    }

    /// <summary>
    /// Reflects by I − u·uᵀ / h for each row from the last on, so that of the row only the neighbour of the diagonal stays. The
    /// vectors u remain in the rows, of length i in row i; h is |u|² / 2, or 0 where nothing was to do.
    /// </summary>
    private static void Tridiagonalize(double[][] matrix, double[] diagonal, double[] beside, double[] halves)
    {
        int size = matrix.Length;
        double[] product = new double[size];
        for (int i = size - 1; i > 0; i--)
        {
            Span<double> u = matrix[i].AsSpan(0, i);
            diagonal[i] = matrix[i][i];
            double rest = Dot(u[..(i - 1)], u[..(i - 1)]);
            if (rest == 0)
            {
                beside[i] = u[i - 1];
                continue;
            }

            double length = Math.Sqrt(rest + u[i - 1] * u[i - 1]), kept = u[i - 1] > 0 ? -length : length;
            beside[i] = kept;
            u[i - 1] -= kept;
            double half = halves[i] = (rest + u[i - 1] * u[i - 1]) / 2;

            Span<double> p = product.AsSpan(0, i);
            for (int row = 0; row < i; row++)
                p[row] = Dot(matrix[row].AsSpan(0, i), u) / half;
            VectorSpans.AddScaled(p, u, -Dot(u, p) / (2 * half));
            for (int row = 0; row < i; row++)
            {
                VectorSpans.AddScaled(matrix[row].AsSpan(0, i), u, -p[row]);
                VectorSpans.AddScaled(matrix[row].AsSpan(0, i), p, -u[row]);
            }
        }

        diagonal[0] = matrix[0][0];
    }

    /// <summary>Multiplies by I − u·uᵀ / h from the right; rows from <paramref name="length"/> on have nothing there yet.</summary>
    private static void Reflect(double[][] rows, double[] u, int length, double half)
    {
        if (half == 0)
            return;
        for (int row = 0; row < length; row++)
        {
            Span<double> values = rows[row].AsSpan(0, length);
            VectorSpans.AddScaled(values, u.AsSpan(0, length), -Dot(values, u.AsSpan(0, length)) / half);
        }
    }

    /// <summary>Takes the numbers beside the diagonal away; the rotations that do so turn the rows of <paramref name="vectors"/>.</summary>
    /// <param name="diagonal">The diagonal; afterwards the eigenvalues.</param>
    /// <param name="beside">At i what stands between i − 1 and i.</param>
    /// <param name="vectors">Afterwards the eigenvectors.</param>
    private static void Diagonalize(double[] diagonal, double[] beside, double[][] vectors)
    {
        int size = diagonal.Length;
        for (int i = 1; i < size; i++)
            beside[i - 1] = beside[i];
        beside[size - 1] = 0;
        for (int first = 0; first < size; first++)
        {
            for (int step = 0; step < MostSteps; step++)
            {
                int last = first;
                while (last < size - 1 && !IsNegligible(beside[last], diagonal[last], diagonal[last + 1]))
                    last++;
                if (last == first)
                    break;
                QlStep(diagonal, beside, vectors, first, last);
            }
        }
    }

    private static bool IsNegligible(double beside, double diagonal, double next)
    {
        double size = Math.Abs(diagonal) + Math.Abs(next);
        return size + Math.Abs(beside) == size;
    }

    private static void QlStep(double[] diagonal, double[] beside, double[][] vectors, int first, int last)
    {
        double g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]), r = Math.Sqrt(g * g + 1);
        g = diagonal[last] - diagonal[first] + beside[first] / (g + (g >= 0 ? r : -r));
        double sine = 1, cosine = 1, p = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * beside[i], b = cosine * beside[i];
            r = Math.Sqrt(f * f + g * g);
            beside[i + 1] = r;
            if (r == 0)
            {
                diagonal[i + 1] -= p;
                beside[last] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - p;
            r = (diagonal[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            diagonal[i + 1] = g + p;
            g = cosine * r - b;
            VectorSpans.Rotate(vectors[i], vectors[i + 1], sine, cosine);
        }

        diagonal[first] -= p;
        beside[first] = g;
        beside[last] = 0;
    }

    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => VectorSpans.Dot(first, second);

    private static double[][] Unit(int size)
    {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            rows[i] = new double[size];
            rows[i][i] = 1;
        }

        return rows;
    }

    private static void MakeGreatestPositive(double[] vector)
    {
        double greatest = 0;
        foreach (double value in vector)
        {
            if (Math.Abs(value) > Math.Abs(greatest))
                greatest = value;
        }

        for (int i = 0; i < vector.Length && greatest < 0; i++)
            vector[i] = -vector[i];
    }
}
