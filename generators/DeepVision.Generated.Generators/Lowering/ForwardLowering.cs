using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers a group of layers to its forward kernels: one case for each kind of operation.</summary>
internal static class ForwardLowering
{
    /// <param name="saved">Receives what the backward pass reads: layer → buffer.</param>
    public static void Lower(ProgramBuilder program, FusedLayers group, bool training, Dictionary<int, int> saved)
    {
        LayerNode node = program.Graph.Layers[group.First];
        LayerNode last = program.Graph.Layers[group.Last];
        int input = node.Inputs[0];
        string name = node.Accessor;
        string valueName = Identifiers.LowerCamel(last.Accessor);
        switch (node.Operation)
        {
            case ConvolutionOperation or DenseOperation:
                LowerContraction(program, group, training, saved);
                return;

            case FlattenOperation:
                if (FlattenedLayout.IsInPlace(program.Graph, group.First))
                {
                    program.SetValue(group.First, FlattenedLayout.ReadsNetworkInput(program.Graph, group.First)
                        ? program.Value(input)
                        : program.PaddedValue(input));
                    return;
                }

                int image = program.Value(input);
                TensorBuffer vector = program.NewBuffer(valueName, ElementKind.Float, node.Output);
                program.Add(new MapKernel(group.First, name + "Forward", MapKind.Repack, image, vector.Id, Kernel.None));
                program.SetValue(group.First, vector.Id);
                return;

            case ActivationOperation when FusionRules.IsSigmoidOfLoss(program.Graph, group.First):
                program.SetValue(group.First, program.PaddedValue(input));
                return;
        }

        int source = program.PaddedValue(input);
        TensorBuffer target = node.Operation is ActivationOperation or DropoutOperation or SoftmaxOperation or BatchNormOperation
            ? program.NewBufferLike(valueName, source)
            : program.NewBuffer(valueName, ElementKind.Float, node.Output);
        switch (node.Operation)
        {
            case PoolingOperation pooling:
            {
                int codes = Kernel.None;
                if (training && pooling.Kind == PoolingKind.Max)
                    saved[group.First] = codes = program.NewBuffer(valueName + "Winners", ElementKind.Byte, node.Output).Id;
                program.Add(new WindowKernel(
                    group.First, name + "Forward", WindowPass.Forward, pooling.Kind, pooling.Vertical, pooling.Horizontal,
                    pooling.CountPadding, source, target.Id, codes));
                break;
            }

            case GlobalAveragePoolingOperation:
                program.Add(new WindowKernel(
                    group.First, name + "Forward", WindowPass.Forward, PoolingKind.Average,
                    Whole(node.InputShape.Height), Whole(node.InputShape.Width), CountPadding: false, source, target.Id, Kernel.None));
                break;

            case ActivationOperation activation:
                program.Add(new MapKernel(
                    group.First, name + "Forward", MapKind.Activation, source, target.Id, Kernel.None, activation.Function));
                break;

            case DropoutOperation dropout:
                if (!training)
                {
                    program.SetValue(group.First, source);
                    return;
                }

                TensorBuffer mask = program.NewBufferLike(valueName + "Mask", source, ElementKind.Byte);
                saved[group.First] = mask.Id;
                program.Add(new MapKernel(group.First, name + "Forward", MapKind.Dropout, source, target.Id, mask.Id, Rate: dropout.Rate));
                break;

            case SoftmaxOperation:
                program.Add(new SoftmaxKernel(group.First, name + "Forward", source, target.Id, Kernel.None));
                break;

            case BatchNormOperation norm:
                if (training)
                    program.Add(new BatchNormKernel(
                        group.First, name + "Statistics", BatchNormPass.Statistics, norm.Momentum, norm.Epsilon,
                        source, Kernel.None, Kernel.None, Kernel.None, null));
                program.Add(new BatchNormKernel(
                    group.First, name + "Forward", training ? BatchNormPass.Normalize : BatchNormPass.Predict, norm.Momentum, norm.Epsilon,
                    source, target.Id, Kernel.None, Kernel.None, group.Activation));
                break;

            default:
                throw new InvalidOperationException($"{node.Operation.GetType().Name} has no forward lowering.");
        }

        program.SetValue(group.Last, target.Id);
    }

    /// <summary>An axis whose single window covers everything.</summary>
    public static WindowAxis Whole(int extent) =>
        new(Input: extent, Output: 1, Size: extent, Stride: extent, Dilation: 1, PadBefore: 0, PadAfter: 0);

    /// <summary>The index space of a contraction; a dense layer over an image sees its pixels as one long vector.</summary>
    public static ContractionGeometry GeometryOf(ProgramBuilder program, int layer)
    {
        switch (program.Graph.Layers[layer].Operation)
        {
            case ConvolutionOperation convolution:
                return new ContractionGeometry(
                    convolution.Vertical, convolution.Horizontal, convolution.InputChannels, convolution.Filters, convolution.Groups);
            case DenseOperation dense:
                PackedLayout layout = program.Parameters.Parameters[program.Parameter(layer, ParameterRole.Weight)].Layout;
                return new ContractionGeometry(
                    ContractionGeometry.Point, ContractionGeometry.Point,
                    layout.KernelHeight * layout.KernelWidth * layout.InputStride, dense.Units, Groups: 1);
            default:
                throw new InvalidOperationException("Only convolutions and dense layers are contractions.");
        }
    }

    private static void LowerContraction(ProgramBuilder program, FusedLayers group, bool training, Dictionary<int, int> saved)
    {
        LayerNode node = program.Graph.Layers[group.First];
        LayerNode last = program.Graph.Layers[group.Last];
        string valueName = Identifiers.LowerCamel(last.Accessor);
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, last.Output);
        FusedPooling? pooling = null;
        if (group.Pooling != Kernel.None)
        {
            var pool = (PoolingOperation)program.Graph.Layers[group.Pooling].Operation;
            int codes = training ? program.NewBuffer(valueName + "Winners", ElementKind.Byte, last.Output).Id : Kernel.None;
            if (training)
                saved[group.Pooling] = codes;
            pooling = new FusedPooling(pool.Vertical.Size, pool.Horizontal.Size, codes);
        }

        program.Add(new ContractionKernel(
            group.First, node.Accessor + "Forward", ContractionPass.Forward, GeometryOf(program, group.First),
            Source: program.Value(node.Inputs[0]), Target: target.Id, Gradient: Kernel.None,
            Weight: program.Parameter(group.First, ParameterRole.Weight),
            Bias: program.Parameter(group.First, ParameterRole.Bias),
            Form: group.BatchNorm == Kernel.None ? WeightForm.Stored : WeightForm.Folded,
            BatchNorm: group.BatchNorm, Activation: group.Activation, Pooling: pooling));
        program.SetValue(group.Last, target.Id);
    }
}
