using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Adagrad.</content>
public static partial class OptimizerKernels
{
    /// <summary>s ← s + g², then w ← w − rate · g / (√s + ε).</summary>
    public static void Adagrad(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, AdagradFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> s = Slot(slots, 0, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 sum = s[i];
            gradient = Decayed(gradient, weight, factor, factors.Decay);
            sum.X = FlushTiny(sum.X + gradient.X * gradient.X);
            sum.Y = FlushTiny(sum.Y + gradient.Y * gradient.Y);
            sum.Z = FlushTiny(sum.Z + gradient.Z * gradient.Z);
            sum.W = FlushTiny(sum.W + gradient.W * gradient.W);
            s[i] = sum;
            weight.X -= factors.Rate * (gradient.X / (XMath.Sqrt(sum.X) + factors.Epsilon));
            weight.Y -= factors.Rate * (gradient.Y / (XMath.Sqrt(sum.Y) + factors.Epsilon));
            weight.Z -= factors.Rate * (gradient.Z / (XMath.Sqrt(sum.Z) + factors.Epsilon));
            weight.W -= factors.Rate * (gradient.W / (XMath.Sqrt(sum.W) + factors.Epsilon));
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of Adagrad depends on.</summary>
public struct AdagradFactors
{
    /// <summary>The learning rate, with the decay of the steps before in it.</summary>
    public float Rate;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    internal static AdagradFactors For(Adagrad optimizer, in UpdateStep step) => new()
    {
        Rate = (float)(step.LearningRate / (1 + (step.Step - 1) * optimizer.LearningRateDecay)),
        Decay = (float)step.Decay(optimizer.WeightDecay),
        Epsilon = (float)optimizer.Epsilon,
    };
}
