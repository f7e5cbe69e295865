using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>What the learning rate is multiplied by, layer by layer.</summary>
internal sealed class LearningRateFactors
{
    private readonly NetworkArchitecture _architecture;
    private readonly float[] _ofLayers;
    private UpdateRange[] _ranges = [];
    private UpdateRange[]? _rangesByDecay;

    public LearningRateFactors(NetworkArchitecture architecture)
    {
        _architecture = architecture;
        _ofLayers = new float[architecture.Layers.Count];
        Array.Fill(_ofLayers, 1);
    }

    /// <summary>All trainable parameters in order, neighbours with one factor together; empty while all factors are 1.</summary>
    public ReadOnlySpan<UpdateRange> Ranges => Volatile.Read(ref _ranges);

    /// <summary>The same for optimizers that leave tensors of one dimension out of weight decay: those apart from the others.</summary>
    public ReadOnlySpan<UpdateRange> RangesByDecay
    {
        get
        {
            UpdateRange[]? ranges = Volatile.Read(ref _rangesByDecay);
            if (ranges is null)
                Volatile.Write(ref _rangesByDecay, ranges = [.. Merged(byDecay: true)]);
            return ranges;
        }
    }

    /// <summary>The factor of a layer.</summary>
    public float this[int layer] => _ofLayers[layer];

    /// <summary>Sets the factor of layers that follow one another.</summary>
    /// <exception cref="InvalidOperationException">Nothing of them trains.</exception>
    public void Set(int first, int count, float factor)
    {
        if (!_architecture.Parameters.Any(tensor => tensor.IsTrainable && tensor.Layer >= first && tensor.Layer < first + count))
        {
            LayerInfo layer = _architecture.Layers[first];
            string reason = count > 1 ? "none of these layers trains" : layer.IsFrozen ? "the layer is frozen, so it has no gradient" : "the layer has no weights";
            throw new InvalidOperationException($"{layer.Description} ({layer.Name}) can't have a learning-rate factor: {reason}.");
        }

        Array.Fill(_ofLayers, factor, first, count);
        Volatile.Write(ref _ranges, Array.TrueForAll(_ofLayers, value => value == 1) ? [] : [.. Merged(byDecay: false)]);
        Volatile.Write(ref _rangesByDecay, null);
    }

    private IEnumerable<UpdateRange> Merged(bool byDecay)
    {
        UpdateRange last = default;
        foreach (ParameterTensor tensor in _architecture.Parameters.Where(tensor => tensor.IsTrainable))
        {
            float factor = _ofLayers[tensor.Layer];
            bool skipsDecay = byDecay && tensor.Shape.Count == 1;
            if (last.Length > 0 && (last.Factor != factor || last.SkipsDecay != skipsDecay))
            {
                yield return last;
                last = default;
            }

            last = last.Length == 0 ? new UpdateRange(tensor.Offset, tensor.Layout.PackedLength, factor) { SkipsDecay = skipsDecay } : last with { Length = last.Length + tensor.Layout.PackedLength };
        }

        yield return last;
    }
}
