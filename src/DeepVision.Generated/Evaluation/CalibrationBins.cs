namespace DeepVision.Generated;

/// <summary>
/// Collects the expected calibration error (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3) with their
/// 15 bins of equal width: the mean of |accuracy − confidence| of the bins, each counting as much as it has samples.
/// </summary>
internal sealed class CalibrationBins
{
    private const int Bins = 15;

    private readonly long[] _counts = new long[Bins];
    private readonly long[] _right = new long[Bins];
    private readonly double[] _confidence = new double[Bins];

    /// <summary>Counts one sample.</summary>
    /// <param name="confidence">Probability of the class that was chosen, 0 to 1.</param>
    /// <param name="isRight">Whether it is the sample's.</param>
    public void Add(double confidence, bool isRight)
    {
        // Not a number falls into the first bin and makes its sum one that is none.
        int bin = Math.Clamp((int)Math.Ceiling(confidence * Bins) - 1, 0, Bins - 1);
        _counts[bin]++;
        _confidence[bin] += confidence;
        if (isRight)
            _right[bin]++;
    }

    /// <summary>0 where confidence says how often the network is right, 1 where it is always wrong and always sure.</summary>
    public double Error => _counts.Sum() is > 0 and long count ? _right.Zip(_confidence, (right, sum) => Math.Abs(right - sum)).Sum() / count : 0;
}
