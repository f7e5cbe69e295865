namespace DeepVision.Generated;

/// <summary>What stands beyond the borders of a picture that is moved, turned or padded.</summary>
public sealed record Fill
{
    private Fill(FillRule rule, float value = 0, int label = 0) => (Rule, Value, Label) = (rule, value, label);

    /// <summary>The nearest pixel of the picture: aaa|abcd|ddd. torchvision's <c>edge</c>, Keras's <c>nearest</c>.</summary>
    public static Fill Nearest { get; } = new(FillRule.Nearest);

    /// <summary>
    /// The picture mirrored at its outermost pixels, which aren't repeated: dcb|abcd|cba. torchvision's and NumPy's <c>reflect</c>. (Keras's
    /// <c>reflect</c> repeats them: cba|abcd|dcb.)
    /// </summary>
    public static Fill Reflect { get; } = new(FillRule.Reflect);

    /// <summary>The same value everywhere.</summary>
    /// <param name="value">In each channel.</param>
    /// <param name="label">
    /// In label maps, if the pixels have labels; by default 255, the label that Pascal VOC keeps for pixels that don't count
    /// (<see cref="SoftmaxCrossEntropy.IgnoredLabel"/>).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a finite number.</exception>
    public static Fill Constant(float value, int label = 255)
    {
        OptionCheck.Finite(value);
        return new Fill(FillRule.Constant, value, label);
    }

    /// <summary>What operations take by default.</summary>
    internal static Fill Zero { get; } = Constant(0);

    internal FillRule Rule { get; }

    internal float Value { get; }

    internal int Label { get; }
}

/// <summary>How a place beyond the border finds its value.</summary>
internal enum FillRule
{
    Constant,
    Nearest,
    Reflect,
}
