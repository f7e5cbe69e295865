using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>NAdam.</content>
public static partial class OptimizerKernels
{
    /// <summary>m and v as Adam's, then w ← w − (a · g + b · m) / (√v · c + ε).</summary>
    public static void NAdam(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, NAdamFactors factors)
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
            weight.X -= (factors.GradientRate * gradient.X + factors.MeanRate * mean.X) / (XMath.Sqrt(square.X) * factors.SecondScale + factors.Epsilon);
            weight.Y -= (factors.GradientRate * gradient.Y + factors.MeanRate * mean.Y) / (XMath.Sqrt(square.Y) * factors.SecondScale + factors.Epsilon);
            weight.Z -= (factors.GradientRate * gradient.Z + factors.MeanRate * mean.Z) / (XMath.Sqrt(square.Z) * factors.SecondScale + factors.Epsilon);
            weight.W -= (factors.GradientRate * gradient.W + factors.MeanRate * mean.W) / (XMath.Sqrt(square.W) * factors.SecondScale + factors.Epsilon);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of NAdam depends on.</summary>
public struct NAdamFactors
{
    /// <summary>The rate, times the share of the gradient.</summary>
    public float GradientRate;

    /// <summary>The rate, times the share of the mean.</summary>
    public float MeanRate;

    /// <summary>The correction of the squares at the beginning.</summary>
    public float SecondScale;

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

    internal static NAdamFactors For(NAdam optimizer, in UpdateStep step)
    {
        (double ofGradient, double ofMean) = optimizer.FindShares(step.Step);
        return new()
        {
            GradientRate = (float)(step.LearningRate * ofGradient),
            MeanRate = (float)(step.LearningRate * ofMean),
            SecondScale = (float)(1 / Math.Sqrt(1 - Math.Pow(optimizer.Beta2, step.Step))),
            Beta1 = (float)optimizer.Beta1,
            OneMinusBeta1 = (float)(1 - optimizer.Beta1),
            Beta2 = (float)optimizer.Beta2,
            OneMinusBeta2 = (float)(1 - optimizer.Beta2),
            Decay = (float)step.Decay(optimizer.WeightDecay),
            Epsilon = (float)optimizer.Epsilon,
        };
    }
}
