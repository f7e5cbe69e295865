using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Convolutions, plain and transposed.</summary>
internal static class ConvolutionOperators
{
    public static GraphValue Convolution(NodeContext node)
    {
        LayerValue input = node.Data();
        ConstantValue weight = Kernel(node);
        (int filters, int perGroup) = (Count(node, weight.Dimensions[0]), Count(node, weight.Dimensions[1]));
        int groups = Count(node, node.Integer("group", 1));
        if (input.Channels != (long)perGroup * groups || filters % groups != 0)
            throw node.Unsupported("its weights [" + string.Join(", ", weight.Dimensions) + "] with " + Text.Of(groups) + " groups don't fit " + Text.Of(input.Channels) + " channels");
        OnnxWeight[] weights = [node.Weight("weight", weight), .. Bias(node, 2, filters)];
        long[] kernel = [.. weight.Dimensions.Skip(2)];
        if (groups == 1 && input is { IsPixel: true, Steps: 0 } && kernel is [1, 1] && !HasPads(node))
            return Pixel(node, input, filters, weights);
        if (weight.Dimensions.Length == 3)
            return OverSteps(node, kernel, filters, groups, weights);
        input = node.Image();
        WindowAttributes window = WindowAttributes.Read(node, kernel, input);
        return OverImage(node, window, input, filters, groups, weights);
    }

    /// <summary>A convolution over a sequence, or over an image of one row where its padding is no other way.</summary>
    private static LayerValue OverSteps(NodeContext node, long[] kernel, int filters, int groups, OnnxWeight[] weights)
    {
        if (node.Data() is not { Shape.Rank: 2, ChannelAxis: 0 } sequence)
            throw node.Unsupported("it reads " + NodeContext.Show(node.Data()) + ", and a convolution over one axis reads a sequence with the features first");
        WindowAttributes window = WindowAttributes.Read(node, kernel, sequence);
        LayerDeclaration layer = Layer("Conv1D", ("filters", filters), ("kernelSize", window.Width)).With("Stride", window.Stride.Columns, otherwise: 1);
        if (window.WriteStepsTo(layer, sequence) is not { } padded)
            return SequenceOperators.AsSequence(node, OverImage(node, window, SequenceOperators.AsImage(node, sequence), filters, groups, weights));
        int steps = window.OutputOf(sequence).Width;
        padded = padded.With("Dilation", window.Dilation.Columns, otherwise: 1).With("Groups", groups, otherwise: 1).With("Bias", weights.Length > 1, otherwise: true);
        return new LayerValue(node.Append(padded, [sequence], weights), Shape.Sequence(steps, filters), [filters, steps], 0);
    }

    private static LayerValue OverImage(NodeContext node, WindowAttributes window, LayerValue input, int filters, int groups, OnnxWeight[] weights)
    {
        (string, object)[] size = Size(window.Height, window.Width, "kernelSize", "kernelHeight", "kernelWidth");
        LayerDeclaration layer = groups > 1 && groups == input.Channels
            ? Layer("DepthwiseConv2D", size).With("DepthMultiplier", filters / groups, otherwise: 1)
            : Layer("Conv2D", [("filters", filters), .. size]).With("Groups", groups, otherwise: 1);
        layer = window.WriteTo(layer).With("Bias", weights.Length > 1, otherwise: true);
        (int height, int width) = window.OutputOf(input);
        return node.AppendImage(layer, input, height, width, filters, weights);
    }

    public static GraphValue TransposedConvolution(NodeContext node)
    {
        LayerValue input = node.Image();
        ConstantValue weight = Kernel(node);
        if (weight.Dimensions.Length != 4)
            throw node.Unsupported("it is a transposed convolution over one axis");
        int groups = Count(node, node.Integer("group", 1));
        long filters = weight.Dimensions[1] * groups;
        if (input.Channels != weight.Dimensions[0] || filters is < 1 or > int.MaxValue)
            throw node.Unsupported("its weights [" + string.Join(", ", weight.Dimensions) + "] don't fit " + Text.Of(input.Channels) + " channels");
        if (node.TextOf("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER" || node.Integers("output_shape") is not null)
            throw node.Unsupported("its padding follows from its output, and only pads that the file says are supported");
        WindowAttributes window = WindowAttributes.Read(node, [weight.Dimensions[2], weight.Dimensions[3]], input);
        long[] rest = node.Integers("output_padding") ?? [0, 0];
        if (rest.Length != 2 || rest.Any(pixels => pixels is < 0 or > Sizes.PixelLimit))
            throw node.Unsupported("its output_padding isn't that of rows and columns");
        PerAxis outputPadding = new((int)rest[0], (int)rest[1]);
        OnnxWeight[] weights = [node.Weight("weight", weight), .. Bias(node, 2, (int)filters)];
        LayerDeclaration layer = Layer("ConvTranspose2D", [("filters", (int)filters), .. Size(window.Height, window.Width, "kernelSize", "kernelHeight", "kernelWidth")])
            .With("Groups", groups, otherwise: 1)
            .With("OutputPadding", outputPadding, otherwise: 0)
            .With("Bias", weights.Length > 1, otherwise: true);
        int height = Extent(input.Shape.Height, window.Height, window.Stride.Rows, window.Dilation.Rows, outputPadding.Rows - window.Top - window.Bottom);
        int width = Extent(input.Shape.Width, window.Width, window.Stride.Columns, window.Dilation.Columns, outputPadding.Columns - window.Left - window.Right);
        return node.AppendImage(window.WriteTo(layer), input, height, width, (int)filters, weights);

        static int Extent(int pixels, int size, int stride, int dilation, int more) => Math.Max(1, (pixels - 1) * stride + (size - 1) * dilation + 1 + more);
    }

    private static bool HasPads(NodeContext node) => node.Integers("pads")?.Any(pad => pad != 0) == true;

    /// <summary>On a single pixel a convolution with a 1×1 kernel is a Dense layer, with the same weights.</summary>
    private static LayerValue Pixel(NodeContext node, LayerValue input, int filters, OnnxWeight[] weights)
    {
        LayerDeclaration layer = Layer("Dense", ("units", filters)).With("Bias", weights.Length > 1, otherwise: true);
        return new LayerValue(node.Append(layer, [input], weights), Shape.Vector(filters), [filters, 1, 1], 0);
    }

    private static ConstantValue Kernel(NodeContext node)
    {
        ConstantValue weight = node.Constant(1, "weight");
        return weight.Dimensions.Length is 3 or 4
            ? weight
            : throw node.Unsupported("it is a convolution over " + Text.Of(weight.Dimensions.Length - 2) + " axes, and only those over rows and columns, or over steps, are supported");
    }

    /// <summary>The bias, if there is one.</summary>
    public static OnnxWeight[] Bias(NodeContext node, int input, int count)
    {
        if (!node.HasInput(input))
            return [];
        ConstantValue bias = node.Constant(input, "bias");
        return bias.Count == count || bias.Count == 1 ? [node.Weight("bias", bias)] : throw node.Unsupported("its bias has " + Text.Of(bias.Count) + " values instead of " + Text.Of(count));
    }

    private static int Count(NodeContext node, long value) =>
        value is >= 1 and <= int.MaxValue ? (int)value : throw node.Unsupported("it has " + Text.Of(value) + " channels or groups");
}
