namespace DeepVision.Generated.Runtime.Cpu;

/// <content>What the gradient of a loss is multiplied by: the mean is over samples, their weights, or what counts of them.</content>
public abstract partial class CpuEngine
{
    /// <summary>Weight / (samples · values) or weight / Σ class weights; the generated engine knows the loss.</summary>
    protected virtual float ComputeLossScale() => throw new InvalidOperationException("The network has no loss of its own.");

    /// <summary>The same for an auxiliary head.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    protected virtual float ComputeAuxiliaryScale(int head) => throw new InvalidOperationException("The network has no auxiliary heads.");

    /// <summary>1 / Σ class weights of the batch's labels; 0 if all of them are 0, so that such a batch has no loss and no gradients.</summary>
    protected float InverseSumOfWeights(ReadOnlySpan<float> classWeights) => InverseSumOfWeights(classWeights, Labels);

    /// <summary>The same for the labels of another head.</summary>
    protected float InverseSumOfWeights(ReadOnlySpan<float> classWeights, ReadOnlySpan<int> labels)
    {
        double sum = 0;
        foreach (int label in labels[..Count])
            sum += classWeights[label];
        _batchWeight = (float)sum;
        return _batchWeight > 0 ? 1f / _batchWeight : 0;
    }

    /// <summary>1 / Σ weights over the pixels of the batch that aren't ignored; 0 if there are none, or all weights are 0.</summary>
    /// <param name="pixels">Labels of one sample.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count.</param>
    /// <param name="lengths">How many pixels of each sample count, the steps of its sequence; empty = all.</param>
    protected float InverseSumOfPixelWeights(int pixels, ReadOnlySpan<float> classWeights, int ignoredLabel, ReadOnlySpan<float> lengths = default)
    {
        double sum = 0;
        int counted = 0;
        for (int sample = 0; sample < Count; sample++)
        {
            foreach (int label in Labels.Slice(sample * pixels, lengths.IsEmpty ? pixels : (int)lengths[sample]))
            {
                if (label == ignoredLabel)
                    continue;
                counted++;
                sum += classWeights.IsEmpty ? 1 : classWeights[label];
            }
        }

        (_batchWeight, _batchLabels) = ((float)sum, counted);
        return _batchWeight > 0 ? 1f / _batchWeight : 0;
    }

    /// <summary>1 / values of all steps in front of the ends of sequences that differ in length.</summary>
    /// <param name="channels">Values of a step.</param>
    protected float InverseCountOfStepValues(int channels)
    {
        double steps = 0;
        foreach (float length in Lengths)
            steps += length;
        _batchWeight = (float)steps;
        return (float)(1 / (steps * channels));
    }

    /// <summary>1 / samples, where the mean is over samples but pixels have labels, of which those count that aren't ignored.</summary>
    /// <param name="pixels">Labels of one sample.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count.</param>
    protected float InverseCount(int pixels, int ignoredLabel)
    {
        ReadOnlySpan<int> labels = Labels[..(Count * pixels)];
        _batchLabels = labels.Length - labels.Count(ignoredLabel);
        return 1f / Count;
    }
}
