namespace DeepVision.Generated;

/// <summary>
/// Adds a penalty on the values behind the layer before it to what training minimises: Σ L1 · |y| + L2 · y² over the values of a sample, mean over
/// the batch. The values pass as they are.
/// </summary>
/// <remarks>
/// By L1 few of the values are far from 0 (sparse codes, Olshausen and Field 1996), by L2 none is. It is a mark behind a layer, of any shape, in a
/// network or in a block: <c>[Dense(64), ReLU, ActivityPenalty(L1 = 1e-4f)]</c>; with <see cref="From"/> in front it penalises a layer farther
/// back. What training reports is the loss with all penalties on activities; <c>Evaluate</c> and validations leave them out, and predictions compute nothing of them.
/// Keras: <c>ActivityRegularization(l1, l2)</c>, or <c>activity_regularizer</c> of the layer before; version 3 adds the batch up, where this and version 2 take
/// the mean. PyTorch: none; a term is added to the loss.
/// </remarks>
public sealed class ActivityPenalty : GraphElement
{
    /// <summary>Factor of the sum of the absolute values, 0 or more; 0 by default.</summary>
    public float L1 { get; init; }

    /// <summary>Factor of the sum of the squares, 0 or more; 0 by default.</summary>
    public float L2 { get; init; }
}
