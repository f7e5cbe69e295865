using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of everything but contractions: kernels of the runtime library, bound by memory.</summary>
internal sealed class MapCalls(CpuNetwork network, CpuSchedule schedule, EngineFields fields)
{
    private readonly NormalizedPoolingCalls _poolings = new(network, schedule, fields);

    public IEnumerable<string> Call(Kernel kernel, BufferReferences buffers, string sample, string count) => kernel switch
    {
        MapKernel { Kind: MapKind.DropoutGradient } map => [.. InPlace(map, map.Source, map.Target, buffers, sample, count), Map(map, buffers, sample, count)],
        MapKernel map => [Map(map, buffers, sample, count)],
        WindowKernel { Normalization: { } norm } window => [_poolings.Forward(window, norm, buffers, sample, count)],
        WindowKernel window => [Window(window, buffers, sample, count)],
        SoftmaxKernel softmax => [.. InPlace(softmax, softmax.Source, softmax.Target, buffers, sample, count), Softmax(softmax, buffers, sample, count)],
        LayerNormKernel or GroupNormKernel or LocalResponseNormKernel or L2NormalizeKernel => [NormCalls.Call(kernel, network, buffers, sample, count)],
        StepsKernel steps => [ScanCalls.Steps(steps, buffers, sample, count)],
        RecurrenceKernel or RecurrenceGradientKernel => ScanCalls.Call(kernel, network, fields, buffers, sample, count),
        AttentionKernel or AttentionGradientKernel => [AttentionCalls.Call(kernel, network, fields, buffers, sample, count)],
        EmbeddingKernel or ZeroKernel => [TokenCalls.Call(kernel, network, buffers, sample, count)],
        PReLUKernel rectifier => [ChannelCalls.PReLU(rectifier, $"ref Weights({network.OffsetOf(rectifier.Slopes)})", buffers, sample, count)],
        BiasKernel { CarriedSteps: > 0 } position =>
            [ChannelCalls.NextPosition(position, $"ref Weights({network.OffsetOf(position.Bias)})", KernelText.Ref("state", CSharpLiteral.Of(network.States!.OffsetOf(position.Layer))), buffers, sample)],
        BiasKernel bias => [ChannelCalls.Bias(bias, $"ref Weights({network.OffsetOf(bias.Bias)})", buffers, sample, count)],
        PadKernel or UpsampleKernel or PixelShuffleKernel or ChannelShuffleKernel or GlobalMaxGradientKernel or ChannelDropoutKernel or ChannelScaleKernel or NoiseKernel =>
            [ImageCalls.Call(kernel, network.Graph, fields, buffers, sample, count)],
        JoinKernel join => JoinCalls.Call(join, network, buffers, sample, count),
        LossKernel loss => [Loss(loss, buffers, sample, count)],
        ScoresGradientKernel given => [ScoresGradient(given, buffers, sample, count)],
        BatchNormKernel norm => [BatchNorm(norm, buffers, sample, count, place: "")],
        _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no call."),
    };

    /// <summary>What happens on one thread behind a stage that ends with a batch-wide kernel.</summary>
    public string Combine(BatchNormKernel kernel)
    {
        TensorBuffer source = schedule.Program.Buffers[kernel.Source];
        string partials = $"ref LaneSum(0, {PartialOffset(kernel)}), {schedule.LaneSumFloats}";
        if (kernel.Pass == BatchNormPass.Statistics)
        {
            return $"BatchNormKernels.CombineStatistics({partials}, LanePixels({source.Pixels}), {source.OwnStride}, "
                + $"{CSharpLiteral.Of(kernel.Epsilon)}, {CSharpLiteral.Of(kernel.Momentum)}, {StatisticsOf(kernel)}, "
                + $"{Parameter(kernel, ParameterRole.RunningMean)}, {Parameter(kernel, ParameterRole.RunningVariance)});";
        }

        return $"BatchNormKernels.CombineGradientSums({partials}, {source.OwnStride}, {GradientOf(kernel, ParameterRole.Weight)}, {GradientOf(kernel, ParameterRole.Bias)});";
    }

    public static string Activation(CpuNetwork network, ElementwiseFunction activation, BufferReferences buffers, int source, int target, string sample, string count)
    {
        TensorBuffer buffer = buffers[target];
        return $"ActivationKernels.Forward<{network.Functions.Add(activation)}>(ref {buffers.At(source, sample)}, ref {buffers.At(target, sample)}, {Pixels(buffer, count)}, "
            + $"{buffer.Channels}, {buffer.OwnStride}{KernelText.Strides(("sourceStride", buffers[source]), ("targetStride", buffer))});";
    }

    /// <param name="kept">What the activation keeps for its gradient: x or y.</param>
    public static string ActivationGradient(CpuNetwork network, ElementwiseFunction activation, BufferReferences buffers, int kept, int source, int target, string sample, string count)
    {
        TensorBuffer buffer = buffers[target];
        return $"ActivationKernels.InputGradient<{network.Functions.Add(activation)}>(ref {buffers.At(kept, sample)}, ref {buffers.At(source, sample)}, ref {buffers.At(target, sample)}, "
            + $"{Pixels(buffer, count)}, {buffer.OwnStride}{KernelText.Strides(("keptStride", buffers[kept]), ("sourceStride", buffers[source]))});";
    }

    /// <summary>
    /// Kernels that may overwrite an operand work in place. Where the operand is needed behind them they work on a copy.
    /// </summary>
    private IEnumerable<string> InPlace(Kernel kernel, int source, int target, BufferReferences buffers, string sample, string count)
    {
        if (kernel.MayOverwrite != Kernel.None && !schedule.Storage.IsShared(source, target))
            yield return $"SumKernels.Copy(ref {buffers.At(source, sample)}, ref {buffers.At(target, sample)}, {Length(buffers[target], count)});";
    }

    private string Map(MapKernel kernel, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer source = buffers[kernel.Source];
        TensorBuffer target = buffers[kernel.Target];
        string sourceReference = "ref " + buffers.At(kernel.Source, sample);
        string targetReference = "ref " + buffers.At(kernel.Target, sample);
        string Auxiliary() => "ref " + buffers.At(kernel.Auxiliary, sample);
        switch (kernel.Kind)
        {
            case MapKind.Activation:
                return Activation(network, kernel.Activation!, buffers, kernel.Source, kernel.Target, sample, count);
            case MapKind.ActivationGradient:
                return ActivationGradient(network, kernel.Activation!, buffers, kernel.Auxiliary, kernel.Source, kernel.Target, sample, count);
            case MapKind.Dropout:
                return $"DropoutKernels.Forward({sourceReference}, {targetReference}, {Auxiliary()}, {count}, {source.Pixels}, {source.Channels}, {source.PixelStride}, "
                    + $"{CSharpLiteral.Of(kernel.Rate)}, Seed, {LayerHash.Of(network.Graph.Layers[kernel.Layer])}, Step, {KernelText.Count(kernel, sample)});";
            case MapKind.DropoutGradient:
                return $"DropoutKernels.Gradient({targetReference}, {Auxiliary()}, {Pixels(target, count)}, {target.PixelStride}, {CSharpLiteral.Of(kernel.Rate)});";
            case MapKind.Repack:
                // A vector made from an image, or taken apart into one, holds its pixels side by side.
                TensorBuffer image = source.Pixels >= target.Pixels ? source : target;
                int StrideIn(TensorBuffer buffer) => buffer.Pixels == image.Pixels ? buffer.PixelStride : image.Channels;
                return $"RepackKernels.Repack({sourceReference}, {StrideIn(source)}, {source.SampleLength}, {targetReference}, {StrideIn(target)}, {target.SampleLength}, {count}, {image.Pixels}, {image.Channels});";
            default:
                throw new InvalidOperationException($"{kernel.Kind} has no call.");
        }
    }

    private string Window(WindowKernel kernel, BufferReferences buffers, string sample, string count)
    {
        string geometry = fields.Geometry(kernel, buffers);
        string source = "ref " + buffers.At(kernel.Source, sample);
        string target = "ref " + buffers.At(kernel.Target, sample);
        int stride = buffers[kernel.Source].OwnStride;
        string codes = kernel.Codes == Kernel.None ? "ref Unsafe.NullRef<byte>()" : "ref " + buffers.At(kernel.Codes, sample);
        return (kernel.Pass, kernel.Kind, kernel.Derivative) switch
        {
            (WindowPass.Forward, PoolingKind.Max, _) => $"PoolingKernels.MaxForward({geometry}, {source}, {target}, {codes}, {count}, {stride});",
            (WindowPass.Forward, _, _) => $"PoolingKernels.AverageForward({geometry}, {source}, {target}, {count}, {stride});",
            (_, PoolingKind.Average, _) => $"PoolingKernels.AverageBackward({geometry}, {source}, {target}, {count}, {stride});",
            (_, _, { } derivative) =>
                $"PoolingKernels.MaxBackwardLeaky({geometry}, {source}, {codes}, ref {buffers.At(derivative.Values, sample)}, {KernelText.Slope(derivative.Activation)}, {target}, {count}, {stride});",
            _ => $"PoolingKernels.MaxBackward({geometry}, {source}, {codes}, {target}, {count}, {stride});",
        };
    }

    private static string Softmax(SoftmaxKernel kernel, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer target = buffers[kernel.Target];
        string size = $"{Pixels(target, count)}, {target.Channels}, {target.PixelStride}", logarithm = kernel.IsLogarithm ? "Log" : "";
        string targetReference = "ref " + buffers.At(kernel.Target, sample);
        return kernel.Values == Kernel.None
            ? $"SoftmaxKernels.{logarithm}Forward(ref {buffers.At(kernel.Source, sample)}, {targetReference}, {size});"
            : $"SoftmaxKernels.{logarithm}Gradient(ref {buffers.At(kernel.Values, sample)}, {targetReference}, {size});";
    }

    private string Loss(LossKernel kernel, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer scores = buffers[kernel.Source];
        string operands = $"ref {buffers.At(kernel.Source, sample)}, ref {buffers.At(kernel.Target, sample)}";
        bool predicts = kernel.Auxiliary == Kernel.None;
        string losses = $"{AllLosses(kernel)}.Slice({sample}, {count})";
        string correct = predicts ? $"Correct.Slice({sample}, {count})" : "[]";
        string scale = predicts ? "LossScale" : $"AuxiliaryScale({kernel.Auxiliary})";
        string lengths = kernel.Operation.HasLengths ? $", lengths: Lengths.Slice({sample}, {count})" : "";
        int length = scores.Pixels * scores.Channels;
        string Answers(string kind) => kernel.Answers == 0 ? kind : $"Further{kind}({kernel.Answers - 1})";
        return kernel.Operation switch
        {
            SoftmaxCrossEntropyOperation loss =>
                $"LossKernels.SoftmaxCrossEntropy({operands}, {Answers("Labels")}.Slice({sample}, {count}), {losses}, {correct}, "
                + $"{scores.Channels}, {scores.PixelStride}, {CSharpLiteral.Of(loss.LabelSmoothing)}, {fields.ClassWeights(loss, kernel.Answers)}, {scale}{Gamma(loss.Gamma)});",
            DistributionLossOperation { IsDivergence: true } =>
                $"LossKernels.KLDivergence({operands}, {Answers("Targets")}.Slice({sample} * {length}, {count} * {length}), {losses}, {correct}, {scores.Channels}, {scores.PixelStride}, {scale});",
            DistributionLossOperation loss =>
                $"LossKernels.SoftCrossEntropy({operands}, {Answers("Targets")}.Slice({sample} * {length}, {count} * {length}), {losses}, {correct}, "
                + $"{scores.Channels}, {scores.PixelStride}, {CSharpLiteral.Of(loss.LabelSmoothing)}, {fields.ClassWeights(loss, kernel.Answers)}, {scale});",
            PixelCrossEntropyOperation loss =>
                $"LossKernels.PixelCrossEntropy({operands}, Labels.Slice({sample} * {scores.Pixels}, {count} * {scores.Pixels}), {losses}, {correct}, "
                + $"{scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {CSharpLiteral.Of(loss.LabelSmoothing)}, {fields.ClassWeights(loss, kernel.Answers)}, {IgnoredLabel(loss)}, {scale}{Gamma(loss.Gamma)}{lengths});",
            CosineLossOperation =>
                $"LossKernels.CosineSimilarity({operands}, {Answers("Targets")}.Slice({sample} * {length}, {count} * {length}), {losses}, "
                + $"{count}, {scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {scale});",
            DiceOperation loss =>
                $"LossKernels.Dice({operands}, {Answers("Targets")}.Slice({sample} * {length}, {count} * {length}), {losses}, "
                + $"{count}, {scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {CSharpLiteral.Of(loss.Smooth)}, {scale});",
            PixelDiceOperation loss =>
                $"LossKernels.PixelDice({operands}, Labels.Slice({sample} * {scores.Pixels}, {count} * {scores.Pixels}), {losses}, {correct}, "
                + $"{scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {CSharpLiteral.Of(loss.Smooth)}, {IgnoredLabel(loss)}, {scale});",
            EmbeddingLossOperation loss =>
                $"EmbeddingLossKernels.{loss.Kind}(ref {buffers.At(kernel.Source, "0")}, ref {buffers.At(kernel.Target, "0")}, {Answers("Labels")}[..Count], {AllLosses(kernel)}, "
                + $"{sample}, {count}, {scores.PixelStride}, {CSharpLiteral.Of(loss.Margin)}, {(loss.Mining is null ? "" : $"TripletMining.{loss.Mining}, ")}{scale});",
            ElementwiseLossOperation { Loss: var loss } =>
                $"LossKernels.Elementwise<{network.Functions.Add(loss)}>({operands}, {Answers("Targets")}.Slice({sample} * {length}, {count} * {length}), {losses}, "
                + $"{count}, {scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {scale}{lengths});",
            ActivityPenaltyOperation { Loss: var penalty } =>
                $"LossKernels.Penalty<{network.Functions.Add(penalty)}>({operands}, {losses}, {scores.Pixels}, {scores.Channels}, {scores.PixelStride}, {scale}{lengths});",
            _ => throw new InvalidOperationException($"{kernel.Operation.Kind} has no call."),
        };
    }

    /// <summary>Where the loss of every sample goes.</summary>
    private static string AllLosses(LossKernel kernel) => kernel.Auxiliary == Kernel.None ? "Losses" : $"AuxiliaryLosses({kernel.Auxiliary})";

    /// <summary>The exponent of a focal loss, behind the other arguments.</summary>
    private static string Gamma(float? gamma) => gamma is null ? "" : ", " + CSharpLiteral.Of(gamma.Value);

    /// <summary>What the caller gives lies without padding.</summary>
    private static string ScoresGradient(ScoresGradientKernel kernel, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer target = buffers[kernel.Target];
        int length = target.Pixels * target.Channels;
        return $"RepackKernels.Repack(ref {buffers.ScoresGradientAt(sample, length)}, {target.Channels}, {length}, ref {buffers.At(kernel.Target, sample)}, {target.PixelStride}, {target.SampleLength}, "
            + $"{count}, {target.Pixels}, {target.Channels});";
    }

    /// <summary>The label of pixels that don't count.</summary>
    public static string IgnoredLabel(IPixelLoss loss) =>
        loss.IgnoredLabel == PixelCrossEntropyOperation.NoLabel ? "SoftmaxCrossEntropy.NoLabel" : CSharpLiteral.Of(loss.IgnoredLabel);

    /// <summary>Sets the sums of a lane to zero where they are made bit by bit.</summary>
    public string BeginSums(BatchNormKernel kernel) => $"BeginLaneSums(lane, {PartialOffset(kernel)}, {2 * schedule.Program.Buffers[kernel.Source].OwnStride});";

    /// <param name="place">Where the pixels stand in the lane, as further arguments of what sums them.</param>
    public string BatchNorm(BatchNormKernel kernel, BufferReferences buffers, string sample, string count, string place)
    {
        TensorBuffer buffer = buffers[kernel.Source];
        string channel = buffers.FirstChannel;
        string source = "ref " + buffers.At(kernel.Source, sample);
        string size = $"{Pixels(buffer, count)}, {buffer.OwnStride}";
        string slope = KernelText.Slope(kernel.Activation), activation = KernelText.ActivationType(kernel.Activation);
        string scale = Parameter(kernel, ParameterRole.Weight, channel), shift = Parameter(kernel, ParameterRole.Bias, channel);
        // A layer that only predicts has none of the batch.
        string Statistics() => StatisticsOf(kernel, channel);
        string Target() => "ref " + buffers.At(kernel.Target, sample);
        // What is written may have a stride of its own, and then both are given.
        string OutputSize() => buffer.LiesApart || buffers[kernel.Target].LiesApart ? $"{size}, {buffer.PixelStride}, {buffers[kernel.Target].PixelStride}" : size;
        string GradientStrides() => KernelText.Strides(("sourceStride", buffer), ("gradientStride", buffers[kernel.Gradient]));
        string Gradient() => "ref " + buffers.At(kernel.Gradient, sample);
        // Sums know the layer's pixels as a whole, and how much of them to look at.
        string Sums(string strides) => channel == ""
            ? $"{size}, ref LaneSum(lane, {PartialOffset(kernel)}){strides}{place}"
            : $"{Pixels(buffer, count)}, {schedule.Program.Buffers[kernel.Source].OwnStride}, ref LaneSum(lane, {PartialOffset(kernel)} + {channel}){place}, channels: {buffer.OwnStride}";
        string addend = kernel.Addend == Kernel.None ? "" : $"ref {buffers.At(kernel.Addend, sample)}, ";
        return kernel.Pass switch
        {
            BatchNormPass.Statistics => $"BatchNormKernels.Statistics({source}, {Sums(KernelText.Strides(("sourceStride", buffer)))});",
            BatchNormPass.Normalize => $"BatchNormKernels.Normalize<{activation}>({source}, {Target()}, {Statistics()}, {scale}, {shift}, {addend}{OutputSize()}, {slope});",
            BatchNormPass.Predict =>
                $"BatchNormKernels.Predict<{activation}>({source}, {Target()}, {Parameter(kernel, ParameterRole.RunningMean)}, {Parameter(kernel, ParameterRole.RunningVariance)}, "
                + $"{scale}, {shift}, {addend}{OutputSize()}, {CSharpLiteral.Of(kernel.Epsilon)}, {slope});",
            BatchNormPass.PredictGradient =>
                $"BatchNormKernels.PredictGradient({source}, {Target()}, {Parameter(kernel, ParameterRole.RunningVariance)}, {scale}, {size}, {CSharpLiteral.Of(kernel.Epsilon)});",
            BatchNormPass.GradientSums when kernel.Pooling is { } pooling => _poolings.GradientSums(kernel, pooling, buffers, sample, count, $"ref LaneSum(lane, {PartialOffset(kernel)}){place}"),
            BatchNormPass.InputGradient when kernel.Pooling is { } pooling =>
                _poolings.InputGradient(
                    kernel, pooling, buffers, sample, count,
                    $"{GradientOf(kernel, ParameterRole.Weight)}, {GradientOf(kernel, ParameterRole.Bias)}, (long){KernelText.Count(kernel, "Count")} * {Image(kernel).Pixels}"),
            BatchNormPass.GradientSums =>
                $"BatchNormKernels.GradientSums<{activation}>({source}, {Gradient()}, {slope}, {Statistics()}, {scale}, {shift}, {Sums(GradientStrides())});",
            _ => $"BatchNormKernels.InputGradient<{activation}>({source}, {Gradient()}, {slope}, {Target()}, {Statistics()}, {scale}, {shift}, "
                + $"{GradientOf(kernel, ParameterRole.Weight, channel)}, {GradientOf(kernel, ParameterRole.Bias, channel)}, (long){KernelText.Count(kernel, "Count")} * {Image(kernel).Pixels}, {size}"
                + $"{GradientStrides()}{(channel == "" ? "" : KernelText.Strides(("targetStride", buffers[kernel.Target])))});",
        };
    }

    private TensorBuffer Image(BatchNormKernel kernel) => schedule.Program.Buffers[kernel.Source].OneOf(kernel.Images);

    /// <param name="channel">The first channel as a C# expression; "" for all.</param>
    private string StatisticsOf(BatchNormKernel kernel, string channel = "") =>
        $"ref Statistics({KernelText.Sum(CSharpLiteral.Of(network.Statistics.Mean(kernel.Layer)), channel)}), ref Statistics({KernelText.Sum(CSharpLiteral.Of(network.Statistics.InverseDeviation(kernel.Layer)), channel)})";

    private string Parameter(BatchNormKernel kernel, ParameterRole role, string channel = "") => $"ref Weights({KernelText.Sum(CSharpLiteral.Of(network.OffsetOf(kernel.Layer, role)), channel)})";

    private string GradientOf(BatchNormKernel kernel, ParameterRole role, string channel = "") => $"ref Gradient({KernelText.Sum(CSharpLiteral.Of(network.OffsetOf(kernel.Layer, role)), channel)})";

    private int PartialOffset(BatchNormKernel kernel) =>
        schedule.LanePartials.Single(partial => ReferenceEquals(schedule.Program.Kernels[partial.Kernel], kernel)).Offset;

    internal static string Length(TensorBuffer buffer, string count) => $"(nint){count} * {buffer.SampleLength}";

    public static string Pixels(TensorBuffer buffer, string count) =>
        buffer.Pixels == 1 ? count : $"(nint){count} * {buffer.Pixels}";
}
