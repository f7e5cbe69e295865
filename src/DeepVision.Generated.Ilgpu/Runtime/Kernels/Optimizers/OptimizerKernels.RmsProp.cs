using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>RMSprop.</content>
public static partial class OptimizerKernels
{
    /// <summary>v ← αv + (1 − α)g², then w ← w − rate · g / (√v + ε).</summary>
    public static void RmsProp(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, RmsPropFactors factors)
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
            Float4 square = v[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            square = MeanSquare(square, gradient, factors.Alpha, factors.OneMinusAlpha);
            v[i] = square;
            weight.X -= factors.Rate * (gradient.X / (XMath.Sqrt(square.X) + factors.Epsilon));
            weight.Y -= factors.Rate * (gradient.Y / (XMath.Sqrt(square.Y) + factors.Epsilon));
            weight.Z -= factors.Rate * (gradient.Z / (XMath.Sqrt(square.Z) + factors.Epsilon));
            weight.W -= factors.Rate * (gradient.W / (XMath.Sqrt(square.W) + factors.Epsilon));
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>The same with momentum: b ← momentum · b + g / (√v + ε), then w ← w − rate · b.</summary>
    public static void RmsPropMomentum(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, RmsPropFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = Slot(slots, 0, range.All);
        ArrayView<Float4> b = Slot(slots, 1, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 square = v[i];
            Float4 velocity = b[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            square = MeanSquare(square, gradient, factors.Alpha, factors.OneMinusAlpha);
            velocity.X = FlushTiny(factors.Momentum * velocity.X + gradient.X / (XMath.Sqrt(square.X) + factors.Epsilon));
            velocity.Y = FlushTiny(factors.Momentum * velocity.Y + gradient.Y / (XMath.Sqrt(square.Y) + factors.Epsilon));
            velocity.Z = FlushTiny(factors.Momentum * velocity.Z + gradient.Z / (XMath.Sqrt(square.Z) + factors.Epsilon));
            velocity.W = FlushTiny(factors.Momentum * velocity.W + gradient.W / (XMath.Sqrt(square.W) + factors.Epsilon));
            v[i] = square;
            b[i] = velocity;
            weight.X -= factors.Rate * velocity.X;
            weight.Y -= factors.Rate * velocity.Y;
            weight.Z -= factors.Rate * velocity.Z;
            weight.W -= factors.Rate * velocity.W;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of RMSprop depends on.</summary>
public struct RmsPropFactors
{
    /// <summary>The learning rate.</summary>
    public float Rate;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Share of the old square.</summary>
    public float Alpha;

    /// <summary>Share of the squared gradient in the new square.</summary>
    public float OneMinusAlpha;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    /// <summary>Share of the velocity kept.</summary>
    public float Momentum;

    internal static RmsPropFactors For(RMSprop optimizer, in UpdateStep step) => new()
    {
        Rate = step.LearningRate,
        Decay = (float)step.Decay(optimizer.WeightDecay),
        Alpha = (float)optimizer.Alpha,
        OneMinusAlpha = (float)(1 - optimizer.Alpha),
        Epsilon = (float)optimizer.Epsilon,
        Momentum = (float)optimizer.Momentum,
    };
}
