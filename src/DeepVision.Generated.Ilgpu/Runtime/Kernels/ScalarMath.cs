namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// Elementary functions for one thread of a kernel, of what ILGPU has on every device: no hyperbolic tangent that is exact near
/// zero, and no fused multiply-add. Called by generated kernels.
/// </summary>
public static class ScalarMath
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">Any value.</param>
    public static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));

    /// <summary>The hyperbolic tangent: (1 − e) / (1 + e) with e = exp(−2|x|), and near zero the first terms of its series, which don't cancel.</summary>
    /// <param name="x">Any value.</param>
    public static float Tanh(float x)
    {
        float size = Math.Abs(x);
        float e = MathF.Exp(-2f * size);
        float square = size * size;
        float near = size * (1f - square * (0.33333334f - square * (0.13333334f - square * 0.053968254f)));
        float far = (1f - e) / (1f + e);
        float magnitude = size < 0.1f ? near : far;
        return x < 0f ? -magnitude : magnitude;
    }

    /// <summary>log(1 + x).</summary>
    /// <param name="x">0 to 1.</param>
    public static float LogOnePlus(float x) => MathF.Log(1f + x);

    /// <summary>eˣ − 1, near zero by the first terms of its series, which don't cancel.</summary>
    /// <param name="x">Any value.</param>
    public static float ExpMinusOne(float x)
    {
        float near = x * (1f + x * (0.5f + x * (0.16666667f + x * (0.041666668f + x * (0.008333334f + x * (0.0013888889f + x * 0.0001984127f))))));
        return Math.Abs(x) < 0.4f ? near : MathF.Exp(x) - 1f;
    }

    /// <summary>The error function, by the polynomials of the processor's.</summary>
    /// <param name="x">Any value.</param>
    public static float Erf(float x)
    {
        float square = x * x;
        float near = x + x * (0.12837915f + square * (-0.37612495f + square * (0.11281816f + square * (-0.026766613f + square * (0.004993177f + square * -0.0005990839f)))));
        float size = Math.Abs(x);
        float bounded = size > 4f ? 4f : size;
        float logarithm = -0.0002098701f + bounded * (-1.1276157f + bounded * (-0.6372854f + bounded * (-0.103839234f + bounded * (0.022181565f + bounded * (-0.0030316454f + bounded * 0.00019473936f)))));
        float far = 1f - MathF.Exp(logarithm);
        float signed = x < 0f ? -far : far;
        return size < 0.921875f ? near : signed;
    }

    /// <summary>
    /// A number of a pair of normal ones that Box and Muller's method (1958) makes of two random words: the cosine's or the sine's, by the
    /// formulas of the processor's.
    /// </summary>
    /// <param name="radiusWord">The word that gives the distance from zero.</param>
    /// <param name="angleWord">The word that gives the angle.</param>
    /// <param name="isSine">0 for the cosine's, 1 for the sine's.</param>
    public static float Normal(uint radiusWord, uint angleWord, int isSine)
    {
        float fraction = (radiusWord >> 9) * 1.1920929e-7f + 5.9604645e-8f;
        float radius = MathF.Sqrt(-2f * MathF.Log(fraction));

        // The angle is counted from the nearest quarter of a turn: the upper bits of the word with a half of the next one added.
        int angleBits = (int)(angleWord >> 8);
        int quarter = (angleBits + 0x200000) >> 22;
        float angle = (angleBits - (quarter << 22)) * 3.7450703e-7f;
        float square = angle * angle;
        float sine = angle + angle * square * (-1.6666655e-1f + square * (8.332161e-3f + square * -1.9515296e-4f));
        float cosine = 1f - square * 0.5f + square * square * (4.1666646e-2f + square * (-1.3887316e-3f + square * 2.4433157e-5f));
        int quadrant = quarter + 1 - isSine;
        float size = (quadrant & 1) != 0 ? cosine : sine;
        return radius * ((quadrant & 2) != 0 ? -size : size);
    }
}
