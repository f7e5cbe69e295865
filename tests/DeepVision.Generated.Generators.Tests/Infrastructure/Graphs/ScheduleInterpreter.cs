using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// Runs a program in float64 as a schedule says: two workers with samples of their own, stage by stage, segment by segment,
/// groups of samples through each; weight gradients in lanes where they stand, the others behind the stage that the schedule says. Buffers
/// lie where the schedule places them, in memory that begins as NaN, so a place that is taken too early shows in the numbers.
/// </summary>
internal sealed class ScheduleInterpreter
{
    private readonly GraphData _data;
    private readonly CpuSchedule _schedule;
    private readonly KernelProgram _program;
    private readonly KernelArithmetic _arithmetic;
    private readonly Dictionary<ElementKind, double[]> _batch;
    private readonly Dictionary<ElementKind, double[]> _scratch;
    private readonly (int First, int End)[] _workers;

    private ScheduleInterpreter(GraphData data, CpuSchedule schedule, ParameterPlan parameters)
    {
        (_data, _schedule, _program) = (data, schedule, schedule.Program);
        _arithmetic = new KernelArithmetic(data, _program, parameters);
        _batch = new() { [ElementKind.Float] = Nothing(schedule.BatchFloats * data.Samples), [ElementKind.Byte] = Nothing(schedule.BatchBytes * data.Samples) };
        _scratch = new() { [ElementKind.Float] = Nothing(schedule.ScratchFloats), [ElementKind.Byte] = Nothing(schedule.ScratchBytes) };
        // The first worker has more samples than fit a group of two.
        _workers = [(0, data.Samples - 1), (data.Samples - 1, data.Samples)];
    }

    /// <summary>The scores of all samples, in logical order.</summary>
    public double[] Scores { get; private set; } = [];

    /// <summary>The gradient of the inputs of all samples, in logical order; empty if the program gives none.</summary>
    public double[] InputGradient { get; private set; } = [];

    /// <summary>The gradient of a parameter in logical order; NaN where no kernel wrote any.</summary>
    public double[] Gradient(int layer, ParameterRole role) => _arithmetic.Gradient(layer, role);

    public static ScheduleInterpreter Run(GraphData data, CpuSchedule schedule, ParameterPlan parameters)
    {
        ScheduleInterpreter interpreter = new(data, schedule, parameters);
        interpreter.Run();
        return interpreter;
    }

    private void Run()
    {
        for (int index = 0; index < _schedule.Stages.Count; index++)
        {
            Stage stage = _schedule.Stages[index];
            foreach ((int first, int end) in _workers)
            {
                foreach (Segment segment in stage.Segments)
                {
                    int step = segment.Kind == SegmentKind.Groups ? Math.Min(2, segment.GroupSize) : end - first;
                    for (int start = first; start < end; start += step)
                        RunGroup(segment, start, Math.Min(end, start + step));
                }
            }

            foreach (int kernel in stage.Combines)
                _arithmetic.Combine((BatchNormKernel)_program.Kernels[kernel]);
            RunUnits(index);
        }

        RunUnits(_schedule.Stages.Count);
        Scores = Logical(_program.Output);
        if (_program.InputGradient != Kernel.None)
            InputGradient = Logical(_program.InputGradient);
    }

    private void RunUnits(int stage)
    {
        foreach (UnitKernel unit in _schedule.UnitsBehind(stage))
            RunKernel(unit.Kernel, 0, _data.Samples);
    }

    private double[] Logical(int id) =>
        [.. Enumerable.Range(0, _data.Samples).SelectMany(sample => KernelArithmetic.Logical(_program.Buffers[id], At(id, sample, 0)))];

    private void RunGroup(Segment segment, int start, int end)
    {
        // Nothing of another worker or group may be left in scratch memory.
        foreach (double[] memory in _scratch.Values)
            Array.Fill(memory, double.NaN);
        foreach (int kernel in segment.Kernels)
            RunKernel(kernel, start, end);
    }

    private void RunKernel(int kernel, int start, int end)
    {
        for (int sample = start; sample < end; sample++)
            _arithmetic.Run(_program.Kernels[kernel], sample, id => At(id, sample, start));
    }

    private Memory<double> At(int id, int sample, int start)
    {
        TensorBuffer buffer = _program.Buffers[id];
        PlacedBuffer place = _schedule.Buffers[id];
        return place.Scope switch
        {
            BufferScope.External => _data.Input.AsMemory(sample * buffer.SampleLength, buffer.SampleLength),
            BufferScope.Batch => _batch[buffer.Kind].AsMemory(place.Offset * _data.Samples + sample * buffer.SampleLength, buffer.SampleLength)[place.FirstChannel..],
            _ => _scratch[buffer.Kind].AsMemory(place.Offset + (sample - start) * buffer.SampleLength, buffer.SampleLength)[place.FirstChannel..],
        };
    }

    private static double[] Nothing(int length)
    {
        var memory = new double[length];
        Array.Fill(memory, double.NaN);
        return memory;
    }
}
