using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// A copy of each sample of a network's input whose rows have the zeros at both ends that a convolution reads. Such images
/// have few channels: the copy costs next to nothing, and without edges one loop covers all columns. Rows of zeros above and
/// below are not needed, because kernel rows that miss the image are left out anyway.
/// </summary>
/// <param name="Image">The image.</param>
/// <param name="Left">Columns of zeros left of it.</param>
internal sealed record PaddedCopy(ImageExtent Image, int Left)
{
    /// <summary>
    /// The copy that a convolution needs, with the columns as it sees them, or none where no pixel of the result reads beyond
    /// a row or the channels fill vectors.
    /// </summary>
    public static (PaddedCopy? Padding, ImageExtent Source, AxisClass Horizontal) Of(ImageExtent image, AxisClass horizontal)
    {
        if (image.PixelStride % ChannelPadding.Lanes == 0 || horizontal.IsInterior)
            return (null, image, horizontal);
        AxisClass columns = horizontal with
        {
            SourceBase = 0,
            SourceLength = (horizontal.Count - 1) * horizontal.SourceStep + (horizontal.Taps - 1) * horizontal.TapSourceStep + 1,
        };
        return (new PaddedCopy(image, -horizontal.SourceBase), image with { Width = columns.SourceLength }, columns);
    }

    /// <summary>The call that writes the zeros.</summary>
    public static string ClearCall(ImageExtent copy) => $"PaddedImages.Clear(ref scratch, {copy.SampleLength});";

    /// <summary>The call that copies sample <c>n</c>; what no column reads is left out.</summary>
    public string CopyCall(ImageExtent copy)
    {
        int columns = Math.Min(Image.Width, copy.Width - Left);
        string target = KernelText.Ref("scratch", CSharpLiteral.Of(Left * Image.PixelStride));
        return $"PaddedImages.Copy(ref Unsafe.Add(ref source, (nint)n * {Image.SampleLength}), {Image.RowStride}, {Image.Height}, {columns * Image.PixelStride}, {target}, {copy.RowStride});";
    }
}
