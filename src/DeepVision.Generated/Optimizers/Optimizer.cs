using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated;

/// <summary>
/// Updates parameters from their gradients. It sees flat ranges of the parameter buffer and knows nothing of layers;
/// one instance may serve several networks, because what it remembers per parameter lives in <see cref="OptimizerState"/>.
/// </summary>
public abstract class Optimizer
{
    /// <summary>Ranges given to <see cref="Update"/> are multiples of this many values, so updates need no scalar tail.</summary>
    protected const int RangeMultiple = 16;

    private const nuint FloatsAhead = 512;

    private const double NoiseDecay = 0.55;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate, which stays constant, or a schedule such as <see cref="CosineSchedule"/>.</param>
    protected Optimizer(LearningRateSchedule learningRate)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>The learning rate as a function of the step.</summary>
    public LearningRateSchedule LearningRate
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>
    /// True to leave tensors of one dimension out of weight decay: biases, and the scales and shifts of normalisations. False by
    /// default, as in PyTorch; networks with normalisations mostly learn better with it.
    /// </summary>
    public bool DecayWeightsOnly { get; init; }

    /// <summary>
    /// Decay of an exponential moving average of the weights, which each step moves by w̄ ← decay · w̄ + (1 − decay) · w and the first
    /// one sets to w (Polyak and Juditsky 1992; Keras' <c>ema_momentum</c>): 0.999 for example. 0, the default, for none.
    /// <see cref="Network.UseAverages"/> evaluates and saves with it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, or 1 or more.</exception>
    public double AverageDecay
    {
        get;
        init => field = CheckDecay(value, nameof(AverageDecay));
    }

    /// <summary>
    /// η of the normal noise that is added to every gradient, behind clipping, with the variance η / (1 + t)^0.55 at step t from 0
    /// (Neelakantan et al. 2015, "Adding gradient noise improves learning for very deep networks", arXiv:1511.06807, which tries 0.01,
    /// 0.3 and 1). 0, the default, for none. Which numbers depends on the network's seed, the step and the parameter alone, so they are
    /// the same on any number of threads, and in a training that goes on from a checkpoint.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public double GradientNoise
    {
        get;
        init => field = CheckNotNegative(value, nameof(GradientNoise));
    }

    /// <summary>The standard deviation of <see cref="GradientNoise"/>.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public float GetNoiseDeviation(long step)
    {
        if (GradientNoise == 0)
            return 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return (float)Math.Sqrt(GradientNoise * PortableMath.Exp(-NoiseDecay * PortableMath.Log(step)));
    }

    /// <summary>Values remembered for each parameter, 0 or more.</summary>
    public abstract int StateSlots { get; }

    /// <summary>What a remembered value begins with; 0 unless an optimizer says otherwise.</summary>
    /// <param name="slot">Which of them, from 0.</param>
    protected internal virtual float InitialState(int slot) => 0;

    /// <summary>
    /// Updates one range in place. Called from several threads at once with disjoint ranges; must treat each element
    /// alike, wherever a range begins, so that results don't depend on the number of threads. Parameters and gradients that are
    /// zero must stay so, because such values pad the tensors. If it throws, the step doesn't count, and the weights of this
    /// range and all running statistics are as before; what it has done to other ranges and to what it remembers stays.
    /// </summary>
    /// <param name="step">Steps taken, this one included (1 at the first), and the learning rate of this step.</param>
    /// <param name="weights">Parameters; a multiple of 16 values.</param>
    /// <param name="gradients">Gradients, clipped and with penalties added.</param>
    /// <param name="slots">The remembered values of the same parameters: <c>slots[0]</c>, <c>slots[1]</c> and so on, <see cref="StateSlots"/> of them.</param>
    protected internal abstract void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots);

    /// <summary>The same update rule with another learning rate; what a network remembers for this one it doesn't remember for that.</summary>
    internal Optimizer With(LearningRateSchedule learningRate)
    {
        var copy = (Optimizer)MemberwiseClone();
        copy.LearningRate = learningRate;
        return copy;
    }

    /// <summary>Throws unless all ranges are as <see cref="Update"/> promises; loops over references rely on it.</summary>
    private protected void CheckRanges(int weights, int gradients, OptimizerSlots slots)
    {
        if (weights % RangeMultiple != 0 || gradients != weights || slots.Count != StateSlots || slots.Length != weights)
            throw new ArgumentException(FormattableString.Invariant($"{GetType().Name} updates ranges of equal length, a multiple of {RangeMultiple}, with {StateSlots} remembered values each; given were {weights} weights, {gradients} gradients and {slots.Count} remembered values for each of {slots.Length}."));
    }

    /// <summary>Throws unless <paramref name="value"/> is a factor of a moving average: 0 or more, and below 1.</summary>
    private protected static double CheckDecay(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and below 1.");

    /// <summary>Throws unless <paramref name="value"/> is finite and 0 or more.</summary>
    private protected static double CheckNotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number, 0 or more.");

    /// <summary>Throws unless <paramref name="value"/> is finite and above 0.</summary>
    private protected static double CheckPositive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0.");

    private protected static Vector256<float> Broadcast(double value) => Vector256.Create((float)value);

    /// <summary>
    /// Values of an array, while those half a page behind them come into the cache: an update is as fast as memory, several arrays take turns, and a processor
    /// foresees none of them past the end of a page.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Load(ref float first, nuint index)
    {
        CachePrefetch.Line(ref Unsafe.Add(ref first, index + FloatsAhead));
        return Vector256.LoadUnsafe(ref first, index);
    }

    /// <summary>
    /// Replaces values too small to matter by zero. Without it the memory of a weight whose gradient stays zero (a dead
    /// ReLU, a black border) decays into the denormal numbers, on which processors are ten times slower, and stays there.
    /// What is not a number stays so.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> FlushTiny(Vector256<float> values)
    {
        const float Tiny = 1e-30f;
        return Vector256.AndNot(values, Vector256.LessThan(Vector256.Abs(values), Vector256.Create(Tiny)));
    }
}

/// <summary>One update.</summary>
/// <param name="Step">Steps taken, this one included.</param>
/// <param name="LearningRate">The rate that the schedule gives for this step, times the factor of the layers that are updated.</param>
public readonly record struct UpdateStep(long Step, float LearningRate)
{
    /// <summary>True for biases and for what normalisations learn, where <see cref="Optimizer.DecayWeightsOnly"/> leaves them out.</summary>
    public bool SkipsDecay { get; init; }

    /// <summary>The weight decay of the parameters that are updated: that of the optimizer, or 0 where they are left out.</summary>
    /// <param name="weightDecay">That of the optimizer.</param>
    public double Decay(double weightDecay) => SkipsDecay ? 0 : weightDecay;

    /// <summary>The same update of layers with a learning-rate factor.</summary>
    /// <param name="factor">Their factor.</param>
    public UpdateStep Times(float factor) => this with { LearningRate = LearningRate * factor };
}
