using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// The library's optimizers, one pass over the flat buffers each. The arithmetic is that of the classes on the CPU, with
/// factors made in double on the host; devices may fuse a multiplication with an addition.
/// </summary>
/// <remarks>
/// Explicitly grouped, any group size, and all of one signature. <c>slots</c> holds what the optimizer remembers, slot behind
/// slot. <c>status</c> other than 0 stops all updates (<see cref="StepKernels.FinishStep"/>); a parameter whose new value would
/// not be finite stays as it is, and is noted in <c>faults</c>; <c>scale</c> holds the factor of gradient clipping, 1 without.
/// <c>range</c> says which parameters are updated. Public because ILGPU compiles nothing else.
/// </remarks>
public static partial class OptimizerKernels
{
    private const float Tiny = 1e-30f;

    /// <summary>What is remembered in one slot, four parameters at a time.</summary>
    private static ArrayView<Float4> Slot(ArrayView<float> slots, int slot, int quads) => slots.Cast<Float4>().SubView(slot * quads, quads);

    /// <summary>Values too small to matter become zero, as on the CPU. What is not a number stays so.</summary>
    private static float FlushTiny(float value) => XMath.Abs(value) < Tiny ? 0f : value;

    /// <summary>The clipped gradient, g · factor + decay · w.</summary>
    private static Float4 Decayed(Float4 gradient, Float4 weight, float factor, float decay)
    {
        gradient.X = gradient.X * factor + decay * weight.X;
        gradient.Y = gradient.Y * factor + decay * weight.Y;
        gradient.Z = gradient.Z * factor + decay * weight.Z;
        gradient.W = gradient.W * factor + decay * weight.W;
        return gradient;
    }

    /// <summary>m ← keep · m + share · g.</summary>
    private static Float4 Mean(Float4 mean, Float4 gradient, float keep, float share)
    {
        mean.X = FlushTiny(keep * mean.X + share * gradient.X);
        mean.Y = FlushTiny(keep * mean.Y + share * gradient.Y);
        mean.Z = FlushTiny(keep * mean.Z + share * gradient.Z);
        mean.W = FlushTiny(keep * mean.W + share * gradient.W);
        return mean;
    }

    /// <summary>v ← keep · v + share · g².</summary>
    private static Float4 MeanSquare(Float4 square, Float4 gradient, float keep, float share)
    {
        square.X = FlushTiny(keep * square.X + share * gradient.X * gradient.X);
        square.Y = FlushTiny(keep * square.Y + share * gradient.Y * gradient.Y);
        square.Z = FlushTiny(keep * square.Z + share * gradient.Z * gradient.Z);
        square.W = FlushTiny(keep * square.W + share * gradient.W * gradient.W);
        return square;
    }

    /// <summary>The larger one; the second if it is not a number, as on the CPU.</summary>
    private static float Largest(float first, float second) => second < first ? first : second;
}

/// <summary>The parameters that a launch updates, counted in fours.</summary>
/// <param name="all">All that there are: the length of a slot.</param>
/// <param name="first">The first that is updated.</param>
/// <param name="end">One past the last.</param>
public readonly struct QuadRange(int all, int first, int end)
{
    /// <summary>All that there are: the length of a slot.</summary>
    public readonly int All = all;

    /// <summary>The first that is updated.</summary>
    public readonly int First = first;

    /// <summary>One past the last.</summary>
    public readonly int End = end;
}
