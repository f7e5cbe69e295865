namespace DeepVision.Generated.Generators.Onnx;

/// <summary>A sequence whose features are split into heads, on its way into an attention: [sample, head, step, feature].</summary>
/// <param name="sequence">The sequence.</param>
/// <param name="heads">Its heads.</param>
/// <param name="isTurned">Whether the steps come last, as those of keys.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <param name="otherwise">What it is to all other operators.</param>
internal sealed class HeadsValue(LayerValue sequence, int heads, bool isTurned, double factor, GraphValue otherwise) : GraphValue
{
    public LayerValue Sequence => sequence;

    public int Heads => heads;

    public bool IsTurned => isTurned;

    public double Factor => factor;

    public GraphValue Otherwise => otherwise;
}

/// <summary>What each step's query and each step's key give together: [sample, head, step, step of the keys].</summary>
internal sealed class ScoresValue(AttentionScores scores) : GraphValue
{
    public AttentionScores Scores => scores;
}

/// <summary>How an attention scores its pairs of steps.</summary>
/// <param name="Queries">The sequence that asks.</param>
/// <param name="Keys">The sequence that is asked.</param>
/// <param name="Heads">The heads of both.</param>
/// <param name="Factor">What the products are multiplied by.</param>
internal sealed record AttentionScores(LayerValue Queries, LayerValue Keys, int Heads, double Factor)
{
    /// <summary>Whether a step reads the steps up to its own alone.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Whether they are probabilities already.</summary>
    public bool IsSoftmax { get; init; }
}

/// <summary>The means of values that the heads of an attention give: [sample, head, step, feature].</summary>
/// <param name="scores">The probabilities.</param>
/// <param name="values">The sequence of the values.</param>
/// <param name="isTurned">Whether the steps stand in front of the heads.</param>
internal sealed class AttendedValue(AttentionScores scores, LayerValue values, bool isTurned) : GraphValue
{
    public AttentionScores Scores => scores;

    public LayerValue Values => values;

    public bool IsTurned => isTurned;
}

/// <summary>A mask that lets a step read the steps up to its own: zeros, and −∞ above the diagonal.</summary>
internal sealed class CausalMaskValue(int rows, int columns) : GraphValue
{
    public int Rows => rows;

    public int Columns => columns;
}
