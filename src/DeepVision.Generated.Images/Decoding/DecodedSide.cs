namespace DeepVision.Generated.Images;

/// <summary>
/// A side of a decoded picture. JPEGs can be decoded at a part of their size, when squares of 8×8 pixels become 4×4, 2×2 or one from fewer of their
/// coefficients; then the last pixel stands for fewer than the others unless they divide the side.
/// </summary>
/// <param name="Whole">Pixels of this side as the file has it.</param>
/// <param name="Reduction">How many of them become one: 1, 2, 4 or 8.</param>
/// <param name="IsMirrored">Whether the last pixel came to lie first.</param>
internal readonly record struct DecodedSide(int Whole, int Reduction = 1, bool IsMirrored = false)
{
    /// <summary>Pixels that are decoded.</summary>
    public int Pixels => (Whole + Reduction - 1) / Reduction;

    /// <summary>How many of these the picture covers.</summary>
    public double Length => (double)Whole / Reduction;

    /// <summary>Where it begins among them.</summary>
    public double Start => IsMirrored ? Pixels - Length : 0;

    /// <summary>By what both sides of a JPEG are reduced, as PIL's <c>draft</c> chooses it.</summary>
    /// <param name="width">Its width, upright.</param>
    /// <param name="height">Its height, upright.</param>
    /// <param name="shape">The shape wanted.</param>
    /// <param name="options">How it is resized.</param>
    public static int ReductionFor(int width, int height, TensorShape shape, ImageOptions options)
    {
        if (options.ReducingGap is not { } gap)
            return 1;
        Placement place = Placement.Of(width, height, shape.Width, shape.Height, options);
        double most = Math.Min(width / (gap * place.ResizedWidth), height / (gap * place.ResizedHeight));
        return most >= 8 ? 8 : most >= 4 ? 4 : most >= 2 ? 2 : 1;
    }
}
