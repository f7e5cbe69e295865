using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers a group of layers to its backward kernels, given the gradient of the group's output.</summary>
internal static class BackwardLowering
{
    /// <param name="gradient">Buffer of the gradient by the group's output.</param>
    /// <param name="needs">Which gradients the training graph asks for.</param>
    /// <returns>Buffer of the gradient by the group's input, or None when nobody needs it.</returns>
    public static int Lower(ProgramBuilder program, FusedLayers group, int gradient, GradientNeeds needs, Dictionary<int, int> saved)
    {
        LayerNode node = program.Graph.Layers[group.First];
        string name = node.Accessor;
        int input = node.Inputs[0];
        bool needsInput = needs.NeedsInputGradient(group.First);
        string gradientName = input == LayerNode.NetworkInput
            ? "inputGradient"
            : Identifiers.LowerCamel(program.Graph.Layers[input].Accessor) + "Gradient";
        switch (node.Operation)
        {
            case ConvolutionOperation or DenseOperation:
                return LowerContraction(program, group, gradient, needs, saved, gradientName);

            case BatchNormOperation norm:
            {
                int source = program.Value(input);
                int values = group.Activation is null ? Kernel.None : program.Value(group.Last);
                program.Add(new BatchNormKernel(
                    group.First, name + "GradientSums", BatchNormPass.GradientSums, norm.Momentum, norm.Epsilon,
                    source, Kernel.None, gradient, values, group.Activation));
                if (!needsInput)
                    return Kernel.None;
                TensorBuffer target = program.NewBufferLike(gradientName, source);
                program.Add(new BatchNormKernel(
                    group.First, name + "InputGradient", BatchNormPass.InputGradient, norm.Momentum, norm.Epsilon,
                    source, target.Id, gradient, values, group.Activation));
                return target.Id;
            }
        }

        if (!needsInput)
            return Kernel.None;
        switch (node.Operation)
        {
            case FlattenOperation:
                if (program.Value(input) == program.Value(group.First))
                    return gradient;
                TensorBuffer image = program.NewBufferLike(gradientName, program.Value(input));
                program.Add(new MapKernel(group.First, name + "InputGradient", MapKind.Repack, gradient, image.Id, Kernel.None));
                return image.Id;

            case ActivationOperation when FusionRules.IsSigmoidOfLoss(program.Graph, group.First):
                return gradient;

            case ActivationOperation activation:
                program.Add(new MapKernel(
                    group.First, name + "InputGradient", MapKind.ActivationGradient, gradient, gradient,
                    program.Value(activation.Function.GradientReadsInput ? input : group.First), activation.Function));
                return gradient;

            case DropoutOperation dropout:
                program.Add(new MapKernel(
                    group.First, name + "InputGradient", MapKind.DropoutGradient, gradient, gradient, saved[group.First], Rate: dropout.Rate));
                return gradient;

            case SoftmaxOperation:
                program.Add(new SoftmaxKernel(group.First, name + "InputGradient", gradient, gradient, program.Value(group.First)));
                return gradient;

            case PoolingOperation pooling:
            {
                TensorBuffer target = program.NewBufferLike(gradientName, program.Value(input));
                program.Add(new WindowKernel(
                    group.First, name + "InputGradient", WindowPass.Backward, pooling.Kind, pooling.Vertical, pooling.Horizontal,
                    pooling.CountPadding, gradient, target.Id, pooling.Kind == PoolingKind.Max ? saved[group.First] : Kernel.None));
                return target.Id;
            }

            case GlobalAveragePoolingOperation:
            {
                TensorBuffer target = program.NewBufferLike(gradientName, program.Value(input));
                program.Add(new WindowKernel(
                    group.First, name + "InputGradient", WindowPass.Backward, PoolingKind.Average,
                    ForwardLowering.Whole(node.InputShape.Height), ForwardLowering.Whole(node.InputShape.Width),
                    CountPadding: false, gradient, target.Id, Kernel.None));
                return target.Id;
            }

            default:
                throw new InvalidOperationException($"{node.Operation.GetType().Name} has no backward lowering.");
        }
    }

    private static int LowerContraction(
        ProgramBuilder program, FusedLayers group, int gradient, GradientNeeds needs, Dictionary<int, int> saved, string gradientName)
    {
        LayerNode node = program.Graph.Layers[group.First];
        ContractionGeometry geometry = ForwardLowering.GeometryOf(program, group.First);
        int source = program.Value(node.Inputs[0]);
        int values = program.Value(group.Last);
        if (group.Pooling != Kernel.None)
        {
            // One kernel undoes pooling and activation: the codes say which pixel won, and whether it passed.
            var pooling = (PoolingOperation)program.Graph.Layers[group.Pooling].Operation;
            LayerNode pool = program.Graph.Layers[group.Pooling];
            TensorBuffer unpooled = program.NewBuffer(
                Identifiers.LowerCamel(node.Accessor) + "OutputGradient", ElementKind.Float, pool.InputShape);
            program.Add(new WindowKernel(
                group.Pooling, pool.Accessor + "InputGradient", WindowPass.Backward, PoolingKind.Max,
                pooling.Vertical, pooling.Horizontal, CountPadding: false, gradient, unpooled.Id, saved[group.Pooling],
                group.Activation is { IsGate: false } leaky ? new FusedDerivative(leaky, values) : null));
            gradient = unpooled.Id;
        }
        else if (group.Activation is { } activation)
        {
            // The kernel that wrote the gradient multiplies by the derivative while it has the values in registers.
            if (program.LastKernel is ContractionKernel { Pass: ContractionPass.InputGradient, Derivative: null } producer && producer.Target == gradient)
                program.ReplaceLastKernel(producer with { Derivative = new FusedDerivative(activation, values) });
            else
                program.Add(new MapKernel(
                    group.Last, program.Graph.Layers[group.Last].Accessor + "InputGradient", MapKind.ActivationGradient,
                    gradient, gradient, values, activation));
        }

        if (needs.NeedsParameterGradient(group.First))
            program.Add(new ContractionKernel(
                group.First, node.Accessor + "WeightGradient", ContractionPass.WeightGradient, geometry,
                source, Kernel.None, gradient,
                program.Parameter(group.First, ParameterRole.Weight), program.Parameter(group.First, ParameterRole.Bias)));
        if (!needs.NeedsInputGradient(group.First))
            return Kernel.None;

        TensorBuffer target = program.NewBufferLike(gradientName, source);
        program.Add(new ContractionKernel(
            group.First, node.Accessor + "InputGradient", ContractionPass.InputGradient, geometry,
            gradient, target.Id, Kernel.None,
            program.Parameter(group.First, ParameterRole.Weight), Kernel.None, WeightForm.Transposed));
        return target.Id;
    }
}

/// <summary>Which gradients the training graph asks for.</summary>
internal sealed class GradientNeeds(TrainingGraph graph)
{
    private readonly HashSet<(StepKind Kind, int Layer)> _steps = [.. graph.Steps.Select(step => (step.Kind, step.Layer))];

    public bool NeedsInputGradient(int layer) => _steps.Contains((StepKind.InputGradient, layer));

    public bool NeedsParameterGradient(int layer) => _steps.Contains((StepKind.ParameterGradient, layer));
}
