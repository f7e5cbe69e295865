namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of scaled dot-product attention. Each head has its own values of a step, side by side; queries, keys and values may be parts of one buffer.</summary>
/// <param name="Heads">Heads.</param>
/// <param name="Queries">Steps of the queries.</param>
/// <param name="Keys">Steps of keys and values.</param>
/// <param name="HeadFeatures">Values of a query or key of a head.</param>
/// <param name="HeadValues">Numbers of a value of a head.</param>
/// <param name="QueryStride">Floats from one step of the queries to the next.</param>
/// <param name="KeyStride">Floats from one step of the keys to the next.</param>
/// <param name="KeyOffset">Floats in front of a step's keys.</param>
/// <param name="ValueStride">Floats from one step of the values to the next.</param>
/// <param name="ValueOffset">Floats in front of a step's values.</param>
/// <param name="TargetStride">Floats from one step of the result to the next.</param>
/// <param name="IsCausal">Whether a query reads the keys up to its own step alone.</param>
public readonly record struct AttentionGeometry(
    int Heads, int Queries, int Keys, int HeadFeatures, int HeadValues, int QueryStride, int KeyStride, int KeyOffset, int ValueStride, int ValueOffset, int TargetStride, bool IsCausal)
{
    /// <summary>Floats of a row with a number for each key, padding included.</summary>
    internal int ScoreStride => Lanes.RoundUp(Keys);

    /// <summary>Floats of a query or key of a head, padding included.</summary>
    internal int FeatureStride => Lanes.RoundUp(HeadFeatures);

    /// <summary>Floats of a value of a head, padding included.</summary>
    internal int NumberStride => Lanes.RoundUp(HeadValues);

    /// <summary>What products of queries and keys are multiplied by, so that their spread doesn't grow with the features.</summary>
    internal float Scale => 1f / MathF.Sqrt(HeadFeatures);
}
