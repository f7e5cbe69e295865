using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

internal enum ElementKind
{
    Float,
    Byte,
}

/// <summary>
/// A tensor that kernels read and write: for every sample <see cref="Height"/> × <see cref="Width"/> pixels of
/// <see cref="PixelStride"/> elements, of which the first <see cref="Channels"/> count and the rest are zero.
/// Where it lies is decided by the planning stage. A sequence of images has them one below the other; what belongs to one image lies in one piece, so
/// kernels can take it for a sample.
/// </summary>
/// <param name="Id">Index in the program's list.</param>
/// <param name="Name">Unique C# identifier in lower camel case.</param>
internal sealed record TensorBuffer(int Id, string Name, ElementKind Kind, int Height, int Width, int Channels, int PixelStride)
{
    /// <summary>Elements of one sample, padding included.</summary>
    public int SampleLength => Height * Width * PixelStride;

    /// <summary>Elements of a pixel that are its own, padding included: all up to the next one, but where it lies among the channels of another buffer.</summary>
    public int OwnStride => Math.Min(PixelStride, ChannelPadding.RoundUp(Channels));

    /// <summary>Elements of one sample that are its own.</summary>
    public int OwnLength => Pixels * OwnStride;

    /// <summary>Whether it lies among the channels of another buffer, so that there is something else between two of its pixels.</summary>
    public bool LiesApart => PixelStride > OwnStride;

    /// <summary>Pixels of one sample.</summary>
    public int Pixels => Height * Width;

    public static TensorBuffer Padded(int id, string name, ElementKind kind, Shape shape) =>
        new TensorBuffer(id, name, kind, shape.Height, shape.Width, shape.Channels, ChannelPadding.RoundUp(shape.Channels)).ForEachOf(shape.Images);

    /// <summary>So many of them in one sample: images one below the other, vectors as the steps of a sequence.</summary>
    public TensorBuffer ForEachOf(int images) => Height > 1 ? this with { Height = images * Height } : this with { Width = images * Width };

    /// <summary>One of so many in each sample, the other way round.</summary>
    public TensorBuffer OneOf(int images) => Height > 1 ? this with { Height = Height / images } : this with { Width = Width / images };
}
