using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the engine: the kernels that it loads, and the order in which a training step, a prediction and the gradient of the input launch them.</summary>
internal sealed class IlgpuEnginePrinter(SourceWriter writer, IlgpuNetwork network)
{
    private readonly LaunchTimers _timers = new(network);

    public void Print()
    {
        // All kernels are printed first: the fields of the engine are made from them.
        (List<LaunchedKernel> training, int trainingScratch) = Lower(network.Training);
        (List<LaunchedKernel> prediction, int predictionScratch) = Lower(network.Prediction);
        (List<LaunchedKernel> inputGradient, int inputGradientScratch) = network.InputGradient is null ? ([], 0) : Lower(network.InputGradient);

        writer.Line("/// <summary>Runs the network on a GPU: which kernels run in which order, each over the whole batch.</summary>");
        using (writer.Block($"file sealed class {IlgpuBackend.Engine} : IlgpuEngine"))
        {
            foreach (KernelFunction function in network.Kernels.Functions)
                writer.Line($"private {function.LauncherType} {function.Field} = null!;");
            writer.Line();
            writer.Line($"public {IlgpuBackend.Engine}(Network network, GpuDevice device)");
            using (writer.Indent())
                writer.Line(": base(network, device, s_plan)");
            writer.Line("{");
            writer.Line("}");
            PrintLoad("LoadTrainingKernels", training);
            PrintLoad("LoadPredictionKernels", prediction);
            if (network.InputGradient is not null)
                PrintLoad("LoadInputGradientKernels", inputGradient);
            PrintTraining(training);
            PrintRun("RunPrediction", network.Prediction, prediction);
            if (network.InputGradient is not null)
                PrintRun("RunInputGradient", network.InputGradient, inputGradient, isTimed: false);
            PrintPlan(trainingScratch, predictionScratch, inputGradientScratch);
        }
    }

    private (List<LaunchedKernel>, int ScratchFloats) Lower(IlgpuProgram program)
    {
        List<LaunchedKernel> kernels = [];
        int scratch = 0;
        foreach (Kernel kernel in program.Program.Kernels)
        {
            (IReadOnlyList<KernelLaunch> launches, int floats) = KernelPrinter.Print(network, program.SeenBy(kernel), kernel);
            kernels.Add(new LaunchedKernel(kernel, [.. launches.Select(launch => launch.OverImages(kernel.Images))]));
            scratch = Math.Max(scratch, floats);
        }

        return (kernels, scratch);
    }

    private void PrintLoad(string method, List<LaunchedKernel> kernels)
    {
        writer.Line();
        using (writer.Block($"protected override void {method}(Accelerator accelerator)"))
        {
            List<KernelFunction> functions = [.. kernels.SelectMany(kernel => kernel.Launches).Select(launch => launch.Function).Distinct()];
            if (functions.Any(function => function.AsksForTarget))
                writer.Line("bool isCuda = IsCuda(accelerator);");
            foreach (KernelFunction function in functions)
            {
                string specialization = function.MinGroups > 0 ? $", new KernelSpecialization({function.Threads}, {function.MinGroups})" : "";
                writer.Line($"Compiling(nameof(IlgpuKernels.{function.Name}));");
                writer.Line($"{function.Field} = accelerator.LoadKernel<{function.ParameterTypes}>({function.Reference}{specialization});");
            }
        }
    }

    /// <summary>One method, or three where the gradient of the scores comes from the caller: up to the scores, back to the parameters, and on to the input.</summary>
    private void PrintTraining(List<LaunchedKernel> kernels)
    {
        int given = kernels.FindIndex(kernel => kernel.Kernel is ScoresGradientKernel);
        if (given < 0)
        {
            PrintRun("RunTraining", network.Training, kernels);
            return;
        }

        int inputGradient = network.Training.Program.InputGradientStart;
        PrintRun("RunTraining", network.Training, kernels.GetRange(0, given));
        PrintRun("RunBackward", network.Training, kernels.GetRange(given, inputGradient - given));
        PrintRun("RunBackwardToInput", network.Training, kernels.GetRange(inputGradient, kernels.Count - inputGradient));
    }

    private void PrintRun(string method, IlgpuProgram program, List<LaunchedKernel> kernels, bool isTimed = true)
    {
        writer.Line();
        using (writer.Block($"protected override void {method}(IlgpuMemory memory, int count)"))
        {
            if (isTimed)
                _timers.Start(writer);
            foreach (LaunchedKernel kernel in kernels)
            {
                foreach (KernelLaunch launch in kernel.Launches)
                    writer.Line(launch.ToString());
                if (isTimed)
                    _timers.Record(writer, program, kernel.Kernel);
            }
        }
    }

    private void PrintPlan(int trainingScratch, int predictionScratch, int inputGradientScratch)
    {
        TensorBuffer scores = network.Prediction.Output;
        writer.Line();
        writer.Line("/// <summary>Floats and bytes per sample, and of what all samples share.</summary>");
        using (writer.Block("private static readonly IlgpuEnginePlan s_plan = new()", close: "};"))
        {
            void Property(string name, int value) => writer.Line($"{name} = {CSharpLiteral.Of(value)},");
            Property("TrainingFloats", network.Training.Floats);
            Property("TrainingBytes", network.Training.Bytes);
            Property("PredictionFloats", network.Prediction.Floats);
            Property("ScratchFloats", trainingScratch);
            Property("PredictionScratchFloats", predictionScratch);
            Property("StatisticsFloats", network.Statistics.Length);
            Property("ScoresPrefix", network.Prediction.OutputPlace);
            Property("OutputPixels", scores.Pixels);
            Property("OutputChannels", scores.Channels);
            Property("OutputStride", scores.PixelStride);
            if (network.Prediction.Program.FurtherOutputs is { Count: > 0 } outputs)
            {
                IEnumerable<string> places = outputs.Select(id => (Place: network.Prediction.PlaceOf(id), Scores: network.Prediction[id]))
                    .Select(output => $"new({CSharpLiteral.Of(output.Place)}, {output.Scores.Pixels}, {output.Scores.Channels}, {output.Scores.PixelStride})");
                writer.Line($"FurtherOutputs = [{string.Join(", ", places)}],");
            }

            if (network.InputGradient is { } inputGradient)
            {
                TensorBuffer gradient = inputGradient[inputGradient.Program.InputGradient];
                Property("InputGradientFloats", inputGradient.Floats);
                Property("InputGradientBytes", inputGradient.Bytes);
                Property("InputGradientScratchFloats", inputGradientScratch);
                Property("InputGradientPrefix", inputGradient.InputGradientPlace);
                Property("InputGradientPixels", gradient.Pixels);
                Property("InputGradientStride", gradient.PixelStride);
            }

            PrintLosses();
            _timers.WritePlan(writer);
        }
    }

    private void PrintLosses()
    {
        LossKernel[] losses = [.. network.Training.Program.Kernels.OfType<LossKernel>().OrderBy(loss => loss.Auxiliary)];
        if (losses.Length == 0)
        {
            TensorBuffer gradient = network.Training[network.Training.Program.InputGradient];
            writer.Line($"CustomLoss = new({CSharpLiteral.Of(network.Training.OutputPlace)}, {CSharpLiteral.Of(network.Training.InputGradientPlace)}, {CSharpLiteral.Of(gradient.Pixels)}, {CSharpLiteral.Of(gradient.PixelStride)}),");
            return;
        }

        LossKernel predicting = losses.Single(loss => loss.Auxiliary == Kernel.None);
        if (predicting.Weight != 1)
            writer.Line($"LossWeight = {CSharpLiteral.Of(predicting.Weight)},");
        if (predicting.Operation.ClassWeights.Count > 0)
            writer.Line($"ClassWeights = {ClassWeights(predicting)},");
        if (IgnoredLabel(predicting) is { } ignored)
            writer.Line($"IgnoredLabel = {ignored},");
        if (losses.Any(loss => loss.Operation.IsBatchWide))
            writer.Line("ComparesSamples = true,");
        if (predicting.Operation.HasBalancedClasses)
            writer.Line("BalancedClasses = true,");
        if (predicting.Operation.Mean == LossMean.SamplesAlike)
            writer.Line("SamplesCountAlike = true,");
        if (predicting.Operation.HasLengths)
            writer.Line("HasLengths = true,");
        string[] auxiliary = [.. losses.Where(loss => loss.Auxiliary != Kernel.None).Select(Auxiliary)];
        if (auxiliary.Length > 0)
            writer.Line($"AuxiliaryLosses = [{string.Join(", ", auxiliary)}],");

        string Auxiliary(LossKernel loss)
        {
            if (loss.Operation is ActivityPenaltyOperation)
                return $"new({CSharpLiteral.Of(loss.Weight)}, null) {{ IsPenalty = true }}";
            string text = $"new({CSharpLiteral.Of(loss.Weight)}, {ClassWeights(loss)}{(IgnoredLabel(loss) is { } label ? ", " + label : "")})";
            TensorBuffer scores = network.Training[loss.Source];
            int targets = loss.Operation.Mean != LossMean.Values ? 0 : loss.Operation.HasLengths ? scores.Channels : scores.Pixels * scores.Channels;
            string[] options =
            [
                .. network.Graph.HasSeveral ? [$"TargetLength = {targets}, Answers = {loss.Answers}"] : Array.Empty<string>(),
                .. loss.Operation.HasBalancedClasses ? ["BalancedClasses = true"] : Array.Empty<string>(),
                .. loss.Operation.Mean == LossMean.SamplesAlike ? ["SamplesCountAlike = true"] : Array.Empty<string>(),
                .. loss.Operation.HasLengths ? ["HasLengths = true"] : Array.Empty<string>(),
            ];
            return options.Length == 0 ? text : $"{text} {{ {string.Join(", ", options)} }}";
        }

        static string ClassWeights(LossKernel loss) => loss.Operation.ClassWeights is { Count: > 0 } weights
            ? $"[{string.Join(", ", weights.Select(CSharpLiteral.Of))}]"
            : "null";

        static string? IgnoredLabel(LossKernel loss) => loss.Operation is IPixelLoss { IgnoredLabel: not PixelCrossEntropyOperation.NoLabel and var label }
            ? CSharpLiteral.Of(label)
            : null;
    }

    private sealed record LaunchedKernel(Kernel Kernel, IReadOnlyList<KernelLaunch> Launches);
}
