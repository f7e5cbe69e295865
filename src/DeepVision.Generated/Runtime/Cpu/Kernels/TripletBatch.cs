using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The distances between the samples of a batch, the triplets among them, and the derivatives of their losses by the distances.</summary>
internal readonly ref struct TripletBatch
{
    private readonly ReadOnlySpan<int> _labels;
    private readonly float _margin;
    private readonly Span<float> _distances;
    private readonly Span<float> _slopes;

    /// <param name="memory">Room for (2·samples + 1)·samples values.</param>
    /// <param name="labels">The label of every sample.</param>
    /// <param name="margin">How much nearer a positive is to be.</param>
    public TripletBatch(float[] memory, ReadOnlySpan<int> labels, float margin)
    {
        int pairs = labels.Length * labels.Length;
        _labels = labels;
        _margin = margin;
        _distances = memory.AsSpan(0, pairs);
        _slopes = memory.AsSpan(pairs, pairs);
        Losses = memory.AsSpan(2 * pairs, labels.Length);
        _slopes.Clear();
        Losses.Clear();
    }

    public int Count => _labels.Length;

    /// <summary>The sum of the losses of the triplets of each anchor.</summary>
    public Span<float> Losses { get; }

    public float Distance(int anchor, int other) => _distances[anchor * Count + other];

    /// <summary>The derivative of the losses of an anchor by its distance from another sample.</summary>
    public float Slope(int anchor, int other) => _slopes[anchor * Count + other];

    /// <summary>Computes all distances.</summary>
    public void Measure(ref float embeddings, int stride)
    {
        for (int anchor = 0; anchor < Count; anchor++)
        {
            _distances[anchor * Count + anchor] = 0f;
            for (int other = anchor + 1; other < Count; other++)
            {
                float distance = MathF.Sqrt(EmbeddingLossKernels.SquaredDistance(
                    ref Unsafe.Add(ref embeddings, (nint)anchor * stride), ref Unsafe.Add(ref embeddings, (nint)other * stride), stride));
                _distances[anchor * Count + other] = _distances[other * Count + anchor] = distance;
            }
        }
    }

    /// <summary>Finds the triplets.</summary>
    /// <returns>The factor that makes the mean over the samples that over what the mining counts: 0 if there is nothing.</returns>
    public float Find(TripletMining mining)
    {
        int counted = 0;
        for (int anchor = 0; anchor < Count; anchor++)
        {
            counted += mining switch
            {
                TripletMining.BatchHard => AddHardest(anchor),
                TripletMining.BatchAll => AddAll(anchor),
                _ => AddSemiHard(anchor),
            };
        }

        return counted == 0 ? 0f : (float)Count / counted;
    }

    /// <returns>1 for an anchor with a positive and a negative.</returns>
    private int AddHardest(int anchor)
    {
        int positive = -1, negative = -1;
        for (int other = 0; other < Count; other++)
        {
            if (other == anchor)
                continue;
            float distance = Distance(anchor, other);
            if (IsPositive(anchor, other))
                positive = positive < 0 || distance > Distance(anchor, positive) || float.IsNaN(distance) ? other : positive;
            else
                negative = negative < 0 || distance < Distance(anchor, negative) || float.IsNaN(distance) ? other : negative;
        }

        if (positive < 0 || negative < 0)
            return 0;
        Add(anchor, positive, negative);
        return 1;
    }

    /// <returns>The triplets whose loss isn't 0.</returns>
    private int AddAll(int anchor)
    {
        int active = 0;
        for (int positive = 0; positive < Count; positive++)
        {
            if (positive == anchor || !IsPositive(anchor, positive))
                continue;
            for (int negative = 0; negative < Count; negative++)
            {
                if (!IsPositive(anchor, negative) && Add(anchor, positive, negative))
                    active++;
            }
        }

        return active;
    }

    /// <returns>The positives, if there is a negative.</returns>
    private int AddSemiHard(int anchor)
    {
        int pairs = 0;
        for (int positive = 0; positive < Count; positive++)
        {
            if (positive == anchor || !IsPositive(anchor, positive))
                continue;
            int behind = -1, farthest = -1;
            for (int negative = 0; negative < Count; negative++)
            {
                if (IsPositive(anchor, negative))
                    continue;
                float distance = Distance(anchor, negative);
                if (distance > Distance(anchor, positive) && (behind < 0 || distance < Distance(anchor, behind)))
                    behind = negative;
                if (farthest < 0 || distance > Distance(anchor, farthest) || float.IsNaN(distance))
                    farthest = negative;
            }

            if (farthest < 0)
                return 0;
            Add(anchor, positive, behind >= 0 ? behind : farthest);
            pairs++;
        }

        return pairs;
    }

    private bool IsPositive(int anchor, int other) => _labels[other] == _labels[anchor];

    /// <returns>Whether its loss isn't 0.</returns>
    private bool Add(int anchor, int positive, int negative)
    {
        float loss = Distance(anchor, positive) - Distance(anchor, negative) + _margin;
        // Written so that what is not a number stays so.
        if (loss <= 0f)
            return false;
        Losses[anchor] += loss;
        _slopes[anchor * Count + positive]++;
        _slopes[anchor * Count + negative]--;
        return true;
    }
}
