using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Operators that add or repeat rows and columns, or make channels of them.</summary>
internal static class ImageOperators
{
    /// <summary>Zeros around; negative pads cut off.</summary>
    public static GraphValue Pad(NodeContext node)
    {
        LayerValue input = node.Positions();
        bool isSequence = input.Shape.Rank == 2;
        long[] pads = node.IntegersOf("pads", 1) ?? [];
        double value = node.HasInput(2) ? node.Numbers(2, "value").FirstOrDefault() : node.Single("value", 0);
        if (node.TextOf("mode", "constant") != "constant" || value != 0)
            throw node.Unsupported("it pads by something else than zeros");
        if (node.HasInput(3))
            pads = WithAxes(node, pads, [.. node.Numbers(3, "axes").Select(axis => node.Axis(NodeContext.ToInteger(axis), input.Dimensions.Length))], input.Dimensions.Length);
        if (isSequence && pads.Length == 6)
            (pads, input) = ([pads[0], pads[1], 0, pads[2], pads[3], pads[4], 0, pads[5]], SequenceOperators.AsImage(node, input));
        if (pads.Length != 8 || pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0 || pads.Any(pad => Math.Abs(pad) > Sizes.PixelLimit))
            throw node.Unsupported("it pads other axes than rows and columns");
        int[] sides = [(int)pads[2], (int)pads[3], (int)pads[6], (int)pads[7]];
        LayerValue padded = Border(node, input, "ZeroPad2D", 1, [.. sides.Select(side => Math.Max(0, side))]);
        LayerValue cut = Border(node, padded, "Crop2D", -1, [.. sides.Select(side => Math.Max(0, -side))]);
        return isSequence ? SequenceOperators.AsSequence(node, cut) : cut;
    }

    public static GraphValue Resize(NodeContext node)
    {
        LayerValue input = node.Image();
        bool isOld = node.OperatorSet < 11;
        int scalesAt = isOld ? 1 : 2;
        double[] scales = node.HasInput(scalesAt) ? node.Numbers(scalesAt, "scales") : [];
        if (scales.Length == 0 && node.Constant(3, "sizes").Values is { } sizes && sizes.Length == 4)
            scales = [1, sizes[1] / input.Channels, sizes[2] / input.Shape.Height, sizes[3] / input.Shape.Width];
        string coordinates = isOld ? "asymmetric" : node.TextOf("coordinate_transformation_mode", "half_pixel");
        string rounding = isOld ? "floor" : node.TextOf("nearest_mode", "round_prefer_floor");
        return Enlarge(node, input, scales, coordinates, rounding);
    }

    /// <summary>The operator before Resize.</summary>
    public static GraphValue Upsample(NodeContext node)
    {
        double[] scales = node.HasInput(1) ? node.Numbers(1, "scales")
            : node.Node.Attributes.TryGetValue("scales", out OnnxAttribute? attribute) ? [.. attribute.Singles.Select(scale => (double)scale)] : [];
        return Enlarge(node, node.Image(), scales, "asymmetric", "floor");
    }

    private static LayerValue Enlarge(NodeContext node, LayerValue input, double[] scales, string coordinates, string rounding)
    {
        if (scales.Length != 4 || !(scales[0] is 1 || double.IsNaN(scales[0])) || scales[1] != 1 || scales.Skip(2).Any(scale => scale < 1 || scale > Sizes.PixelLimit || scale != Math.Floor(scale)))
            throw node.Unsupported("it doesn't enlarge rows and columns by whole factors");
        (int vertical, int horizontal) = ((int)scales[2], (int)scales[3]);
        bool isHalfPixel = coordinates is "half_pixel" or "pytorch_half_pixel";
        string mode = node.TextOf("mode", "nearest");
        // For whole factors the nearest pixel by its centre is the one whose place a pixel takes.
        bool isNearest = mode == "nearest" && ((isHalfPixel && rounding.StartsWith("round", StringComparison.Ordinal)) || (coordinates == "asymmetric" && rounding == "floor"));
        if (!isNearest && !(mode is "linear" && isHalfPixel))
            throw node.Unsupported("it is of the mode '" + mode + "' with the coordinates '" + coordinates + "'; supported are 'nearest' by the pixel's place and 'linear' by 'half_pixel'");
        var layer = Layer("Upsample2D", Size(vertical, horizontal, "factor", "vertical", "horizontal")).With("Interpolation", isNearest ? 0 : 1, otherwise: 0);
        if (Sizes.Product(input.Shape.Height, vertical) > Sizes.Limit || Sizes.Product(input.Shape.Width, horizontal) > Sizes.Limit)
            throw node.Unsupported("it makes too large an image");
        return node.AppendImage(layer, input, input.Shape.Height * vertical, input.Shape.Width * horizontal, input.Channels);
    }

    /// <summary>Rows and columns that are added, or cut off.</summary>
    public static LayerValue Border(NodeContext node, LayerValue input, string kind, int sign, int[] sides)
    {
        if (sides.All(side => side == 0))
            return input;
        (int height, int width) = (input.Shape.Height + sign * (sides[0] + sides[2]), input.Shape.Width + sign * (sides[1] + sides[3]));
        if (height < 1 || width < 1)
            throw node.Unsupported("it leaves no pixel");
        int layer = node.Append(Layer(kind, ("top", sides[0]), ("left", sides[1]), ("bottom", sides[2]), ("right", sides[3])), [input], []);
        Shape shape = Shape.Image(height, width, input.Channels);
        return new LayerValue(layer, shape, input.ChannelAxis == 0 ? [input.Channels, height, width] : [height, width, input.Channels], input.ChannelAxis);
    }

    /// <summary>Blocks of pixels for channels.</summary>
    public static GraphValue DepthToSpace(NodeContext node)
    {
        LayerValue input = node.Image();
        string mode = node.TextOf("mode", "DCR");
        int factor = BlockSize(node);
        if (mode is not ("DCR" or "CRD") || input.Channels % ((long)factor * factor) != 0)
            throw node.Unsupported("it doesn't make blocks of " + Text.Of(factor) + "×" + Text.Of(factor) + " of " + Text.Of(input.Channels) + " channels");
        (long height, long width) = ((long)input.Shape.Height * factor, (long)input.Shape.Width * factor);
        if (height > Sizes.Limit || width > Sizes.Limit)
            throw node.Unsupported("it makes too large an image");
        return node.AppendImage(Layer("PixelShuffle", ("factor", factor)).With("BlockMajor", mode == "DCR", otherwise: false), input, (int)height, (int)width, input.Channels / (factor * factor));
    }

    /// <summary>Channels for blocks of pixels, those of one pixel beside each other.</summary>
    public static GraphValue SpaceToDepth(NodeContext node)
    {
        LayerValue input = node.Image();
        int factor = BlockSize(node);
        Shape shape = input.Shape;
        if (shape.Height % factor != 0 || shape.Width % factor != 0 || Sizes.Product(input.Channels, factor, factor) > Sizes.Limit)
            throw node.Unsupported("its blocks of " + Text.Of(factor) + "×" + Text.Of(factor) + " don't divide " + NodeContext.Show(input));
        return node.AppendImage(
            Layer("PixelUnshuffle", ("factor", factor)).With("BlockMajor", true), input, shape.Height / factor, shape.Width / factor, input.Channels * factor * factor);
    }

    private static int BlockSize(NodeContext node) =>
        node.Integer("blocksize", 0) is >= 1 and <= Sizes.PixelLimit and var size ? (int)size : throw node.Unsupported("it has no blocksize");

    /// <summary>The pads of all axes, the samples' among them.</summary>
    private static long[] WithAxes(NodeContext node, long[] pads, int[] axes, int rank)
    {
        if (pads.Length != 2 * axes.Length)
            throw node.Unsupported("its pads and axes are not equally many");
        long[] all = new long[2 * (rank + 1)];
        for (int i = 0; i < axes.Length; i++)
            (all[axes[i] + 1], all[axes[i] + rank + 2]) = (pads[i], pads[axes.Length + i]);
        return all;
    }
}
