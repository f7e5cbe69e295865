using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>AdaMax.</content>
public static partial class OptimizerKernels
{
    /// <summary>m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), then w ← w − rate · m / u.</summary>
    public static void Adamax(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, AdamaxFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> m = Slot(slots, 0, range.All);
        ArrayView<Float4> u = Slot(slots, 1, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 mean = m[i];
            Float4 largest = u[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            mean = Mean(mean, gradient, factors.Beta1, factors.OneMinusBeta1);
            largest.X = Largest(factors.Beta2 * largest.X, XMath.Abs(gradient.X) + factors.Epsilon);
            largest.Y = Largest(factors.Beta2 * largest.Y, XMath.Abs(gradient.Y) + factors.Epsilon);
            largest.Z = Largest(factors.Beta2 * largest.Z, XMath.Abs(gradient.Z) + factors.Epsilon);
            largest.W = Largest(factors.Beta2 * largest.W, XMath.Abs(gradient.W) + factors.Epsilon);
            m[i] = mean;
            u[i] = largest;
            weight.X -= factors.Rate * mean.X / largest.X;
            weight.Y -= factors.Rate * mean.Y / largest.Y;
            weight.Z -= factors.Rate * mean.Z / largest.Z;
            weight.W -= factors.Rate * mean.W / largest.W;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of AdaMax depends on.</summary>
public struct AdamaxFactors
{
    /// <summary>The rate, with the correction of the beginning in it.</summary>
    public float Rate;

    /// <summary>Share of the old mean.</summary>
    public float Beta1;

    /// <summary>Share of the gradient in the new mean.</summary>
    public float OneMinusBeta1;

    /// <summary>Share of the old largest gradient.</summary>
    public float Beta2;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Added to the sizes of the gradients.</summary>
    public float Epsilon;

    internal static AdamaxFactors For(Adamax optimizer, in UpdateStep step) => new()
    {
        Rate = (float)(step.LearningRate / (1 - Math.Pow(optimizer.Beta1, step.Step))),
        Beta1 = (float)optimizer.Beta1,
        OneMinusBeta1 = (float)(1 - optimizer.Beta1),
        Beta2 = (float)optimizer.Beta2,
        Decay = (float)step.Decay(optimizer.WeightDecay),
        Epsilon = (float)optimizer.Epsilon,
    };
}
