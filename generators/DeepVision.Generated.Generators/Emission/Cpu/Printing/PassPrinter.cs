using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints a pass over a chunk of samples in prediction mode: one worker takes them through all kernels, in memory of its own.</summary>
internal sealed class PassPrinter(SourceWriter writer, CpuNetwork network, CpuSchedule schedule, int chunk, EngineFields fields, KernelTimers timers)
{
    private readonly PassReferences _buffers = new(schedule, chunk);
    private readonly ContractionCalls _contractions = new(network, schedule, fields);
    private readonly MapCalls _maps = new(network, schedule, fields);

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
        foreach (int index in segment.Kernels)
        {
            Kernel kernel = schedule.Program.Kernels[index];
            IEnumerable<string> lines = kernel is ContractionKernel contraction
                ? _contractions.Call(contraction, _buffers, sample, count)
                : _maps.Call(kernel, _buffers, sample, count);
            timers.Print(writer, schedule, kernel, lines, count);
        }
    }
}
