using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Lion.</content>
public static partial class OptimizerKernels
{
    /// <summary>w is shrunk, then moved by the sign of β₁m + (1 − β₁)g; m ← β₂m + (1 − β₂)g.</summary>
    public static void Lion(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, LionFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> m = Slot(slots, 0, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 mean = m[i];
            gradient.X *= factor;
            gradient.Y *= factor;
            gradient.Z *= factor;
            gradient.W *= factor;
            weight.X = weight.X * factors.Shrink - factors.Rate * Sign(factors.Beta1 * mean.X + factors.OneMinusBeta1 * gradient.X);
            weight.Y = weight.Y * factors.Shrink - factors.Rate * Sign(factors.Beta1 * mean.Y + factors.OneMinusBeta1 * gradient.Y);
            weight.Z = weight.Z * factors.Shrink - factors.Rate * Sign(factors.Beta1 * mean.Z + factors.OneMinusBeta1 * gradient.Z);
            weight.W = weight.W * factors.Shrink - factors.Rate * Sign(factors.Beta1 * mean.W + factors.OneMinusBeta1 * gradient.W);
            mean = Mean(mean, gradient, factors.Beta2, factors.OneMinusBeta2);
            m[i] = mean;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>1, −1, or the value itself where it is zero or not a number.</summary>
    private static float Sign(float value)
    {
        float negative = value < 0f ? -1f : value;
        return value > 0f ? 1f : negative;
    }
}

/// <summary>What an update of Lion depends on.</summary>
public struct LionFactors
{
    /// <summary>The learning rate.</summary>
    public float Rate;

    /// <summary>Factor of the weight before the update.</summary>
    public float Shrink;

    /// <summary>Share of the mean in the direction.</summary>
    public float Beta1;

    /// <summary>Share of the gradient in the direction.</summary>
    public float OneMinusBeta1;

    /// <summary>Share of the old mean.</summary>
    public float Beta2;

    /// <summary>Share of the gradient in the new mean.</summary>
    public float OneMinusBeta2;

    internal static LionFactors For(Lion optimizer, in UpdateStep step) => new()
    {
        Rate = step.LearningRate,
        Shrink = (float)(1 - step.LearningRate * step.Decay(optimizer.WeightDecay)),
        Beta1 = (float)optimizer.Beta1,
        OneMinusBeta1 = (float)(1 - optimizer.Beta1),
        Beta2 = (float)optimizer.Beta2,
        OneMinusBeta2 = (float)(1 - optimizer.Beta2),
    };
}
