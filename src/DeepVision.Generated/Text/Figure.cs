using System.Globalization;

namespace DeepVision.Generated;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Figure
{
    /// <summary>Four digits, for example <c>0.02347</c> or <c>1.234E-05</c>.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart, for example <c>60,000</c>.</summary>
    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of 0 to 1, for example <c>98.76 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");

    /// <summary><c>12.3 s</c>, and from a minute on <c>1:02:03</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
