namespace DeepVision.Generated;

/// <summary>Means and covariances of the inputs of a data set.</summary>
internal static class Covariance
{
    /// <summary>Samples that are taken together, so that the matrix passes through the cache once for all of them.</summary>
    private const int Together = 32;

    /// <summary>Of the values of whole inputs.</summary>
    public static (double[] Mean, double[][] Matrix) OfValues(Dataset data) => Of(data, data.InputShape.Length);

    /// <summary>Of the channels, over all pixels.</summary>
    public static (double[] Mean, double[][] Matrix) OfChannels(Dataset data) => Of(data, data.InputShape.Channels);

    private static (double[] Mean, double[][] Matrix) Of(Dataset data, int size)
    {
        float[] input = new float[data.InputShape.Length];
        double[] mean = new double[size];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInput(sample, input);
            for (int i = 0; i < input.Length; i++)
                mean[i % size] += input[i];
        }

        int vectors = input.Length / size;
        double count = (double)data.Count * vectors;
        for (int i = 0; i < size; i++)
            mean[i] /= count;
        double[][] matrix = Sum(data, mean, size, vectors);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
                matrix[row][column] = matrix[column][row] = matrix[row][column] / count;
        }

        return (mean, matrix);
    }

    /// <summary>The lower half of the sum of the products of deviations from the mean.</summary>
    private static double[][] Sum(Dataset data, double[] mean, int size, int vectors)
    {
        float[] input = new float[size * vectors];
        double[][] sums = new double[size][];
        for (int row = 0; row < size; row++)
            sums[row] = new double[size];
        double[] deviations = new double[Together * size];
        int filled = 0;
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInput(sample, input);
            for (int vector = 0; vector < vectors; vector++)
            {
                for (int i = 0; i < size; i++)
                    deviations[filled * size + i] = input[vector * size + i] - mean[i];
                if (++filled == Together)
                    Add();
            }
        }

        Add();
        return sums;

        void Add()
        {
            for (int row = 0; row < size; row++)
            {
                for (int i = 0; i < filled; i++)
                    VectorSpans.AddScaled(sums[row].AsSpan(0, row + 1), deviations.AsSpan(i * size, row + 1), deviations[i * size + row]);
            }

            filled = 0;
        }
    }
}
