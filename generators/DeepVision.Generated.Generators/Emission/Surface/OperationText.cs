using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>What a layer computes as the library's <c>OperationInfo</c>: one row an operation, arguments that are the default left out.</summary>
internal static class OperationText
{
    public static string Of(LayerGraph graph, int layer) =>
        "new OperationInfo." + graph.Layers[layer].Operation switch
        {
            ConvolutionOperation convolution => $"Convolution({Axes(convolution.Vertical, convolution.Horizontal)}{(convolution.Groups == 1 ? "" : ", " + Text.Of(convolution.Groups))})",
            TransposedConvolutionOperation { Convolution: var turned } => $"TransposedConvolution({Axes(turned.Vertical, turned.Horizontal)}{(turned.Groups == 1 ? "" : ", " + Text.Of(turned.Groups))})",
            DenseOperation => "Dense()",
            RecurrenceOperation recurrence => Recurrence(recurrence),
            StepsOperation { Kind: StepsKind.MaskLowest } => "MaskSteps(float.NegativeInfinity)",
            StepsOperation { Kind: (StepsKind.Mask or StepsKind.Reverse) and var kind } => kind + "Steps()",
            StepsOperation { Kind: var kind } => kind + "Step" + (kind == StepsKind.Mean ? "s()" : "()"),
            EmbeddingOperation embedding => $"Embedding({Text.Of(embedding.VocabularySize)}{(embedding.PaddingIndex == EmbeddingOperation.NoPadding ? "" : ", " + Text.Of(embedding.PaddingIndex))})",
            RepeatOperation => "RepeatVector()",
            PoolingOperation { Kind: PoolingKind.Max } pooling => $"MaxPooling({Axes(pooling.Vertical, pooling.Horizontal)})",
            PoolingOperation pooling => $"AveragePooling({Axes(pooling.Vertical, pooling.Horizontal)}{(pooling.CountPadding ? ", true" : "")})",
            GlobalAveragePoolingOperation => "GlobalAveragePooling()",
            GlobalMaxPoolingOperation => "GlobalMaxPooling()",
            PadOperation pad => $"Pad({Text.Join([pad.Top, pad.Left, pad.Bottom, pad.Right])})",
            UpsampleOperation upsample => $"Upsample({Text.Join([upsample.Vertical, upsample.Horizontal])}{(upsample.Interpolation == InterpolationKind.Nearest ? "" : ", Interpolation.Bilinear")})",
            PixelShuffleOperation shuffle => $"PixelShuffle({Text.Of(shuffle.Factor)}{(shuffle.Order == BlockOrder.BlockMajor ? ", true" : "")})",
            PixelUnshuffleOperation shuffle => $"PixelUnshuffle({Text.Of(shuffle.Factor)}{(shuffle.Order == BlockOrder.BlockMajor ? ", true" : "")})",
            ChannelShuffleOperation shuffle => $"ChannelShuffle({Text.Of(shuffle.Groups)})",
            SliceChannelsOperation slice => $"SliceChannels({Text.Of(slice.First)})",
            ReshapeOperation => "Reshape()",
            FlattenOperation => $"Flatten({CSharpLiteral.Of(FlattenedLayout.IsInPlace(graph, layer))})",
            ActivationOperation { Function: var function } => $"{function.Kind}({string.Join(", ", function.Parameters.Select(CSharpLiteral.Of))})",
            PReLUOperation => "PReLU()",
            SoftmaxOperation => "Softmax()",
            LogSoftmaxOperation => "LogSoftmax()",
            DropoutOperation dropout => $"Dropout({CSharpLiteral.Of(dropout.Rate)})",
            SpatialDropoutOperation dropout => $"SpatialDropout({CSharpLiteral.Of(dropout.Rate)})",
            GaussianNoiseOperation noise => $"GaussianNoise({CSharpLiteral.Of(noise.StandardDeviation)})",
            LayerNormOperation norm => $"LayerNorm({CSharpLiteral.Of(norm.Epsilon)})",
            GroupNormOperation norm => $"GroupNorm({Text.Of(norm.Groups)}, {CSharpLiteral.Of(norm.Epsilon)})",
            LocalResponseNormOperation norm => $"LocalResponseNorm({Text.Of(norm.Size)}, {CSharpLiteral.Of(norm.Alpha)}, {CSharpLiteral.Of(norm.Beta)}, {CSharpLiteral.Of(norm.K)})",
            L2NormalizeOperation norm => $"L2Normalize({CSharpLiteral.Of(norm.Epsilon)})",
            BatchNormOperation norm => $"BatchNorm({CSharpLiteral.Of(norm.Momentum)}, {CSharpLiteral.Of(norm.Epsilon)})",
            AttentionOperation attention => $"Attention({Attention(attention.Heads, attention.IsCausal, attention.HasLengths)})",
            MultiHeadAttentionOperation attention => $"MultiHeadAttention({Attention(attention.Heads, attention.IsCausal, attention.HasLengths)})",
            PositionEmbeddingOperation => "PositionEmbedding()",
            AddOperation => "Add()",
            AverageOperation => "Average()",
            MaximumOperation => "Maximum()",
            MultiplyOperation => "Multiply()",
            ConcatOperation => "Concat()",
            { } operation => throw new InvalidOperationException($"{operation} has no text."),
        };

    private static string Recurrence(RecurrenceOperation recurrence)
    {
        string way = recurrence.GoesBackwards ? CSharpLiteral.Of(recurrence.ReturnsSequence) + ", true" : recurrence.ReturnsSequence ? "true" : "";
        return recurrence.Cell switch
        {
            RecurrentCell.LSTM when recurrence.HasInitialMemory => $"LSTM({(way.Length == 0 ? "" : way + ", ")}HasInitialMemory: true)",
            RecurrentCell.LSTM or RecurrentCell.GRU => $"{recurrence.Cell}({way})",
            _ => $"SimpleRNN(Nonlinearity.{recurrence.Cell}{(way.Length == 0 ? "" : ", " + way)})",
        };
    }

    private static string Attention(int heads, bool isCausal, bool hasLengths) =>
        Text.Of(heads) + (hasLengths ? ", " + CSharpLiteral.Of(isCausal) + ", true" : isCausal ? ", true" : "");

    private static string Axes(WindowAxis vertical, WindowAxis horizontal) => $"new({Axis(vertical)}), new({Axis(horizontal)})";

    private static string Axis(WindowAxis axis) => (axis.Stride, axis.Dilation, axis.PadBefore, axis.PadAfter) switch
    {
        (1, 1, 0, 0) => Text.Of(axis.Size),
        (_, 1, 0, 0) => Text.Join([axis.Size, axis.Stride]),
        (_, _, 0, 0) => Text.Join([axis.Size, axis.Stride, axis.Dilation]),
        _ => Text.Join([axis.Size, axis.Stride, axis.Dilation, axis.PadBefore, axis.PadAfter]),
    };
}
