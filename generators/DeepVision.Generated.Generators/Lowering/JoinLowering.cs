using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers what makes one value of several, and its way back.</summary>
internal static class JoinLowering
{
    /// <param name="name">Name of the kernel.</param>
    /// <param name="valueName">Name of its result.</param>
    public static void LowerForward(ProgramBuilder program, FusedGroup group, JoinOperation join, string name, string valueName)
    {
        GraphStep step = program.Graph.Steps[group.Main];
        int[] inputs = [.. step.ReadAll(OperandRole.Input)];
        Shape shape = program.Node(step).Output;
        // Channels that are put beside others are moved anyway.
        EquatableArray<int> sources = inputs.Select(input => join is ConcatOperation ? program.BufferOf(input) : program.PaddedBufferOf(input)).ToEquatableArray();
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, shape);
        switch (join)
        {
            case AddOperation:
                program.Add(new SumKernel(step.Layer, name, sources, target.Id, ForwardLowering.ActivationOf(program, group)));
                break;

            case AverageOperation:
                program.Add(new MeanKernel(step.Layer, name, sources, target.Id, 1f / sources.Count));
                break;

            case MultiplyOperation:
                (int whole, int gate) = program.ShapeOf(inputs[0]) == shape ? (0, 1) : (1, 0);
                program.Add(new ProductKernel(
                    step.Layer, name, sources.Count == 2 ? [sources[whole], sources[gate]] : sources, target.Id, GateOf(program.ShapeOf(inputs[gate]), shape)));
                break;

            case MaximumOperation:
                int winners = Kernel.None;
                if (step.Writes.Count > 1)
                {
                    winners = program.NewBufferLike(valueName + "Winners", target.Id, ElementKind.Byte).Id;
                    program.Hold(step.Writes[1], winners);
                }

                program.Add(new MaximumKernel(step.Layer, name, sources, target.Id, winners));
                break;

            case ConcatOperation:
                program.Add(new ConcatKernel(step.Layer, name, sources, target.Id));
                break;

            default:
                throw new InvalidOperationException($"{join.GetType().Name} has no forward lowering.");
        }

        program.Hold(program.Graph.Steps[group.Last].Writes[0], target.Id);
    }

    public static void LowerInputGradient(ProgramBuilder program, GraphStep step, JoinOperation join)
    {
        ValueGraph graph = program.Graph;
        LayerNode node = program.Node(step);
        int by = graph.Values[step.Writes[0]].By;
        Shape shape = program.ShapeOf(by);
        string name = $"{node.Accessor}InputGradient{Text.Of(step.Input + 1)}";
        int gradient = program.BufferOf(step.Read(OperandRole.OutputGradient));
        TensorBuffer target = program.NewBuffer(program.GradientName(by), ElementKind.Float, shape);
        switch (join)
        {
            case AverageOperation:
                program.Add(new MeanKernel(step.Layer, name, [gradient], target.Id, 1f / node.Inputs.Count));
                break;

            case MultiplyOperation:
                int[] others = [.. step.ReadAll(OperandRole.OtherInput)];
                EquatableArray<int> factors = others.Select(program.PaddedBufferOf).ToEquatableArray();
                program.Add(GateOf(shape, node.Output) is not Broadcast.None and { } over
                    ? new InnerProductKernel(step.Layer, name, gradient, factors[0], target.Id, over)
                    : new ProductKernel(step.Layer, name, [gradient, .. factors], target.Id, GateOf(program.ShapeOf(others[0]), node.Output)));
                break;

            case MaximumOperation:
                program.Add(new MaximumGradientKernel(step.Layer, name, gradient, target.Id, program.BufferOf(step.Read(OperandRole.Saved)), step.Input));
                break;

            case ConcatOperation:
                int firstChannel = graph.Layers.Layers[step.Layer].Inputs.Take(step.Input).Sum(input => graph.Layers.OutputOf(input).Channels);
                program.Add(new SliceKernel(step.Layer, name, gradient, target.Id, firstChannel));
                break;

            default:
                throw new InvalidOperationException($"{join.GetType().Name} has no backward lowering.");
        }

        program.Hold(step.Writes[0], target.Id);
    }

    /// <summary>What a factor of a product is the same for.</summary>
    private static Broadcast GateOf(Shape factor, Shape product)
    {
        if ((factor.Height, factor.Width, factor.Channels) == (product.Height, product.Width, product.Channels))
            return Broadcast.None;
        return factor.Channels == product.Channels ? Broadcast.Pixels : Broadcast.Channels;
    }
}
