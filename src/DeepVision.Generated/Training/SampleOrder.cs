using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The order in which an epoch sees the samples: a function of the seed and the epoch alone.</summary>
internal sealed class SampleOrder
{
    private readonly int[] _indices;
    private readonly ulong _key;
    private readonly bool _shuffle;

    public SampleOrder(int count, int seed, bool shuffle)
    {
        _indices = new int[count];
        _key = Philox.Key(seed, RandomPurpose.Shuffle);
        _shuffle = shuffle;
        Reset();
    }

    /// <summary>Sample indices in the order of the epoch begun last.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>Puts the samples in the order of an epoch (Fisher and Yates's shuffle).</summary>
    /// <param name="epoch">Epochs finished before.</param>
    public void Begin(int epoch)
    {
        if (!_shuffle)
            return;

        // From scratch, so that an epoch's order doesn't depend on the orders before it and resuming needs no replay.
        Reset();
        for (int i = _indices.Length - 1; i > 0; i--)
        {
            RandomWords words = Philox.Generate(_key, (ulong)i, (ulong)epoch);
            ulong random = (ulong)words.Word1 << 32 | words.Word0;
            int other = (int)Math.BigMul(random, (ulong)i + 1, out _);
            (_indices[i], _indices[other]) = (_indices[other], _indices[i]);
        }
    }

    private void Reset()
    {
        for (int i = 0; i < _indices.Length; i++)
            _indices[i] = i;
    }
}
