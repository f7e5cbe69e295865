using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of contractions, and adds the kernels that are printed to the library.</summary>
internal sealed class ContractionCalls(CpuNetwork network, CpuSchedule schedule, EngineFields fields)
{
    private const string Nothing = "ref Unsafe.NullRef<float>()";

    /// <summary>The range of all units, for convolutions that take one.</summary>
    private readonly string _allUnits = network.SharesKernels && schedule != network.Prediction ? ", 0, int.MaxValue" : "";

    /// <summary>Forward pass or input gradient of the samples from <paramref name="sample"/> on.</summary>
    /// <param name="part">Which part of it, where it runs in several.</param>
    /// <param name="next">The buffer of which the following samples come into the cache meanwhile, where the kernel takes one.</param>
    public IEnumerable<string> Call(ContractionKernel kernel, BufferReferences buffers, string sample, string count, int part = 0, int next = Kernel.None)
    {
        if (kernel.Pass != ContractionPass.Forward)
            return InputGradient(kernel, schedule.Plans[kernel], buffers, sample, count, part, next);
        string forward = Forward(kernel, buffers, sample, count, part, next);
        if (ActivationBehind(kernel) is not { } activation || part < PartsOf(kernel) - 1)
            return [forward];
        return [forward, MapCalls.Activation(network, activation, buffers, kernel.Target, kernel.Target, sample, count)];
    }

    /// <summary>The activation that runs behind the kernel of a forward pass instead of in it.</summary>
    public ElementwiseFunction? ActivationBehind(ContractionKernel kernel) =>
        schedule.Plans[kernel] is GroupedContraction ? null : Behind(schedule.Plans[kernel], kernel.Activation);

    /// <summary>Weight gradient of some samples, added to a lane.</summary>
    /// <param name="next">Buffers of which the next bands come into the cache meanwhile, where the kernel takes some.</param>
    public string CallLane(ContractionKernel kernel, LaneGradient lane, BufferReferences buffers, string count, params int[] next)
    {
        string operands = $"ref {buffers.At(kernel.Source, "n")}, ref {buffers.At(kernel.Gradient, "n")}, ref LaneGradient(lane, {lane.WeightOffset}), "
            + (kernel.Bias == Kernel.None ? Nothing : $"ref LaneGradient(lane, {lane.BiasOffset})");
        ContractionPlan plan = schedule.Plans[kernel];
        return plan is GroupedContraction
            ? $"GroupedConvolution.WeightGradient({Grouped(kernel, buffers, kernel.Source, kernel.Gradient)}, {fields.Layout(kernel.Weight)}, {operands}, {count}{string.Concat(next.Select(id => NextBand(buffers, id, "n", count)))});"
            : WeightGradient(kernel, plan, "WeightGradient", buffers, operands, buffers.KernelScratchOf("worker.Index"), count, "0", CSharpLiteral.Of(plan.UnitCount));
    }

    /// <summary>One unit over all samples, or several that run together, of a weight gradient or of a convolution that transforms its weights itself.</summary>
    public string CallUnit(ContractionKernel kernel, BufferReferences buffers)
    {
        if (kernel.Pass != ContractionPass.WeightGradient)
            return Call(kernel, buffers, "0", KernelText.Count(kernel, "Count")).Single();
        string operands = $"ref {buffers.At(kernel.Source, "0")}, ref {buffers.At(kernel.Gradient, "0")}, ref Gradient({network.OffsetOf(kernel.Weight)}), "
            + (kernel.Bias == Kernel.None ? Nothing : $"ref Gradient({network.OffsetOf(kernel.Bias)})");
        string scratch = buffers.KernelScratchOf("worker"), count = KernelText.Count(kernel, "Count");
        ContractionPlan plan = schedule.Plans[kernel];
        return plan is DenseContraction dense
            ? $"DenseWeightGradient.Run({fields.DenseGeometry(kernel, dense)}, {operands}, ref {scratch}, {count}{(dense.Steps == 1 ? "" : " * " + CSharpLiteral.Of(dense.Steps))}, {dense.InputRange}, unit);"
            : WeightGradient(kernel, plan, plan.UnitsStoreWeights ? "StoreWeightGradient" : "WeightGradient", buffers, operands, scratch, count, "unit", plan.UnitsRunTogether ? "unit + count" : "unit + 1");
    }

    /// <summary>Forward pass without what runs behind it.</summary>
    /// <param name="count">Number of samples; with a range of units behind it, or one of rows or a pass instead of it, where the kernel takes such.</param>
    /// <param name="part">Which part of it, where it runs in several.</param>
    /// <param name="next">The buffer of which the following samples come into the cache meanwhile, where the kernel takes one.</param>
    /// <param name="blocks">A range of units as further arguments, where workers share blocks of outputs.</param>
    public string Forward(ContractionKernel kernel, BufferReferences buffers, string sample, string count, int part = 0, int next = Kernel.None, string blocks = "")
    {
        ContractionPlan contraction = schedule.Plans[kernel];
        int firstChannel = FirstChannel(kernel, part);
        BufferReferences results = Results(buffers, firstChannel);
        string source = "ref " + buffers.At(kernel.Source, sample);
        string weights = WeightArgument(kernel, contraction);
        string bias = kernel.Bias == Kernel.None && kernel.BatchNorm == Kernel.None ? Nothing : "ref " + KernelText.Element(BiasReference(kernel), firstChannel);
        string addend = Addend(kernel, results, sample);
        string slope = KernelText.Slope(ActivationBehind(kernel) is null ? kernel.Activation : null);
        string target = "ref " + results.At(kernel.Target, sample);
        string scratch = ScratchArgument(contraction, buffers);
        string winners = kernel.Pooling is { Codes: not Kernel.None and int codes } ? "ref " + results.At(codes, sample) : "ref Unsafe.NullRef<byte>()";
        return contraction switch
        {
            GroupedContraction when kernel.Normalization is { } norm =>
                $"NormalizedConvolution.Forward<{KernelText.ActivationType(norm.Activation)}, {KernelText.ActivationType(kernel.Activation)}>({Grouped(kernel, buffers, kernel.Source, kernel.Target)}, {fields.Layout(kernel.Weight)}, {source}, {KernelText.Normalization(network, norm)}, {weights}, {bias}, {slope}, {target}, {count});",
            GroupedContraction =>
                $"GroupedConvolution.Forward<{KernelText.ActivationType(kernel.Activation)}>({Grouped(kernel, buffers, kernel.Source, kernel.Target)}, {fields.Layout(kernel.Weight)}, {source}, {weights}, {bias}, {addend}{slope}, {target}, {count}{NextBand(buffers, next, sample, count)});",
            DenseContraction dense =>
                $"DenseForward.Run({fields.DenseGeometry(kernel, dense)}, {source}, {weights}, {bias}, {addend}{slope}, {target}, {count});",
            PointwiseContraction pointwise =>
                $"{(blocks == "" ? "PointwiseConvolution" : "PointwiseBlocks")}.Forward<{KernelText.ActivationType(kernel.Activation)}>({fields.DenseGeometry(kernel, pointwise)}, {source}, {weights}, {bias}, {addend}{slope}, {target}, {MapCalls.Pixels(buffers[kernel.Target], count)}{(blocks == "" ? Next(buffers, next, sample, count) : blocks)});",
            WinogradContraction winograd when kernel.Pooling is null =>
                $"{winograd.Algorithm}Convolution.Forward({fields.WinogradGeometry(kernel, winograd)}, {source}, {weights}, {bias}, {addend}{slope}, {target}, {scratch}, {count}{Units(winograd)});",
            WinogradContraction winograd =>
                $"{winograd.Algorithm}Convolution.ForwardPooled({fields.WinogradGeometry(kernel, winograd)}, {source}, {weights}, {bias}, {slope}, {target}, {winners}, {scratch}, {count}{Units(winograd)});",
            RowWinogradContraction rows =>
                $"RowWinogradConvolution.Forward({fields.Geometry(kernel, schedule.Program)}, {rows.Block}, {source}, {weights}, {bias}, {slope}, {target}, {scratch}, {count});",
            SpatialContraction spatial =>
                $"Kernels.{network.Kernels.Add(spatial, kernel.Name)}<{KernelText.ActivationType(kernel.Activation)}>({source}, {weights}, {bias}, {addend}{slope}, {target}, {(spatial.Window is null ? "" : $"{winners}, ")}{count}{_allUnits});",
            _ => throw new InvalidOperationException($"{contraction.GetType().Name} has no forward pass."),
        };
    }

    private int PartsOf(ContractionKernel kernel) => schedule.Plans[kernel] is WinogradContraction winograd ? winograd.Parts : 1;

    private int FirstChannel(ContractionKernel kernel, int part) => part == 0 ? 0 : part * ((WinogradContraction)schedule.Plans[kernel]).PartStride;

    /// <summary>What lies as the result does, from a channel on.</summary>
    private BufferReferences Results(BufferReferences buffers, int firstChannel) => firstChannel == 0 ? buffers : new ChannelReferences(buffers, schedule, firstChannel);

    private IEnumerable<string> InputGradient(ContractionKernel kernel, ContractionPlan contraction, BufferReferences buffers, string sample, string count, int part, int next)
    {
        BufferReferences results = Results(buffers, FirstChannel(kernel, part));
        string gradient = "ref " + buffers.At(kernel.Source, sample);
        string weights = WeightArgument(kernel, contraction);
        ElementwiseFunction? derivative = kernel.Derivative?.Activation, behind = Behind(contraction, derivative);
        string values = kernel.Derivative is { } fused ? "ref " + results.At(fused.Values, sample) : Nothing;
        string addend = Addend(kernel, results, sample);
        string slope = KernelText.Slope(behind is null ? derivative : null);
        string target = "ref " + results.At(kernel.Target, sample);
        string scratch = ScratchArgument(contraction, buffers);
        switch (contraction)
        {
            case GroupedContraction:
                yield return $"GroupedConvolution.InputGradient({Grouped(kernel, buffers, kernel.Target, kernel.Source)}, {fields.Layout(kernel.Weight)}, {gradient}, {weights}, {addend}{target}, {count}{NextBand(buffers, next, sample, count)});";
                break;
            case FewChannelsContraction:
                yield return $"FewChannelsConvolution.InputGradient({fields.Geometry(kernel, schedule.Program)}, {fields.Layout(kernel.Weight)}, {gradient}, {weights}, {target}, {count});";
                break;
            case DenseContraction dense:
                yield return $"DenseInputGradient.Run({fields.DenseGeometry(kernel, dense)}, {gradient}, {weights}, {values}, {addend}{slope}, {target}, {scratch}, {count});";
                break;
            case PointwiseContraction pointwise:
                yield return $"PointwiseConvolution.InputGradient<{KernelText.ActivationType(derivative)}>({fields.DenseGeometry(kernel, pointwise)}, {gradient}, {weights}, {(derivative is null ? target : values)}, {addend}{slope}, {target}, {MapCalls.Pixels(buffers[kernel.Target], count)}{Next(buffers, next, sample, count)});";
                break;
            case StridedPointwiseGradient strided:
                yield return $"StridedPointwiseGradient.Run<{KernelText.ActivationType(derivative)}>({fields.Geometry(kernel, schedule.Program)}, {strided.Block}, {gradient}, {weights}, {(derivative is null ? target : values)}, {addend}{slope}, {target}, {scratch}, {strided.BandRows}, {count});";
                break;
            case StridedWinogradContraction winograd:
                yield return $"StridedWinogradConvolution.InputGradient({fields.WinogradGeometry(kernel, winograd)}, {gradient}, {weights}, {(derivative is null || behind is not null ? Nothing : values)}, {addend}{slope}, {target}, {scratch}, {count});";
                break;
            case WinogradContraction winograd when derivative is null || behind is not null:
                yield return $"{winograd.Algorithm}Convolution.Forward({fields.WinogradGeometry(kernel, winograd)}, {gradient}, {weights}, {Nothing}, {addend}{slope}, {target}, {scratch}, {count}{Units(winograd)});";
                break;
            case WinogradContraction winograd:
                yield return $"{winograd.Algorithm}Convolution.InputGradient({fields.WinogradGeometry(kernel, winograd)}, {gradient}, {weights}, {values}, {addend}{slope}, {target}, {scratch}, {count}{Units(winograd)});";
                break;
            case SpatialContraction spatial:
                // Without a derivative the values are not looked at.
                yield return $"Kernels.{network.Kernels.Add(spatial, kernel.Name)}<{KernelText.ActivationType(derivative)}>({gradient}, {weights}, {(derivative is null ? target : values)}, {addend}{slope}, {target}, {count}{_allUnits});";
                break;
            case { } plan:
                throw new InvalidOperationException($"{plan.GetType().Name} has no input gradient.");
        }

        if (behind is not null && part == PartsOf(kernel) - 1)
            yield return MapCalls.ActivationGradient(network, behind, buffers, kernel.Derivative!.Value.Values, kernel.Target, kernel.Target, sample, count);
    }

    /// <summary>
    /// The activation, or derivative of one, that runs behind the kernel instead of in it: convolutions with odd groups take no derivative,
    /// and the other kernels of the library know one by its slope.
    /// </summary>
    private static ElementwiseFunction? Behind(ContractionPlan plan, ElementwiseFunction? activation) => plan switch
    {
        GroupedContraction => activation,
        SpatialContraction or PointwiseContraction or StridedPointwiseGradient => null,
        _ => activation is { FollowsFromSlope: false } ? activation : null,
    };

    /// <param name="method">What it is called where it runs by Winograd's algorithm.</param>
    private string WeightGradient(ContractionKernel kernel, ContractionPlan plan, string method, BufferReferences buffers, string operands, string scratch, string count, string firstUnit, string endUnit) => plan switch
    {
        WinogradContraction winograd =>
            $"{winograd.Algorithm}Convolution.{method}({fields.WinogradGeometry(kernel, winograd)}, {network.Parameters.Parameters[kernel.Weight].Layout.Block}, {operands}, ref {scratch}, {count}, {firstUnit}, {endUnit});",
        PointwiseWeightGradient pointwise =>
            $"PointwiseWeightGradient.Run({fields.DenseGeometry(kernel, pointwise)}, {operands}, ref {scratch}, {MapCalls.Pixels(buffers[kernel.Source], count)}, {pointwise.InputRange}, {pointwise.RangesTogether}, {pointwise.BlocksTogether}, {firstUnit}, {endUnit});",
        PatchWeightGradient patches =>
            $"PatchWeightGradient.Run({fields.Geometry(kernel, schedule.Program)}, {patches.Block}, {operands}, ref {scratch}, {count}, {patches.InputRange}, {patches.RangesTogether}, {patches.BlocksTogether}, {firstUnit}, {endUnit});",
        RowWinogradContraction rows =>
            $"RowWinogradConvolution.WeightGradient({fields.Geometry(kernel, schedule.Program)}, {rows.Block}, {operands}, ref {scratch}, {count}, {firstUnit}, {endUnit});",
        SpatialWeightGradient spatial =>
            $"Kernels.{network.Kernels.Add(spatial, kernel.Name)}({operands}, {count}, {firstUnit}, {endUnit});",
        _ => throw new InvalidOperationException($"{plan.GetType().Name} has no weight gradient of some units."),
    };

    /// <summary>The geometry of a convolution with groups: of some channels where buffers are bands of channels.</summary>
    private string Grouped(ContractionKernel kernel, BufferReferences buffers, int input, int output)
    {
        string geometry = fields.Geometry(kernel, schedule.Program);
        return buffers.FirstChannel == ""
            ? geometry
            : $"{geometry}.ChannelBand({buffers.FirstChannel}, {buffers[input].OwnStride}, {buffers[input].PixelStride}, {buffers[output].PixelStride})";
    }

    /// <summary>The band of a buffer's channels that is read behind a call, as one more argument, where buffers are bands.</summary>
    private static string NextBand(BufferReferences buffers, int next, string sample, string count) => next == Kernel.None || buffers.FirstChannel == ""
        ? ""
        : $", new FarBand(ref {buffers.SampleAt(next, sample)}, {buffers.FirstChannel}, {buffers[next].OwnStride}, {MapCalls.Pixels(buffers[next], count)}, {buffers[next].PixelStride})";

    /// <summary>The addend as one more argument; kernels have a form without it.</summary>
    private static string Addend(ContractionKernel kernel, BufferReferences buffers, string sample) =>
        kernel.Addend == Kernel.None ? "" : $"ref {buffers.At(kernel.Addend, sample)}, ";

    private static string Next(BufferReferences buffers, int next, string sample, string count) => next == Kernel.None
        ? ", default"
        : $", MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {buffers.At(next, sample)}, {MapCalls.Length(buffers[next], count)}), {count} * {buffers[next].SampleLength})";

    /// <summary>Weights as an argument: as they are packed, for a convolution that transforms them itself.</summary>
    private string WeightArgument(ContractionKernel kernel, ContractionPlan plan) => plan is WinogradContraction { TransformsWeights: true }
        ? $"new({fields.Layout(kernel.Weight)}, ref {WeightReference(kernel)}{(kernel.Pass == ContractionPass.InputGradient ? ", isTurned: true" : "")})"
        : $"ref {WeightReference(kernel)}";

    /// <summary>The scratch memory of the worker, which in units has no more than a number.</summary>
    private static string ScratchArgument(ContractionPlan plan, BufferReferences buffers) =>
        "ref " + buffers.KernelScratchOf(plan is WinogradContraction { TransformsWeights: true } ? "worker" : "worker.Index");

    /// <summary>The units at hand as two more arguments, for a convolution that is cut into such.</summary>
    private static string Units(WinogradContraction plan) => plan.TransformsWeights ? ", unit, unit + count" : "";

    private string WeightReference(ContractionKernel kernel) => kernel.Form switch
    {
        _ when schedule == network.InputGradient && network.Derived.InputGradient.TryGetValue((kernel.Weight, kernel.Pass), out GradientWeight? weight) =>
            $"GradientWeights({weight.Offset})",
        _ when schedule == network.Training && network.Derived.TrainingWinograd.TryGetValue((kernel.Weight, kernel.Pass), out WinogradWeight? weight) =>
            $"Transposed({weight.Offset})",
        _ when RunsAsPrediction && network.Derived.PredictionWinograd.TryGetValue(kernel.Weight, out WinogradWeight? weight) && weight.Kernel.Pass == kernel.Pass =>
            $"Folded({weight.Offset})",
        WeightForm.Transposed when RunsAsPrediction && network.Derived.PredictionTransposed.TryGetValue(kernel.Weight, out TransposedWeight? weight) && weight.Kernel.Pass == kernel.Pass =>
            $"Folded({weight.Offset})",
        WeightForm.Transposed when schedule == network.Training && network.Derived.Transposed.TryGetValue(kernel.Weight, out TransposedWeight? transposed) => $"Transposed({transposed.Offset})",
        WeightForm.Folded => $"Folded({network.Derived.Folded[kernel.Weight].WeightOffset})",
        _ => $"Weights({network.OffsetOf(kernel.Weight)})",
    };

    private bool RunsAsPrediction => schedule == network.Prediction || schedule == network.InputGradient || schedule == network.Step;

    private string BiasReference(ContractionKernel kernel) => kernel.Form == WeightForm.Folded
        ? $"Folded({network.Derived.Folded[kernel.Weight].BiasOffset})"
        : $"Weights({network.OffsetOf(kernel.Bias)})";
}
