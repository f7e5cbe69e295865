using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The flat packed parameters of one network, aligned to 64 bytes. What pads the tensors is zero and must stay so.</summary>
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer<float> _storage;
    private long _version = 1;

    internal ParameterBuffer(NetworkArchitecture architecture, int seed)
    {
        _storage = new AlignedBuffer<float>(architecture.StorageLength);
        WeightInitialization.Fill(architecture, seed, Values);
    }

    /// <summary>Floats in the buffer, padding included.</summary>
    public int Length => _storage.Length;

    /// <summary>The values; call <see cref="MarkChanged"/> after writing.</summary>
    public Span<float> Values => _storage.Span;

    /// <summary>The first value, for kernels.</summary>
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

    /// <summary>Says that values were written.</summary>
    public void MarkChanged() => Interlocked.Increment(ref _version);
}
