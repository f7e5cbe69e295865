using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>From a kernel of the program to the launches that do it: one row for each family.</summary>
internal static class KernelPrinter
{
    /// <summary>The launches, in order, and the scratch memory that they need while they run.</summary>
    public static (IReadOnlyList<KernelLaunch> Launches, int ScratchFloats) Print(IlgpuNetwork network, IlgpuProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case ContractionKernel contraction:
                return ContractionPlanner.Print(network, program, contraction);
            case WindowKernel window:
                return ([new WindowPrinter(network, program, window).Print()], 0);
            case MapKernel map:
                return ([new MapPrinter(network, program, map).Print()], 0);
            case JoinKernel join:
                return ([.. new JoinPrinter(network, program, join).Print()], 0);
            case SoftmaxKernel softmax:
                return ([new SoftmaxPrinter(network, program, softmax).Print()], 0);
            case LayerNormKernel norm:
                return ([new LayerNormPrinter(network, program, norm).Print()], 0);
            case LayerNormGradientKernel norm:
                return LayerNormPrinter.ParameterGradient(network, program, norm);
            case GroupNormKernel norm:
                return ([new GroupNormPrinter(network, program, norm).Print()], 0);
            case GroupNormGradientKernel norm:
                return ([GroupNormPrinter.ParameterGradient(network, program, norm)], 0);
            case LocalResponseNormKernel norm:
                return ([new LocalResponseNormPrinter(network, program, norm).Print()], 0);
            case L2NormalizeKernel norm:
                return ([L2NormalizePrinter.Print(network, program, norm)], 0);
            case StepsKernel steps:
                return ([StepsPrinter.Print(network, program, steps)], 0);
            case RecurrenceKernel or RecurrenceGradientKernel:
                return ([.. new RecurrencePrinter(network, program, kernel).Print()], 0);
            case AttentionKernel or AttentionGradientKernel:
                return ([.. new AttentionPrinter(network, program, kernel).Print()], 0);
            case EmbeddingKernel embedding:
                return ([TokenPrinter.Embedding(network, program, embedding)], 0);
            case EmbeddingGradientKernel gradient:
                return (TokenPrinter.WeightGradient(network, program, gradient), 0);
            case ZeroKernel zero:
                return ([TokenPrinter.Zero(network, program, zero)], 0);
            case BiasKernel bias:
                return ([ChannelPrinter.Bias(network, program, bias)], 0);
            case BiasGradientKernel gradient:
                return ChannelPrinter.BiasGradient(network, program, gradient);
            case PReLUKernel rectifier:
                return ([ChannelPrinter.PReLU(network, program, rectifier)], 0);
            case PReLUGradientKernel gradient:
                return ChannelPrinter.SlopeGradient(network, program, gradient);
            case PadKernel or UpsampleKernel or PixelShuffleKernel or ChannelShuffleKernel or GlobalMaxGradientKernel or ChannelDropoutKernel or ChannelScaleKernel or NoiseKernel:
                return ([new ImagePrinter(network, program, kernel).Print()], 0);
            case LossKernel loss:
                return (new LossPrinter(network, program, loss).Print(), 0);
            case ScoresGradientKernel given:
                return ([ScoresGradientPrinter.Print(network, program, given)], 0);
            case BatchNormKernel norm:
                BatchNormPrinter printer = new(network, program, norm);
                return ([.. printer.Print()], printer.ScratchFloats);
            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no printer for GPUs.");
        }
    }
}
