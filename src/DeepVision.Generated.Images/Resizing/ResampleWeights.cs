namespace DeepVision.Generated.Images;

/// <summary>
/// What each pixel of a resized row (or column) is made of: a run of source pixels and a weight for each, as fixed-point numbers. The
/// formulas and their rounding are those of Pillow's <c>Resample.c</c>.
/// </summary>
internal sealed class ResampleWeights
{
    /// <summary>Binary digits behind the point: 32 less 8 for the pixel and 2 for overshoot.</summary>
    public const int Precision = 32 - 8 - 2;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly int _stride;

    /// <summary>Computes weights.</summary>
    /// <param name="source">The source row.</param>
    /// <param name="resized">Pixels that it is resized to.</param>
    /// <param name="first">The first of these that is wanted.</param>
    /// <param name="count">How many are.</param>
    /// <param name="filter">The filter.</param>
    public ResampleWeights(DecodedSide source, int resized, int first, int count, ResizeFilter filter)
    {
        (double radius, Func<double, double> weight) = Describe(filter);
        double scale = source.Length / resized, filterScale = Math.Max(scale, 1), support = radius * filterScale;
        _stride = (int)Math.Ceiling(support) * 2 + 1;
        _starts = new int[count];
        _counts = new int[count];
        _weights = new int[count * _stride];
        double[] exact = new double[_stride];
        for (int i = 0; i < count; i++)
        {
            double center = source.Start + (first + i + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0), length = Math.Min((int)(center + support + 0.5), source.Pixels) - start;
            double sum = 0;
            for (int k = 0; k < length; k++)
                sum += exact[k] = weight((start + k - center + 0.5) / filterScale);
            for (int k = 0; k < length; k++)
            {
                double normalised = (sum == 0 ? exact[k] : exact[k] / sum) * (1 << Precision);
                _weights[i * _stride + k] = (int)(normalised < 0 ? normalised - 0.5 : normalised + 0.5);
            }

            (_starts[i], _counts[i]) = (start, length);
        }

        (Source, First, Count) = (source.Pixels, first, count);
        IsCopy = source.Pixels == resized && source.Length == resized;
    }

    /// <summary>Pixels of a source row.</summary>
    public int Source { get; }

    /// <summary>The first resized pixel that is made.</summary>
    public int First { get; }

    /// <summary>Resized pixels that are made.</summary>
    public int Count { get; }

    /// <summary>Whether every pixel is one of the source.</summary>
    public bool IsCopy { get; }

    /// <summary>The first source pixel that any of them reads.</summary>
    public int FirstRead => _starts[0];

    /// <summary>One behind the last source pixel that any of them reads.</summary>
    public int EndRead => _starts[^1] + _counts[^1];

    /// <summary>The first source pixel of one.</summary>
    public int StartOf(int pixel) => _starts[pixel];

    /// <summary>The weights of one, a source pixel each.</summary>
    public ReadOnlySpan<int> Of(int pixel) => _weights.AsSpan(pixel * _stride, _counts[pixel]);

    private static (double Radius, Func<double, double> Weight) Describe(ResizeFilter filter) => filter switch
    {
        ResizeFilter.Box => (0.5, static x => x is > -0.5 and <= 0.5 ? 1 : 0),
        ResizeFilter.Bilinear => (1, static x => Math.Max(1 - Math.Abs(x), 0)),
        ResizeFilter.Bicubic => (2, static x => Cubic(Math.Abs(x))),
        ResizeFilter.Lanczos => (3, static x => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter."),
    };

    private static double Cubic(double x)
    {
        const double A = -0.5;
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
            : 0;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
