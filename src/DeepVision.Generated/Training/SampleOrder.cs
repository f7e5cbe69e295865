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

    /// <summary>Puts the samples in the order of an epoch.</summary>
    /// <param name="epoch">Epochs finished before.</param>
    public void Begin(int epoch)
    {
        if (!_shuffle)
            return;

        // From scratch, so that an epoch's order doesn't depend on the orders before it and resuming needs no replay.
        Reset();
        Shuffle(_indices, _key, (ulong)epoch);
    }

    /// <summary>Puts values in an order that the key and the round fix (Fisher and Yates's shuffle).</summary>
    public static void Shuffle(Span<int> values, ulong key, ulong round)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            RandomWords words = Philox.Generate(key, (ulong)i, round);
            ulong random = (ulong)words.Word1 << 32 | words.Word0;
            int other = (int)Math.BigMul(random, (ulong)i + 1, out _);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private void Reset()
    {
        for (int i = 0; i < _indices.Length; i++)
            _indices[i] = i;
    }
}
