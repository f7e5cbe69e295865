namespace DeepVision.Generated;

/// <summary>Mean and deviation of each channel over all pixels of a data set.</summary>
internal static class ChannelStatistics
{
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static (float[] Mean, float[] Deviation) Of(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        FitCheck.Samples(data);
        int channels = data.InputShape.Channels;
        double[] sums = new double[channels], squares = new double[channels];
        float[] picture = new float[data.InputShape.Length];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInput(sample, picture);
            for (int i = 0; i < picture.Length; i++)
            {
                double value = picture[i];
                sums[i % channels] += value;
                squares[i % channels] += value * value;
            }
        }

        double count = (double)data.Count * picture.Length / channels;
        float[] mean = new float[channels], deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double centre = sums[channel] / count;
            mean[channel] = (float)centre;
            deviation[channel] = (float)Math.Sqrt(Math.Max(0, squares[channel] / count - centre * centre));
        }

        return (mean, deviation);
    }
}
