using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// A copy of each sample of a network's input with the zeros around it that a convolution reads. Such images have few
/// channels: the copy costs next to nothing, and without edges one loop covers all pixels.
/// </summary>
/// <param name="Image">The image.</param>
/// <param name="Top">Rows of zeros above it.</param>
/// <param name="Left">Columns of zeros left of it.</param>
internal sealed record PaddedCopy(ImageExtent Image, int Top, int Left)
{
    /// <summary>
    /// The copy that a convolution needs, with the axes as it sees them, or none where no pixel of the result reads beyond the
    /// image or the channels fill vectors.
    /// </summary>
    public static (PaddedCopy? Padding, ImageExtent Source, AxisClass Vertical, AxisClass Horizontal) Of(ImageExtent image, AxisClass vertical, AxisClass horizontal)
    {
        if (image.PixelStride % ChannelPadding.Lanes == 0 || (vertical.IsInterior && horizontal.IsInterior))
            return (null, image, vertical, horizontal);
        (AxisClass rows, AxisClass columns) = (Widen(vertical), Widen(horizontal));
        return (new PaddedCopy(image, -vertical.SourceBase, -horizontal.SourceBase), new ImageExtent(rows.SourceLength, columns.SourceLength, image.PixelStride), rows, columns);
    }

    /// <summary>As long as the last position reads.</summary>
    private static AxisClass Widen(AxisClass axis) => axis with
    {
        SourceBase = 0,
        SourceLength = (axis.Count - 1) * axis.SourceStep + (axis.Taps - 1) * axis.TapSourceStep + 1,
    };

    /// <summary>The call that copies sample <c>n</c>.</summary>
    public string Call(ImageExtent copy) =>
        $"PaddedImages.Copy(ref Unsafe.Add(ref source, (nint)n * {Image.SampleLength}), {Image.Height}, {Image.RowStride}, {Top}, {Left * Image.PixelStride}, ref scratch, {copy.Height}, {copy.RowStride});";
}
