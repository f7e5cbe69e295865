using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// 3×3 convolutions by Winograd's F(4×4, 3×3) that transform their weights themselves: those of 32 outputs × 64 inputs at a time, just before the products
/// read them. Each unit of 32 outputs runs over all samples, so a weight is transformed once for a pass over their tiles, whoever runs the unit.
/// </summary>
public static class PackedWinogradConvolution
{
    /// <summary>Floats in which a pooling keeps the tile at hand.</summary>
    private const int TileFloats = WinogradGeometry.TargetTile * WinogradGeometry.TargetTile * Lanes.Count;

    /// <summary>y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution; the tiles of a pass are a multiple of 24, which all register tiles divide.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">256 floats, 36 planes of the source and of 32 outputs, those of 64 · 32 weights, and 2,304 floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit, of 32 outputs each.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        in WinogradGeometry geometry, ref float source, in PackedWinogradWeights weights, ref float bias, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit) =>
        Forward<TileWithoutAddend>(geometry, ref source, weights, ref bias, ref target, slope, ref target, ref scratch, count, firstUnit, endUnit);

    /// <summary>y = f(w ∗ x + bias + addend).</summary>
    /// <param name="geometry">The convolution; the tiles of a pass are a multiple of 24, which all register tiles divide.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">256 floats, 36 planes of the source and of 32 outputs, those of 64 · 32 weights, and 2,304 floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit, of 32 outputs each.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        in WinogradGeometry geometry, ref float source, in PackedWinogradWeights weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit) =>
        Forward<TileAddend>(geometry, ref source, weights, ref bias, ref addend, slope, ref target, ref scratch, count, firstUnit, endUnit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TAddend>(
        in WinogradGeometry geometry, ref float source, in PackedWinogradWeights weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Products(geometry, ref scratch);
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
        {
            TransformSource(geometry, ref source, ref scratch, pass);
            WinogradOrder tiles = new(geometry, pass.FirstTile, pass.Tiles);
            for (int unit = firstUnit; unit < endUnit; unit++)
            {
                WinogradGeometry part = PartOf(geometry, unit, out int output);
                Multiply(part, weights, output, ref scratch, ref products, tiles);
                WinogradTarget.Store<TAddend>(
                    part, ref products, ref ChannelsFrom(ref bias, output), ref Unsafe.Add(ref addend, output), slope, ref Unsafe.Add(ref target, output), pass.FirstTile, pass.Tiles, 0, part.TargetStride);
            }
        }
    }

    /// <summary>The activation of the maximum of every 2×2 window of w ∗ x + bias.</summary>
    /// <param name="geometry">The convolution; the tiles of a pass are a multiple of 24, which all register tiles divide.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first pooled sample.</param>
    /// <param name="winners">Receives the first sample's winners, a byte for each window, or a null reference.</param>
    /// <param name="scratch">256 floats, 36 planes of the source and of 32 outputs, those of 64 · 32 weights, and 2,304 floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit, of 32 outputs each.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardPooled(
        in WinogradGeometry geometry, ref float source, in PackedWinogradWeights weights, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, int count, int firstUnit, int endUnit)
    {
        ref float products = ref Products(geometry, ref scratch);
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
        {
            TransformSource(geometry, ref source, ref scratch, pass);
            WinogradOrder tiles = new(geometry, pass.FirstTile, pass.Tiles);
            for (int unit = firstUnit; unit < endUnit; unit++)
            {
                WinogradGeometry part = PartOf(geometry, unit, out int output);
                Multiply(part, weights, output, ref scratch, ref products, tiles);
                ref byte partWinners = ref Unsafe.IsNullRef(ref winners) ? ref winners : ref Unsafe.Add(ref winners, output);
                WinogradTarget.StorePooled(
                    part, ref products, ref ChannelsFrom(ref bias, output), slope, ref Unsafe.Add(ref target, output), ref partWinners, ref scratch, pass.FirstTile, pass.Tiles);
            }
        }
    }

    /// <summary>The input gradient, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The convolution of dy by the turned kernel; the tiles of a pass are a multiple of 24, which all register tiles divide.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The weights, turned.</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">256 floats, 36 planes of the source and of 32 outputs, those of 64 · 32 weights, and 2,304 floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit, of 32 channels of dx each.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(
        in WinogradGeometry geometry, ref float gradient, in PackedWinogradWeights weights, ref float values, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit) =>
        InputGradient<TileWithoutAddend>(geometry, ref gradient, weights, ref values, ref target, slope, ref target, ref scratch, count, firstUnit, endUnit);

    /// <summary>The input gradient plus an addend, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The convolution of dy by the turned kernel; the tiles of a pass are a multiple of 24, which all register tiles divide.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The weights, turned.</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">256 floats, 36 planes of the source and of 32 outputs, those of 64 · 32 weights, and 2,304 floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit, of 32 channels of dx each.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(
        in WinogradGeometry geometry, ref float gradient, in PackedWinogradWeights weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit) =>
        InputGradient<TileAddend>(geometry, ref gradient, weights, ref values, ref addend, slope, ref target, ref scratch, count, firstUnit, endUnit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TAddend>(
        in WinogradGeometry geometry, ref float gradient, in PackedWinogradWeights weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count, int firstUnit, int endUnit)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Products(geometry, ref scratch);
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
        {
            TransformSource(geometry, ref gradient, ref scratch, pass);
            WinogradOrder tiles = new(geometry, pass.FirstTile, pass.Tiles);
            for (int unit = firstUnit; unit < endUnit; unit++)
            {
                WinogradGeometry part = PartOf(geometry, unit, out int output);
                Multiply(part, weights, output, ref scratch, ref products, tiles);
                WinogradTarget.StoreGradient<TAddend>(
                    part, ref products, ref Unsafe.Add(ref values, output), ref Unsafe.Add(ref addend, output), slope, ref Unsafe.Add(ref target, output), pass.FirstTile, pass.Tiles);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformSource(in WinogradGeometry geometry, ref float source, ref float scratch, in WinogradPass pass) =>
        WinogradSource.Transform<AllRows>(geometry, ref source, geometry.SourceStride, PackedWinogradWeights.Inputs, ref Unsafe.Add(ref scratch, TileFloats), pass.FirstTile, pass.Tiles);

    /// <summary>The convolution with the channels of a unit as its target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WinogradGeometry PartOf(in WinogradGeometry geometry, int unit, out int output)
    {
        output = unit * PackedWinogradWeights.Outputs;
        return geometry with { TargetStride = Math.Min(PackedWinogradWeights.Outputs, geometry.TargetStride - output) };
    }

    /// <summary>The products of a unit; the weights that come next are those of its next inputs, or of the next unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(in WinogradGeometry part, in PackedWinogradWeights weights, int output, ref float scratch, ref float products, in WinogradOrder tiles)
    {
        ref float transformed = ref Unsafe.Add(ref products, WinogradGeometry.Planes * part.Plane(PackedWinogradWeights.Outputs));
        ref float patch = ref Unsafe.Add(ref transformed, PackedWinogradWeights.PartFloats);
        for (int input = 0; input < part.SourceChannels; input += PackedWinogradWeights.Inputs)
        {
            int inputs = Math.Min(PackedWinogradWeights.Inputs, part.SourceChannels - input);
            weights.Transform(input, inputs, output, part.TargetStride, ref patch, ref transformed);
            (int nextInput, int nextOutput) = input + inputs < part.SourceChannels ? (input + inputs, output) : (0, output + PackedWinogradWeights.Outputs);
            PackedWinogradProducts.Multiply(part, ref Unsafe.Add(ref scratch, TileFloats), weights, ref transformed, ref products, tiles, input, nextInput, nextOutput);
        }
    }

    /// <summary>The tile at hand lies in front of the transformed source, the products behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Products(in WinogradGeometry geometry, ref float scratch) =>
        ref Unsafe.Add(ref scratch, TileFloats + WinogradGeometry.Planes * geometry.Plane(geometry.SourceStride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float ChannelsFrom(ref float bias, int channel) => ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, channel);
}
