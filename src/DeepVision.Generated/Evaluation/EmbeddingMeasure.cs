using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated;

/// <summary>Collects an <see cref="EmbeddingResult"/> sample by sample.</summary>
/// <param name="length">Values of an embedding.</param>
/// <param name="samples">Samples of the data set.</param>
/// <param name="loss">The loss.</param>
internal sealed class EmbeddingMeasure(int length, int samples, EmbeddingLoss loss)
{
    private readonly int _stride = Lanes.RoundUp(length);
    private readonly List<float[]> _embeddings = new(samples);
    private readonly List<int> _labels = new(samples);

    public void Add(int label, ReadOnlySpan<float> embedding)
    {
        float[] padded = new float[_stride];
        embedding.CopyTo(padded);
        _embeddings.Add(padded);
        _labels.Add(label);
    }

    /// <param name="batchSize">Samples that are compared by the loss.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public EmbeddingResult ToResult(int batchSize, CancellationToken cancellationToken)
    {
        double sum = 0;
        for (int start = 0; start < _labels.Count; start += batchSize)
        {
            int count = Math.Min(batchSize, _labels.Count - start);
            sum += count * (double)LossOf(start, count);
        }

        int right = 0;
        for (int sample = 0; sample < _labels.Count && _labels.Count > 1; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            right += _labels[NearestOf(sample)] == _labels[sample] ? 1 : 0;
        }

        return new EmbeddingResult(_labels.Count, sum / _labels.Count, (double)right / _labels.Count);
    }

    /// <summary>The mean loss of some samples, as one batch.</summary>
    private float LossOf(int start, int count)
    {
        float[] embeddings = new float[count * _stride], gradient = new float[count * _stride], losses = new float[count];
        for (int i = 0; i < count; i++)
            _embeddings[start + i].CopyTo(embeddings, i * _stride);
        loss.Evaluate(ref embeddings[0], ref gradient[0], CollectionsMarshal.AsSpan(_labels).Slice(start, count), losses, _stride);
        float sum = 0;
        foreach (float ofSample in losses)
            sum += ofSample;
        return sum / count;
    }

    /// <summary>The nearest other sample, the first of equally near ones. A distance that is not a number is not near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NearestOf(int sample)
    {
        int nearest = sample == 0 ? 1 : 0;
        float least = float.PositiveInfinity;
        for (int other = 0; other < _embeddings.Count; other++)
        {
            if (other == sample)
                continue;
            float distance = EmbeddingLossKernels.SquaredDistance(ref _embeddings[sample][0], ref _embeddings[other][0], _stride);
            if (distance < least)
                (nearest, least) = (other, distance);
        }

        return nearest;
    }
}
