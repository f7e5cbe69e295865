using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The loop that <see cref="Adam"/> and <see cref="AdamW"/> share: w is shrunk, then moved along m / √v.</summary>
/// <remarks>
/// Factors are made in double and rounded once. Multiplications and additions are not fused: each operation is then
/// rounded alike on every processor.
/// </remarks>
internal readonly ref struct AdamUpdate
{
    private readonly Vector256<float> _beta1, _oneMinusBeta1, _beta2, _oneMinusBeta2, _epsilon, _coupledDecay, _shrink, _stepSize, _secondScale;

    public AdamUpdate(in UpdateStep step, double beta1, double beta2, double epsilon, double coupledDecay, double shrink)
    {
        _beta1 = Vector256.Create((float)beta1);
        _oneMinusBeta1 = Vector256.Create((float)(1 - beta1));
        _beta2 = Vector256.Create((float)beta2);
        _oneMinusBeta2 = Vector256.Create((float)(1 - beta2));
        _epsilon = Vector256.Create((float)epsilon);
        _coupledDecay = Vector256.Create((float)coupledDecay);
        _shrink = Vector256.Create((float)shrink);
        _stepSize = Vector256.Create((float)(step.LearningRate / (1 - PortableMath.Power(beta1, step.Step))));
        _secondScale = Vector256.Create((float)(1 / Math.Sqrt(1 - PortableMath.Power(beta2, step.Step))));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, Span<float> largestSquares)
    {
        Vector256<float> beta1 = _beta1, oneMinusBeta1 = _oneMinusBeta1, beta2 = _beta2, oneMinusBeta2 = _oneMinusBeta2;
        Vector256<float> epsilon = _epsilon, decay = _coupledDecay, shrink = _shrink, stepSize = _stepSize, secondScale = _secondScale;
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(means);
        ref float v = ref MemoryMarshal.GetReference(squares);
        ref float largest = ref MemoryMarshal.GetReference(largestSquares);
        bool hasLargest = !largestSquares.IsEmpty;

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Optimizer.Load(ref w, i) * shrink;
            Vector256<float> gradient = Optimizer.Load(ref g, i) + decay * weight;
            Vector256<float> mean = Optimizer.FlushTiny(beta1 * Optimizer.Load(ref m, i) + oneMinusBeta1 * gradient);
            Vector256<float> square = Optimizer.FlushTiny(beta2 * Optimizer.Load(ref v, i) + oneMinusBeta2 * gradient * gradient);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            if (hasLargest)
            {
                // Not the vector type's maximum: a square that is not a number must stay so on every processor.
                Vector256<float> before = Optimizer.Load(ref largest, i);
                square = Vector256.ConditionalSelect(Vector256.LessThan(square, before), before, square);
                square.StoreUnsafe(ref largest, i);
            }

            (weight - stepSize * mean / (Vector256.Sqrt(square) * secondScale + epsilon)).StoreUnsafe(ref w, i);
        }
    }
}
