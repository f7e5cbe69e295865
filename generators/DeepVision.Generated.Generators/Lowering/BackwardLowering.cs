using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers a group of backward steps: one case for each kind of operation.</summary>
internal static class BackwardLowering
{
    public static void Lower(ProgramBuilder program, FusedGroup group)
    {
        GraphStep step = program.Graph.Steps[group.Main];
        if (step.Kind == StepKind.GradientSum)
        {
            LowerSum(program, group);
            return;
        }

        switch (program.Node(step).Operation)
        {
            case BatchNormOperation norm when program.IsTraining && !program.Node(step).IsFrozen:
                LowerBatchNorm(program, group, norm);
                return;
            case ConvolutionOperation or DenseOperation when step.Kind == StepKind.ParameterGradient:
                LowerWeightGradient(program, step);
                return;
            case LayerNormOperation or GroupNormOperation when step.Kind == StepKind.ParameterGradient:
                NormLowering.ParameterGradient(program, step);
                return;
            case PReLUOperation when step.Kind == StepKind.ParameterGradient:
                program.Add(new PReLUGradientKernel(
                    step.Layer, program.Node(step).Accessor + "SlopeGradient", program.PaddedBufferOf(step.Read(OperandRole.Input)),
                    program.BufferOf(step.Read(OperandRole.OutputGradient)), program.Parameters.IndexOf(step.Layer, ParameterRole.Weight)));
                return;
            case RecurrenceOperation recurrence when step.Kind == StepKind.ParameterGradient:
                ScanLowering.ParameterGradient(program, step, recurrence);
                return;
            case AttentionOperation or MultiHeadAttentionOperation when step.Kind == StepKind.ParameterGradient:
                AttentionLowering.ParameterGradient(program, step);
                return;
            case AttentionOperation attention:
                program.Hold(step.Writes[0], AttentionLowering.InputGradient(program, step, attention, program.Node(step).Accessor + "InputGradient"));
                return;
            case PositionEmbeddingOperation:
                program.Add(new BiasGradientKernel(
                    step.Layer, program.Node(step).Accessor + "WeightGradient", program.BufferOf(step.Read(OperandRole.OutputGradient)),
                    program.Parameters.IndexOf(step.Layer, ParameterRole.Weight)) { IsForEachPixel = true });
                return;
            case EmbeddingOperation embedding when step.Kind == StepKind.ParameterGradient:
                TokenLowering.ParameterGradient(program, step, embedding);
                return;
            case EmbeddingOperation:
                TokenLowering.InputGradient(program, step);
                return;
            case TransposedConvolutionOperation when step.Kind == StepKind.ParameterGradient:
                TransposedLowering.ParameterGradient(program, step);
                return;
            case JoinOperation join:
                JoinLowering.LowerInputGradient(program, step, join);
                return;
        }

        LowerInputGradient(program, group);
    }

    private static void LowerSum(ProgramBuilder program, FusedGroup group)
    {
        GraphStep step = program.Graph.Steps[group.Main];
        EquatableArray<int> terms = step.ReadAll(OperandRole.Term).Select(program.PaddedBufferOf).ToEquatableArray();
        TensorBuffer sum = program.NewBufferLike(program.GradientName(program.Graph.Values[step.Writes[0]].By), terms[0]);
        string name = step.Layer < 0 ? "Input" : program.Node(step).Accessor;
        // A value with many readers may have several sums, each a term of the next.
        int earlier = program.Graph.Steps.Take(group.Main).Count(other => other.Kind == StepKind.GradientSum && other.Layer == step.Layer);
        program.Add(new SumKernel(step.Layer, name + "GradientSum" + (earlier == 0 ? "" : Text.Of(earlier + 1)), terms, sum.Id, Derivative: DerivativeOf(program, group)));
        program.Hold(program.Graph.Steps[group.Last].Writes[0], sum.Id);
    }

    private static void LowerWeightGradient(ProgramBuilder program, GraphStep step)
    {
        LayerNode node = program.Node(step);
        int source = program.BufferOf(step.Read(OperandRole.Input));
        program.Add(new ContractionKernel(
            step.Layer, node.Accessor + "WeightGradient", ContractionPass.WeightGradient, ForwardLowering.GeometryOf(program.Graph.Layers, step.Layer),
            source, Kernel.None, program.BufferOf(step.Read(OperandRole.OutputGradient)),
            program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), program.Parameters.IndexOf(step.Layer, ParameterRole.Bias)));
    }

    /// <summary>One or two passes: the gradients of scale and shift are sums over the batch, which the gradient of the input needs.</summary>
    private static void LowerBatchNorm(ProgramBuilder program, FusedGroup group, BatchNormOperation norm)
    {
        ValueGraph graph = program.Graph;
        ElementwiseFunction? activation = ForwardLowering.ActivationOf(program, group);
        foreach (int index in group.Steps.Where(index => index != group.Activation))
        {
            GraphStep step = graph.Steps[index];
            string name = program.Node(step).Accessor;
            int input = step.Read(OperandRole.Input);
            int source = program.PaddedBufferOf(input);
            // With the derivative of an activation fused, dy is the gradient of that one's output.
            GraphStep reader = activation is null ? step : graph.Steps[group.Activation];
            int gradient = program.BufferOf(reader.Read(OperandRole.OutputGradient));
            if (step.Kind == StepKind.ParameterGradient)
            {
                program.Add(new BatchNormKernel(
                    step.Layer, name + "GradientSums", BatchNormPass.GradientSums, BatchNormParameters.Of(program.Parameters, step.Layer), norm.Momentum, norm.Epsilon,
                    source, Kernel.None, gradient, activation));
                continue;
            }

            TensorBuffer target = program.NewBufferLike(program.GradientName(input), source);
            program.Add(new BatchNormKernel(
                step.Layer, name + "InputGradient", BatchNormPass.InputGradient, BatchNormParameters.Of(program.Parameters, step.Layer), norm.Momentum, norm.Epsilon,
                source, target.Id, gradient, activation));
            program.Hold(step.Writes[0], target.Id);
        }
    }

    private static void LowerInputGradient(ProgramBuilder program, FusedGroup group)
    {
        ValueGraph graph = program.Graph;
        GraphStep step = graph.Steps[group.Main];
        LayerNode node = program.Node(step);
        string name = node.Accessor + "InputGradient";
        int gradient = program.BufferOf(step.Read(OperandRole.OutputGradient));
        // The value that the loss is differentiated by; the gradient lies in memory as it does.
        int by = graph.Values[step.Writes[0]].By;
        int result = graph.Steps[group.Last].Writes[0];
        TensorBuffer target;
        switch (node.Operation)
        {
            case ConvolutionOperation or DenseOperation:
            {
                target = ContractionInput(program, step, by);
                program.Add(new ContractionKernel(
                    step.Layer, name, ContractionPass.InputGradient, ForwardLowering.GeometryOf(program.Graph.Layers, step.Layer),
                    gradient, target.Id, Kernel.None,
                    program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), Kernel.None, WeightForm.Transposed,
                    Derivative: DerivativeOf(program, group), Addend: ForwardLowering.AddendOf(program, group)));
                break;
            }

            // The steps back have made it.
            case RecurrenceOperation recurrence when step.Input > 0:
                RecurrenceGradientKernel back = program.KernelOf<RecurrenceGradientKernel>(step.Layer);
                program.Hold(result, step.Input == recurrence.StateInput ? back.InitialTarget : back.MemoryTarget);
                return;

            case RecurrenceOperation recurrence:
                target = ContractionInput(program, step, by);
                ScanLowering.InputGradient(program, step, recurrence, name, target.Id);
                break;

            case MultiHeadAttentionOperation attention:
                target = ContractionInput(program, step, by);
                AttentionLowering.InputGradient(program, step, attention, name, target.Id);
                break;

            case FlattenOperation when FlattenedLayout.IsInPlace(graph.Layers, step.Layer) && !FlattenedLayout.ReadsNetworkInput(graph.Layers, step.Layer):
                program.Hold(result, gradient);
                return;

            case FlattenOperation:
                target = program.NewBufferLike(program.GradientName(by), program.BufferOf(by));
                program.Add(new MapKernel(step.Layer, name, MapKind.Repack, gradient, target.Id, Kernel.None));
                break;

            case ActivationOperation activation:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new MapKernel(
                    step.Layer, name, MapKind.ActivationGradient, gradient, target.Id,
                    activation.Function.GradientReadsInput ? program.PaddedBufferOf(step.Read(OperandRole.Input)) : program.BufferOf(step.Read(OperandRole.Output)),
                    activation.Function));
                break;

            case DropoutOperation dropout:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new MapKernel(
                    step.Layer, name, MapKind.DropoutGradient, gradient, target.Id, program.BufferOf(step.Read(OperandRole.Saved)), Rate: dropout.Rate));
                break;

            case TransposedConvolutionOperation:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                TransposedLowering.InputGradient(program, step, name, gradient, target.Id);
                break;

            case ReshapeOperation:
                ImageLowering.Reshape(program, step.Layer, name, step.Read(OperandRole.OutputGradient), result, program.NewBufferLike(program.GradientName(by), program.BufferOf(by)));
                return;

            case PadOperation pad:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new PadKernel(step.Layer, name, gradient, target.Id, -pad.Top, -pad.Left));
                break;

            case StepsOperation steps:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new StepsKernel(step.Layer, name, steps.Kind, IsGradient: true, gradient, program.BufferOf(step.Read(OperandRole.OtherInput)), target.Id));
                break;

            case UpsampleOperation upsample:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new UpsampleKernel(step.Layer, name, WindowPass.Backward, upsample.Interpolation, upsample.Vertical, upsample.Horizontal, gradient, target.Id));
                break;

            case RepeatOperation repeat:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                TokenLowering.Repeat(program, step, repeat, name, WindowPass.Backward, gradient, target.Id);
                break;

            case PixelShuffleOperation shuffle:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new PixelShuffleKernel(step.Layer, name, Unshuffles: true, shuffle.Factor, shuffle.Order, gradient, target.Id));
                break;

            case PixelUnshuffleOperation shuffle:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new PixelShuffleKernel(step.Layer, name, Unshuffles: false, shuffle.Factor, shuffle.Order, gradient, target.Id));
                break;

            case ChannelShuffleOperation shuffle:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new ChannelShuffleKernel(step.Layer, name, node.Output.Channels / shuffle.Groups, gradient, target.Id));
                break;

            case SliceChannelsOperation slice:
                target = program.NewBuffer(program.GradientName(by), ElementKind.Float, graph.ShapeOf(by));
                program.Add(new PlaceChannelsKernel(step.Layer, name, gradient, target.Id, slice.First));
                break;

            case GlobalMaxPoolingOperation:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new GlobalMaxGradientKernel(
                    step.Layer, name, gradient, target.Id, program.PaddedBufferOf(step.Read(OperandRole.Input)), program.BufferOf(step.Read(OperandRole.Output))));
                break;

            case SpatialDropoutOperation:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new ChannelScaleKernel(step.Layer, name, gradient, program.BufferOf(step.Read(OperandRole.Saved)), target.Id));
                break;

            case BatchNormOperation norm:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new BatchNormKernel(
                    step.Layer, name, BatchNormPass.PredictGradient, BatchNormParameters.Of(program.Parameters, step.Layer), norm.Momentum, norm.Epsilon,
                    gradient, target.Id, Kernel.None, null));
                break;

            case LayerNormOperation norm:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                NormLowering.InputGradient(program, step, norm, name, gradient, target.Id);
                break;

            case GroupNormOperation norm:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                NormLowering.InputGradient(program, step, norm, name, gradient, target.Id);
                break;

            case LocalResponseNormOperation norm:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new LocalResponseNormKernel(step.Layer, name, norm, program.PaddedBufferOf(step.Read(OperandRole.Input)), target.Id, gradient));
                break;

            case L2NormalizeOperation norm:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new L2NormalizeKernel(step.Layer, name, norm.Epsilon, program.PaddedBufferOf(step.Read(OperandRole.Input)), target.Id, gradient));
                break;

            case SoftmaxOperation or LogSoftmaxOperation:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new SoftmaxKernel(
                    step.Layer, name, gradient, target.Id, program.BufferOf(step.Read(OperandRole.Output)), node.Operation is LogSoftmaxOperation));
                break;

            case PReLUOperation:
                target = program.NewBufferLike(program.GradientName(by), gradient);
                program.Add(new PReLUKernel(
                    step.Layer, name, program.PaddedBufferOf(step.Read(OperandRole.Input)), target.Id, program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), gradient));
                break;

            case PoolingOperation pooling:
                target = Unpooled(program, group, by);
                program.Add(new WindowKernel(
                    step.Layer, name, WindowPass.Backward, pooling.Kind, pooling.Vertical, pooling.Horizontal, pooling.CountPadding,
                    gradient, target.Id, pooling.Kind == PoolingKind.Max ? program.BufferOf(step.Read(OperandRole.Saved)) : Kernel.None,
                    LeakyDerivativeOf(program, group)));
                break;

            case GlobalAveragePoolingOperation:
                target = program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
                program.Add(new WindowKernel(
                    step.Layer, name, WindowPass.Backward, PoolingKind.Average,
                    ForwardLowering.Whole(node.InputShape.Height), ForwardLowering.Whole(node.InputShape.Width),
                    CountPadding: false, gradient, target.Id, Kernel.None));
                break;

            default:
                throw new InvalidOperationException($"{node.Operation.GetType().Name} has no backward lowering.");
        }

        program.Hold(result, target.Id);
    }

    /// <summary>
    /// Room for the gradient in front of a convolution or dense layer. It lies as what they read does, but for the network's input: that
    /// comes without padding, which kernels can read but not write. A dense layer gets the image that it reads in place as one vector.
    /// </summary>
    private static TensorBuffer ContractionInput(ProgramBuilder program, GraphStep step, int by)
    {
        string name = program.GradientName(by);
        TensorBuffer source = program[program.BufferOf(by)];
        if (source.Id != program.Input)
            return program.NewBufferLike(name, source.Id);
        return program.NewBuffer(name, ElementKind.Float, program.Node(step).Operation is DenseOperation ? Shape.Vector(source.SampleLength) : program.ShapeOf(by));
    }

    /// <summary>Room for the gradient in front of a pooling; of what a fused pooling reads, nothing was written.</summary>
    private static TensorBuffer Unpooled(ProgramBuilder program, FusedGroup group, int by)
    {
        GraphStep step = program.Graph.Steps[group.Main];
        GraphStep last = program.Graph.Steps[group.Last];
        if (program.HasBuffer(by))
            return program.NewBufferLike(program.GradientName(by), program.PaddedBufferOf(by));
        int front = program.Graph.Values[last.Writes[0]].Layer;
        return program.NewBuffer(
            Identifiers.LowerCamel(program.Graph.Layers.Layers[front].Accessor) + "OutputGradient", ElementKind.Float, program.Node(step).InputShape);
    }

    /// <summary>The derivative of the activation that the group undoes too; its values tell the slope.</summary>
    private static FusedDerivative? DerivativeOf(ProgramBuilder program, FusedGroup group) =>
        ForwardLowering.ActivationOf(program, group) is { } activation
            ? new FusedDerivative(activation, program.BufferOf(program.Graph.Steps[group.Activation].Read(OperandRole.Output)))
            : null;

    /// <summary>
    /// Behind ReLU the winners say which values passed. LeakyReLU lets all of them pass, and the pooled outputs tell the slope.
    /// </summary>
    private static FusedDerivative? LeakyDerivativeOf(ProgramBuilder program, FusedGroup group)
    {
        if (ForwardLowering.ActivationOf(program, group) is not { IsGate: false } leaky)
            return null;
        int pooled = program.OutputOf(program.Graph.Steps[group.Main].Layer);
        return new FusedDerivative(leaky, program.BufferOf(pooled));
    }
}
