using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Oracle.Checks;

/// <summary>What the comparison of one chain found.</summary>
internal sealed class Report
{
    private readonly List<string> _differences = [];
    private readonly Dictionary<string, double> _largestErrors = [];

    public IReadOnlyList<string> Differences => _differences;

    /// <summary>The largest error of each kind of quantity that counted as equal.</summary>
    public IReadOnlyDictionary<string, double> LargestErrors => _largestErrors;

    /// <summary>Steps taken and compared.</summary>
    public int Steps { get; set; }

    /// <summary>Gradients that were not compared, since rounding decides about them.</summary>
    public int Undecided { get; set; }

    /// <summary>Comparisons so far.</summary>
    public int Comparisons { get; private set; }

    /// <summary>Comparisons in which the error was beyond the tolerance, but within what rounding explains.</summary>
    public int Explained { get; private set; }

    /// <summary>Trainings that were given up because the loss went to infinity on both sides.</summary>
    public int Diverged { get; set; }

    public void Add(string difference) => _differences.Add(difference);

    /// <summary>Demands max|a − b| ≤ tolerance · scale.</summary>
    /// <param name="kind">The quantity, for the largest errors.</param>
    /// <param name="what">Which of them, for a person.</param>
    /// <param name="ours">Our values in the order of <paramref name="theirs"/>.</param>
    /// <param name="theirs">libtorch's in float64.</param>
    /// <param name="scale">What an error is measured against, the largest of their values if null.</param>
    /// <param name="rounding">An error that rounding explains; asked for only when the tolerance is exceeded.</param>
    public void Compare(string kind, string what, float[] ours, Tensor theirs, double tolerance, double? scale = null, Func<double>? rounding = null)
    {
        Comparisons++;
        double[] expected = Values(theirs);
        if (ours.Length != expected.Length)
        {
            Add($"{what}: {ours.Length} values, libtorch has {expected.Length}.");
            return;
        }

        double largest = scale ?? Math.Max(1e-30, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        double worst = 0;
        int at = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            double error = Math.Abs(ours[i] - expected[i]);
            if (error > worst || double.IsNaN(error))
                (worst, at) = (double.IsNaN(error) ? double.PositiveInfinity : error, i);
        }

        if (worst <= tolerance * largest)
            _largestErrors[kind] = Math.Max(_largestErrors.GetValueOrDefault(kind), worst / largest);
        else if (worst <= rounding?.Invoke())
            Explained++;
        else
        {
            Add(string.Create(CultureInfo.InvariantCulture,
                $"{what}: error {worst / largest:0.0E+0} of {largest:0.0E+0}, allowed {tolerance:0E+0}; value {at} of {ours.Length} is {ours[at]:R}, libtorch has {expected[at]:R}"));
        }
    }

    public static double[] Values(Tensor tensor)
    {
        using Tensor flat = tensor.detach().to(ScalarType.Float64).contiguous().flatten();
        return flat.data<double>().ToArray();
    }
}
