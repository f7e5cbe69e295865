using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// The library's optimizers, one pass over the flat buffers each. The arithmetic is that of the classes on the CPU, with
/// factors made in double on the host; devices may fuse a multiplication with an addition.
/// </summary>
/// <remarks>
/// Explicitly grouped, any group size. <c>status</c> other than 0 stops all updates (<see cref="StepKernels.FinishStep"/>);
/// a parameter whose new value would not be finite stays as it is, and is noted in <c>faults</c>; <c>scale</c> holds the factor of gradient clipping, 1 without. <c>quads</c> is a quarter of the number of parameters.
/// Public because ILGPU compiles nothing else.
/// </remarks>
public static class OptimizerKernels
{
    private const float Tiny = 1e-30f;

    /// <summary>w ← w − rate · (g + decay · w).</summary>
    public static void Sgd(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale, int quads, float rate, float decay)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            weight.X -= rate * (gradient.X * factor + decay * weight.X);
            weight.Y -= rate * (gradient.Y * factor + decay * weight.Y);
            weight.Z -= rate * (gradient.Z * factor + decay * weight.Z);
            weight.W -= rate * (gradient.W * factor + decay * weight.W);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>v ← momentum · v + g, then w ← w − rate · (look · g + follow · v): follow is the momentum and look 1 with Nesterov, 1 and 0 without.</summary>
    public static void SgdMomentum(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> velocities, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        int quads, float rate, float decay, float momentum, float look, float follow)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = velocities.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 velocity = v[i];
            gradient.X = gradient.X * factor + decay * weight.X;
            gradient.Y = gradient.Y * factor + decay * weight.Y;
            gradient.Z = gradient.Z * factor + decay * weight.Z;
            gradient.W = gradient.W * factor + decay * weight.W;
            velocity.X = FlushTiny(momentum * velocity.X + gradient.X);
            velocity.Y = FlushTiny(momentum * velocity.Y + gradient.Y);
            velocity.Z = FlushTiny(momentum * velocity.Z + gradient.Z);
            velocity.W = FlushTiny(momentum * velocity.W + gradient.W);
            weight.X -= rate * (look * gradient.X + follow * velocity.X);
            weight.Y -= rate * (look * gradient.Y + follow * velocity.Y);
            weight.Z -= rate * (look * gradient.Z + follow * velocity.Z);
            weight.W -= rate * (look * gradient.W + follow * velocity.W);
            v[i] = velocity;
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>Adam and AdamW: w is shrunk, then moved along m / √v.</summary>
    public static void Adam(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> means, ArrayView<float> squares, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        int quads, AdamFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> m = means.Cast<Float4>();
        ArrayView<Float4> v = squares.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
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
            gradient.X = gradient.X * factor + factors.CoupledDecay * weight.X;
            gradient.Y = gradient.Y * factor + factors.CoupledDecay * weight.Y;
            gradient.Z = gradient.Z * factor + factors.CoupledDecay * weight.Z;
            gradient.W = gradient.W * factor + factors.CoupledDecay * weight.W;
            mean.X = FlushTiny(factors.Beta1 * mean.X + factors.OneMinusBeta1 * gradient.X);
            mean.Y = FlushTiny(factors.Beta1 * mean.Y + factors.OneMinusBeta1 * gradient.Y);
            mean.Z = FlushTiny(factors.Beta1 * mean.Z + factors.OneMinusBeta1 * gradient.Z);
            mean.W = FlushTiny(factors.Beta1 * mean.W + factors.OneMinusBeta1 * gradient.W);
            square.X = FlushTiny(factors.Beta2 * square.X + factors.OneMinusBeta2 * gradient.X * gradient.X);
            square.Y = FlushTiny(factors.Beta2 * square.Y + factors.OneMinusBeta2 * gradient.Y * gradient.Y);
            square.Z = FlushTiny(factors.Beta2 * square.Z + factors.OneMinusBeta2 * gradient.Z * gradient.Z);
            square.W = FlushTiny(factors.Beta2 * square.W + factors.OneMinusBeta2 * gradient.W * gradient.W);
            m[i] = mean;
            v[i] = square;
            weight.X -= factors.StepSize * mean.X / (XMath.Sqrt(square.X) * factors.SecondScale + factors.Epsilon);
            weight.Y -= factors.StepSize * mean.Y / (XMath.Sqrt(square.Y) * factors.SecondScale + factors.Epsilon);
            weight.Z -= factors.StepSize * mean.Z / (XMath.Sqrt(square.Z) * factors.SecondScale + factors.Epsilon);
            weight.W -= factors.StepSize * mean.W / (XMath.Sqrt(square.W) * factors.SecondScale + factors.Epsilon);
            w[i] = StepKernels.KeepFinite(weight, before, i, faults);
        }
    }

    /// <summary>v ← αv + (1 − α)g², then w ← w − rate · g / (√v + ε).</summary>
    public static void RmsProp(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> squares, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        int quads, RmsPropFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = squares.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 square = v[i];
            gradient.X = gradient.X * factor + factors.Decay * weight.X;
            gradient.Y = gradient.Y * factor + factors.Decay * weight.Y;
            gradient.Z = gradient.Z * factor + factors.Decay * weight.Z;
            gradient.W = gradient.W * factor + factors.Decay * weight.W;
            square.X = FlushTiny(factors.Alpha * square.X + factors.OneMinusAlpha * gradient.X * gradient.X);
            square.Y = FlushTiny(factors.Alpha * square.Y + factors.OneMinusAlpha * gradient.Y * gradient.Y);
            square.Z = FlushTiny(factors.Alpha * square.Z + factors.OneMinusAlpha * gradient.Z * gradient.Z);
            square.W = FlushTiny(factors.Alpha * square.W + factors.OneMinusAlpha * gradient.W * gradient.W);
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
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> squares, ArrayView<float> velocities, ArrayView<int> status, ArrayView<int> faults, ArrayView<float> scale,
        int quads, RmsPropFactors factors)
    {
        if (status[0] != 0)
            return;
        float factor = scale[0];
        ArrayView<Float4> w = weights.Cast<Float4>();
        ArrayView<Float4> g = gradients.Cast<Float4>();
        ArrayView<Float4> v = squares.Cast<Float4>();
        ArrayView<Float4> b = velocities.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
        {
            Float4 before = w[i];
            Float4 weight = before;
            Float4 gradient = g[i];
            Float4 square = v[i];
            Float4 velocity = b[i];
            gradient.X = gradient.X * factor + factors.Decay * weight.X;
            gradient.Y = gradient.Y * factor + factors.Decay * weight.Y;
            gradient.Z = gradient.Z * factor + factors.Decay * weight.Z;
            gradient.W = gradient.W * factor + factors.Decay * weight.W;
            square.X = FlushTiny(factors.Alpha * square.X + factors.OneMinusAlpha * gradient.X * gradient.X);
            square.Y = FlushTiny(factors.Alpha * square.Y + factors.OneMinusAlpha * gradient.Y * gradient.Y);
            square.Z = FlushTiny(factors.Alpha * square.Z + factors.OneMinusAlpha * gradient.Z * gradient.Z);
            square.W = FlushTiny(factors.Alpha * square.W + factors.OneMinusAlpha * gradient.W * gradient.W);
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

    /// <summary>Values too small to matter become zero, as on the CPU. What is not a number stays so.</summary>
    private static float FlushTiny(float value) => XMath.Abs(value) < Tiny ? 0f : value;
}
