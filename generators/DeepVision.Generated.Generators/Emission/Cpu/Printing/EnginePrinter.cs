using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the engine: the schedules of the training step, of a prediction and of the gradient of the input, in terms of kernel calls.</summary>
internal sealed class EnginePrinter
{
    private readonly SourceWriter _writer;
    private readonly CpuNetwork _network;
    private readonly EngineFields _fields;
    private readonly KernelTimers _timers;
    private readonly CpuSchedule _training;
    private readonly TrainingReferences _buffers;
    private readonly ContractionCalls _contractions;
    private readonly MapCalls _maps;

    public EnginePrinter(SourceWriter writer, CpuNetwork network)
    {
        (_writer, _network, _training) = (writer, network, network.Training);
        _fields = new EngineFields(network.Parameters, network.Graph);
        _timers = new KernelTimers(network.Graph.Profile, network);
        _buffers = new TrainingReferences(_training);
        _contractions = new ContractionCalls(network, _training, _fields);
        _maps = new MapCalls(network, _training, _fields);
    }

    public void Print()
    {
        _writer.Line("/// <summary>Runs the network on the CPU: which kernels run on which samples, in which order.</summary>");
        using (_writer.Block($"file sealed class {CpuBackend.Engine} : CpuEngine"))
        {
            // The members are printed first, because they decide which static fields there are.
            SourceWriter members = new();
            MemberPrinter printer = new(this, members);
            printer.Print();
            if (_fields.Write(_writer))
                _writer.Line();
            _writer.Line(members.ToString().Trim('\n'));
        }
    }

    private sealed class MemberPrinter(EnginePrinter engine, SourceWriter writer)
    {
        private CpuSchedule Training => engine._training;

        private CpuNetwork Network => engine._network;

        public void Print()
        {
            writer.Line();
            writer.Line($"public {CpuBackend.Engine}(Network network)");
            using (writer.Indent())
                writer.Line(": base(network, s_plan)");
            writer.Line("{");
            writer.Line("}");
            PrintTraining();
            new PredictionPrinter(writer, Network, engine._fields, engine._timers).Print();
            new InputGradientPrinter(writer, Network, engine._fields).Print();
            new StepPrinter(writer, Network, engine._fields).Print();
            engine._buffers.WriteAccessors(writer);
            writer.Line();
            new PlanPrinter(writer, Network, engine._timers).Print();
        }

        private void PrintTraining()
        {
            writer.Line();
            using (writer.Block("protected override void RunStage(int stage, in CpuWorker worker)"))
            {
                if (Training.Stages.Count == 1)
                {
                    writer.Line("RunStage0(worker);");
                }
                else
                {
                    using (writer.Block("switch (stage)"))
                    {
                        for (int stage = 0; stage < Training.Stages.Count; stage++)
                        {
                            writer.Line($"case {stage}:");
                            using (writer.Indent())
                            {
                                writer.Line($"RunStage{stage}(worker);");
                                writer.Line("break;");
                            }
                        }
                    }
                }
            }

            for (int stage = 0; stage < Training.Stages.Count; stage++)
            {
                writer.Line();
                writer.Line(StageSummary(stage));
                using (writer.Block($"private void RunStage{stage}(in CpuWorker worker)"))
                    PrintStage(stage);
            }

            PrintCombine();
            PrintGradientUnits();
            PrintTransposeUnits();
            new LossScalePrinter(writer, Training.Program, engine._fields).Print();
        }

        private string StageSummary(int stage)
        {
            EquatableArray<int> combines = Training.Stages[stage].Combines;
            string names = string.Join(", ", combines.Select(index => Training.Program.Kernels[index].Name));
            string waits = combines.Count == 0 ? "" : $" All workers meet behind it: {names} need{(combines.Count == 1 ? "s" : "")} the whole batch.";
            string what = Training.Stages.Count == 1 ? "Forward, loss and backward." : $"Stage {stage + 1} of {Training.Stages.Count} of the training step.";
            return $"/// <summary>{what}{waits}</summary>";
        }

        private void PrintStage(int stage)
        {
            engine._timers.Start(writer);
            EquatableArray<Segment> segments = Training.Stages[stage].Segments;
            for (int index = 0; index < segments.Count; index++)
            {
                if (index > 0)
                    writer.Line();
                bool addsUp = segments[index].Kind == SegmentKind.Groups && index + 1 < segments.Count && segments[index + 1].Kind == SegmentKind.Lanes;
                PrintSegment(segments[index], addsUp ? segments[++index] : null, Training.Stages[stage].Part);
            }
        }

        /// <param name="sums">Sums over each lane of what a segment of groups has made, which follow while each group is in cache.</param>
        /// <param name="part">Which part of a contraction that runs in several.</param>
        private void PrintSegment(Segment segment, Segment? sums, int part)
        {
            switch (segment.Kind)
            {
                case SegmentKind.Samples:
                    writer.Line("// All samples of this worker at once: they share every weight that is loaded.");
                    using (writer.Block())
                    {
                        writer.Line("int n = LaneStart(worker.FirstLane);");
                        writer.Line("int count = LaneStart(worker.EndLane) - n;");
                        using (writer.Block("if (count > 0)"))
                            PrintCalls(segment, part, engine._buffers);
                    }

                    break;

                case SegmentKind.Lanes:
                    writer.Line("// Sums over the samples of each lane.");
                    using (writer.Block("for (int lane = worker.FirstLane; lane < worker.EndLane; lane++)"))
                        PrintLane(segment);
                    break;

                default:
                    writer.Line(segment.ChannelBand > 0
                        ? "// Some channels of a few samples at a time through these layers, while their activations are in cache."
                        : segment.PixelBand > 0
                        ? "// Some pixels of a sample at a time through these layers, while their activations are in cache."
                        : segment.GroupSize == 1
                        ? "// One sample at a time through these layers, while its activations are in cache."
                        : $"// Up to {segment.GroupSize} samples at a time through these layers, while their activations are in cache.");
                    using (writer.Block("for (int lane = worker.FirstLane; lane < worker.EndLane; lane++)"))
                    {
                        if (segment.LaneLength > 0)
                            writer.Line($"BeginLane(lane, {segment.LaneStart}, {segment.LaneLength});");
                        foreach (BatchNormKernel norm in SumsOf(segment).Concat(sums is null ? [] : SumsOf(sums)))
                            writer.Line(engine._maps.BeginSums(norm));
                        writer.Line("int end = LaneStart(lane + 1);");
                        string step = segment.GroupSize == 1 ? "n++" : $"n += {segment.GroupSize}";
                        using (writer.Block($"for (int n = LaneStart(lane); n < end; {step})"))
                        {
                            if (segment.PixelBand > 0)
                            {
                                PrintBands(segment);
                            }
                            else
                            {
                                writer.Line(segment.GroupSize == 1
                                    ? "const int count = 1;"
                                    : $"int count = Math.Min({segment.GroupSize}, end - n);");
                                PrintGroup(segment, sums, part);
                            }
                        }

                        if (segment.LaneLength > 0)
                        {
                            writer.Line();
                            writer.Line($"EndLane(lane, {segment.LaneStart}, {segment.LaneLength});");
                        }
                    }

                    break;
            }
        }

        private void PrintLane(Segment segment)
        {
            writer.Line("int n = LaneStart(lane);");
            writer.Line("int count = LaneStart(lane + 1) - n;");
            PrintCalls(segment, part: 0, engine._buffers);
        }

        /// <summary>A group of samples, and what is summed of it.</summary>
        private void PrintGroup(Segment segment, Segment? sums, int part)
        {
            if (segment.ChannelBand == 0)
            {
                PrintCalls(segment, part, engine._buffers);
            }
            else
            {
                int stride = Training.Program.Buffers[segment.BuffersOf(Training.Program).First()].OwnStride;
                bool sumsBand = sums is not null && SumsOf(sums).All(norm => norm.Images == 1)
                    && sums.BuffersOf(Training.Program).All(id => Training.Program.Buffers[id] is { LiesApart: false } buffer && buffer.OwnStride == stride);
                using (writer.Block($"for (int channel = 0; channel < {stride}; channel += {segment.ChannelBand})"))
                {
                    ChannelBandReferences band = new(engine._buffers, Training, segment.ChannelBand);
                    PrintCalls(segment, part, band, samples: "channel == 0 ? count : 0");
                    if (sumsBand)
                        PrintCalls(sums!, part: 0, band, PlaceInLane, "channel == 0 ? count : 0");
                }

                sums = sumsBand ? null : sums;
            }

            if (sums is not null)
                PrintCalls(sums, part: 0, engine._buffers, PlaceInLane);
        }

        /// <summary>Where the pixels of a group stand in their lane, whose sums are those of one call for all of it.</summary>
        private string PlaceInLane(Kernel kernel)
        {
            int pixels = Training.Program.Buffers[kernel.Reads.First()].Pixels;
            return $", before: {KernelText.Times("n - LaneStart(lane)", pixels)}, whole: {KernelText.Times("end - LaneStart(lane)", pixels)}";
        }

        private void PrintBands(Segment segment)
        {
            int pixels = Training.Program.Buffers[Training.Program.Kernels[segment.Kernels[0]].Reads.First()].Pixels;
            using (writer.Block($"for (int pixel = 0; pixel < {pixels}; pixel += {segment.PixelBand})"))
            {
                writer.Line($"int count = Math.Min({segment.PixelBand}, {pixels} - pixel);");
                PrintCalls(segment, part: 0, new PixelBandReferences(engine._buffers, Training), _ => $", before: (n - LaneStart(lane)) * {pixels} + pixel", "pixel == 0 ? 1 : 0");
            }
        }

        /// <summary>The sums over each lane that a segment of groups makes.</summary>
        private IEnumerable<BatchNormKernel> SumsOf(Segment segment) =>
            segment.Kernels.Select(index => Training.Program.Kernels[index]).OfType<BatchNormKernel>().Where(norm => norm.SynchronizesBatch);

        /// <param name="place">Where pixels stand in the lane, for what sums them.</param>
        /// <param name="samples">C# expression of the samples that begin.</param>
        private void PrintCalls(Segment segment, int part, BufferReferences memory, Func<Kernel, string>? place = null, string samples = "count")
        {
            FarOperands far = new(Training, segment);
            foreach (int index in segment.Kernels)
            {
                Kernel kernel = Training.Program.Kernels[index];
                BufferReferences buffers = memory.SeenBy(kernel);
                string count = KernelText.Count(kernel, "count");
                IEnumerable<string> lines = kernel switch
                {
                    ContractionKernel { Pass: ContractionPass.WeightGradient } gradient =>
                        [engine._contractions.CallLane(gradient, Training.LaneGradients.Single(lane => lane.Kernel == index), buffers, count, [.. far.NextBands(index)])],
                    ChannelGradientKernel gradient => [ChannelCalls.Lane(gradient, Training.LaneGradients.Single(lane => lane.Kernel == index), buffers, count)],
                    ContractionKernel contraction => engine._contractions.Call(
                        contraction, buffers, "n", count, IsInParts(contraction) ? part : 0,
                        far.NextOf(contraction, index)),
                    BatchNormKernel norm => [engine._maps.BatchNorm(norm, buffers, "n", count, place?.Invoke(kernel) ?? "")],
                    _ => engine._maps.Call(kernel, buffers, "n", count),
                };
                // Samples count once, whatever the parts.
                engine._timers.Print(writer, Training, kernel, lines, kernel is ContractionKernel inParts && IsInParts(inParts) && part > 0 ? "0" : samples);
            }
        }

        private bool IsInParts(ContractionKernel kernel) => Training.Plans[kernel] is WinogradContraction { Parts: > 1 };

        private void PrintCombine()
        {
            if (Training.Stages.All(stage => stage.Combines.Count == 0))
                return;
            writer.Line();
            using (writer.Block("protected override void CombineStage(int stage)"))
            using (writer.Block("switch (stage)"))
            {
                for (int stage = 0; stage < Training.Stages.Count; stage++)
                {
                    if (Training.Stages[stage].Combines.Count == 0)
                        continue;
                    writer.Line($"case {stage}:");
                    using (writer.Indent())
                    {
                        foreach (int kernel in Training.Stages[stage].Combines)
                            writer.Line(engine._maps.Combine((BatchNormKernel)Training.Program.Kernels[kernel]));
                        writer.Line("break;");
                    }
                }
            }
        }

        private void PrintGradientUnits()
        {
            if (Training.UnitKernels.Count == 0)
                return;
            writer.Line();
            PrintUnits("RunGradientUnits(int unit, int count, int worker)", Training.UnitKernels.Select(unit => (unit.Units, (Action)(() =>
            {
                Kernel kernel = Training.Program.Kernels[unit.Kernel];
                string samples = unit.Units == 1 ? "Count" : "unit == 0 ? Count : 0";
                string call = kernel is EmbeddingGradientKernel embedding
                    ? TokenCalls.Unit(embedding, Network, engine._buffers, unit.Units)
                    : engine._contractions.CallUnit((ContractionKernel)kernel, engine._buffers.SeenBy(kernel));
                engine._timers.Print(writer, Training, kernel, [call], samples, parts: unit.Units);
            }))));
        }

        private void PrintTransposeUnits()
        {
            if (Network.Derived.TransposeWork.Count == 0)
                return;
            writer.Line();
            PrintUnits("RunTransposeUnit(int unit, int worker)", Network.Derived.TransposeWork.Select(copy => (
                copy.Units,
                (Action)(() => engine._timers.PrintWeights(
                    writer, copy.Transposed is null ? [Transform(Network.Derived.TrainingWinograd[(copy.Kernel.Weight, copy.Kernel.Pass)], copy.Part)] : Transpose(copy.Kernel.Weight, copy.Part),
                    copy.Kernel.Name + "Weights", copy.Kernel.Layer)))));
        }

        /// <summary>Transposes some blocks; for a Winograd convolution into scratch memory, and goes on to transform them.</summary>
        private string[] Transpose(int parameter, int part)
        {
            TransposedWeight weight = Network.Derived.Transposed[parameter];
            string layout = engine._fields.Layout(parameter), before = CSharpLiteral.Of(part * weight.Blocks);
            string first = Scale("unit", weight.BlocksPerUnit);
            string end = weight.BlocksPerUnit == 1 ? "unit + 1" : $"Math.Min((unit + 1) * {weight.BlocksPerUnit}, {weight.Blocks})";
            bool isWinograd = Network.Derived.TrainingWinograd.TryGetValue((parameter, ContractionPass.InputGradient), out WinogradWeight? winograd);
            string transposed = isWinograd ? engine._buffers.KernelScratchOf("worker") : $"Transposed({weight.Offset})";
            string firstBlock = KernelText.Sum(before, first);
            string transpose = $"WeightTransforms.Transpose({layout}, {weight.Kernel.Geometry.Groups}, ref Weights({Network.OffsetOf(parameter)}), ref {transposed}, "
                + $"{(isWinograd ? firstBlock : "0")}, {weight.Block}, {firstBlock}, {KernelText.Sum(before, end)});";
            if (!isWinograd)
                return [transpose];
            int slices = weight.Block / ChannelPadding.Lanes;
            string firstSlice = Scale("unit", weight.BlocksPerUnit * slices);
            string endSlice = weight.BlocksPerUnit == 1
                ? Scale("(unit + 1)", slices)
                : $"Math.Min((unit + 1) * {weight.BlocksPerUnit * slices}, {winograd!.Slices})";
            return [transpose, winograd!.Transform(transposed, $"Transposed({winograd.Offset})", firstSlice, endSlice, first)];
        }

        private string Transform(WinogradWeight weight, int part) => weight.Transform(
            $"Weights({Network.OffsetOf(weight.Kernel.Weight) + part * weight.PackedLength})", $"Transposed({weight.Offset})",
            Scale("unit", weight.SlicesPerUnit), $"Math.Min((unit + 1) * {weight.SlicesPerUnit}, {weight.Slices})");

        private static string Scale(string count, int factor) => KernelText.Times(count, factor);

        private void PrintUnits(string method, IEnumerable<(int Units, Action PrintCalls)> parts)
        {
            (int Units, Action PrintCalls)[] all = [.. parts];
            using (writer.Block($"protected override void {method}"))
            {
                engine._timers.Start(writer);
                for (int index = 0; index < all.Length; index++)
                {
                    if (index == all.Length - 1)
                    {
                        all[index].PrintCalls();
                        continue;
                    }

                    using (writer.Block($"if (unit < {all[index].Units})"))
                    {
                        all[index].PrintCalls();
                        writer.Line("return;");
                    }

                    writer.Line();
                    writer.Line($"unit -= {all[index].Units};");
                }
            }
        }
    }
}
