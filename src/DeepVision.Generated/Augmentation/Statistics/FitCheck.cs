namespace DeepVision.Generated;

/// <summary>Checks of the data that something is fitted on.</summary>
internal static class FitCheck
{
    public static void Samples(Dataset data)
    {
        if (data.Count == 0)
            throw new ArgumentException("The data set is empty.", nameof(data));
    }

    public static void Finite(double[][] matrix)
    {
        foreach (double[] row in matrix)
        {
            if (row.Any(value => !double.IsFinite(value)))
                throw new ArgumentException("The data set has values that are infinite or not a number, so nothing can be fitted on it.", "data");
        }
    }
}
