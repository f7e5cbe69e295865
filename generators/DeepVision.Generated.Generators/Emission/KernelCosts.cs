using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>What a kernel has to do at least, whatever device it runs on: for the plan of a network that profiles itself.</summary>
internal static class KernelCosts
{
    /// <summary>A <c>KernelCost</c> as a target-typed expression.</summary>
    /// <param name="parts">Parts that the work on all samples is cut into.</param>
    public static string Text(LayerGraph graph, ParameterPlan parameters, KernelProgram program, Kernel kernel, string name, int parts = 1)
    {
        long samples = kernel.Reads.Concat(kernel.Writes)
            .Sum(id => (long)program.Buffers[id].OwnLength * (program.Buffers[id].Kind == ElementKind.Float ? sizeof(float) : 1));
        long weights = 0;
        long multiplyAdds = 0;
        if (kernel is ContractionKernel contraction)
        {
            weights = WeightBytes(contraction.Weight) / parts;
            multiplyAdds = MultiplyAdds(contraction);
        }
        else if (kernel is RecurrenceKernel scan)
        {
            weights = WeightBytes(scan.Weight);
            multiplyAdds = MultiplyAdds(scan.Recurrence);
        }
        else if (kernel is RecurrenceGradientKernel back)
        {
            weights = WeightBytes(back.Weight);
            multiplyAdds = MultiplyAdds(back.Recurrence);
        }

        else if (kernel is AttentionKernel attention)
        {
            multiplyAdds = (long)attention.Extent.Pairs * (attention.Extent.HeadFeatures + attention.Extent.HeadValues);
        }
        else if (kernel is AttentionGradientKernel { Forward.Extent: var extent })
        {
            multiplyAdds = (long)extent.Pairs * (3 * extent.HeadFeatures + 2 * extent.HeadValues);
        }

        return $"new({CSharpLiteral.Of(name)}, {CSharpLiteral.Of(kernel.Layer == LayerNode.NetworkInput ? "input" : graph.Layers[kernel.Layer].Description)}, {CSharpLiteral.Of(multiplyAdds)}, {CSharpLiteral.Of(samples)}, {CSharpLiteral.Of(weights)})";

        long WeightBytes(int index) => (long)parameters.Parameters[index].Layout.PackedLength * sizeof(float);
    }

    /// <summary>Writes a list of costs into an engine's plan.</summary>
    public static void WritePlan(SourceWriter writer, IEnumerable<string> costs)
    {
        writer.Line("Profile =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string cost in costs)
                writer.Line(cost + ",");
        }

        writer.Line("],");
    }

    /// <summary>Those of the state, forward or back.</summary>
    private static long MultiplyAdds(RecurrenceOperation recurrence) => (long)recurrence.Steps * recurrence.GateValues * recurrence.Units;

    /// <summary>What the results need: zeros of the padding and pixels that a pooling drops don't count.</summary>
    public static long MultiplyAdds(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        long vertical = Pairs(geometry.Vertical, kernel.Pooling?.Height ?? 1);
        long horizontal = Pairs(geometry.Horizontal, kernel.Pooling?.Width ?? 1);
        return kernel.Images * vertical * horizontal * geometry.InputsPerGroup * geometry.OutputChannels;
    }

    /// <summary>Pairs of an output and a tap that reads inside the input.</summary>
    private static long Pairs(WindowAxis axis, int pooled)
    {
        AxisClass forward = AxisClass.Forward(axis)[0];
        return Enumerable.Range(0, axis.Output / pooled * pooled).Select(forward.TapsOf).Sum(taps => taps.End - taps.First);
    }
}
