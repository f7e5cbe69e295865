using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// 3×3 convolutions by Winograd's F(4×4, 3×3): source tiles are transformed into 36 planes, each plane is multiplied by its
/// own matrix, and the products are transformed back. A pass over some tiles stays in cache. A sample's result doesn't
/// depend on its neighbours.
/// </summary>
public static class WinogradConvolution
{
    /// <summary>Floats in which a pooling keeps the tile at hand.</summary>
    private const int TileFloats = WinogradGeometry.TargetTile * WinogradGeometry.TargetTile * Lanes.Count;

    /// <summary>So many tiles fit into the second-level cache with all planes of the outputs of two units and of a block of inputs.</summary>
    private const int FewTiles = 32;

    /// <summary>y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
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
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
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
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
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
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass) =>
        Forward<TileAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, ref scratch, pass);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TAddend>(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float scratch, in WinogradPass pass)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Products(geometry, ref scratch);
        Multiply(geometry, ref source, ref weights, ref scratch, pass);
        WinogradTarget.Store<TAddend>(geometry, ref products, ref bias, ref addend, slope, ref target, pass.FirstTile, pass.Tiles, pass.FirstOutput, pass.EndOutput);
    }

    /// <summary>The activation of the maximum of every 2×2 window of w ∗ x + bias.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first pooled sample.</param>
    /// <param name="winners">Receives the first sample's winners, a byte for each window, or a null reference.</param>
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardPooled(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, int count)
    {
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
            ForwardPooled(geometry, ref source, ref weights, ref bias, slope, ref target, ref winners, ref scratch, pass);
    }

    /// <summary>A pass of the activation of the maximum of every 2×2 window of w ∗ x + bias.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first pooled sample.</param>
    /// <param name="winners">Receives the first sample's winners, a byte for each window, or a null reference.</param>
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
    /// <param name="pass">The pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardPooled(in WinogradGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, in WinogradPass pass)
    {
        ref float products = ref Products(geometry, ref scratch);
        Multiply(geometry, ref source, ref weights, ref scratch, pass);
        WinogradTarget.StorePooled(geometry, ref products, ref bias, slope, ref target, ref winners, ref scratch, pass.FirstTile, pass.Tiles, pass.FirstOutput, pass.EndOutput);
    }

    /// <summary>The input gradient, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The convolution of dy by the turned kernel.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, float slope, ref float target, ref float scratch, int count) =>
        InputGradient<TileWithoutAddend>(geometry, ref gradient, ref weights, ref values, ref target, slope, ref target, ref scratch, count);

    /// <summary>The input gradient plus an addend, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The convolution of dy by the turned kernel.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transformed weights of the turned kernel.</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">256 floats, and 36 planes of the source and of the target.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count) =>
        InputGradient<TileAddend>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TAddend>(in WinogradGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count)
        where TAddend : struct, ITileAddend
    {
        ref float products = ref Products(geometry, ref scratch);
        for (WinogradPass pass = WinogradPass.All(geometry, count); pass.MoveNext();)
        {
            Multiply(geometry, ref gradient, ref weights, ref scratch, pass);
            WinogradTarget.StoreGradient<TAddend>(geometry, ref products, ref values, ref addend, slope, ref target, pass.FirstTile, pass.Tiles);
        }
    }

    /// <summary>
    /// Adds the gradients of weights and bias. The work is cut into units, each a range of inputs × a range of outputs, of
    /// 64 channels at most, that transform their own channels of all samples and add them up in order: units are independent.
    /// Units beside each other transform once what they share. They go through all samples twice, for half of the planes each, because all planes
    /// and sums would not stay in cache; where there are few tiles, all planes do.
    /// </summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="block">Outputs packed side by side in the weights.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weightGradient">Gradients of the packed weights, added to.</param>
    /// <param name="biasGradient">Gradients of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">Planes of the source and of the gradient of four units, and of sums: 18 of all their channels, and 36 of the outputs of two units, of 32 inputs and of 32 × 32 sums fit.</param>
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
    /// <param name="scratch">Planes of the source and of the gradient of four units, and of sums: 18 of all their channels, and 36 of the outputs of two units, of 32 inputs and of 32 × 32 sums fit.</param>
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
        int tiles = count * geometry.TilesPerSample;
        bool areFew = tiles <= Math.Min(geometry.PassTiles, FewTiles);
        int transformed = 0, endTransformed = 0;
        for (int unit = firstUnit, units; unit < endUnit; unit += units)
        {
            WinogradUnit channels = WinogradUnit.At(geometry, unit, endUnit, areFew ? 1 : WinogradUnit.RangesTogether, out units);
            ref float bias = ref channels.FirstInput == 0 && !Unsafe.IsNullRef(ref biasGradient)
                ? ref Unsafe.Add(ref biasGradient, channels.FirstOutput)
                : ref Unsafe.NullRef<float>();
            ref float dy = ref Unsafe.Add(ref gradient, channels.FirstOutput);
            if (!areFew)
            {
                AddRows<UpperRows, TAddend>(geometry, block, channels, ref source, ref dy, ref weightGradient, ref bias, ref scratch, tiles);
                AddRows<LowerRows, TileAddend>(geometry, block, channels, ref source, ref dy, ref weightGradient, ref bias, ref scratch, tiles);
                continue;
            }

            // The first unit of some outputs has no others before it, so what is transformed has been added to the bias.
            if (channels.FirstOutput < transformed || channels.FirstOutput + channels.Outputs > endTransformed)
            {
                (transformed, endTransformed) = (channels.FirstOutput, channels.FirstOutput + channels.Outputs);
                WinogradGradient.Transform<AllRows>(geometry, ref dy, channels.Outputs, WinogradWeights.Block(channels.Outputs), ref scratch, ref bias, 0, tiles);
            }

            WinogradChannels outputs = new(geometry, ref scratch, endTransformed - transformed);
            AddBlocks<TAddend>(geometry, block, channels, outputs, transformed, ref source, ref weightGradient, ref Unsafe.Add(ref scratch, WinogradGeometry.Planes * geometry.Plane(outputs.Count)), tiles);
        }
    }

    /// <summary>What half of the planes adds to the gradients of a unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TRows, TAddend>(
        in WinogradGeometry geometry, int block, in WinogradUnit unit, ref float source, ref float gradient,
        ref float weightGradient, ref float bias, ref float scratch, int end)
        where TRows : struct, IWinogradRows
        where TAddend : struct, ITileAddend
    {
        const int Planes = WinogradGeometry.Planes / 2;
        ref float gradientPlanes = ref Unsafe.Add(ref scratch, Planes * geometry.Plane(unit.Inputs));
        ref float sums = ref Unsafe.Add(ref gradientPlanes, Planes * geometry.Plane(unit.Outputs));
        WinogradChannels inputs = new(geometry, ref scratch, unit.Inputs), outputs = new(geometry, ref gradientPlanes, unit.Outputs);
        for (int first = 0; first < end; first += geometry.PassTiles)
        {
            int tiles = Math.Min(geometry.PassTiles, end - first);
            WinogradSource.Transform<TRows>(geometry, ref Unsafe.Add(ref source, unit.FirstInput), inputs.Count, inputs.Block, ref scratch, first, tiles);
            WinogradGradient.Transform<TRows>(geometry, ref gradient, outputs.Count, outputs.Block, ref gradientPlanes, ref bias, first, tiles);
            WinogradProducts.Add(inputs, outputs, ref sums, TRows.HasUpper ? 0 : Planes, Planes, new WinogradOrder(geometry, first, tiles), grows: first > 0);
        }

        WinogradGradient.AddWeights<TRows, TAddend>(ref sums, outputs.Block, unit, ref weightGradient, block, geometry.SourceChannels);
    }

    /// <summary>The gradients of a unit with few tiles: all planes at once, whose sums go from the products of a block of inputs × a block of outputs straight to the weights.</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="block">Outputs packed side by side in the weights.</param>
    /// <param name="unit">The channels.</param>
    /// <param name="outputs">The transformed dy.</param>
    /// <param name="firstOutput">First output of it.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weightGradient">Gradients of the packed weights.</param>
    /// <param name="scratch">Planes of a block of inputs, and of sums.</param>
    /// <param name="tiles">Tiles of all samples.</param>
    /// <typeparam name="TAddend">Whether the gradients of the weights are added to what is there.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlocks<TAddend>(
        in WinogradGeometry geometry, int block, in WinogradUnit unit, in WinogradChannels outputs, int firstOutput, ref float source, ref float weightGradient, ref float scratch, int tiles)
        where TAddend : struct, ITileAddend
    {
        WinogradChannels inputs = new(geometry, ref scratch, WinogradWeights.Block(unit.Inputs));
        ref float sums = ref Unsafe.Add(ref scratch, WinogradGeometry.Planes * geometry.Plane(inputs.Count));
        WinogradOrder order = new(geometry, 0, tiles);
        for (int input = unit.FirstInput; input < unit.FirstInput + unit.Inputs; input += inputs.Block)
        {
            WinogradSource.Transform<AllRows>(geometry, ref Unsafe.Add(ref source, input), inputs.Count, inputs.Block, ref scratch, 0, tiles);
            for (int output = unit.FirstOutput; output < unit.FirstOutput + unit.Outputs; output += outputs.Block)
            {
                WinogradUnit part = new(input, inputs.Block, output, outputs.Block);
                WinogradGradient.Prefetch(part, ref weightGradient, block, geometry.SourceChannels);
                WinogradProducts.Add(inputs, outputs.BlockFrom(output - firstOutput), ref sums, 0, WinogradGeometry.Planes, order, grows: false);
                WinogradGradient.AddWeights<AllRows, TAddend>(ref sums, outputs.Block, part, ref weightGradient, block, geometry.SourceChannels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(in WinogradGeometry geometry, ref float source, ref float weights, ref float scratch, in WinogradPass pass)
    {
        ref float planes = ref Unsafe.Add(ref scratch, TileFloats);
        if (!pass.HasSource)
            WinogradSource.Transform(geometry, ref source, geometry.SourceStride, ref planes, pass.FirstTile, pass.Tiles);
        WinogradProducts.Multiply(geometry, ref planes, ref weights, ref Products(geometry, ref scratch), new WinogradOrder(geometry, pass.FirstTile, pass.Tiles), pass.FirstOutput, pass.EndOutput);
    }

    /// <summary>The tile at hand lies in front of the transformed source, the products behind it.</summary>
    private static ref float Products(in WinogradGeometry geometry, ref float scratch) =>
        ref Unsafe.Add(ref scratch, TileFloats + WinogradGeometry.Planes * geometry.Plane(geometry.SourceStride));
}
