namespace DeepVision.Generated;

/// <summary>Adds up the losses of several heads over an epoch.</summary>
internal sealed class HeadLossMeter
{
    private readonly MultiNetwork _network;
    private readonly double[] _sums;
    private long _samples;

    private HeadLossMeter(MultiNetwork network) => (_network, _sums) = (network, new double[network.Architecture.Heads.Count]);

    /// <summary>A meter for a network with several heads whose steps tell the loss of each; null for any other.</summary>
    public static HeadLossMeter? For(Network network) =>
        network is MultiNetwork { KeepsHeadLosses: true } multi ? new HeadLossMeter(multi) : null;

    public void Begin()
    {
        Array.Clear(_sums);
        _samples = 0;
    }

    /// <summary>Takes note of the last step.</summary>
    /// <param name="count">Its samples.</param>
    public void Add(int count)
    {
        for (int head = 0; head < _sums.Length; head++)
            _sums[head] += (double)_network.GetHeadLoss(head) * count;
        _samples += count;
    }

    /// <summary>The mean of each head over the samples of the epoch, by its name.</summary>
    public IReadOnlyDictionary<string, double> Means() =>
        _network.Architecture.Heads.Zip(_sums).ToDictionary(head => head.First.Name, head => head.Second / _samples);
}
