using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The flat packed parameters of one network, aligned to 64 bytes. What pads the tensors is zero and must stay so.</summary>
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer<float> _storage;
    private long _version = 1;
    private Action? _fetch;

    internal ParameterBuffer(NetworkArchitecture architecture, int seed)
    {
        _storage = new AlignedBuffer<float>(architecture.StorageLength);
        WeightInitialization.Fill(architecture, seed, Values);
        LearningRateFactors = new LearningRateFactors(architecture);
    }

    /// <summary>
    /// The trainable parameters in ranges, in order, where layers have learning-rate factors of their own; empty while all are 1,
    /// which is all parameters in one range. Engines ask in each update.
    /// </summary>
    public ReadOnlySpan<UpdateRange> UpdateRanges => LearningRateFactors.Ranges;

    /// <summary>The same as an optimizer wants them: tensors of one dimension apart, if it leaves them out of weight decay.</summary>
    /// <param name="optimizer">The optimizer.</param>
    public ReadOnlySpan<UpdateRange> FindUpdateRanges(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.DecayWeightsOnly ? LearningRateFactors.RangesByDecay : UpdateRanges;
    }

    /// <summary>Whether the tensor's layer has a learning-rate factor of 0, so that it stays as it is.</summary>
    /// <param name="tensor">The tensor.</param>
    public bool IsStopped(ParameterTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return LearningRateFactors[tensor.Layer] == 0;
    }

    internal LearningRateFactors LearningRateFactors { get; }

    /// <summary>Floats in the buffer, padding included.</summary>
    public int Length => _storage.Length;

    /// <summary>
    /// The values; call <see cref="MarkChanged"/> after writing. Where a device has newer ones, they are fetched first.
    /// A bare span can't be guarded: who writes it sees to it that the network is not being trained.
    /// </summary>
    public Span<float> Values
    {
        get
        {
            if (_fetch is not null)
                Interlocked.Exchange(ref _fetch, null)?.Invoke();
            return _storage.Span;
        }
    }

    /// <summary>True while a device has newer values than this buffer.</summary>
    public bool IsNewerElsewhere => Volatile.Read(ref _fetch) is not null;

    /// <summary>The first value, for kernels of the CPU; nothing is fetched.</summary>
    public ref float Reference => ref _storage.Reference;

    /// <summary>Counts the writes; copies derived from the parameters (transposed, folded) compare it with their own stamp.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The values of one tensor in logical order, <see cref="ParameterTensor.Shape"/>.</summary>
    internal float[] Read(ParameterTensor tensor)
    {
        float[] logical = new float[tensor.Layout.Count];
        tensor.Layout.Unpack(Values.Slice(tensor.Offset, tensor.Layout.PackedLength), logical);
        return logical;
    }

    /// <summary>Overwrites one tensor with values in logical order, as many as it has.</summary>
    internal void Write(ParameterTensor tensor, ReadOnlySpan<float> logical)
    {
        tensor.Layout.Pack(logical, Values.Slice(tensor.Offset, tensor.Layout.PackedLength));
        MarkChanged();
    }

    /// <summary>Says that a device has newer values.</summary>
    /// <param name="fetch">Brings them into <see cref="Values"/>, and marks them as changed; called once, when somebody asks for the values.</param>
    public void MarkNewerElsewhere(Action fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        Volatile.Write(ref _fetch, fetch);
    }

    /// <summary>Says that values were written.</summary>
    public void MarkChanged() => Interlocked.Increment(ref _version);
}
