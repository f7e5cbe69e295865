using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// 3×3 convolutions with stride 2 by Winograd's algorithm: the source falls into four phases, every second row and column each, over
/// which the taps that meet them are filters with stride 1. All of them are transformed into the same 25 planes of tiles of 4×4 target
/// pixels, in which their products add up: 81 multiplications for 16 results instead of 144. A pass over some tiles stays in cache.
/// A sample's result doesn't depend on its neighbours.
/// </summary>
public static class StridedWinogradConvolution
{
    /// <summary>y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">81 planes of the source and 25 of the target.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, ref float scratch, int count)
    {
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
            Forward(geometry, ref source, ref weights, ref bias, slope, ref target, ref scratch, pass);
    }

    /// <summary>y = f(w ∗ x + bias + addend).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">81 planes of the source and 25 of the target.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, int count)
    {
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
            Forward(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, ref scratch, pass);
    }

    /// <summary>A pass of y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">81 planes of the source and 25 of the target.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, ref float scratch, in WinogradPass pass) =>
        Forward<TileWithoutAddend>(geometry, ref source, ref weights, ref bias, ref target, slope, ref target, ref scratch, pass);

    /// <summary>A pass of y = f(w ∗ x + bias + addend).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">81 planes of the source and 25 of the target.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass) =>
        Forward<TileAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, ref scratch, pass);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TAddend>(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Unsafe.Add(ref scratch, StridedWinogradPhase.SourcePlanes * geometry.Plane(geometry.SourceStride));
        if (!pass.HasSource)
            StridedWinogradSource.Transform(geometry, ref source, ref scratch, pass.FirstTile, pass.Tiles);
        StridedWinogradProducts.Multiply(geometry, 0, StridedWinogradPhase.Count, sharesSource: false, ref scratch, ref weights, ref products, pass.Tiles, pass.FirstOutput, pass.EndOutput);
        StridedWinogradTarget.Store<TAddend>(geometry, ref products, ref bias, ref addend, slope, ref target, pass.FirstTile, pass.Tiles, pass.FirstOutput, pass.EndOutput);
    }

    /// <summary>The input gradient, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The input gradient: from dy to dx.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for no derivative.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">25 planes of dy and of dx.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, float slope, ref float target, ref float scratch, int count)
    {
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
            InputGradient(geometry, ref gradient, ref weights, ref values, slope, ref target, ref scratch, pass);
    }

    /// <summary>The input gradient plus an addend, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The input gradient: from dy to dx.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for no derivative.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">25 planes of dy and of dx.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count)
    {
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
            InputGradient(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, pass);
    }

    /// <summary>A pass of the input gradient, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The input gradient: from dy to dx.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for no derivative.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">25 planes of dy and of dx.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, float slope, ref float target, ref float scratch, in WinogradPass pass) =>
        InputGradient<TileWithoutAddend>(geometry, ref gradient, ref weights, ref values, ref target, slope, ref target, ref scratch, pass);

    /// <summary>A pass of the input gradient plus an addend, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The input gradient: from dy to dx.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for no derivative.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">25 planes of dy and of dx.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass) =>
        InputGradient<TileAddend>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, pass);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TAddend>(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Unsafe.Add(ref scratch, StridedWinogradPhase.ProductPlanes * geometry.Plane(geometry.SourceStride));
        if (!pass.HasSource)
            StridedWinogradSource.TransformGradient(geometry, ref gradient, ref scratch, pass.FirstTile, pass.Tiles);
        for (int phase = 0; phase < StridedWinogradPhase.Count; phase++)
        {
            StridedWinogradProducts.Multiply(geometry, phase, phase + 1, sharesSource: true, ref scratch, ref weights, ref products, pass.Tiles, pass.FirstOutput, pass.EndOutput);
            StridedWinogradTarget.StorePhase<TAddend>(geometry, new StridedWinogradPhase(phase), ref products, ref values, ref addend, slope, ref target, pass.FirstTile, pass.Tiles, pass.FirstOutput, pass.EndOutput);
        }
    }

    /// <summary>
    /// Adds the gradients of weights and bias. The work is cut into units, each a range of inputs × a range of outputs, of
    /// 64 channels at most, that transform their own channels of all samples and add them up in order: units are independent.
    /// Two of them beside each other transform the source once.
    /// </summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="block">Outputs packed side by side in the weights.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weightGradient">Gradients of the packed weights, added to.</param>
    /// <param name="biasGradient">Gradients of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">25 planes of the source and of the gradient of two units, and their sums.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit; two ranges of outputs count first, then all of inputs, then all pairs of outputs.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(
        in WinogradGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int firstUnit, int endUnit) =>
        WeightGradient<TileAddend>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, firstUnit, endUnit);

    /// <summary>The same where nobody has written to the gradients of the weights: they become those of the samples, so that nobody has to clear them, nor to read them here. That of the bias is added to.</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="block">Outputs packed side by side in the weights.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weightGradient">Receives the gradients of the packed weights.</param>
    /// <param name="biasGradient">Gradients of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">25 planes of the source and of the gradient of two units, and their sums.</param>
    /// <param name="count">Samples, 1 or more.</param>
    /// <param name="firstUnit">First unit; two ranges of outputs count first, then all of inputs, then all pairs of outputs.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreWeightGradient(
        in WinogradGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int firstUnit, int endUnit) =>
        WeightGradient<TileWithoutAddend>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, firstUnit, endUnit);

    /// <typeparam name="TAddend">Whether the gradients of the weights are added to what is there.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradient<TAddend>(
        in WinogradGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int firstUnit, int endUnit)
        where TAddend : struct, ITileAddend
    {
        int end = count * geometry.TilesPerSample;
        for (int unit = firstUnit, units; unit < endUnit; unit += units)
        {
            WinogradUnit channels = WinogradUnit.At(geometry, unit, endUnit, mostInputs: 1, out units);
            ref float gradients = ref Unsafe.Add(ref scratch, StridedWinogradPhase.ProductPlanes * geometry.Plane(channels.Inputs));
            ref float sums = ref Unsafe.Add(ref gradients, StridedWinogradPhase.ProductPlanes * geometry.Plane(channels.Outputs));
            ref float bias = ref channels.FirstInput == 0 && !Unsafe.IsNullRef(ref biasGradient)
                ? ref Unsafe.Add(ref biasGradient, channels.FirstOutput)
                : ref Unsafe.NullRef<float>();
            for (int first = 0; first < end; first += geometry.PassTiles)
            {
                int tiles = Math.Min(geometry.PassTiles, end - first);
                WinogradOrder order = new(geometry, first, tiles);
                StridedWinogradGradient.Transform(geometry, ref Unsafe.Add(ref gradient, channels.FirstOutput), channels.Outputs, ref gradients, ref bias, first, tiles);

                // Phases share no weights, so the planes of each are done with while they are in the second-level cache.
                for (int number = 0; number < StridedWinogradPhase.Count; number++)
                {
                    StridedWinogradPhase phase = new(number);
                    StridedWinogradSource.Transform(geometry, phase, ref Unsafe.Add(ref source, channels.FirstInput), channels.Inputs, ref scratch, first, tiles);
                    StridedWinogradProducts.Add(geometry, phase, ref scratch, ref gradients, channels, ref sums, order, grows: first > 0);
                }
            }

            StridedWinogradGradient.AddWeights<TAddend>(ref sums, channels, ref weightGradient, block, geometry.SourceChannels);
        }
    }
}
