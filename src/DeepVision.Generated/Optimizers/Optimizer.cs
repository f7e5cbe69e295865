namespace DeepVision.Generated;

/// <summary>
/// Updates parameters from their gradients. It sees flat ranges of the parameter buffer and knows nothing of layers;
/// one instance may serve several networks, because what it remembers per parameter lives in <see cref="OptimizerState"/>.
/// </summary>
public abstract class Optimizer
{
    /// <summary>Values remembered for each parameter: 0, 1 or 2.</summary>
    public abstract int StateSlots { get; }

    /// <summary>
    /// Updates one range in place. Called from several threads at once with disjoint ranges; must treat each element
    /// alike, wherever a range begins, so that results don't depend on the number of threads.
    /// </summary>
    /// <param name="step">Steps taken, this one included (1 at the first), and the learning rate of this step.</param>
    /// <param name="weights">Parameters.</param>
    /// <param name="gradients">Gradients, clipped and with penalties added.</param>
    /// <param name="first">The first remembered value of each parameter; empty when <see cref="StateSlots"/> is 0.</param>
    /// <param name="second">The second remembered value; empty when <see cref="StateSlots"/> is below 2.</param>
    protected internal abstract void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second);
}

/// <summary>One update.</summary>
/// <param name="Step">Steps taken, this one included.</param>
/// <param name="LearningRate">The rate that the schedule gives for this step.</param>
public readonly record struct UpdateStep(long Step, float LearningRate);

/// <summary>What an optimizer remembers about one network between steps.</summary>
public sealed class OptimizerState
{
    /// <summary>Empty state for <paramref name="parameterLength"/> packed parameters.</summary>
    public OptimizerState(int slots, int parameterLength)
    {
        First = slots > 0 ? new float[parameterLength] : [];
        Second = slots > 1 ? new float[parameterLength] : [];
    }

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>The first remembered value of each parameter, packed like the parameters.</summary>
    public float[] First { get; }

    /// <summary>The second remembered value of each parameter.</summary>
    public float[] Second { get; }
}
