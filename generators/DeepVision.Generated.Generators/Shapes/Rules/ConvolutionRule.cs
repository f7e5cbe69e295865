using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>What plain and depthwise convolutions share.</summary>
internal abstract class ConvolutionRule : LayerRule
{
    public static readonly LayerOption[] KernelOptions =
        [new("Stride", 1), new("Strides", null), new("Padding", 0), new("Pad", -1), new(WindowPadding.Sides, null), new("Dilation", 1), new("Dilations", null)];

    /// <summary>Output channels and groups, checked against the input.</summary>
    protected abstract (int Filters, int Groups) ReadChannels(LayerContext layer);

    /// <summary>Constructor arguments in front of the kernel's size, as a message repeats them.</summary>
    protected abstract string LeadingArguments(int filters);

    public sealed override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        (int filters, int groups) = ReadChannels(layer);
        (int kernelHeight, int kernelWidth) = WindowOptions.ReadSize(layer, "kernelSize", "kernelHeight", "kernelWidth");
        PerAxis stride = WindowOptions.ReadAxes(layer, "Stride", minimum: 1), dilation = WindowOptions.ReadAxes(layer, "Dilation", minimum: 1);
        WindowPadding padding = WindowPadding.Read(layer);
        float l1 = layer.Where("L1", value => value >= 0, "0 or more", instead: 0);
        float l2 = layer.Where("L2", value => value >= 0, "0 or more", instead: 0);
        (string initializer, float argument) = layer.WeightInitializer();
        bool bias = layer.Flag("Bias");

        WindowGeometry vertical = padding.Rows(kernelHeight, stride.Rows, dilation.Rows), horizontal = padding.Columns(kernelWidth, stride.Columns, dilation.Columns);
        if (isImage)
            WindowOptions.CheckFit(layer, vertical, horizontal, LeadingArguments(filters));

        WindowAxis rows = vertical.On(layer.Input.Height);
        WindowAxis columns = horizontal.On(layer.Input.Width);
        int inputs = Math.Max(1, layer.Input.Channels / groups);
        List<ParameterDeclaration> parameters =
        [
            new(ParameterRole.Weight, [filters, inputs, kernelHeight, kernelWidth],
                FanIn: FanOf(inputs, kernelHeight, kernelWidth), FanOut: FanOf(Math.Max(1, filters / groups), kernelHeight, kernelWidth))
            {
                Initializer = initializer, InitializerArgument = argument, L1 = l1, L2 = l2, Constraint = WeightConstraint.Read(layer),
            },
        ];
        if (bias)
            parameters.Add(new(ParameterRole.Bias, [filters], parameters[0].FanIn, parameters[0].FanOut));

        return new LayerResult(
            new ConvolutionOperation(rows, columns, layer.Input.Channels, filters, groups, bias),
            Shape.Image(rows.Output, columns.Output, filters),
            parameters.ToEquatableArray(),
            Sizes.Saturated(rows.Output, columns.Output, filters, inputs, kernelHeight, kernelWidth));
    }

    /// <summary>Weights that join one channel with so many.</summary>
    public static int FanOf(int channels, int kernelHeight, int kernelWidth) =>
        (int)Math.Min(int.MaxValue, Sizes.Product(channels, kernelHeight, kernelWidth));
}
