using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers a group of forward steps: one case for each kind of operation.</summary>
internal static class ForwardLowering
{
    public static void Lower(ProgramBuilder program, FusedGroup group)
    {
        ValueGraph graph = program.Graph;
        GraphStep step = graph.Steps[group.Main];
        GraphStep last = graph.Steps[group.Last];
        LayerNode node = program.Node(step);
        int input = step.Read(OperandRole.Input);
        int result = last.Writes[0];
        string name = NameOf(program, step);
        bool isPrediction = !program.IsTraining || node.IsFrozen;
        string valueName = Identifiers.LowerCamel(program.Node(last).Accessor);
        switch (node.Operation)
        {
            case ConvolutionOperation or DenseOperation:
                LowerContraction(program, group, valueName);
                return;

            case RecurrenceOperation recurrence:
                ScanLowering.Forward(program, step, recurrence, name, valueName);
                return;

            case EmbeddingOperation embedding:
                TokenLowering.Embed(program, step, embedding, name, valueName);
                return;

            case TransposedConvolutionOperation:
                TransposedLowering.Forward(program, step, name, valueName);
                return;

            case AttentionOperation attention:
                AttentionLowering.Forward(program, step, attention, name, valueName);
                return;

            case MultiHeadAttentionOperation attention:
                AttentionLowering.Forward(program, step, attention, name, valueName);
                return;

            case JoinOperation join:
                JoinLowering.LowerForward(program, group, join, name, valueName);
                return;

            case FlattenOperation when FlattenedLayout.IsInPlace(graph.Layers, step.Layer):
                program.Hold(result, FlattenedLayout.ReadsNetworkInput(graph.Layers, step.Layer) ? program.BufferOf(input) : program.PaddedBufferOf(input));
                return;

            case FlattenOperation:
                int image = program.BufferOf(input);
                TensorBuffer vector = program.NewBuffer(valueName, ElementKind.Float, node.Output);
                program.Add(new MapKernel(step.Layer, name, MapKind.Repack, image, vector.Id, Kernel.None));
                program.Hold(result, vector.Id);
                return;

            case ReshapeOperation:
                ImageLowering.Reshape(program, step.Layer, name, input, result, program.NewBuffer(valueName, ElementKind.Float, node.Output));
                return;

            case SliceChannelsOperation slice:
                // Channels that are taken out are moved anyway.
                TensorBuffer part = program.NewBuffer(valueName, ElementKind.Float, node.Output);
                program.Add(new SliceKernel(step.Layer, name, program.BufferOf(input), part.Id, slice.First));
                program.Hold(result, part.Id);
                return;

            case DropoutOperation or SpatialDropoutOperation or GaussianNoiseOperation when isPrediction:
            // Of a single step that comes without a length.
            case StepsOperation when node.Inputs.Count == 1:
                program.Hold(result, program.PaddedBufferOf(input));
                return;
        }

        int source = program.PaddedBufferOf(input);
        TensorBuffer target = node.Operation.KeepsShape
            ? program.NewBufferLike(valueName, source)
            : program.NewBuffer(valueName, ElementKind.Float, node.Output);
        switch (node.Operation)
        {
            case PoolingOperation pooling:
                program.Add(new WindowKernel(
                    step.Layer, name, WindowPass.Forward, pooling.Kind, pooling.Vertical, pooling.Horizontal,
                    pooling.CountPadding, source, target.Id, Codes(program, step, valueName)));
                break;

            case GlobalAveragePoolingOperation:
                program.Add(new WindowKernel(
                    step.Layer, name, WindowPass.Forward, PoolingKind.Average,
                    Whole(node.InputShape.Height), Whole(node.InputShape.Width), CountPadding: false, source, target.Id, Kernel.None));
                break;

            case GlobalMaxPoolingOperation:
                program.Add(new WindowKernel(
                    step.Layer, name, WindowPass.Forward, PoolingKind.Max,
                    Whole(node.InputShape.Height), Whole(node.InputShape.Width), CountPadding: false, source, target.Id, Kernel.None));
                break;

            case PadOperation pad:
                program.Add(new PadKernel(step.Layer, name, source, target.Id, pad.Top, pad.Left));
                break;

            case StepsOperation steps:
                program.Add(new StepsKernel(step.Layer, name, steps.Kind, IsGradient: false, source, program.BufferOf(step.ReadAll(OperandRole.Input).Last()), target.Id));
                break;

            case UpsampleOperation upsample:
                program.Add(new UpsampleKernel(step.Layer, name, WindowPass.Forward, upsample.Interpolation, upsample.Vertical, upsample.Horizontal, source, target.Id));
                break;

            case RepeatOperation repeat:
                TokenLowering.Repeat(program, step, repeat, name, WindowPass.Forward, source, target.Id);
                break;

            case PixelShuffleOperation shuffle:
                program.Add(new PixelShuffleKernel(step.Layer, name, Unshuffles: false, shuffle.Factor, shuffle.Order, source, target.Id));
                break;

            case PixelUnshuffleOperation shuffle:
                program.Add(new PixelShuffleKernel(step.Layer, name, Unshuffles: true, shuffle.Factor, shuffle.Order, source, target.Id));
                break;

            case ChannelShuffleOperation shuffle:
                program.Add(new ChannelShuffleKernel(step.Layer, name, shuffle.Groups, source, target.Id));
                break;

            case ActivationOperation activation:
                program.Add(new MapKernel(step.Layer, name, MapKind.Activation, source, target.Id, Kernel.None, activation.Function));
                break;

            case DropoutOperation dropout:
                TensorBuffer mask = program.NewBufferLike(valueName + "Mask", source, ElementKind.Byte);
                program.HoldNote(step, mask.Id);
                program.Add(new MapKernel(step.Layer, name, MapKind.Dropout, source, target.Id, mask.Id, Rate: dropout.Rate));
                break;

            case SpatialDropoutOperation dropout:
                ImageLowering.SpatialDropout(program, step, name, valueName, dropout.Rate, source, target.Id);
                break;

            case GaussianNoiseOperation noise:
                program.Add(new NoiseKernel(step.Layer, name, source, target.Id, noise.StandardDeviation));
                break;

            case SoftmaxOperation or LogSoftmaxOperation:
                program.Add(new SoftmaxKernel(step.Layer, name, source, target.Id, Kernel.None, node.Operation is LogSoftmaxOperation));
                break;

            case PReLUOperation:
                program.Add(new PReLUKernel(step.Layer, name, source, target.Id, program.Parameters.IndexOf(step.Layer, ParameterRole.Weight)));
                break;

            case PositionEmbeddingOperation position:
                program.Add(new BiasKernel(step.Layer, name, source, target.Id, program.Parameters.IndexOf(step.Layer, position.Positions))
                {
                    IsForEachPixel = true,
                    CarriedSteps = position.CarriedSteps,
                });
                break;

            case LayerNormOperation norm:
                NormLowering.Forward(program, step, norm, name, valueName, source, target.Id);
                break;

            case GroupNormOperation norm:
                NormLowering.Forward(program, step, norm, name, valueName, source, target.Id);
                break;

            case LocalResponseNormOperation norm:
                program.Add(new LocalResponseNormKernel(step.Layer, name, norm, source, target.Id));
                break;

            case L2NormalizeOperation norm:
                program.Add(new L2NormalizeKernel(step.Layer, name, norm.Epsilon, source, target.Id));
                break;

            case BatchNormOperation norm:
                if (!isPrediction)
                    program.Add(new BatchNormKernel(
                        step.Layer, node.Accessor + "Statistics", BatchNormPass.Statistics, BatchNormParameters.Of(program.Parameters, step.Layer), norm.Momentum, norm.Epsilon,
                        source, Kernel.None, Kernel.None, null));
                program.Add(new BatchNormKernel(
                    step.Layer, name, isPrediction ? BatchNormPass.Predict : BatchNormPass.Normalize, BatchNormParameters.Of(program.Parameters, step.Layer), norm.Momentum, norm.Epsilon,
                    source, target.Id, Kernel.None, ActivationOf(program, group), AddendOf(program, group)));
                break;

            default:
                throw new InvalidOperationException($"{node.Operation.GetType().Name} has no forward lowering.");
        }

        program.Hold(result, target.Id);
    }

    /// <summary>A prediction's kernels have names of their own; a backend prints those that equal one of training only once.</summary>
    private static string NameOf(ProgramBuilder program, GraphStep step) =>
        program.Node(step).Accessor + (program.IsTraining ? "Forward" : "Predict");

    /// <summary>An axis whose single window covers everything.</summary>
    public static WindowAxis Whole(int extent) =>
        new(Input: extent, Output: 1, Size: extent, Stride: extent, Dilation: 1, PadBefore: 0, PadAfter: 0);

    /// <summary>The index space of a contraction; a dense layer over an image sees its pixels, padding included, as one long vector.</summary>
    public static ContractionGeometry GeometryOf(LayerGraph graph, int layer)
    {
        switch (graph.Layers[layer].Operation)
        {
            case ConvolutionOperation convolution:
                return ContractionGeometry.Of(convolution);
            case TransposedConvolutionOperation transposed:
                return ContractionGeometry.Of(transposed.Convolution);
            case DenseOperation dense:
                (Shape image, int stride) = FlattenedLayout.ColumnsOf(graph, layer);
                return new ContractionGeometry(
                    ContractionGeometry.Point, ContractionGeometry.Point, image.Height * image.Width * stride, dense.Units, Groups: 1);
            default:
                throw new InvalidOperationException("Only convolutions and dense layers are contractions.");
        }
    }

    /// <summary>The activation that belongs to a group.</summary>
    public static ElementwiseFunction? ActivationOf(ProgramBuilder program, FusedGroup group) => group.Activation == ValueGraph.None
        ? null
        : ((ActivationOperation)program.Node(program.Graph.Steps[group.Activation]).Operation).Function;

    /// <summary>The other term of the sum that belongs to a group: the one that none of its steps computes.</summary>
    public static int AddendOf(ProgramBuilder program, FusedGroup group)
    {
        if (group.Sum == ValueGraph.None)
            return Kernel.None;
        int[] own = [.. group.Steps.SelectMany(step => program.Graph.Steps[step].Writes)];
        return program.PaddedBufferOf(program.Graph.Steps[group.Sum].Reads.Single(term => !own.Contains(term.Value)).Value);
    }

    private static void LowerContraction(ProgramBuilder program, FusedGroup group, string valueName)
    {
        GraphStep step = program.Graph.Steps[group.Main];
        GraphStep last = program.Graph.Steps[group.Last];
        LayerNode node = program.Node(step);
        int source = program.BufferOf(step.Read(OperandRole.Input));
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, program.Node(last).Output);
        FusedPooling? pooling = null;
        if (group.Pooling != ValueGraph.None)
        {
            var pool = (PoolingOperation)program.Node(last).Operation;
            pooling = new FusedPooling(pool.Vertical.Size, pool.Horizontal.Size, Codes(program, last, valueName));
        }

        program.Add(new ContractionKernel(
            step.Layer, NameOf(program, step), ContractionPass.Forward, GeometryOf(program.Graph.Layers, step.Layer),
            Source: source, Target: target.Id, Gradient: Kernel.None,
            Weight: program.Parameters.IndexOf(step.Layer, ParameterRole.Weight),
            Bias: program.Parameters.IndexOf(step.Layer, ParameterRole.Bias),
            Form: group.BatchNorm == ValueGraph.None ? WeightForm.Stored : WeightForm.Folded,
            BatchNorm: group.BatchNorm == ValueGraph.None ? Kernel.None : program.Graph.Steps[group.BatchNorm].Layer,
            Activation: ActivationOf(program, group), Pooling: pooling, Addend: AddendOf(program, group)));
        program.Hold(last.Writes[0], target.Id);
    }

    /// <summary>A buffer for the winners of a max pooling, where the way back needs them.</summary>
    private static int Codes(ProgramBuilder program, GraphStep pooling, string valueName)
    {
        if (pooling.Writes.Count == 1)
            return Kernel.None;
        int codes = program.NewBuffer(valueName + "Winners", ElementKind.Byte, program.Node(pooling).Output).Id;
        program.Hold(pooling.Writes[1], codes);
        return codes;
    }
}
