namespace DeepVision.Generated;

/// <summary>The same vector at every step: vector (c) → sequence (steps, c).</summary>
/// <remarks>
/// y[t] = x. So what is known of a whole, such as the features of an image, can stand beside each step of a sequence (<see cref="Concat"/>).
/// Keras: <c>RepeatVector(steps)</c>. PyTorch: <c>x.unsqueeze(1).expand(-1, steps, -1)</c>.
/// </remarks>
/// <param name="steps">Steps, 1 or more.</param>
public sealed class RepeatVector(int steps) : Layer
{
    /// <summary>Steps of the sequence.</summary>
    public int Steps { get; } = steps;
}
