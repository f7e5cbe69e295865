using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Checks that a kernel's operands have the extents and elements that it works on: one case for each family.</summary>
internal static partial class OperandChecks
{
    /// <exception cref="InvalidOperationException">They don't.</exception>
    public static void Check(KernelProgram program, Kernel kernel)
    {
        program = program.SeenBy(kernel);
        switch (kernel)
        {
            case ContractionKernel contraction:
                CheckContraction(program, contraction);
                break;
            case WindowKernel window:
                CheckWindow(program, window);
                break;
            case MapKernel { Kind: MapKind.Repack } map:
                TensorBuffer from = program.Buffers[map.Source], to = program.Buffers[map.Target];
                Require(kernel, from.Pixels * from.Channels == to.Pixels * to.Channels, $"{from.Name} and {to.Name} have different numbers of values");
                break;
            case MapKernel map:
                CheckElements(program, kernel, ElementKind.Float, map.Source, map.Target);
                CheckElements(program, kernel, map.Kind is MapKind.Dropout or MapKind.DropoutGradient ? ElementKind.Byte : ElementKind.Float, map.Auxiliary);
                CheckSame(program, kernel, map.Source, map.Target, map.Auxiliary);
                break;
            case SoftmaxKernel softmax:
                CheckSame(program, kernel, softmax.Source, softmax.Target, softmax.Values);
                break;
            case JoinKernel join:
                JoinChecks.Check(program, join);
                break;
            case LayerNormKernel or LayerNormGradientKernel or GroupNormKernel or GroupNormGradientKernel or LocalResponseNormKernel or L2NormalizeKernel:
                CheckNorm(program, kernel);
                break;
            case RecurrenceKernel or RecurrenceGradientKernel:
                CheckScan(program, kernel);
                break;
            case AttentionKernel or AttentionGradientKernel:
                CheckAttention(program, kernel);
                break;
            case EmbeddingKernel embedding:
                CheckTokens(program, kernel, embedding.Embedding, embedding.Source, embedding.Target);
                break;
            case EmbeddingGradientKernel embedding:
                CheckTokens(program, kernel, embedding.Embedding, embedding.Source, embedding.Gradient);
                break;
            case BiasKernel bias:
                CheckSame(program, kernel, bias.Source, bias.Target);
                break;
            case PReLUKernel rectifier:
                CheckSame(program, kernel, rectifier.Source, rectifier.Target, rectifier.Gradient);
                break;
            case PReLUGradientKernel rectifier:
                CheckSame(program, kernel, rectifier.Source, rectifier.Gradient);
                break;
            case PadKernel pad:
                CheckPad(program, pad);
                break;
            case StepsKernel steps:
                CheckLengths(program, steps);
                break;
            case UpsampleKernel upsample:
                CheckUpsample(program, upsample);
                break;
            case PixelShuffleKernel shuffle:
                CheckShuffle(program, shuffle);
                break;
            case ChannelShuffleKernel shuffle:
                CheckSame(program, kernel, shuffle.Source, shuffle.Target);
                Require(kernel, program.Buffers[shuffle.Source].Channels % shuffle.Groups == 0, "groups don't divide its channels");
                break;
            case GlobalMaxGradientKernel maximum:
                CheckSame(program, kernel, maximum.Source, maximum.Output);
                CheckSame(program, kernel, maximum.Target, maximum.Input);
                CheckChannels(program, kernel, maximum.Input, maximum.Output);
                break;
            case ChannelScaleKernel scale:
                CheckSame(program, kernel, scale.Source, scale.Target);
                CheckChannels(program, kernel, scale.Source, scale.Factors);
                break;
            case NoiseKernel noise:
                CheckSame(program, kernel, noise.Source, noise.Target);
                break;
            case LossKernel loss:
                CheckSame(program, kernel, loss.Source, loss.Target);
                break;
            case BatchNormKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Target, norm.Gradient, norm.Addend);
                break;
        }
    }

    private static void CheckContraction(KernelProgram program, ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        (int x, int y) = kernel.Pass switch
        {
            ContractionPass.Forward => (kernel.Source, kernel.Target),
            ContractionPass.InputGradient => (kernel.Target, kernel.Source),
            _ => (kernel.Source, kernel.Gradient),
        };
        CheckElements(program, kernel, ElementKind.Float, x, y, kernel.Derivative?.Values ?? Kernel.None);
        TensorBuffer input = program.Buffers[x], output = program.Buffers[y];
        // A dense layer sees an image that stays in place as one long vector, padding included.
        Require(
            kernel,
            geometry.IsDense
                ? input.SampleLength == geometry.InputChannels || (input.Pixels == 1 && input.Channels == geometry.InputChannels)
                : (input.Height, input.Width, input.Channels) == (geometry.Vertical.Input, geometry.Horizontal.Input, geometry.InputChannels),
            $"{input.Name} isn't its input");
        (int height, int width) = kernel.Pooling is { } pooling
            ? (geometry.Vertical.Output / pooling.Height, geometry.Horizontal.Output / pooling.Width)
            : (geometry.Vertical.Output, geometry.Horizontal.Output);
        Require(kernel, (output.Height, output.Width, output.Channels) == (height, width, geometry.OutputChannels), $"{output.Name} isn't its output");
        if (kernel.Pooling is { Codes: not Kernel.None and int codes })
        {
            CheckElements(program, kernel, ElementKind.Byte, codes);
            CheckSame(program, kernel, kernel.Target, codes);
        }

        if (kernel.Derivative is { } derivative)
            CheckSame(program, kernel, kernel.Target, derivative.Values);
        if (kernel.Addend != Kernel.None)
            CheckSame(program, kernel, kernel.Target, kernel.Addend);
        Require(
            kernel, kernel.Form == WeightForm.Transposed == (kernel.Pass == ContractionPass.InputGradient) && kernel.Form == WeightForm.Folded == (kernel.BatchNorm != Kernel.None),
            "it reads another form of its weights");
    }

    private static void CheckWindow(KernelProgram program, WindowKernel kernel)
    {
        (int x, int y) = kernel.Pass == WindowPass.Forward ? (kernel.Source, kernel.Target) : (kernel.Target, kernel.Source);
        TensorBuffer input = program.Buffers[x], output = program.Buffers[y];
        Require(kernel, (input.Height, input.Width) == (kernel.Vertical.Input, kernel.Horizontal.Input), $"{input.Name} isn't its input");
        Require(kernel, (output.Height, output.Width, output.Channels) == (kernel.Vertical.Output, kernel.Horizontal.Output, input.Channels), $"{output.Name} isn't its output");
        Require(kernel, kernel.Codes != Kernel.None || kernel.Kind == PoolingKind.Average || kernel.Pass == WindowPass.Forward, "it knows no winners");
        CheckElements(program, kernel, ElementKind.Float, x, y);
        CheckElements(program, kernel, ElementKind.Byte, kernel.Codes);
        CheckSame(program, kernel, y, kernel.Codes, kernel.Derivative?.Values ?? Kernel.None);
    }

    internal static void CheckElements(KernelProgram program, Kernel kernel, ElementKind kind, params int[] ids)
    {
        foreach (int id in ids.Where(id => id != Kernel.None))
            Require(kernel, program.Buffers[id].Kind == kind, $"{program.Buffers[id].Name} doesn't hold elements of kind {kind}");
    }

    /// <summary>Whether buffers lie in memory as the first of them does.</summary>
    internal static void CheckSame(KernelProgram program, Kernel kernel, params int[] ids)
    {
        TensorBuffer first = program.Buffers[ids[0]];
        foreach (TensorBuffer other in ids.Where(id => id != Kernel.None).Select(id => program.Buffers[id]))
        {
            Require(
                kernel, first.SampleLength == other.SampleLength && first.PixelStride == other.PixelStride && first.Channels == other.Channels,
                $"{first.Name} and {other.Name} lie differently in memory");
        }
    }

    internal static void Require(Kernel kernel, bool condition, string problem) =>
        ProgramVerifier.Require(condition, $"{kernel.Name} doesn't fit its operands: {problem}");
}
