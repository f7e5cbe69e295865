using System.Globalization;

namespace DeepVision.Generated;

/// <summary>What a classification network says about one input.</summary>
public sealed class Prediction
{
    private readonly float[] _probabilities;

    internal Prediction(float[] probabilities)
    {
        _probabilities = probabilities;
        for (int label = 1; label < probabilities.Length; label++)
        {
            if (probabilities[label] > probabilities[Label])
                Label = label;
        }
    }

    /// <summary>The most probable class; the first of them if several are equally probable.</summary>
    public int Label { get; }

    /// <summary>Its probability, 0 to 1; not a number if a score is not, and then the label means nothing.</summary>
    public float Confidence => _probabilities[Label];

    /// <summary>A probability for each class; together they make 1.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>The most probable classes, the best first.</summary>
    /// <param name="k">How many, 1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside that range.</exception>
    public IReadOnlyList<ScoredLabel> TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, _probabilities.Length);
        return [.. _probabilities.Select((probability, label) => new ScoredLabel(label, probability)).OrderByDescending(scored => scored.Probability).Take(k)];
    }

    /// <summary>Label and confidence, for example <c>7 (99.8 %)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} ({Confidence * 100:0.0} %)");
}

/// <summary>A class with its probability.</summary>
/// <param name="Label">The class, from 0.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct ScoredLabel(int Label, float Probability);
