using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>RAdam.</content>
public static partial class OptimizerKernels
{
    /// <summary>m and v as Adam's, then w ← w − rate · m / (√v + ε), or w ← w − rate · m while v knows too few gradients.</summary>
    public static void RAdam(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, RAdamFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> m = Slot(slots, 0, range.All);
        ArrayView<Float4> v = Slot(slots, 1, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 mean = m[i];
            Float4 square = v[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            mean = Mean(mean, gradient, factors.Beta1, factors.OneMinusBeta1);
            square = MeanSquare(square, gradient, factors.Beta2, factors.OneMinusBeta2);
            m[i] = mean;
            v[i] = square;
            weight.X -= factors.Rate * (factors.IsAdaptive != 0 ? mean.X / (XMath.Sqrt(square.X) + factors.Epsilon) : mean.X);
            weight.Y -= factors.Rate * (factors.IsAdaptive != 0 ? mean.Y / (XMath.Sqrt(square.Y) + factors.Epsilon) : mean.Y);
            weight.Z -= factors.Rate * (factors.IsAdaptive != 0 ? mean.Z / (XMath.Sqrt(square.Z) + factors.Epsilon) : mean.Z);
            weight.W -= factors.Rate * (factors.IsAdaptive != 0 ? mean.W / (XMath.Sqrt(square.W) + factors.Epsilon) : mean.W);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of RAdam depends on.</summary>
public struct RAdamFactors
{
    /// <summary>The rate, with rectification and corrections in it.</summary>
    public float Rate;

    /// <summary>Share of the old mean.</summary>
    public float Beta1;

    /// <summary>Share of the gradient in the new mean.</summary>
    public float OneMinusBeta1;

    /// <summary>Share of the old square.</summary>
    public float Beta2;

    /// <summary>Share of the squared gradient in the new square.</summary>
    public float OneMinusBeta2;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    /// <summary>1 to divide by the root of the square, 0 not to.</summary>
    public int IsAdaptive;

    internal static RAdamFactors For(RAdam optimizer, in UpdateStep step)
    {
        (double scale, bool isAdaptive) = optimizer.FindScale(step.Step);
        return new()
        {
            Rate = (float)(step.LearningRate * scale),
            IsAdaptive = isAdaptive ? 1 : 0,
            Beta1 = (float)optimizer.Beta1,
            OneMinusBeta1 = (float)(1 - optimizer.Beta1),
            Beta2 = (float)optimizer.Beta2,
            OneMinusBeta2 = (float)(1 - optimizer.Beta2),
            Decay = (float)step.Decay(optimizer.WeightDecay),
            Epsilon = (float)optimizer.Epsilon,
        };
    }
}
