using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>How the generated engine names the memory of a buffer, beginning at sample <c>n</c>.</summary>
internal abstract class BufferReferences(CpuSchedule schedule)
{
    protected CpuSchedule Schedule { get; } = schedule;

    public virtual TensorBuffer this[int id] => Schedule.Program.Buffers[id];

    /// <summary>A ref expression, without the word <c>ref</c> in front.</summary>
    public abstract string At(int id, string sample);

    /// <summary>Where the sample begins, though buffers may be parts of it.</summary>
    public virtual string SampleAt(int id, string sample) => At(id, sample);

    /// <summary>Whether a buffer is some of the channels of another one without being copied.</summary>
    public bool IsPart(int id, int whole, int firstChannel) => Schedule.Storage.Views.IsPart(id, whole, firstChannel);

    /// <summary>The same memory as a kernel sees it: what it takes for a sample may be one of several images.</summary>
    public BufferReferences SeenBy(Kernel kernel) => kernel.Images == 1 ? this : new ImageReferences(this, Schedule, kernel.Images);

    /// <summary>The number of an input beside the network's own, from 0; −1 if the buffer is none.</summary>
    protected int FurtherInput(int id) => Schedule.Program.FurtherInputs.IndexOf(id);

    /// <summary>The channel with which buffers begin where they are bands of channels, as a C# expression; "" for whole pixels.</summary>
    public virtual string FirstChannel => "";

    /// <summary>The gradient of the scores as the caller gives it, as a ref expression.</summary>
    /// <param name="sample">The first sample.</param>
    /// <param name="length">Values of one sample.</param>
    public abstract string ScoresGradientAt(string sample, int length);

    /// <summary>Memory that a kernel may use while it runs, as a ref expression.</summary>
    /// <param name="worker">Number of the worker.</param>
    public abstract string KernelScratchOf(string worker);
}

/// <summary>The memory of a sample as that of its images, which lie one behind the other: the first of them begins where the sample does.</summary>
internal sealed class ImageReferences(BufferReferences samples, CpuSchedule schedule, int images) : BufferReferences(schedule)
{
    public override TensorBuffer this[int id] => samples[id].OneOf(images);

    public override string At(int id, string sample) => samples.At(id, sample);

    public override string ScoresGradientAt(string sample, int length) => samples.ScoresGradientAt(sample, length);

    public override string KernelScratchOf(string worker) => samples.KernelScratchOf(worker);
}

/// <summary>The pixels from <c>pixel</c> on of a sample: to kernels that don't look beyond a pixel each of them is a sample.</summary>
internal sealed class PixelBandReferences(BufferReferences samples, CpuSchedule schedule) : BufferReferences(schedule)
{
    public override TensorBuffer this[int id] => samples[id] with { Height = 1, Width = 1 };

    public override string At(int id, string sample) => Schedule.Buffers[id].Scope == BufferScope.Group
        ? samples.At(id, sample)
        : $"Unsafe.Add(ref {samples.At(id, sample)}, pixel * {samples[id].PixelStride})";

    public override string ScoresGradientAt(string sample, int length) => samples.ScoresGradientAt(sample, length);

    public override string KernelScratchOf(string worker) => samples.KernelScratchOf(worker);
}

/// <summary>
/// The channels from <c>channel</c> on: in memory of the batch they lie among the others, in scratch memory, where only a band exists at a time, pixels of
/// a band lie side by side.
/// </summary>
internal sealed class ChannelBandReferences(BufferReferences samples, CpuSchedule schedule, int channels) : BufferReferences(schedule)
{
    public override string FirstChannel => "channel";

    public override TensorBuffer this[int id] => samples[id] with { Channels = channels, PixelStride = IsScratch(id) ? channels : samples[id].PixelStride };

    public override string At(int id, string sample) => IsScratch(id) ? samples.At(id, sample) : $"Unsafe.Add(ref {samples.At(id, sample)}, channel)";

    public override string SampleAt(int id, string sample) => samples.At(id, sample);

    public override string ScoresGradientAt(string sample, int length) => samples.ScoresGradientAt(sample, length);

    public override string KernelScratchOf(string worker) => samples.KernelScratchOf(worker);

    private bool IsScratch(int id) => Schedule.Buffers[id].Scope == BufferScope.Group;
}

/// <summary>Some channels of what lies there.</summary>
internal sealed class ChannelReferences(BufferReferences samples, CpuSchedule schedule, int firstChannel) : BufferReferences(schedule)
{
    public override TensorBuffer this[int id] => samples[id];

    public override string At(int id, string sample) => KernelText.Element(samples.At(id, sample), firstChannel);

    public override string ScoresGradientAt(string sample, int length) => samples.ScoresGradientAt(sample, length);

    public override string KernelScratchOf(string worker) => samples.KernelScratchOf(worker);
}

/// <summary>Training: accessor methods of the engine, one for each buffer.</summary>
internal sealed class TrainingReferences(CpuSchedule schedule) : BufferReferences(schedule)
{
    public override string At(int id, string sample) => Schedule.Buffers[id].Scope switch
    {
        BufferScope.External when FurtherInput(id) is >= 0 and int number => $"FurtherInput({number}, {sample})",
        BufferScope.External => $"Input({sample})",
        BufferScope.Group => Behind(id, $"{AccessorName(id)}(worker.Index)"),
        _ => Behind(id, $"{AccessorName(id)}({sample})"),
    };

    private string Behind(int id, string place) =>
        Schedule.Buffers[id].FirstChannel == 0 ? place : $"Unsafe.Add(ref {place}, {CSharpLiteral.Of(Schedule.Buffers[id].FirstChannel)})";

    public override string ScoresGradientAt(string sample, int length) => $"OutputGradient({sample})";

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

/// <summary>A pass over some samples in prediction mode: constant offsets in one block of floats and one of bytes.</summary>
/// <param name="hasWorker">Whether there is a <c>worker</c> with memory for kernels, as in a prediction; else the end of the block is that.</param>
internal sealed class PassReferences(CpuSchedule schedule, int chunk, bool hasWorker) : BufferReferences(schedule)
{
    /// <summary>Floats of the block: places for every sample of a chunk, copies of the chunk's inputs if there are several, and scratch memory for one group.</summary>
    public int Length => ScratchOffset + Schedule.ScratchFloats;

    private int InputsOffset => Schedule.BatchFloats * chunk;

    private int ScratchOffset => InputsOffset
        + (Schedule.Program.FurtherInputs.Count == 0 ? 0 : ChannelPadding.RoundUp(Schedule.Program.Inputs.Sum(id => this[id].SampleLength) * chunk));

    /// <summary>Bytes beside them, likewise.</summary>
    public int ByteLength => Schedule.BatchBytes * chunk + Schedule.ScratchBytes;

    public int OffsetOf(int id) => Schedule.Buffers[id].Scope switch
    {
        BufferScope.Group => (this[id].Kind == ElementKind.Float ? ScratchOffset : Schedule.BatchBytes * chunk) + Schedule.Buffers[id].Offset + Schedule.Buffers[id].FirstChannel,
        BufferScope.External => InputsOffset + Schedule.Program.Inputs.TakeWhile(before => before != id).Sum(before => this[before].SampleLength) * chunk,
        _ => Schedule.Buffers[id].Offset * chunk + Schedule.Buffers[id].FirstChannel,
    };

    /// <summary>The last floats of the block, which kernels use while they run.</summary>
    public int KernelScratchFloats => Schedule.ScratchFloats - Schedule.KernelScratchOffset;

    public override string ScoresGradientAt(string sample, int length) =>
        sample == "0" ? "scoresGradient" : $"Unsafe.Add(ref scoresGradient, (nint){sample} * {length})";

    public override string KernelScratchOf(string worker) =>
        hasWorker ? "worker.Scratch" : $"Unsafe.Add(ref memory, {ScratchOffset + Schedule.KernelScratchOffset})";

    public override string At(int id, string sample) => At(id, sample, "0");

    /// <summary>A place some floats behind the beginning of a sample.</summary>
    public string At(int id, string sample, string behind)
    {
        bool isInput = id == Schedule.Program.Input;
        string name = isInput ? "input" : this[id].Kind == ElementKind.Float ? "memory" : "bytes";
        string distance = Schedule.Buffers[id].Scope == BufferScope.Group || sample == "0"
            ? "0"
            : $"(nint){sample} * {this[id].SampleLength}";
        string offset = isInput ? "0" : CSharpLiteral.Of(OffsetOf(id));
        string sum = KernelText.Sum(offset, distance, behind);
        return sum == "0" ? name : $"Unsafe.Add(ref {name}, {sum})";
    }
}

/// <summary>Prediction: parts of the samples from sample <paramref name="sample"/> on, as if each were a sample of its own.</summary>
/// <param name="partOf">What is a sample then: a row, a pixel, or the sample itself.</param>
internal sealed class PartReferences(PassReferences samples, CpuSchedule schedule, string sample, Func<TensorBuffer, TensorBuffer> partOf) : BufferReferences(schedule)
{
    public override TensorBuffer this[int id] => partOf(samples[id]);

    public override string ScoresGradientAt(string sample, int length) => throw new InvalidOperationException("A prediction has no gradients.");

    public override string KernelScratchOf(string worker) => samples.KernelScratchOf(worker);

    public override string At(int id, string part) => samples.At(id, sample, $"(nint){part} * {this[id].SampleLength}");
}
