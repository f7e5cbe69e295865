using System.Runtime.CompilerServices;

namespace DeepVision.Generated;

/// <summary>The checks that the options of operations share: each names the option and its range.</summary>
internal static class OptionCheck
{
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");
    }

    public static double Between(double value, double least, double greatest, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value >= least && value <= greatest)
            return value;
        string range = greatest == double.MaxValue
            ? FormattableString.Invariant($"a finite number of {least} or more")
            : FormattableString.Invariant($"{least} to {greatest}");
        throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }

    public static int Between(int value, int least, int greatest, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least || value > greatest)
            throw new ArgumentOutOfRangeException(name, value, greatest == int.MaxValue ? FormattableString.Invariant($"{name} must be {least} or more.") : FormattableString.Invariant($"{name} must be {least} to {greatest}."));
        return value;
    }

    public static double Probability(double probability) => Between(probability, 0, 1);

    /// <summary>A range whose ends are in order and within limits.</summary>
    public static (double Minimum, double Maximum) Range((double Minimum, double Maximum) range, double least, double greatest, [CallerArgumentExpression(nameof(range))] string name = "")
    {
        Between(range.Minimum, least, greatest, name);
        Between(range.Maximum, least, greatest, name);
        if (range.Minimum > range.Maximum)
            throw new ArgumentOutOfRangeException(name, range, FormattableString.Invariant($"{name} must begin with the smaller number, but {range.Minimum} is above {range.Maximum}."));
        return range;
    }
}
