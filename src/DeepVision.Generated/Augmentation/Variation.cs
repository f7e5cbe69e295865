namespace DeepVision.Generated;

/// <summary>
/// How far something is changed at random: by a number that is drawn evenly between two bounds, where 0 means no change. Written as
/// one number it goes as far both ways, <c>RandomRotation(15)</c>; written as two it has a bound for each, <c>RandomRotation((-5, 20))</c>. Equal
/// bounds always change by the same.
/// </summary>
public readonly record struct Variation
{
    /// <summary>A change between two bounds.</summary>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not a finite number, or the least is above the greatest.</exception>
    public Variation(double minimum, double maximum)
    {
        OptionCheck.Finite(minimum);
        OptionCheck.Finite(maximum);
        if (minimum > maximum)
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, FormattableString.Invariant($"minimum must not be above maximum, which is {maximum}."));
        (Minimum, Maximum) = (minimum, maximum);
    }

    /// <summary>The least change.</summary>
    public double Minimum { get; }

    /// <summary>The greatest change.</summary>
    public double Maximum { get; }

    /// <summary>Whether nothing is ever changed.</summary>
    public bool IsNone => Minimum == 0 && Maximum == 0;

    /// <summary>A change by up to so much, both ways.</summary>
    /// <param name="amount">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is negative or not finite.</exception>
    public static implicit operator Variation(double amount)
    {
        OptionCheck.Between(amount, 0, double.MaxValue);
        return new Variation(-amount, amount);
    }

    /// <summary>A change between two bounds.</summary>
    /// <param name="bounds">The least and the greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not a finite number, or the least is above the greatest.</exception>
    public static implicit operator Variation((double Minimum, double Maximum) bounds) => new(bounds.Minimum, bounds.Maximum);

    /// <summary>A number between the bounds.</summary>
    internal double Draw(ref RandomDraws draws) => draws.NextDouble(Minimum, Maximum);

    /// <summary>This, if both bounds are within limits.</summary>
    internal Variation Within(double least, double greatest, string name)
    {
        OptionCheck.Between(Minimum, least, greatest, name);
        OptionCheck.Between(Maximum, least, greatest, name);
        return this;
    }
}
