using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>What a classification network says about one input.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed class Prediction
{
    /// <summary>Makes a prediction of the probabilities of all classes.</summary>
    /// <param name="probabilities">A probability for each class; used as it is, not copied.</param>
    /// <exception cref="ArgumentException">There is no class.</exception>
    [JsonConstructor]
    public Prediction(float[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Length == 0)
            throw new ArgumentException("A prediction needs at least one class.", nameof(probabilities));
        Probabilities = probabilities;
        for (int label = 1; label < probabilities.Length; label++)
        {
            if (probabilities[label] > probabilities[Label])
                Label = label;
        }
    }

    /// <summary>The most probable class; the first of them if several are equally probable.</summary>
    public int Label { get; }

    /// <summary>Its probability, 0 to 1; not a number if a score is not, and then the label means nothing.</summary>
    public float Confidence => Probabilities[Label];

    /// <summary>A probability for each class; together they make 1.</summary>
    public float[] Probabilities { get; }

    /// <summary>The most probable classes, the best first.</summary>
    /// <param name="k">How many, 1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside that range.</exception>
    public IReadOnlyList<ScoredLabel> TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, Probabilities.Length);
        return [.. Probabilities.Select((probability, label) => new ScoredLabel(label, probability)).OrderByDescending(scored => scored.Probability).Take(k)];
    }

    /// <summary>Label and confidence, for example <c>7 (99.8 %)</c>.</summary>
    public override string ToString() => new ScoredLabel(Label, Confidence).ToString();
}

/// <summary>A class with its probability.</summary>
/// <param name="Label">The class, from 0.</param>
/// <param name="Probability">0 to 1.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct ScoredLabel(int Label, float Probability)
{
    /// <summary>Label and probability, for example <c>7 (99.8 %)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} ({Probability * 100:0.0} %)");
}
