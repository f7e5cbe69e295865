using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prediction: bands of some buffers in the memory that a worker's kernels use while they run, and what the others are besides.</summary>
/// <param name="places">Where each band begins there, as a C# expression.</param>
internal sealed class KernelBandReferences(BufferReferences others, CpuSchedule schedule, IReadOnlyDictionary<int, string> places) : BufferReferences(schedule)
{
    public override TensorBuffer this[int id] => others[id];

    public override string ScoresGradientAt(string sample, int length) => others.ScoresGradientAt(sample, length);

    public override string KernelScratchOf(string worker) => others.KernelScratchOf(worker);

    public override string At(int id, string sample) => !places.TryGetValue(id, out string? place) ? others.At(id, sample)
        : place == "0" ? "worker.Scratch"
        : $"Unsafe.Add(ref worker.Scratch, {place})";
}
