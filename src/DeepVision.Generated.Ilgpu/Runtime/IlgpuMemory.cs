using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// An engine's memory on a device for one purpose, training or prediction, as generated schedules see it. Offsets are constants
/// per sample, times a capacity that grows with the largest batch. Everything starts out as zero.
/// </summary>
public sealed class IlgpuMemory : IDisposable
{
    /// <summary>Zeros in front of the input and of the arena: what kernels read where there is no pixel.</summary>
    public const int Header = 16;

    private readonly ArrayView<float> _weights;
    private readonly DeviceBuffer<float> _arena;
    private readonly DeviceBuffer<byte> _bytes;
    private readonly DeviceBuffer<float> _scratch;
    private readonly DeviceBuffer<float> _statistics;
    private readonly DeviceBuffer<float> _gradients;
    private readonly DeviceBuffer<float> _losses;
    private readonly DeviceBuffer<int> _hits;
    private readonly DeviceBuffer<float> _classWeights;
    private readonly DeviceBuffer<float> _pairs;
    private readonly DeviceBuffer<float>[] _auxiliaryLosses;
    private readonly DeviceBuffer<float>[] _auxiliaryClassWeights;
    private readonly float[] _auxiliaryScales;

    /// <param name="allocator">Where the memory comes from.</param>
    /// <param name="stream">The stream that all kernels run on.</param>
    /// <param name="weights">The parameters.</param>
    /// <param name="lengths">What is needed.</param>
    /// <param name="capacity">Samples.</param>
    /// <param name="classWeights">Weights of the classes in the loss.</param>
    /// <param name="auxiliary">Weights of the classes in the losses beside it, null where all count alike.</param>
    internal IlgpuMemory(
        DeviceAllocator allocator, AcceleratorStream stream, ArrayView<float> weights, in MemoryLengths lengths, int capacity,
        float[]? classWeights = null, params IReadOnlyList<float[]?> auxiliary)
    {
        (Stream, Capacity, _weights) = (stream, capacity, weights);
        _arena = allocator.Allocate<float>(Header + (long)lengths.Floats * capacity);
        _bytes = allocator.Allocate<byte>((long)lengths.Bytes * capacity);
        _scratch = allocator.Allocate<float>(lengths.Scratch);
        _statistics = allocator.Allocate<float>(lengths.Statistics);
        _gradients = allocator.Allocate<float>(lengths.Gradients);
        _losses = allocator.Allocate<float>(lengths.Gradients > 0 ? capacity : 0);
        _hits = allocator.Allocate<int>(lengths.Gradients > 0 ? capacity : 0);
        _classWeights = allocator.Allocate(classWeights);
        _pairs = allocator.Allocate<float>(lengths.ComparesSamples ? (3L * capacity + 1) * capacity : 0);
        _auxiliaryLosses = [.. auxiliary.Select(_ => allocator.Allocate<float>(capacity))];
        _auxiliaryClassWeights = [.. auxiliary.Select(weights => allocator.Allocate(weights))];
        _auxiliaryScales = new float[_auxiliaryLosses.Length];
    }

    /// <summary>The stream that all kernels run on, in order.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>Samples that fit.</summary>
    public int Capacity { get; }

    /// <summary>The inputs: 16 zeros, then the samples of the batch, then at least 16 floats that may be read and mean nothing.</summary>
    public ArrayView<float> Input { get; internal set; }

    /// <summary>An input beside the network's own, which lies as <see cref="Input"/> does.</summary>
    /// <param name="number">Number of the input among those, from 0.</param>
    public ArrayView<float> FurtherInput(int number) => FurtherInputs[number];

    /// <summary>Labels of the batch for a head that predicts beside the first.</summary>
    /// <param name="number">Number of the head among those, from 0.</param>
    public ArrayView<int> FurtherLabels(int number) => FurtherAnswers[number].Cast<int>();

    /// <summary>Targets of the batch for a head that predicts beside the first.</summary>
    /// <param name="number">Number of the head among those, from 0.</param>
    public ArrayView<float> FurtherTargets(int number) => FurtherAnswers[number];

    internal ArrayView<float>[] FurtherInputs { get; set; } = [];

    internal ArrayView<float>[] FurtherAnswers { get; set; } = [];

    /// <summary>All activations and gradients: 16 zeros that are never written, then the buffers.</summary>
    public ArrayView<float> Arena => _arena.View;

    /// <summary>Loss of each sample, not scaled.</summary>
    public ArrayView<float> Losses => _losses.View;

    /// <summary>How many labels of each sample are met: 0 or 1 where it has one.</summary>
    public ArrayView<int> Hits => _hits.View;

    /// <summary>Labels of the batch.</summary>
    public ArrayView<int> Labels { get; internal set; }

    /// <summary>Targets of the batch.</summary>
    public ArrayView<float> Targets { get; internal set; }

    /// <summary>Weights of the classes in the loss; one 0 if all count alike.</summary>
    public ArrayView<float> ClassWeights => _classWeights.View;

    /// <summary>What losses that compare samples keep of pairs of them: three values for each pair of the batch, and one for each sample.</summary>
    public ArrayView<float> Pairs => _pairs.View;

    /// <summary>Factor that makes the sum of the samples' losses their mean, times the loss's weight.</summary>
    public float LossScale { get; internal set; }

    /// <summary>Loss of each sample at an auxiliary head, not scaled.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public ArrayView<float> AuxiliaryLosses(int head) => _auxiliaryLosses[head].View;

    /// <summary>Weights of the classes in the loss of an auxiliary head; one 0 if all count alike.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public ArrayView<float> AuxiliaryClassWeights(int head) => _auxiliaryClassWeights[head].View;

    /// <summary>Factor that makes the sum of the samples' losses at an auxiliary head their mean, times the head's weight.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public float AuxiliaryScale(int head) => _auxiliaryScales[head];

    /// <summary>Sets <see cref="AuxiliaryScale"/>.</summary>
    internal void ScaleAuxiliary(int head, float scale) => _auxiliaryScales[head] = scale;

    /// <summary>Key of random draws.</summary>
    public int Seed { get; internal set; }

    /// <summary>Steps taken before this one.</summary>
    public long Step { get; internal set; }

    /// <summary>Position in <see cref="Arena"/> of a buffer.</summary>
    /// <param name="prefix">Floats per sample of the buffers in front of it; a multiple of 16.</param>
    public int At(int prefix) => Header + prefix * Capacity;

    /// <summary>A buffer of the arena.</summary>
    /// <param name="prefix">Floats per sample of the buffers in front of it; a multiple of 16.</param>
    /// <param name="length">Floats per sample of the buffer.</param>
    public ArrayView<float> Values(int prefix, int length) => _arena.View.SubView(At(prefix), (long)length * Capacity);

    /// <summary>A buffer of bytes.</summary>
    /// <param name="prefix">Bytes per sample of the buffers in front of it; a multiple of 16.</param>
    /// <param name="length">Bytes per sample of the buffer.</param>
    public ArrayView<byte> Bytes(int prefix, int length) => _bytes.View.SubView((long)prefix * Capacity, (long)length * Capacity);

    /// <summary>A range of the parameters.</summary>
    public ArrayView<float> Weights(int offset, int length) => _weights.SubView(offset, length);

    /// <summary>A range of the gradients, by the offset of their parameters.</summary>
    public ArrayView<float> Gradients(int offset, int length) => _gradients.View.SubView(offset, length);

    /// <summary>A range of the partial sums.</summary>
    public ArrayView<float> Scratch(int offset, int length) => _scratch.View.SubView(offset, length);

    /// <summary>A range of the means and deviations of batch normalisation.</summary>
    public ArrayView<float> Statistics(int offset, int length) => _statistics.View.SubView(offset, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _arena.Dispose();
        _bytes.Dispose();
        _scratch.Dispose();
        _statistics.Dispose();
        _gradients.Dispose();
        _losses.Dispose();
        _hits.Dispose();
        _classWeights.Dispose();
        _pairs.Dispose();
        foreach (DeviceBuffer<float> buffer in _auxiliaryLosses.Concat(_auxiliaryClassWeights))
            buffer.Dispose();
    }
}

/// <summary>Lengths of an <see cref="IlgpuMemory"/>.</summary>
/// <param name="Floats">Activations of one sample.</param>
/// <param name="Bytes">Bytes of one sample.</param>
/// <param name="Scratch">Partial sums.</param>
/// <param name="Statistics">Means and deviations.</param>
/// <param name="Gradients">Gradients; 0 for predictions.</param>
/// <param name="ComparesSamples">Whether there is memory for pairs of samples.</param>
internal readonly record struct MemoryLengths(int Floats, int Bytes, int Scratch, int Statistics, int Gradients, bool ComparesSamples = false);
