using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>The table of layers as ONNX operators. A new layer is a row here; what takes more than one line is a function below.</summary>
internal static class OnnxLayers
{
    /// <summary>Writes a layer's nodes and gives its value.</summary>
    public static OnnxValue Write(OnnxLayer layer) => layer.Info.Operation switch
    {
        OperationInfo.Convolution convolution => Convolution(layer, convolution),
        OperationInfo.TransposedConvolution convolution => TransposedConvolution(layer, convolution),
        OperationInfo.Dense => layer.Write("Gemm", [layer.Input.Name, .. layer.Tensors("weight", "bias")], Attribute("transB", 1)),
        OperationInfo.MaxPooling pooling => layer.Write("MaxPool", [layer.Input.Name], PoolingWindow(layer, pooling.Vertical, pooling.Horizontal)),
        OperationInfo.AveragePooling pooling => AveragePooling(layer, pooling),
        OperationInfo.GlobalAveragePooling => GlobalAveragePooling(layer),
        OperationInfo.GlobalMaxPooling => OnnxImageLayers.GlobalMaxPooling(layer),
        OperationInfo.Pad pad => OnnxImageLayers.Pad(layer, pad),
        OperationInfo.Upsample upsample => OnnxImageLayers.Upsample(layer, upsample),
        OperationInfo.Reshape => OnnxImageLayers.Reshape(layer),
        OperationInfo.Flatten flatten => Flatten(layer, flatten),
        OperationInfo.ReLU => layer.Write("Relu", [layer.Input.Name]),
        OperationInfo.ReLU6 => OnnxActivations.Clip(layer, 0, 6),
        OperationInfo.LeakyReLU activation => layer.Write("LeakyRelu", [layer.Input.Name], Attribute("alpha", activation.Slope)),
        OperationInfo.ELU activation => layer.Write("Elu", [layer.Input.Name], Attribute("alpha", activation.Alpha)),
        OperationInfo.GELU => OnnxActivations.GELU(layer),
        OperationInfo.ApproximateGELU => OnnxActivations.ApproximateGELU(layer),
        OperationInfo.SiLU => OnnxActivations.SiLU(layer),
        OperationInfo.SELU => layer.Write("Selu", [layer.Input.Name]),
        OperationInfo.Mish => OnnxActivations.Mish(layer),
        OperationInfo.HardSwish => layer.Write("HardSwish", [layer.Input.Name]),
        OperationInfo.Softplus => layer.Write("Softplus", [layer.Input.Name]),
        OperationInfo.Sigmoid => layer.Write("Sigmoid", [layer.Input.Name]),
        OperationInfo.HardSigmoid => layer.Write("HardSigmoid", [layer.Input.Name], Attribute("alpha", 1 / 6f), Attribute("beta", 0.5f)),
        OperationInfo.Tanh => layer.Write("Tanh", [layer.Input.Name]),
        OperationInfo.HardTanh => OnnxActivations.Clip(layer, -1, 1),
        OperationInfo.Softsign => layer.Write("Softsign", [layer.Input.Name]),
        OperationInfo.Step => OnnxActivations.Step(layer),
        OperationInfo.PReLU => OnnxActivations.PReLU(layer),
        OperationInfo.Softmax => layer.Write("Softmax", [layer.Input.Name], Attribute("axis", layer.Input.Shape.Rank == 3 ? 1 : -1)),
        OperationInfo.Dropout dropout => layer.Write("Dropout", [layer.Input.Name, layer.AddConstant("ratio", name => Tensor(name, [], () => [dropout.Rate]))]),
        OperationInfo.LogSoftmax => layer.Write("LogSoftmax", [layer.Input.Name], Attribute("axis", layer.Input.Shape.Rank == 3 ? 1 : -1)),
        // Prediction neither drops nor adds anything.
        OperationInfo.SpatialDropout or OperationInfo.GaussianNoise => layer.Write("Identity", [layer.Input.Name]),
        OperationInfo.BatchNorm norm => layer.Write(
            "BatchNormalization",
            [layer.Input.Name, .. layer.Tensors("weight", "bias", "running_mean", "running_var")],
            // ONNX counts what the running statistics keep, not what they take over.
            Attribute("epsilon", norm.Epsilon), Attribute("momentum", 1 - norm.Momentum)),
        OperationInfo.LayerNorm norm => OnnxNorms.LayerNorm(layer, norm),
        OperationInfo.GroupNorm norm => OnnxNorms.GroupNorm(layer, norm),
        OperationInfo.LocalResponseNorm norm => OnnxNorms.LocalResponseNorm(layer, norm),
        OperationInfo.L2Normalize norm => OnnxNorms.L2Normalize(layer, norm),
        OperationInfo.Add => layer.Write("Sum", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Average => layer.Write("Mean", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Maximum => layer.Write("Max", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Multiply => Multiply(layer),
        OperationInfo.Concat => layer.Write("Concat", layer.Inputs.Select(input => input.Name), Attribute("axis", layer.Info.OutputShape.Rank == 3 ? 1 : -1)),
        _ => throw new NotSupportedException($"{layer.Info.Description} has no counterpart in ONNX."),
    };

    private static OnnxValue Convolution(OnnxLayer layer, OperationInfo.Convolution convolution) => layer.Write(
        "Conv",
        [layer.Input.Name, .. layer.Tensors("weight", "bias")],
        [
            .. Window(convolution.Vertical, convolution.Horizontal, convolution.Vertical.PadAfter, convolution.Horizontal.PadAfter),
            Attribute("dilations", convolution.Vertical.Dilation, convolution.Horizontal.Dilation),
            Attribute("group", convolution.Groups),
        ]);

    private static OnnxValue TransposedConvolution(OnnxLayer layer, OperationInfo.TransposedConvolution convolution)
    {
        (WindowInfo vertical, WindowInfo horizontal) = (convolution.Vertical, convolution.Horizontal);
        (TensorShape input, TensorShape output) = (layer.Input.Shape, layer.Info.OutputShape);
        return layer.Write(
            "ConvTranspose",
            [layer.Input.Name, .. layer.Tensors("weight", "bias")],
            [
                .. Window(vertical, horizontal, vertical.PadAfter, horizontal.PadAfter),
                Attribute("output_padding", Remainder(vertical, output.Height, input.Height), Remainder(horizontal, output.Width, input.Width)),
                Attribute("dilations", vertical.Dilation, horizontal.Dilation),
                Attribute("group", convolution.Groups),
            ]);

        // What the convolution's last window doesn't reach of its input.
        static int Remainder(WindowInfo axis, int larger, int smaller) =>
            larger + axis.PadBefore + axis.PadAfter - (smaller - 1) * axis.Stride - (axis.Size - 1) * axis.Dilation - 1;
    }

    /// <summary>
    /// Padding that counts for the mean beside an overhang that doesn't is more than one operator can say: the padding
    /// becomes a part of the image then.
    /// </summary>
    private static OnnxValue AveragePooling(OnnxLayer layer, OperationInfo.AveragePooling pooling)
    {
        (WindowInfo vertical, WindowInfo horizontal) = (pooling.Vertical, pooling.Horizontal);
        int below = Overhang(vertical, layer.Input.Shape.Height, layer.Info.OutputShape.Height);
        int right = Overhang(horizontal, layer.Input.Shape.Width, layer.Info.OutputShape.Width);
        if (!pooling.CountPadding || (below == 0 && right == 0))
        {
            return layer.Write("AveragePool", [layer.Input.Name],
                [.. PoolingWindow(layer, vertical, horizontal), Attribute("count_include_pad", pooling.CountPadding ? 1 : 0)]);
        }

        string pads = layer.AddConstant("pads", name => Tensor(name, 0, 0, vertical.PadBefore, horizontal.PadBefore, 0, 0, vertical.PadAfter, horizontal.PadAfter));
        string padded = layer.WriteStep("padded", "Pad", [layer.Input.Name, pads]);
        return layer.Write("AveragePool", [padded], Window(vertical with { PadBefore = 0 }, horizontal with { PadBefore = 0 }, below, right));
    }

    private static OnnxValue GlobalAveragePooling(OnnxLayer layer)
    {
        string means = layer.WriteStep("means", "GlobalAveragePool", [layer.Input.Name]);
        return layer.Write("Flatten", [means], Attribute("axis", 1));
    }

    private static OnnxValue Flatten(OnnxLayer layer, OperationInfo.Flatten flatten)
    {
        // Images have their channels first in the graph, sequences have their features last.
        bool isImage = layer.Input.Shape.Rank == 3;
        string values = layer.Input.Name;
        if (flatten.ChannelsFirst != isImage && layer.Input.Shape.Rank > 1)
            values = layer.WriteStep("transposed", "Transpose", [values], Attribute("perm", isImage ? [0, 2, 3, 1] : [0, 2, 1]));
        return layer.Write("Flatten", [values], Attribute("axis", 1));
    }

    /// <summary>
    /// Products of two, one after the other. Factors of channels or pixels are broadcast as they are; a vector beside an image or a
    /// sequence first gets rows and columns.
    /// </summary>
    private static OnnxValue Multiply(OnnxLayer layer)
    {
        int rank = layer.Info.OutputShape.Rank;
        string[] factors = [.. layer.Inputs.Select((input, number) => input.Shape.Rank == rank ? input.Name : Unsqueeze(input, number + 1))];
        string product = factors[0];
        for (int number = 1; number < factors.Length - 1; number++)
            product = layer.WriteStep(FormattableString.Invariant($"product{number}"), "Mul", [product, factors[number]]);
        return layer.Write("Mul", [product, factors[^1]]);

        string Unsqueeze(OnnxValue vector, int number)
        {
            string axes = layer.AddConstant(FormattableString.Invariant($"axes{number}"), name => Tensor(name, rank == 3 ? [2, 3] : [1]));
            return layer.WriteStep(FormattableString.Invariant($"factor{number}"), "Unsqueeze", [vector.Name, axes]);
        }
    }

    /// <summary>A pooling window whose padding is so large that the windows end where the last of them does: nothing is left to a mode.</summary>
    private static ProtobufMessage[] PoolingWindow(OnnxLayer layer, WindowInfo vertical, WindowInfo horizontal) => Window(
        vertical, horizontal,
        vertical.PadAfter + Overhang(vertical, layer.Input.Shape.Height, layer.Info.OutputShape.Height),
        horizontal.PadAfter + Overhang(horizontal, layer.Input.Shape.Width, layer.Info.OutputShape.Width));

    private static ProtobufMessage[] Window(WindowInfo vertical, WindowInfo horizontal, int padBelow, int padRight) =>
    [
        Attribute("kernel_shape", vertical.Size, horizontal.Size),
        Attribute("pads", vertical.PadBefore, horizontal.PadBefore, padBelow, padRight),
        Attribute("strides", vertical.Stride, horizontal.Stride),
    ];

    /// <summary>Positions that the last window has beyond image and padding.</summary>
    private static int Overhang(WindowInfo axis, int input, int output) =>
        Math.Max(0, (output - 1) * axis.Stride + (axis.Size - 1) * axis.Dilation + 1 - axis.PadBefore - input - axis.PadAfter);
}
