namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// A loss over the steps of sequences that differ in length is that of one long sequence, in which the steps in front of the ends of all stand one behind the other. So nothing that stands
/// behind an end can matter.
/// </summary>
internal static class VariableLengthLoss
{
    /// <param name="loss">The loss of one sample.</param>
    /// <param name="scores">What it reads.</param>
    /// <param name="lengths">The length of each sequence.</param>
    /// <param name="labels">A label for each step that there is room for, where the loss takes labels.</param>
    /// <param name="targets">Targets for each step that there is room for, where the loss takes targets.</param>
    public static LossValue Evaluate(ReferenceLoss loss, ReferenceTensor scores, ReferenceTensor lengths, int[] labels, float[] targets)
    {
        (int steps, int channels) = (scores.Shape.Width, scores.Shape.Channels);
        int[] counted = [.. Enumerable.Range(0, scores.Count * steps).Where(step => step % steps < lengths.Values[step / steps])];
        ReferenceTensor joined = new(1, new SampleShape(1, counted.Length, channels));
        foreach ((int place, int step) in counted.Index())
            Array.Copy(scores.Values, step * channels, joined.Values, place * channels, channels);

        LossValue value = loss.Evaluate(
            joined,
            loss.TakesLabels ? [.. counted.Select(step => labels[step])] : [],
            loss.TakesLabels || loss.AddsSamples ? [] : [.. counted.SelectMany(step => targets[(step * channels)..((step + 1) * channels)])]);

        double factor = loss.AddsSamples ? 1.0 / scores.Count : 1;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        foreach ((int place, int step) in counted.Index())
        {
            for (int channel = 0; channel < channels; channel++)
                gradient.Values[step * channels + channel] = factor * value.Gradient.Values[place * channels + channel];
        }

        return value with { Loss = factor * value.Loss, Gradient = gradient };
    }
}
