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
        OperationInfo.SimpleRNN recurrence => OnnxRecurrent.SimpleRNN(layer, recurrence),
        OperationInfo.LSTM recurrence => OnnxRecurrent.LSTM(layer, recurrence),
        OperationInfo.GRU recurrence => OnnxRecurrent.GRU(layer, recurrence),
        OperationInfo.MaskSteps mask => OnnxSteps.Mask(layer, mask.Rest),
        OperationInfo.ReverseSteps => OnnxSteps.Reverse(layer),
        OperationInfo.LastStep => OnnxSteps.Last(layer),
        OperationInfo.MeanSteps => OnnxSteps.Mean(layer),
        OperationInfo.Embedding => OnnxTokenLayers.Embedding(layer),
        OperationInfo.RepeatVector => OnnxTokenLayers.RepeatVector(layer),
        OperationInfo.MaxPooling pooling => WriteOverPositions(layer, "MaxPool", [], PoolingWindow(layer, pooling.Vertical, pooling.Horizontal)),
        OperationInfo.AveragePooling pooling => AveragePooling(layer, pooling),
        OperationInfo.GlobalAveragePooling => GlobalAveragePooling(layer),
        OperationInfo.GlobalMaxPooling => OnnxImageLayers.GlobalMaxPooling(layer),
        OperationInfo.Pad pad => OnnxImageLayers.Pad(layer, pad),
        OperationInfo.Upsample upsample => OnnxImageLayers.Upsample(layer, upsample),
        OperationInfo.PixelShuffle shuffle => layer.Write(
            "DepthToSpace", [layer.Input.Name], Attribute("blocksize", shuffle.Factor), Attribute("mode", shuffle.BlockMajor ? "DCR" : "CRD")),
        OperationInfo.PixelUnshuffle shuffle => OnnxChannelLayers.PixelUnshuffle(layer, shuffle),
        OperationInfo.ChannelShuffle shuffle => OnnxChannelLayers.ChannelShuffle(layer, shuffle.Groups),
        OperationInfo.SliceChannels slice => OnnxChannelLayers.SliceChannels(layer, slice.First),
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
        OperationInfo.Attention attention => OnnxAttention.Attention(layer, attention),
        OperationInfo.MultiHeadAttention attention => OnnxAttention.MultiHeadAttention(layer, attention),
        OperationInfo.PositionEmbedding => layer.Write("Add", [layer.Input.Name, .. layer.Tensors("weight")]),
        OperationInfo.Add => layer.Write("Sum", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Average => layer.Write("Mean", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Maximum => layer.Write("Max", layer.Inputs.Select(input => input.Name)),
        OperationInfo.Multiply => Multiply(layer),
        OperationInfo.Concat => layer.Write("Concat", layer.Inputs.Select(input => input.Name), Attribute("axis", layer.Info.OutputShape.Rank == 3 ? 1 : -1)),
        _ => throw new NotSupportedException($"{layer.Info.Description} has no counterpart in ONNX."),
    };

    private static OnnxValue Convolution(OnnxLayer layer, OperationInfo.Convolution convolution) => WriteOverPositions(
        layer,
        "Conv",
        layer.Tensors("weight", "bias"),
        [
            .. Window(layer, convolution.Vertical, convolution.Horizontal, convolution.Vertical.PadAfter, convolution.Horizontal.PadAfter),
            Attribute("dilations", Axes(layer, convolution.Vertical.Dilation, convolution.Horizontal.Dilation)),
            Attribute("group", convolution.Groups),
        ]);

    /// <summary>Writes an operator that wants channels in front of positions; sequences, whose features come last, are transposed around it.</summary>
    private static OnnxValue WriteOverPositions(OnnxLayer layer, string operation, IEnumerable<string> tensors, params IEnumerable<ProtobufMessage> attributes)
    {
        if (!IsSequence(layer))
            return layer.Write(operation, [layer.Input.Name, .. tensors], attributes);
        string result = layer.WriteStep("turned", operation, [FeaturesFirst(layer), .. tensors], attributes);
        return layer.Write("Transpose", [result], Attribute("perm", 0, 2, 1));
    }

    private static bool IsSequence(OnnxLayer layer) => layer.Input.Shape.Rank == 2;

    /// <summary>The input of a layer as operators over positions want it.</summary>
    internal static string FeaturesFirst(OnnxLayer layer) =>
        IsSequence(layer) ? layer.WriteStep("transposed", "Transpose", [layer.Input.Name], Attribute("perm", 0, 2, 1)) : layer.Input.Name;

    /// <summary>A number for each axis: a sequence has one.</summary>
    private static int[] Axes(OnnxLayer layer, int vertical, int horizontal) => IsSequence(layer) ? [horizontal] : [vertical, horizontal];

    private static OnnxValue TransposedConvolution(OnnxLayer layer, OperationInfo.TransposedConvolution convolution)
    {
        (WindowInfo vertical, WindowInfo horizontal) = (convolution.Vertical, convolution.Horizontal);
        (TensorShape input, TensorShape output) = (layer.Input.Shape, layer.Info.OutputShape);
        return layer.Write(
            "ConvTranspose",
            [layer.Input.Name, .. layer.Tensors("weight", "bias")],
            [
                .. Window(layer, vertical, horizontal, vertical.PadAfter, horizontal.PadAfter),
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
            return WriteOverPositions(layer, "AveragePool", [],
                [.. PoolingWindow(layer, vertical, horizontal), Attribute("count_include_pad", pooling.CountPadding ? 1 : 0)]);
        }

        string pads = layer.AddConstant("pads", name => Tensor(
            name,
            [0, 0, .. Axes(layer, vertical.PadBefore, horizontal.PadBefore), 0, 0, .. Axes(layer, vertical.PadAfter, horizontal.PadAfter)]));
        string padded = layer.WriteStep("padded", "Pad", [FeaturesFirst(layer), pads]);
        IEnumerable<ProtobufMessage> window = Window(layer, vertical with { PadBefore = 0 }, horizontal with { PadBefore = 0 }, below, right);
        return IsSequence(layer)
            ? layer.Write("Transpose", [layer.WriteStep("turned", "AveragePool", [padded], window)], Attribute("perm", 0, 2, 1))
            : layer.Write("AveragePool", [padded], window);
    }

    private static OnnxValue GlobalAveragePooling(OnnxLayer layer)
    {
        string means = layer.WriteStep("means", "GlobalAveragePool", [FeaturesFirst(layer)]);
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
        layer, vertical, horizontal,
        vertical.PadAfter + Overhang(vertical, layer.Input.Shape.Height, layer.Info.OutputShape.Height),
        horizontal.PadAfter + Overhang(horizontal, layer.Input.Shape.Width, layer.Info.OutputShape.Width));

    private static ProtobufMessage[] Window(OnnxLayer layer, WindowInfo vertical, WindowInfo horizontal, int padBelow, int padRight) =>
    [
        Attribute("kernel_shape", Axes(layer, vertical.Size, horizontal.Size)),
        Attribute("pads", [.. Axes(layer, vertical.PadBefore, horizontal.PadBefore), .. Axes(layer, padBelow, padRight)]),
        Attribute("strides", Axes(layer, vertical.Stride, horizontal.Stride)),
    ];

    /// <summary>Positions that the last window has beyond image and padding.</summary>
    private static int Overhang(WindowInfo axis, int input, int output) =>
        Math.Max(0, (output - 1) * axis.Stride + (axis.Size - 1) * axis.Dilation + 1 - axis.PadBefore - input - axis.PadAfter);
}
