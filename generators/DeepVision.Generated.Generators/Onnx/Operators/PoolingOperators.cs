using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Poolings over windows and over whole images.</summary>
internal static class PoolingOperators
{
    public static GraphValue MaxPool(NodeContext node)
    {
        (LayerValue input, WindowAttributes window, bool ceil) = Read(node);
        if (CoversAll(window, input))
            return Global(node, "GlobalMaxPool2D", input);
        // What is outside never wins, so a window that ends far outside is one that may end outside.
        (int height, int width) = window.OutputOf(input, ceil);
        (int bottom, int right) = (Math.Min(window.Bottom, window.Height / 2), Math.Min(window.Right, window.Width / 2));
        if (bottom < window.Bottom || right < window.Right)
        {
            WindowAttributes shorter = window with { Bottom = bottom, Right = right };
            if (shorter.OutputOf(input, ceil: true) != (height, width))
                throw node.Unsupported("its padding is larger than half of its window");
            (window, ceil) = (shorter, true);
        }

        if (input.Shape.Rank != 2)
            return Append(node, "MaxPool2D", window, ceil, input, height, width);
        // The same with the padding that is equal at both ends.
        WindowAttributes even = window with { Right = window.Left };
        if (window.Right > window.Left && !window.IsSame(input) && even.OutputOf(input, ceil: true).Width == width)
            (window, ceil) = (even, true);
        return OverSteps(node, "MaxPool2D", window, ceil, input, width);
    }

    public static GraphValue AveragePool(NodeContext node)
    {
        (LayerValue input, WindowAttributes window, bool ceil) = Read(node);
        if (CoversAll(window, input))
            return Global(node, "GlobalAvgPool2D", input);
        (int height, int width) = window.OutputOf(input, ceil);
        bool counts = window.HasPads && node.Integer("count_include_pad", 0) != 0;
        if (input.Shape.Rank == 2 && (counts || !window.HasPads) && (height, width) == window.OutputOf(input))
            return counts && window.Left != window.Right ? OverImage(node, "AvgPool2D", window, ceil: false, input, width) : OverSteps(node, "AvgPool2D", window, ceil, input, width);
        if (counts && (height, width) != window.OutputOf(input))
            throw node.Unsupported("its padding counts for the mean, and its last window ends beyond it");
        if (counts || !window.HasPads)
            return Append(node, "AvgPool2D", window, ceil, input, height, width);
        LayerDeclaration layer = Pooling(node, "AvgPool2D", window, input);
        if (window.IsSame(input) && !ceil)
            return Placed(node, layer.With("Padding", 1), input, height, width);
        // Padding that doesn't count is a last window that may end outside.
        if (window is { Top: 0, Left: 0 } && (window with { Bottom = 0, Right = 0 }).OutputOf(input, ceil: true) == (height, width))
            return Placed(node, layer.With("CeilMode", true), input, height, width);
        throw node.Unsupported("its padding doesn't count for the mean (count_include_pad = 0), which is supported for \"same\" padding and at the end only");
    }

    /// <summary>The mean or maximum over all pixels or steps: a vector, which the file sees as an image of one pixel or a sequence of one step.</summary>
    public static LayerValue Global(NodeContext node, string kind, LayerValue input) => new(
        node.Append(Layer(KindOf(kind, input)), [input], []), Shape.Vector(input.Channels), [input.Channels, .. Enumerable.Repeat(1, input.Shape.Rank - 1)], 0);

    /// <summary>A mean or maximum over rows and columns.</summary>
    public static GraphValue Reduce(NodeContext node, string kind)
    {
        LayerValue input = node.Data();
        int[] axes = [.. (node.IntegersOf("axes", 1) ?? []).Select(axis => node.Axis(axis, input.Dimensions.Length)).OrderBy(axis => axis)];
        bool keeps = node.Integer("keepdims", 1) != 0;
        if (input.IsVector && axes.All(axis => axis != input.ChannelAxis) && axes.Length > 0)
            return keeps ? input : input.Seen([input.Channels], 0);
        if (input.IsVector || !axes.SequenceEqual(Enumerable.Range(0, input.Dimensions.Length).Where(axis => axis != input.ChannelAxis)))
            throw node.Unsupported("it goes over other axes than the rows and columns of an image, or the steps of a sequence");
        LayerValue vector = Global(node, kind, input);
        return keeps ? vector.Seen([.. input.Dimensions.Select((_, axis) => axis == input.ChannelAxis ? input.Channels : 1)], input.ChannelAxis) : vector.Seen([input.Channels], 0);
    }

    private static (LayerValue Input, WindowAttributes Window, bool Ceil) Read(NodeContext node)
    {
        LayerValue input = node.Positions();
        WindowAttributes window = WindowAttributes.Read(node, kernel: null, input);
        if (window.Dilation != new PerAxis(1, 1))
            throw node.Unsupported("its window is dilated");
        return (input, window, node.Integer("ceil_mode", 0) != 0);
    }

    /// <summary>Of a sequence of images a global pooling would make vectors, where the file has images of one pixel.</summary>
    private static bool CoversAll(WindowAttributes window, LayerValue image) =>
        !window.HasPads && image.Steps == 0 && (window.Height, window.Width) == (image.Shape.Height, image.Shape.Width);

    /// <summary>A layer for images as the file's operator names it, or the one for sequences.</summary>
    private static string KindOf(string kind, LayerValue input) => input.Shape.Rank == 2 ? kind.Replace("2D", "1D") : kind;

    /// <summary>The layer, whose stride is its size unless it says another one.</summary>
    private static LayerDeclaration Pooling(NodeContext node, string kind, WindowAttributes window, LayerValue input)
    {
        LayerDeclaration layer = Layer(KindOf(kind, input), input.Shape.Rank == 2 ? [("size", window.Width)] : Size(window.Height, window.Width, "size", "height", "width"));
        if (input.Shape.Rank == 2)
            return layer.With("Stride", window.Stride.Columns, otherwise: window.Width);
        return window.Stride == new PerAxis(window.Height, window.Width) ? layer : layer.With("Stride", window.Stride);
    }

    private static LayerValue Append(NodeContext node, string kind, WindowAttributes window, bool ceil, LayerValue input, int height, int width)
    {
        bool overhangs = ceil && window.OutputOf(input) != (height, width);
        LayerDeclaration layer = Pooling(node, kind, window, input)
            .WithPads(window.Top, window.Left, window.Bottom, window.Right)
            .With("CeilMode", overhangs, otherwise: false);
        return Placed(node, layer, input, height, width);
    }

    /// <summary>A pooling over a sequence; padding that only layers for images have makes it an image of one row.</summary>
    private static LayerValue OverSteps(NodeContext node, string kind, WindowAttributes window, bool ceil, LayerValue input, int width) =>
        window.WriteStepsTo(Pooling(node, kind, window, input), input, ceil) is { } layer ? Placed(node, layer, input, 1, width) : OverImage(node, kind, window, ceil, input, width);

    private static LayerValue OverImage(NodeContext node, string kind, WindowAttributes window, bool ceil, LayerValue input, int width)
    {
        LayerValue image = SequenceOperators.AsImage(node, input);
        return SequenceOperators.AsSequence(node, Append(node, kind, window, ceil, image, 1, width));
    }

    /// <summary>What the layer gives: an image or a sequence, its channels first.</summary>
    private static LayerValue Placed(NodeContext node, LayerDeclaration layer, LayerValue input, int height, int width) => input.Shape.Rank == 2
        ? new LayerValue(node.Append(layer, [input], []), Shape.Sequence(width, input.Channels), [input.Channels, width], 0)
        : node.AppendImage(layer, input, height, width, input.Channels);
}
