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

        return Append(node, "MaxPool2D", window, ceil, input, height, width);
    }

    public static GraphValue AveragePool(NodeContext node)
    {
        (LayerValue input, WindowAttributes window, bool ceil) = Read(node);
        if (CoversAll(window, input))
            return Global(node, "GlobalAvgPool2D", input);
        (int height, int width) = window.OutputOf(input, ceil);
        bool counts = window.HasPads && node.Integer("count_include_pad", 0) != 0;
        if (counts && (height, width) != window.OutputOf(input))
            throw node.Unsupported("its padding counts for the mean, and its last window ends beyond it");
        if (counts || !window.HasPads)
            return Append(node, "AvgPool2D", window, ceil, input, height, width);
        LayerDeclaration layer = Pooling(node, "AvgPool2D", window);
        if (window.IsSame(input) && !ceil)
            return node.AppendImage(layer.With("Padding", 1), input, height, width, input.Channels);
        // Padding that doesn't count is a last window that may end outside.
        if (window is { Top: 0, Left: 0 } && (window with { Bottom = 0, Right = 0 }).OutputOf(input, ceil: true) == (height, width))
            return node.AppendImage(layer.With("CeilMode", true), input, height, width, input.Channels);
        throw node.Unsupported("its padding doesn't count for the mean (count_include_pad = 0), which is supported for \"same\" padding and at the end only");
    }

    /// <summary>The mean or maximum over all pixels: a vector, which the file sees as an image of one pixel.</summary>
    public static LayerValue Global(NodeContext node, string kind, LayerValue image) =>
        new(node.Append(Layer(kind), [image], []), Shape.Vector(image.Channels), [image.Channels, 1, 1], 0);

    /// <summary>A mean or maximum over rows and columns.</summary>
    public static GraphValue Reduce(NodeContext node, string kind)
    {
        LayerValue input = node.Data();
        int[] axes = [.. (node.IntegersOf("axes", 1) ?? []).Select(axis => node.Axis(axis, input.Dimensions.Length)).OrderBy(axis => axis)];
        bool keeps = node.Integer("keepdims", 1) != 0;
        if (input.IsVector && axes.All(axis => axis != input.ChannelAxis) && axes.Length > 0)
            return keeps ? input : input.Seen([input.Channels], 0);
        if (input.Shape.Rank != 3 || !axes.SequenceEqual(Enumerable.Range(0, 3).Where(axis => axis != input.ChannelAxis)))
            throw node.Unsupported("it goes over other axes than the rows and columns of an image");
        LayerValue vector = Global(node, kind, input);
        return keeps ? vector.Seen([.. input.Dimensions.Select((_, axis) => axis == input.ChannelAxis ? input.Channels : 1)], input.ChannelAxis) : vector.Seen([input.Channels], 0);
    }

    private static (LayerValue Input, WindowAttributes Window, bool Ceil) Read(NodeContext node)
    {
        LayerValue input = node.Image();
        WindowAttributes window = WindowAttributes.Read(node, kernel: null, input);
        if (window.Dilation != 1)
            throw node.Unsupported("its window is dilated");
        return (input, window, node.Integer("ceil_mode", 0) != 0);
    }

    private static bool CoversAll(WindowAttributes window, LayerValue image) =>
        !window.HasPads && (window.Height, window.Width) == (image.Shape.Height, image.Shape.Width);

    /// <summary>The layer, whose stride is its size unless it says another one.</summary>
    private static LayerDeclaration Pooling(NodeContext node, string kind, WindowAttributes window)
    {
        LayerDeclaration layer = Layer(kind, Size(window.Height, window.Width, "size", "height", "width"));
        return (window.Down, window.Across) == (window.Height, window.Width) ? layer : layer.With("Stride", window.Stride(node));
    }

    private static LayerValue Append(NodeContext node, string kind, WindowAttributes window, bool ceil, LayerValue input, int height, int width)
    {
        bool overhangs = ceil && window.OutputOf(input) != (height, width);
        LayerDeclaration layer = Pooling(node, kind, window)
            .WithPads(window.Top, window.Left, window.Bottom, window.Right)
            .With("CeilMode", overhangs, otherwise: false);
        return node.AppendImage(layer, input, height, width, input.Channels);
    }
}
