using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>Graphs and programs as lines of text, for expectations and for the message of a test that fails.</summary>
internal static class GraphText
{
    /// <summary>A network, layer by layer.</summary>
    public static string Of(LayerGraph graph) => string.Join("\n", graph.Layers
        .Select(node => $"{node.Accessor} of {string.Join(", ", node.Inputs.Select(input => LayerName(graph, input)))}: {node.Description} → {node.Output}")
        .Prepend($"input {graph.Input}")
        .Concat(graph.Heads.Select(head => $"{head.Weight} · {head.Loss} of {LayerName(graph, head.Layer)}{(head.IsTrainingOnly ? ", auxiliary" : "")}")));

    /// <summary>The steps: <c>InputGradient of ReLU1: dReLU1, ReLU1 → dConv2D1</c>; x' is what layer x noted, dx the gradient of its output.</summary>
    public static string[] Steps(ValueGraph graph) =>
        [.. graph.Steps.Select(step => $"{Name(graph, step)}: {Values(graph, step.Reads.Select(operand => operand.Value))} → {Values(graph, step.Writes)}")];

    /// <summary>The kernels: <c>Conv2D1Forward: input → reLU1</c>, with what is fused in brackets.</summary>
    public static string[] Kernels(KernelProgram program) => [.. program.Kernels.Select(kernel =>
        $"{kernel.Name}{Fused(kernel)}: {Buffers(program, kernel.Reads)}{(kernel.Writes.Any() ? " → " + Buffers(program, kernel.Writes) : "")}")];

    /// <summary>What kind of kernel it is, whatever it is called: <c>InputGradient [ReLU']</c>.</summary>
    public static string Kind(Kernel kernel) => kernel switch
    {
        ContractionKernel contraction => contraction.Pass.ToString(),
        WindowKernel window => window.Kind + "Pooling" + window.Pass,
        BatchNormKernel norm => "BatchNorm" + norm.Pass,
        MapKernel map => map.Kind.ToString(),
        SoftmaxKernel { Values: not Kernel.None } => "SoftmaxGradient",
        MeanKernel { Sources.Count: 1 } => "MeanGradient",
        ProductKernel { Gate: not Broadcast.None } product => $"Product [gate over {product.Gate}]",
        InnerProductKernel product => $"InnerProduct [over {product.Over}]",
        _ => kernel.GetType().Name.Replace("Kernel", "", StringComparison.Ordinal),
    } + Fused(kernel);

    /// <summary>Which buffers lie in the place of another: <c>reLU2Gradient in reLU3Gradient</c>.</summary>
    public static string[] Shared(KernelProgram program, StoragePlan plan) => [.. program.Buffers
        .Where(buffer => plan.Of(buffer.Id) != buffer.Id)
        .Select(buffer => $"{buffer.Name} in {program.Buffers[plan.Of(buffer.Id)].Name}")];

    /// <summary>A value by its name.</summary>
    public static string Value(ValueGraph graph, int value) => graph.Values[value] switch
    {
        { Kind: ValueKind.Gradient, By: int by } => "d" + Value(graph, by),
        { Kind: ValueKind.Saved, Layer: int layer } => LayerName(graph.Layers, layer) + "'",
        { Kind: ValueKind.ParameterGradient, Layer: int layer } => "d" + LayerName(graph.Layers, layer) + ".parameters",
        { Layer: int layer } => LayerName(graph.Layers, layer),
    };

    private static string Name(ValueGraph graph, GraphStep step) => step.Kind switch
    {
        StepKind.Forward => LayerName(graph.Layers, step.Layer),
        StepKind.Loss => graph.Layers.Heads[step.Head].IsTrainingOnly ? "Auxiliary loss" : "Loss",
        _ => $"{step.Kind} of {LayerName(graph.Layers, step.Layer)}",
    };

    private static string Values(ValueGraph graph, IEnumerable<int> values) => string.Join(", ", values.Select(value => Value(graph, value)));

    private static string Buffers(KernelProgram program, IEnumerable<int> ids) => string.Join(", ", ids.Select(id => program.Buffers[id].Name));

    private static string LayerName(LayerGraph graph, int layer) => layer == LayerNode.NetworkInput ? "input" : graph.Layers[layer].Accessor;

    private static string Fused(Kernel kernel)
    {
        List<string> parts = [];
        switch (kernel)
        {
            case ContractionKernel contraction:
                if (contraction.BatchNorm != Kernel.None)
                    parts.Add("BatchNorm");
                if (contraction.Addend != Kernel.None)
                    parts.Add("Sum");
                if (contraction.Activation is { } activation)
                    parts.Add(activation.Kind.ToString());
                if (contraction.Pooling is { } pooling)
                    parts.Add($"MaxPool {pooling.Height}×{pooling.Width}");
                if (contraction.Derivative is { } derivative)
                    parts.Add($"{derivative.Activation.Kind}'");
                break;
            case WindowKernel { Derivative: { } leaky }:
                parts.Add($"{leaky.Activation.Kind}'");
                break;
            case BatchNormKernel norm:
                if (norm.Addend != Kernel.None)
                    parts.Add("Sum");
                if (norm.Activation is { } normalized)
                    parts.Add(normalized.Kind + (norm.Gradient == Kernel.None ? "" : "'"));
                break;
            case SumKernel { Activation: { } activated }:
                parts.Add(activated.Kind.ToString());
                break;
            case SumKernel { Derivative: { } undone }:
                parts.Add($"{undone.Activation.Kind}'");
                break;
        }

        return parts.Count == 0 ? "" : $" [{string.Join(", ", parts)}]";
    }
}
