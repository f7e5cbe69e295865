using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The bias gradient of a convolution.</summary>
public static class BiasGradients
{
    /// <summary>Adds dy of all pixels, in their order, to the gradients of a row of channels.</summary>
    /// <param name="gradient">dy of the first pixel's first channel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats from one pixel to the next.</param>
    /// <param name="biasGradient">Gradient of the first channel's bias.</param>
    /// <typeparam name="TRow">The channels.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TRow>(ref float gradient, nint pixels, nint stride, ref float biasGradient)
        where TRow : struct, ITileRow<TRow>
    {
        TRow sum = default, row = default;
        sum.Load(ref biasGradient);
        for (; pixels > 0; pixels--)
        {
            row.Load(ref gradient);
            sum.Add(row);
            gradient = ref Unsafe.Add(ref gradient, stride);
        }

        sum.Store(ref biasGradient);
    }
}
