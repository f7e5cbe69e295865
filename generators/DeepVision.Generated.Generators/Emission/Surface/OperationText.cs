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
            DenseOperation => "Dense()",
            PoolingOperation { Kind: PoolingKind.Max } pooling => $"MaxPooling({Axes(pooling.Vertical, pooling.Horizontal)})",
            PoolingOperation pooling => $"AveragePooling({Axes(pooling.Vertical, pooling.Horizontal)}{(pooling.CountPadding ? ", true" : "")})",
            GlobalAveragePoolingOperation => "GlobalAveragePooling()",
            FlattenOperation => $"Flatten({CSharpLiteral.Of(FlattenedLayout.IsInPlace(graph, layer))})",
            ActivationOperation { Function: var function } => $"{function.Kind}({string.Join(", ", function.Parameters.Select(CSharpLiteral.Of))})",
            SoftmaxOperation => "Softmax()",
            DropoutOperation dropout => $"Dropout({CSharpLiteral.Of(dropout.Rate)})",
            BatchNormOperation norm => $"BatchNorm({CSharpLiteral.Of(norm.Momentum)}, {CSharpLiteral.Of(norm.Epsilon)})",
            AddOperation => "Add()",
            AverageOperation => "Average()",
            MaximumOperation => "Maximum()",
            MultiplyOperation => "Multiply()",
            ConcatOperation => "Concat()",
            { } operation => throw new InvalidOperationException($"{operation} has no text."),
        };

    private static string Axes(WindowAxis vertical, WindowAxis horizontal) => $"new({Axis(vertical)}), new({Axis(horizontal)})";

    private static string Axis(WindowAxis axis) => (axis.Stride, axis.Dilation, axis.PadBefore, axis.PadAfter) switch
    {
        (1, 1, 0, 0) => Text.Of(axis.Size),
        (_, 1, 0, 0) => Text.Join([axis.Size, axis.Stride]),
        (_, _, 0, 0) => Text.Join([axis.Size, axis.Stride, axis.Dilation]),
        _ => Text.Join([axis.Size, axis.Stride, axis.Dilation, axis.PadBefore, axis.PadAfter]),
    };
}
