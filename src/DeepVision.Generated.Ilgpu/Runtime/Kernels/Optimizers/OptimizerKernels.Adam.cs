using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Adam and AdamW.</content>
public static partial class OptimizerKernels
{
    /// <summary>Adam and AdamW: w is shrunk, then moved along m / √v.</summary>
    public static void Adam(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, AdamFactors factors)
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
            weight.X *= factors.Shrink;
            weight.Y *= factors.Shrink;
            weight.Z *= factors.Shrink;
            weight.W *= factors.Shrink;
            gradient = Decayed(gradient, weight, factor, factors.CoupledDecay);
            mean = Mean(mean, gradient, factors.Beta1, factors.OneMinusBeta1);
            square = MeanSquare(square, gradient, factors.Beta2, factors.OneMinusBeta2);
            m[i] = mean;
            v[i] = square;
            weight.X -= factors.StepSize * mean.X / (XMath.Sqrt(square.X) * factors.SecondScale + factors.Epsilon);
            weight.Y -= factors.StepSize * mean.Y / (XMath.Sqrt(square.Y) * factors.SecondScale + factors.Epsilon);
            weight.Z -= factors.StepSize * mean.Z / (XMath.Sqrt(square.Z) * factors.SecondScale + factors.Epsilon);
            weight.W -= factors.StepSize * mean.W / (XMath.Sqrt(square.W) * factors.SecondScale + factors.Epsilon);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>The same, divided by the root of the largest square so far (AMSGrad).</summary>
    public static void AmsGrad(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, AdamFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> m = Slot(slots, 0, range.All);
        ArrayView<Float4> v = Slot(slots, 1, range.All);
        ArrayView<Float4> u = Slot(slots, 2, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 mean = m[i];
            Float4 square = v[i];
            Float4 largest = u[i];
            weight.X *= factors.Shrink;
            weight.Y *= factors.Shrink;
            weight.Z *= factors.Shrink;
            weight.W *= factors.Shrink;
            gradient = Decayed(gradient, weight, factor, factors.CoupledDecay);
            mean = Mean(mean, gradient, factors.Beta1, factors.OneMinusBeta1);
            square = MeanSquare(square, gradient, factors.Beta2, factors.OneMinusBeta2);
            m[i] = mean;
            v[i] = square;
            largest.X = Largest(largest.X, square.X);
            largest.Y = Largest(largest.Y, square.Y);
            largest.Z = Largest(largest.Z, square.Z);
            largest.W = Largest(largest.W, square.W);
            u[i] = largest;
            weight.X -= factors.StepSize * mean.X / (XMath.Sqrt(largest.X) * factors.SecondScale + factors.Epsilon);
            weight.Y -= factors.StepSize * mean.Y / (XMath.Sqrt(largest.Y) * factors.SecondScale + factors.Epsilon);
            weight.Z -= factors.StepSize * mean.Z / (XMath.Sqrt(largest.Z) * factors.SecondScale + factors.Epsilon);
            weight.W -= factors.StepSize * mean.W / (XMath.Sqrt(largest.W) * factors.SecondScale + factors.Epsilon);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of Adam or AdamW depends on, made in double and rounded once.</summary>
public struct AdamFactors
{
    /// <summary>Share of the old mean.</summary>
    public float Beta1;

    /// <summary>Share of the gradient in the new mean.</summary>
    public float OneMinusBeta1;

    /// <summary>Share of the old square.</summary>
    public float Beta2;

    /// <summary>Share of the squared gradient in the new square.</summary>
    public float OneMinusBeta2;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    /// <summary>Factor of the weight added to the gradient (Adam).</summary>
    public float CoupledDecay;

    /// <summary>Factor of the weight before the update (AdamW).</summary>
    public float Shrink;

    /// <summary>The rate, with the first correction of the beginning in it.</summary>
    public float StepSize;

    /// <summary>The second correction of the beginning.</summary>
    public float SecondScale;

    internal static AdamFactors For(Adam adam, in UpdateStep step) =>
        Make(step, adam.Beta1, adam.Beta2, adam.Epsilon, coupledDecay: step.Decay(adam.WeightDecay), shrink: 1);

    internal static AdamFactors For(AdamW adam, in UpdateStep step) =>
        Make(step, adam.Beta1, adam.Beta2, adam.Epsilon, coupledDecay: 0, shrink: 1 - step.LearningRate * step.Decay(adam.WeightDecay));

    private static AdamFactors Make(in UpdateStep step, double beta1, double beta2, double epsilon, double coupledDecay, double shrink) => new()
    {
        Beta1 = (float)beta1,
        OneMinusBeta1 = (float)(1 - beta1),
        Beta2 = (float)beta2,
        OneMinusBeta2 = (float)(1 - beta2),
        Epsilon = (float)epsilon,
        CoupledDecay = (float)coupledDecay,
        Shrink = (float)shrink,
        StepSize = (float)(step.LearningRate / (1 - Math.Pow(beta1, step.Step))),
        SecondScale = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step.Step))),
    };
}
