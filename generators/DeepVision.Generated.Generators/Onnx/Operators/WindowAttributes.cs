using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>How the window of a convolution or a pooling moves over an image, every default resolved.</summary>
/// <param name="Height">Rows of the window.</param>
/// <param name="Width">Columns of the window.</param>
/// <param name="Stride">Pixels from one window to the next.</param>
/// <param name="Dilation">Pixels from one that is covered to the next.</param>
internal sealed record WindowAttributes(int Height, int Width, PerAxis Stride, PerAxis Dilation)
{
    public int Top { get; init; }

    public int Left { get; init; }

    public int Bottom { get; init; }

    public int Right { get; init; }

    public bool HasPads => Top != 0 || Left != 0 || Bottom != 0 || Right != 0;

    private int RowExtent => (Height - 1) * Dilation.Rows + 1;

    private int ColumnExtent => (Width - 1) * Dilation.Columns + 1;

    /// <summary>Reads the attributes of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">Rows and columns, of a sequence its steps; null if the node says them.</param>
    /// <param name="image">What it reads, an image or a sequence: that is one row, whose columns are the steps.</param>
    public static WindowAttributes Read(NodeContext node, long[]? kernel, LayerValue image)
    {
        int axes = image.Shape.Rank - 1;
        long[] shape = node.Integers("kernel_shape") ?? kernel ?? [];
        if (shape.Length != axes)
            throw node.Unsupported("its window has " + Text.Of(shape.Length) + " axes, and only windows over rows and columns are supported");
        if (kernel is not null && !kernel.SequenceEqual(shape))
            throw node.Unsupported("its kernel_shape is not that of its weights");
        return new WindowAttributes(axes == 1 ? 1 : Pixels(node, 1, shape[0]), Pixels(node, 1, shape[axes - 1]), Axes(node, "strides", axes), Axes(node, "dilations", axes))
            .Padded(node, image);
    }

    /// <summary>The image behind it, at least a pixel: what is too small, the layer's rule says.</summary>
    public (int Height, int Width) OutputOf(LayerValue image, bool ceil = false) => (
        Output(image.Shape.Height + Top + Bottom, RowExtent, Stride.Rows, image.Shape.Height + Top, ceil),
        Output(image.Shape.Width + Left + Right, ColumnExtent, Stride.Columns, image.Shape.Width + Left, ceil));

    /// <summary>Whether these are the pads with which the output has ⌈input / stride⌉ pixels, the odd one at the end.</summary>
    public bool IsSame(LayerValue image)
    {
        (int vertical, int horizontal) = SamePads(image);
        return (Top, Left, Bottom, Right) == (vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
    }

    private WindowAttributes Padded(NodeContext node, LayerValue image)
    {
        string mode = node.TextOf("auto_pad", "NOTSET");
        if (mode is "SAME_UPPER" or "SAME_LOWER")
        {
            (int vertical, int horizontal) = SamePads(image);
            int odd = mode == "SAME_UPPER" ? 0 : 1;
            (int top, int left) = ((vertical + odd) / 2, (horizontal + odd) / 2);
            return this with { Top = top, Left = left, Bottom = vertical - top, Right = horizontal - left };
        }

        if (mode == "VALID" || node.Integers("pads") is not { } pads)
            return this;
        if (image.Shape.Rank == 2 && pads.Length == 2)
            pads = [0, pads[0], 0, pads[1]];
        if (pads.Length != 4 || pads.Any(pad => pad < 0))
            throw node.Unsupported("its pads are no four numbers of 0 or more");
        return this with { Top = Pixels(node, 0, pads[0]), Left = Pixels(node, 0, pads[1]), Bottom = Pixels(node, 0, pads[2]), Right = Pixels(node, 0, pads[3]) };
    }

    private (int Vertical, int Horizontal) SamePads(LayerValue image) =>
        (SamePads(image.Shape.Height, RowExtent, Stride.Rows), SamePads(image.Shape.Width, ColumnExtent, Stride.Columns));

    private static int SamePads(int input, int extent, int stride) => Math.Max(0, ((input + stride - 1) / stride - 1) * stride + extent - input);

    private static int Output(int padded, int extent, int stride, int begin, bool ceil)
    {
        int free = Math.Max(0, padded - extent), windows = free / stride + 1;
        // A last window that ends outside must at least begin inside the image or the padding before it.
        return ceil && free % stride != 0 && windows * stride < begin ? windows + 1 : windows;
    }

    /// <summary>An attribute with a number for each axis; of steps, a single row, it is the same for both.</summary>
    private static PerAxis Axes(NodeContext node, string attribute, int axes)
    {
        long[] values = node.Integers(attribute) ?? [.. Enumerable.Repeat(1L, axes)];
        return values.Length == axes
            ? new PerAxis(Pixels(node, 1, values[0]), Pixels(node, 1, values[axes - 1]))
            : throw node.Unsupported("its " + attribute + " aren't those of rows and columns");
    }

    private static int Pixels(NodeContext node, int least, long value) =>
        value >= least && value <= Sizes.PixelLimit ? (int)value : throw node.Unsupported("it has a window of " + Text.Of(value) + " pixels");

    /// <summary>A convolution with these options.</summary>
    public LayerDeclaration WriteTo(LayerDeclaration layer) =>
        layer.With("Stride", Stride, otherwise: 1).WithPads(Top, Left, Bottom, Right).With("Dilation", Dilation, otherwise: 1);

    /// <summary>
    /// A layer over steps with this padding, which is equal at both ends or that of <c>Padding.Same</c>; null for any other.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="sequence">What it reads.</param>
    /// <param name="ceil">Whether the last window may end outside.</param>
    public LayerDeclaration? WriteStepsTo(LayerDeclaration layer, LayerValue sequence, bool ceil = false) =>
        Left == Right ? layer.With("Pad", Left, otherwise: 0).With("CeilMode", ceil && OutputOf(sequence) != OutputOf(sequence, ceil), otherwise: false)
        : IsSame(sequence) && !ceil ? layer.With("Padding", 1)
        : null;
}
