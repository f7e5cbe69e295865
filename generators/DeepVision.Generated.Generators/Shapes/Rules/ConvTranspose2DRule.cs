using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → larger image (h′, w′, filters).</summary>
internal sealed class ConvTranspose2DRule : LayerRule
{
    public override string Kind => "ConvTranspose2D";

    public override IReadOnlyList<LayerOption> Options { get; } =
        [.. ConvolutionRule.KernelOptions, new("OutputPadding", 0), new("OutputPaddings", null), new("Groups", 1), .. LayerOption.Weighted];

    public override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        (int filters, int groups) = ChannelGroups.Read(layer);
        (int kernelHeight, int kernelWidth) = WindowOptions.ReadSize(layer, "kernelSize", "kernelHeight", "kernelWidth");
        PerAxis stride = WindowOptions.ReadAxes(layer, "Stride", minimum: 1), dilation = WindowOptions.ReadAxes(layer, "Dilation", minimum: 1);
        WindowPadding padding = WindowPadding.Read(layer);
        PerAxis outputPadding = ReadOutputPadding(layer, padding.Same, new PerAxis(Math.Max(stride.Rows, dilation.Rows), Math.Max(stride.Columns, dilation.Columns)));
        float l1 = layer.Where("L1", value => value >= 0, "0 or more", instead: 0);
        float l2 = layer.Where("L2", value => value >= 0, "0 or more", instead: 0);
        (string initializer, float argument) = layer.WeightInitializer();
        bool bias = layer.Flag("Bias");

        WindowGeometry vertical = padding.Rows(kernelHeight, stride.Rows, dilation.Rows), horizontal = padding.Columns(kernelWidth, stride.Columns, dilation.Columns);
        int channels = layer.Input.Channels;
        (WindowAxis rows, WindowAxis columns) = (Turned(vertical, layer.Input.Height, outputPadding.Rows), Turned(horizontal, layer.Input.Width, outputPadding.Columns));
        if (rows.Input < 1 || columns.Input < 1)
        {
            if (isImage)
            {
                string rule = layer.IsGiven(WindowPadding.Sides)
                    ? "small enough to leave a pixel"
                    : "at most " + Text.Of(padding.Top - (2 - Math.Min(rows.Input, columns.Input)) / 2);
                layer.ReportRange(WindowPadding.OptionOf(layer), rule + " for an image of " + layer.Input, padding.ToString());
            }

            (rows, columns) = (rows with { Input = Math.Max(1, rows.Input) }, columns with { Input = Math.Max(1, columns.Input) });
        }

        List<ParameterDeclaration> parameters =
        [
            new(ParameterRole.Weight, [channels, filters / groups, kernelHeight, kernelWidth],
                FanIn: ConvolutionRule.FanOf(channels / groups, kernelHeight, kernelWidth), FanOut: ConvolutionRule.FanOf(filters / groups, kernelHeight, kernelWidth))
            {
                Initializer = initializer, InitializerArgument = argument, L1 = l1, L2 = l2,
                Constraint = WeightConstraint.Read(layer) with { TransposedGroups = groups },
            },
        ];
        if (bias)
            parameters.Add(new(ParameterRole.Bias, [filters], parameters[0].FanIn, parameters[0].FanOut));

        return new LayerResult(
            new TransposedConvolutionOperation(new ConvolutionOperation(rows, columns, filters, channels, groups, HasBias: false), bias),
            Shape.Image(rows.Input, columns.Input, filters),
            parameters.ToEquatableArray(),
            Sizes.Saturated(rows.Output, columns.Output, channels, filters / groups, kernelHeight, kernelWidth));
    }

    private static PerAxis ReadOutputPadding(LayerContext layer, bool same, PerAxis limit)
    {
        const string option = "OutputPadding";
        PerAxis padding = WindowOptions.ReadAxes(layer, option, minimum: 0);
        if (padding == default || (padding.Rows < limit.Rows && padding.Columns < limit.Columns && !same))
            return padding;
        string each = PerAxis.OptionOfEach(option);
        layer.ReportRange(layer.IsGiven(each) ? each : option, same ? "0 with Padding.Same" : "below the larger of stride and dilation, " + limit, padding.ToString());
        return default;
    }

    /// <summary>The axis of the convolution that makes the layer's input of its output; what comes out may be less than one pixel.</summary>
    private static WindowAxis Turned(WindowGeometry window, int extent, int outputPadding)
    {
        long output = window.Same
            ? (long)extent * window.Stride
            : (extent - 1L) * window.Stride - window.PadBefore - window.PadAfter + window.Extent + outputPadding;
        int bounded = (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, output));
        return window.Same
            ? window.On(bounded) with { Output = extent }
            : new WindowAxis(bounded, extent, window.Size, window.Stride, window.Dilation, window.PadBefore, window.PadAfter);
    }
}
