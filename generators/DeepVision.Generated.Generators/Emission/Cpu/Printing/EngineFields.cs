using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Static fields of the engine: geometries and layouts that kernels of the runtime library take.</summary>
internal sealed class EngineFields(ParameterPlan parameters, LayerGraph graph)
{
    private readonly Dictionary<string, (string Type, string Value)> _fields = [];

    /// <summary>Layout of a weight; a dense layer over an image counts its pixels and padding as plain inputs.</summary>
    public string Layout(int parameter, bool flatten = false)
    {
        PlacedParameter placed = parameters.Parameters[parameter];
        PackedLayout layout = placed.Layout;
        if (flatten)
        {
            int inputs = layout.KernelHeight * layout.KernelWidth * layout.InputStride;
            layout = new PackedLayout(layout.Outputs, inputs, 1, 1, inputs, layout.Block);
        }

        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[placed.Layer].Accessor)}{(flatten ? "Flat" : "")}Layout", "WeightLayout",
            $"new({layout.Outputs}, {layout.Inputs}, {layout.KernelHeight}, {layout.KernelWidth}, {layout.InputStride}, {layout.Block})");
    }

    /// <summary>Geometry of a convolution whose groups, or whose input's channels, don't fill vectors.</summary>
    public string Geometry(ContractionKernel kernel, KernelProgram program)
    {
        // The input gradient's target is the layer's input, its source the layer's output.
        bool forward = kernel.Pass == ContractionPass.Forward;
        TensorBuffer input = program.Buffers[kernel.Pass == ContractionPass.InputGradient ? kernel.Target : kernel.Source];
        int output = kernel.Pass == ContractionPass.WeightGradient ? kernel.Gradient : forward ? kernel.Target : kernel.Source;
        ContractionGeometry geometry = kernel.Geometry;
        (WindowAxis vertical, WindowAxis horizontal) = (geometry.Vertical, geometry.Horizontal);
        string suffix = input.PixelStride % ChannelPadding.Lanes == 0 ? "" : "Input";
        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}{suffix}Geometry", "GroupedGeometry",
            $"new({vertical.Input}, {horizontal.Input}, {input.PixelStride}, {vertical.Output}, {horizontal.Output}, {program.Buffers[output].PixelStride}, "
            + $"{vertical.Size}, {horizontal.Size}, {vertical.Stride}, {horizontal.Stride}, {vertical.Dilation}, {horizontal.Dilation}, "
            + $"{vertical.PadBefore}, {horizontal.PadBefore}, {geometry.InputChannels}, {geometry.OutputChannels}, {geometry.Groups})");
    }

    /// <summary>Geometry of a convolution by Winograd's algorithm.</summary>
    public string WinogradGeometry(ContractionKernel kernel, WinogradContraction plan) => Field(
        $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}{(kernel.Pass == ContractionPass.Forward ? "" : kernel.Pass.ToString())}Geometry",
        "WinogradGeometry",
        $"new({plan.SourceHeight}, {plan.SourceWidth}, {plan.SourceChannels}, {plan.SourceStride}, {plan.TargetHeight}, {plan.TargetWidth}, {plan.PartStride}, {plan.PadTop}, {plan.PadLeft}, {plan.PassTiles})"
        + ObjectInitializer.Of(
            plan.SourcePixelStride == plan.SourceStride ? "" : $"SourcePixelStride = {plan.SourcePixelStride}",
            plan.TargetPixelStride == plan.PartStride ? "" : $"TargetPixelStride = {plan.TargetPixelStride}",
            plan.TargetStep == 1 ? "" : $"TargetStep = {plan.TargetStep}",
            plan.ShortTilesDown == 0 ? "" : $"ShortTilesDown = {plan.ShortTilesDown}",
            plan.ShortTilesAcross == 0 ? "" : $"ShortTilesAcross = {plan.ShortTilesAcross}"));

    /// <summary>Geometry of a dense layer.</summary>
    public string DenseGeometry(ContractionKernel kernel, DenseContraction plan) => Field(
        $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Geometry", "DenseGeometry",
        $"new({plan.Inputs}, {plan.InputStride}, {plan.Outputs}, {plan.OutputStride}, {plan.Block})");

    /// <summary>Geometry of a convolution of 1×1 whose rows are pixels.</summary>
    public string DenseGeometry(ContractionKernel kernel, PointwiseContraction plan) => Field(
        $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}{(kernel.Pass == ContractionPass.Forward ? "" : kernel.Pass.ToString())}Geometry", "DenseGeometry",
        $"new({plan.ReducedChannels}, {plan.SourceStride}, {plan.TargetChannels}, {plan.TargetStride}, {plan.Block})");

    /// <summary>Geometry of the weight gradient of such a convolution.</summary>
    public string DenseGeometry(ContractionKernel kernel, PointwiseWeightGradient plan) => Field(
        $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Geometry", "DenseGeometry",
        $"new({plan.Inputs}, {plan.InputStride}, {plan.Outputs}, {plan.OutputStride}, {plan.Block})");

    /// <summary>Geometry of a recurrent layer.</summary>
    public string RecurrenceGeometry(int layer, RecurrenceOperation recurrence, int block) => Field(
        $"s_{Identifiers.LowerCamel(graph.Layers[layer].Accessor)}Recurrence", "RecurrenceGeometry",
        $"new({recurrence.Steps}, {recurrence.Units}, {recurrence.Gates}, {block}, {CSharpLiteral.Of(recurrence.ReturnsSequence)}, {CSharpLiteral.Of(recurrence.GoesBackwards)})"
        + ObjectInitializer.Of(recurrence.BackpropagationSteps == 0 ? "" : $"BackpropagationSteps = {recurrence.BackpropagationSteps}"));

    /// <summary>Geometry of an attention.</summary>
    public string AttentionGeometry(AttentionKernel kernel, BufferReferences buffers)
    {
        AttentionExtent extent = kernel.Extent;
        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Attention", "AttentionGeometry",
            $"new({extent.Heads}, {extent.Steps}, {extent.Keys}, {extent.HeadFeatures}, {extent.HeadValues}, {buffers[kernel.Query.Buffer].PixelStride}, "
            + $"{buffers[kernel.Key.Buffer].PixelStride}, {kernel.Key.FirstChannel}, {buffers[kernel.Value.Buffer].PixelStride}, {kernel.Value.FirstChannel}, "
            + $"{buffers[kernel.Target].PixelStride}, {CSharpLiteral.Of(extent.IsCausal)})");
    }

    /// <summary>Geometry of a pooling.</summary>
    public string Geometry(WindowKernel kernel, BufferReferences buffers)
    {
        (TensorBuffer source, TensorBuffer target) = (buffers[kernel.Source], buffers[kernel.Target]);
        (WindowAxis vertical, WindowAxis horizontal) = (kernel.Vertical, kernel.Horizontal);
        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Geometry", "PoolingGeometry",
            $"new({vertical.Input}, {horizontal.Input}, {vertical.Output}, {horizontal.Output}, {vertical.Size}, {horizontal.Size}, "
            + $"{vertical.Stride}, {horizontal.Stride}, {vertical.PadBefore}, {horizontal.PadBefore}, {vertical.PadAfter}, {horizontal.PadAfter}, {CSharpLiteral.Of(kernel.CountPadding)})"
            + Strides(kernel.Pass, source, target));
    }

    /// <summary>Geometry of an enlargement.</summary>
    public string Geometry(UpsampleKernel kernel, BufferReferences buffers)
    {
        (TensorBuffer source, TensorBuffer target) = (buffers[kernel.Source], buffers[kernel.Target]);
        TensorBuffer input = kernel.Pass == WindowPass.Forward ? source : target;
        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Geometry", "UpsampleGeometry",
            $"new({input.Height}, {input.Width}, {kernel.Vertical}, {kernel.Horizontal})" + Strides(kernel.Pass, source, target));
    }

    /// <summary>Strides of the input and the output of a layer, as the operands of a pass over it lie.</summary>
    private static string Strides(WindowPass pass, TensorBuffer source, TensorBuffer target) => pass == WindowPass.Forward
        ? KernelText.StrideProperties(("InputStride", source), ("OutputStride", target))
        : KernelText.StrideProperties(("OutputStride", source));

    /// <summary>Geometry of blocks of pixels that are channels.</summary>
    public string Geometry(PixelShuffleKernel kernel, BufferReferences buffers)
    {
        (TensorBuffer deep, TensorBuffer flat) = kernel.Unshuffles ? (buffers[kernel.Target], buffers[kernel.Source]) : (buffers[kernel.Source], buffers[kernel.Target]);
        return Field(
            $"s_{Identifiers.LowerCamel(graph.Layers[kernel.Layer].Accessor)}Geometry", "ShuffleGeometry",
            $"new({deep.Height}, {deep.Width}, {flat.Channels}, {kernel.Factor}, {deep.PixelStride}, {flat.PixelStride}, {CSharpLiteral.Of(kernel.Order == BlockOrder.BlockMajor)})");
    }

    /// <summary>Weights of the classes in the loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="answers">Whose labels it learns from: a number among the heads that predict.</param>
    public string ClassWeights(LossOperation loss, int answers) => loss.HasBalancedClasses ? $"BalancedWeights({CSharpLiteral.Of(answers)})"
        : loss.ClassWeights.Count == 0 ? "[]"
        : Field("s_classWeights", "float[]", $"[{string.Join(", ", loss.ClassWeights.Select(CSharpLiteral.Of))}]");

    /// <returns>Whether there are any.</returns>
    public bool Write(SourceWriter writer)
    {
        foreach (KeyValuePair<string, (string Type, string Value)> field in _fields.OrderBy(field => field.Key, StringComparer.Ordinal))
            writer.Line($"private static readonly {field.Value.Type} {field.Key} = {field.Value.Value};");
        return _fields.Count > 0;
    }

    /// <summary>The field with this value: layers called <c>a</c> and <c>a_input</c> may both ask for <c>s_aInputGeometry</c>.</summary>
    private string Field(string name, string type, string value)
    {
        string unique = name;
        for (int number = 2; _fields.TryGetValue(unique, out (string, string) other) && other != (type, value); number++)
            unique = name + CSharpLiteral.Of(number);
        _fields[unique] = (type, value);
        return unique;
    }
}
