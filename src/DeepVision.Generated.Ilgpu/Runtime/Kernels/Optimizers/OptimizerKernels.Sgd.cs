using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>SGD.</content>
public static partial class OptimizerKernels
{
    /// <summary>w ← w − rate · (g + decay · w).</summary>
    public static void Sgd(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, SgdFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            weight.X -= factors.Rate * (gradient.X * factor + factors.Decay * weight.X);
            weight.Y -= factors.Rate * (gradient.Y * factor + factors.Decay * weight.Y);
            weight.Z -= factors.Rate * (gradient.Z * factor + factors.Decay * weight.Z);
            weight.W -= factors.Rate * (gradient.W * factor + factors.Decay * weight.W);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>v ← momentum · v + g, then w ← w − rate · (look · g + follow · v).</summary>
    public static void SgdMomentum(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, SgdFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = Slot(slots, 0, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 velocity = v[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            velocity.X = FlushTiny(factors.Momentum * velocity.X + gradient.X);
            velocity.Y = FlushTiny(factors.Momentum * velocity.Y + gradient.Y);
            velocity.Z = FlushTiny(factors.Momentum * velocity.Z + gradient.Z);
            velocity.W = FlushTiny(factors.Momentum * velocity.W + gradient.W);
            weight.X -= factors.Rate * (factors.Look * gradient.X + factors.Follow * velocity.X);
            weight.Y -= factors.Rate * (factors.Look * gradient.Y + factors.Follow * velocity.Y);
            weight.Z -= factors.Rate * (factors.Look * gradient.Z + factors.Follow * velocity.Z);
            weight.W -= factors.Rate * (factors.Look * gradient.W + factors.Follow * velocity.W);
            v[i] = velocity;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of SGD depends on.</summary>
public struct SgdFactors
{
    /// <summary>The learning rate.</summary>
    public float Rate;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Share of the velocity kept.</summary>
    public float Momentum;

    /// <summary>Share of the gradient in the way of the weight: 1 with Nesterov's look-ahead, 0 without.</summary>
    public float Look;

    /// <summary>Share of the velocity in it: the momentum with Nesterov's look-ahead, 1 without.</summary>
    public float Follow;

    internal static SgdFactors For(SGD optimizer, in UpdateStep step) => new()
    {
        Rate = step.LearningRate,
        Decay = (float)step.Decay(optimizer.WeightDecay),
        Momentum = (float)optimizer.Momentum,
        Look = optimizer.Nesterov ? 1 : 0,
        Follow = optimizer.Nesterov ? (float)optimizer.Momentum : 1,
    };
}
