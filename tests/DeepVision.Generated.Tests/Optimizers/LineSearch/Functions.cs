namespace DeepVision.Generated.Tests.Optimizers.LineSearch;

/// <summary>Functions whose minima are known.</summary>
internal static class Functions
{
    /// <summary>Where a search usually begins.</summary>
    public static double[] RosenbrockStart => [-1.2, 1];

    /// <summary>Six variables, alternately −1.2 and 1.</summary>
    public static double[] LongRosenbrockStart => [-1.2, 1, -1.2, 1, -1.2, 1];

    /// <summary>Σ 100 · (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², a curved valley with its minimum, 0, where all variables are 1 (Rosenbrock 1960).</summary>
    public static double Rosenbrock(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int i = 0; i + 1 < point.Length; i++)
        {
            double valley = point[i + 1] - point[i] * point[i], distance = 1 - point[i];
            sum += 100 * valley * valley + distance * distance;
            gradient[i] += -400 * valley * point[i] - 2 * distance;
            gradient[i + 1] += 200 * valley;
        }

        return sum;
    }
}
