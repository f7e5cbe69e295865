using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The loop that <see cref="Adam"/> and <see cref="AdamW"/> share: w is shrunk, then moved along m / √v.</summary>
/// <remarks>
/// Factors are made in double and rounded once. Multiplications and additions are not fused: each operation is then
/// rounded alike on every processor. A whole cache line of each array at a time: so the processor sees further ahead, and memory is what it waits for least.
/// </remarks>
internal readonly ref struct AdamUpdate
{
    private readonly Vector512<float> _beta1, _oneMinusBeta1, _beta2, _oneMinusBeta2, _epsilon, _coupledDecay, _shrink, _stepSize, _secondScale;

    public AdamUpdate(in UpdateStep step, double beta1, double beta2, double epsilon, double coupledDecay, double shrink)
    {
        _beta1 = Vector512.Create((float)beta1);
        _oneMinusBeta1 = Vector512.Create((float)(1 - beta1));
        _beta2 = Vector512.Create((float)beta2);
        _oneMinusBeta2 = Vector512.Create((float)(1 - beta2));
        _epsilon = Vector512.Create((float)epsilon);
        _coupledDecay = Vector512.Create((float)coupledDecay);
        _shrink = Vector512.Create((float)shrink);
        _stepSize = Vector512.Create((float)(step.LearningRate / (1 - PortableMath.Power(beta1, step.Step))));
        _secondScale = Vector512.Create((float)(1 / Math.Sqrt(1 - PortableMath.Power(beta2, step.Step))));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, Span<float> largestSquares)
    {
        Vector512<float> beta1 = _beta1, oneMinusBeta1 = _oneMinusBeta1, beta2 = _beta2, oneMinusBeta2 = _oneMinusBeta2;
        Vector512<float> epsilon = _epsilon, decay = _coupledDecay, shrink = _shrink, stepSize = _stepSize, secondScale = _secondScale;
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(means);
        ref float v = ref MemoryMarshal.GetReference(squares);
        ref float largest = ref MemoryMarshal.GetReference(largestSquares);
        bool hasLargest = !largestSquares.IsEmpty;

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector512<float>.Count)
        {
            Vector512<float> weight = Vector512.LoadUnsafe(ref w, i) * shrink;
            Vector512<float> gradient = Vector512.LoadUnsafe(ref g, i) + decay * weight;
            Vector512<float> mean = Optimizer.FlushTiny(beta1 * Vector512.LoadUnsafe(ref m, i) + oneMinusBeta1 * gradient);
            Vector512<float> square = Optimizer.FlushTiny(beta2 * Vector512.LoadUnsafe(ref v, i) + oneMinusBeta2 * gradient * gradient);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            if (hasLargest)
            {
                // Not the vector type's maximum: a square that is not a number must stay so on every processor.
                Vector512<float> before = Vector512.LoadUnsafe(ref largest, i);
                square = Vector512.ConditionalSelect(Vector512.LessThan(square, before), before, square);
                square.StoreUnsafe(ref largest, i);
            }

            (weight - stepSize * mean / (Vector512.Sqrt(square) * secondScale + epsilon)).StoreUnsafe(ref w, i);
        }
    }
}
