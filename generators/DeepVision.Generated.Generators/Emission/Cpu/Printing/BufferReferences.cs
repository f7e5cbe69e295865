using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>How the generated engine names the memory of a buffer, beginning at sample <c>n</c>.</summary>
internal abstract class BufferReferences(CpuSchedule schedule)
{
    protected CpuSchedule Schedule { get; } = schedule;

    public TensorBuffer this[int id] => Schedule.Program.Buffers[id];

    /// <summary>A ref expression, without the word <c>ref</c> in front.</summary>
    public abstract string At(int id, string sample);

    /// <summary>The number of an input beside the network's own, from 0; −1 if the buffer is none.</summary>
    protected int FurtherInput(int id) => Schedule.Program.FurtherInputs.IndexOf(id);

    /// <summary>Memory that a kernel may use while it runs, as a ref expression.</summary>
    /// <param name="worker">Number of the worker.</param>
    public abstract string KernelScratchOf(string worker);
}

/// <summary>Training: accessor methods of the engine, one for each buffer.</summary>
internal sealed class TrainingReferences(CpuSchedule schedule) : BufferReferences(schedule)
{
    public override string At(int id, string sample) => Schedule.Buffers[id].Scope switch
    {
        BufferScope.External when FurtherInput(id) is >= 0 and int number => $"FurtherInput({number}, {sample})",
        BufferScope.External => $"Input({sample})",
        BufferScope.Group => $"{AccessorName(id)}(worker.Index)",
        _ => $"{AccessorName(id)}({sample})",
    };

    public override string KernelScratchOf(string worker) => $"ScratchFloats({worker}, {Schedule.KernelScratchOffset})";

    /// <summary>Writes the accessors.</summary>
    public void WriteAccessors(SourceWriter writer)
    {
        for (int id = 0; id < Schedule.Buffers.Count; id++)
        {
            TensorBuffer buffer = this[id];
            PlacedBuffer place = Schedule.Buffers[id];
            if (place.Scope == BufferScope.External || Schedule.Storage.Of(id) != id)
                continue;
            string type = buffer.Kind == ElementKind.Float ? "float" : "byte";
            string memory = buffer.Kind == ElementKind.Float ? "Floats" : "Bytes";
            string extent = $"{buffer.Height}×{buffer.Width}×{buffer.Channels}";
            writer.Line();
            if (place.Scope == BufferScope.Batch)
            {
                writer.Line($"/// <summary>{extent} for every sample.</summary>");
                writer.Line($"private ref {type} {AccessorName(id)}(int sample) => ref Batch{memory}({place.Offset}, {buffer.SampleLength}, sample);");
            }
            else
            {
                writer.Line($"/// <summary>{extent} for every sample of a worker's group.</summary>");
                writer.Line($"private ref {type} {AccessorName(id)}(int worker) => ref Scratch{memory}(worker, {place.Offset});");
            }
        }
    }

    /// <summary>What lies in one place is reached by the name of the first that lies there.</summary>
    private string AccessorName(int id)
    {
        string name = this[Schedule.Storage.Of(id)].Name;
        return char.ToUpperInvariant(name[0]) + name.Substring(1) + "At";
    }
}

/// <summary>Prediction: constant offsets in one block of memory.</summary>
internal sealed class PredictionReferences(CpuSchedule schedule, int chunk) : BufferReferences(schedule)
{
    /// <summary>Floats of the block: places for every sample of a chunk, scratch memory for one group and, if there are several, copies of the chunk's inputs.</summary>
    public int Length => InputsOffset + (HasSeveralInputs ? Schedule.Program.Inputs.Sum(id => this[id].SampleLength) * chunk : 0);

    private bool HasSeveralInputs => Schedule.Program.FurtherInputs.Count > 0;

    private int InputsOffset => Schedule.BatchFloats * chunk + Schedule.ScratchFloats;

    public int OffsetOf(int id) => Schedule.Buffers[id].Scope switch
    {
        BufferScope.Group => Schedule.BatchFloats * chunk + Schedule.Buffers[id].Offset,
        BufferScope.External => InputsOffset + Schedule.Program.Inputs.TakeWhile(before => before != id).Sum(before => this[before].SampleLength) * chunk,
        _ => Schedule.Buffers[id].Offset * chunk,
    };

    public override string KernelScratchOf(string worker) => $"Unsafe.Add(ref memory, {Schedule.BatchFloats * chunk + Schedule.KernelScratchOffset})";

    public override string At(int id, string sample)
    {
        bool isInput = id == Schedule.Program.Input;
        string name = isInput ? "input" : "memory";
        string distance = Schedule.Buffers[id].Scope == BufferScope.Group || sample == "0"
            ? "0"
            : $"(nint){sample} * {this[id].SampleLength}";
        string offset = isInput ? "0" : CSharpLiteral.Of(OffsetOf(id));
        string sum = KernelText.Sum(offset, distance);
        return sum == "0" ? name : $"Unsafe.Add(ref {name}, {sum})";
    }
}
