using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Adadelta.</content>
public static partial class OptimizerKernels
{
    /// <summary>v ← ρv + (1 − ρ)g², d = √(u + ε) / √(v + ε) · g, u ← ρu + (1 − ρ)d², then w ← w − rate · d.</summary>
    public static void Adadelta(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slots, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        QuadRange range, AdadeltaFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = Slot(slots, 0, range.All);
        ArrayView<Float4> u = Slot(slots, 1, range.All);
        for (int i = range.First + Grid.IdxX * Group.DimX + Group.IdxX; i < range.End; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 delta = g[i];
            Float4 square = v[i];
            Float4 step = u[i];
            delta.X = delta.X * factor + factors.Decay * weight.X;
            delta.Y = delta.Y * factor + factors.Decay * weight.Y;
            delta.Z = delta.Z * factor + factors.Decay * weight.Z;
            delta.W = delta.W * factor + factors.Decay * weight.W;
            square.X = FlushTiny(factors.Rho * square.X + factors.OneMinusRho * delta.X * delta.X);
            square.Y = FlushTiny(factors.Rho * square.Y + factors.OneMinusRho * delta.Y * delta.Y);
            square.Z = FlushTiny(factors.Rho * square.Z + factors.OneMinusRho * delta.Z * delta.Z);
            square.W = FlushTiny(factors.Rho * square.W + factors.OneMinusRho * delta.W * delta.W);
            delta.X *= XMath.Sqrt(step.X + factors.Epsilon) / XMath.Sqrt(square.X + factors.Epsilon);
            delta.Y *= XMath.Sqrt(step.Y + factors.Epsilon) / XMath.Sqrt(square.Y + factors.Epsilon);
            delta.Z *= XMath.Sqrt(step.Z + factors.Epsilon) / XMath.Sqrt(square.Z + factors.Epsilon);
            delta.W *= XMath.Sqrt(step.W + factors.Epsilon) / XMath.Sqrt(square.W + factors.Epsilon);
            step.X = FlushTiny(factors.Rho * step.X + factors.OneMinusRho * delta.X * delta.X);
            step.Y = FlushTiny(factors.Rho * step.Y + factors.OneMinusRho * delta.Y * delta.Y);
            step.Z = FlushTiny(factors.Rho * step.Z + factors.OneMinusRho * delta.Z * delta.Z);
            step.W = FlushTiny(factors.Rho * step.W + factors.OneMinusRho * delta.W * delta.W);
            v[i] = square;
            u[i] = step;
            weight.X -= factors.Rate * delta.X;
            weight.Y -= factors.Rate * delta.Y;
            weight.Z -= factors.Rate * delta.Z;
            weight.W -= factors.Rate * delta.W;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }
}

/// <summary>What an update of Adadelta depends on.</summary>
public struct AdadeltaFactors
{
    /// <summary>The learning rate.</summary>
    public float Rate;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Share of the old means.</summary>
    public float Rho;

    /// <summary>Share of the new squares in the means.</summary>
    public float OneMinusRho;

    /// <summary>Added under both roots.</summary>
    public float Epsilon;

    internal static AdadeltaFactors For(Adadelta optimizer, in UpdateStep step) => new()
    {
        Rate = step.LearningRate,
        Decay = (float)step.Decay(optimizer.WeightDecay),
        Rho = (float)optimizer.Rho,
        OneMinusRho = (float)(1 - optimizer.Rho),
        Epsilon = (float)optimizer.Epsilon,
    };
}
