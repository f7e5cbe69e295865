using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints a pass over a chunk of samples in prediction mode: one worker takes them through all kernels in memory of its own, or several share the kernels.</summary>
/// <param name="shared">The calls of a pass whose workers share its kernels; null if one worker has all.</param>
internal sealed class PassPrinter(
    SourceWriter writer, CpuNetwork network, CpuSchedule schedule, PassReferences buffers, EngineFields fields, KernelTimers timers, SharedCalls? shared = null)
{
    private readonly ContractionCalls _contractions = new(network, schedule, fields);
    private readonly MapCalls _maps = new(network, schedule, fields);

    /// <summary>The kernels, by their numbers, that only the first step of a sequence needs.</summary>
    public IReadOnlyCollection<int> Beginning { get; init; } = [];

    /// <summary>The body of the method.</summary>
    public void Print()
    {
        timers.Start(writer);
        bool isFirst = true;
        foreach (Segment segment in schedule.Stages.SelectMany(stage => stage.Segments))
        {
            if (!isFirst)
                writer.Line();
            isFirst = false;
            if (segment.Kind == SegmentKind.Samples)
            {
                PrintCalls(segment, "0", "count");
                continue;
            }

            string step = segment.GroupSize == 1 ? "n++" : $"n += {segment.GroupSize}";
            using (writer.Block($"for (int n = 0; n < count; {step})"))
            {
                writer.Line(segment.GroupSize == 1 ? "const int samples = 1;" : $"int samples = Math.Min({segment.GroupSize}, count - n);");
                PrintCalls(segment, "n", "samples");
            }
        }
    }

    private void PrintCalls(Segment segment, string sample, string count)
    {
        int[] kernels = [.. segment.Kernels];
        for (int next = 0; next < kernels.Length;)
        {
            bool isBeginning = Beginning.Contains(kernels[next]);
            using (isBeginning ? writer.Block("if (begins)") : writer.Indent(0))
            {
                while (next < kernels.Length && Beginning.Contains(kernels[next]) == isBeginning)
                {
                    if (shared is not null && segment.BandOf(kernels[next]) is { } band)
                    {
                        PrintBands(shared, band, sample, count);
                        next += band.Kernels.Count;
                    }
                    else
                    {
                        PrintCall(schedule.Program.Kernels[kernels[next++]], sample, count);
                    }
                }
            }

            if (isBeginning && next < kernels.Length)
                writer.Line();
        }
    }

    /// <summary>Kernels that run in bands; the samples are counted behind the last band.</summary>
    private void PrintBands(SharedCalls calls, KernelBand band, string sample, string count)
    {
        using (writer.Block(calls.LoopOver(band)))
        {
            for (int number = 0; number < band.Kernels.Count; number++)
                timers.Print(writer, schedule, schedule.Program.Kernels[band.Kernels[number]], [calls.Call(band, number, sample, count)], "0");
        }

        foreach (int kernel in band.Kernels)
            timers.Print(writer, schedule, schedule.Program.Kernels[kernel], [], $"worker.Count({count})");
    }

    private void PrintCall(Kernel kernel, string sample, string count)
    {
        IEnumerable<string> lines = shared is not null ? shared.Call(kernel, sample, count)
            : kernel is ContractionKernel contraction ? _contractions.Call(contraction, buffers.SeenBy(kernel), sample, KernelText.Count(kernel, count))
            : _maps.Call(kernel, buffers.SeenBy(kernel), sample, KernelText.Count(kernel, count));
        timers.Print(writer, schedule, kernel, lines, shared is null ? count : $"worker.Count({count})");
    }
}
