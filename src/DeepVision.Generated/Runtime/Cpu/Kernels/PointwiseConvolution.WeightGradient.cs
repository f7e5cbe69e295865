using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class PointwiseConvolution
{
    /// <summary>Pixels of a panel at least: the sums of a tile are read and written for each.</summary>
    private const int FewestPixels = 48;

    /// <summary>Adds the gradients of weights and bias, pixel after pixel.</summary>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">The layer's inputs.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="weightGradient">Gradient of the weights, in their layout; added to.</param>
    /// <param name="biasGradient">Gradient of the bias, added to; a null reference for none.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="inputRange">Inputs of a unit, each of which has a block of outputs.</param>
    /// <param name="firstUnit">The first unit: those of the first block come first.</param>
    /// <param name="endUnit">One past the last unit.</param>
    public static void WeightGradient(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, nint pixels, int inputRange, int firstUnit, int endUnit)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                AddWeights<OneVector<Width512, Vector512<float>>, TwelveRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, pixels, inputRange, firstUnit, endUnit);
            else
                AddWeights<TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, pixels, inputRange, firstUnit, endUnit);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddWeights<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, TwoRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, pixels, inputRange, firstUnit, endUnit);
        }
        else
        {
            AddWeights<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, TwoRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, pixels, inputRange, firstUnit, endUnit);
        }
    }

    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">Weights that stay in registers: some inputs × a row of outputs.</typeparam>
    /// <typeparam name="TSmallTile">A third of it, for the inputs that are left over.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeights<TRow, TTile, TSmallTile>(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, nint pixels, int inputRange, int firstUnit, int endUnit)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TSmallTile : struct, ITile<TRow>
    {
        int ranges = (geometry.Inputs + inputRange - 1) / inputRange;
        nint panel = Math.Max(FewestPixels, PanelFloats / (geometry.InputStride + geometry.OutputStride));
        for (nint first = 0; first < pixels; first += panel)
        {
            nint length = Math.Min(panel, pixels - first);
            ref float x = ref Unsafe.Add(ref source, first * geometry.InputStride);
            for (int unit = firstUnit; unit < endUnit; unit++)
            {
                int firstOutput = unit / ranges * geometry.Block, firstInput = unit % ranges * inputRange;
                int endInput = Math.Min(firstInput + inputRange, geometry.Inputs);
                for (int output = firstOutput; output < firstOutput + geometry.Block; output += TRow.Length)
                {
                    ref float dy = ref Unsafe.Add(ref gradient, first * geometry.OutputStride + output);
                    ref float dw = ref Unsafe.Add(ref weightGradient, geometry.WeightOffset(output));
                    if (firstInput == 0 && !Unsafe.IsNullRef(ref biasGradient))
                        BiasGradients.Add<TRow>(ref dy, length, geometry.OutputStride, ref Unsafe.Add(ref biasGradient, output));
                    int input = firstInput;
                    for (; input + TTile.Rows <= endInput; input += TTile.Rows)
                        AddTile<TRow, TTile>(geometry, ref x, ref dy, ref dw, input, length);
                    for (; input + TSmallTile.Rows <= endInput; input += TSmallTile.Rows)
                        AddTile<TRow, TSmallTile>(geometry, ref x, ref dy, ref dw, input, length);
                    for (; input < endInput; input++)
                        AddTile<TRow, OneRow<TRow>>(geometry, ref x, ref dy, ref dw, input, length);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile<TRow, TTile>(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, int input, nint pixels)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        ref float dw = ref Unsafe.Add(ref weightGradient, (nint)input * geometry.Block);
        TTile tile = default;
        tile.Load(ref dw, geometry.Block);
        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref Unsafe.Add(ref source, input), 1, geometry.InputStride, ref gradient, geometry.OutputStride, pixels);
        tile.Store(ref dw, geometry.Block);
    }
}
