using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Convolutions of 1×1 in units that workers share: a block of outputs for a part of the pixels each. The parts of a block follow each other, so that its
/// weights come from memory once for the worker that has them.
/// </summary>
public static class PointwiseBlocks
{
    /// <summary>Register tiles of pixels stay whole.</summary>
    private const int TilePixels = 12;

    /// <summary>Number of units.</summary>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    public static int Units(in DenseGeometry geometry, nint pixels) => geometry.PaddedOutputs / geometry.Block * PartsOf(pixels);

    /// <summary>Some units of y = f(w x + bias).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the first pixel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="firstUnit">The first unit.</param>
    /// <param name="endUnit">The unit before which to stop.</param>
    public static void Forward<TActivation>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, nint pixels, int firstUnit, int endUnit)
        where TActivation : struct, ITileActivation
    {
        for (int number = firstUnit; number < endUnit;)
        {
            Pass pass = new(geometry, pixels, number, endUnit);
            PointwiseConvolution.Forward<TActivation>(
                pass.Geometry, ref Unsafe.Add(ref source, pass.Source), ref Unsafe.Add(ref weights, pass.Weights), ref pass.BiasOf(ref bias), slope,
                ref Unsafe.Add(ref target, pass.Target), pass.Pixels, default);
            number = pass.EndUnit;
        }
    }

    /// <summary>Some units of y = f(w x + bias + addend).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first pixel, laid out as the target.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the first pixel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="firstUnit">The first unit.</param>
    /// <param name="endUnit">The unit before which to stop.</param>
    public static void Forward<TActivation>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, nint pixels, int firstUnit, int endUnit)
        where TActivation : struct, ITileActivation
    {
        for (int number = firstUnit; number < endUnit;)
        {
            Pass pass = new(geometry, pixels, number, endUnit);
            PointwiseConvolution.Forward<TActivation>(
                pass.Geometry, ref Unsafe.Add(ref source, pass.Source), ref Unsafe.Add(ref weights, pass.Weights), ref pass.BiasOf(ref bias),
                ref Unsafe.Add(ref addend, pass.Target), slope, ref Unsafe.Add(ref target, pass.Target), pass.Pixels, default);
            number = pass.EndUnit;
        }
    }

    /// <summary>A band of the outputs of y = f(w x + bias), in memory of its own.</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the outputs of the band, which no others lie between.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="bands">The band.</param>
    public static void Forward<TActivation>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, nint pixels, in ChannelBands bands)
        where TActivation : struct, ITileActivation
    {
        // The weights of as many outputs come meanwhile as will be read next: bands of a block share them evenly.
        nint next = (nint)geometry.Inputs * (bands.First + Math.Max(geometry.Block, bands.Count));
        PointwiseConvolution.Forward<TActivation>(
            geometry with { Outputs = Math.Min(bands.Count, geometry.Outputs - bands.First), OutputStride = bands.Count },
            ref source, ref Unsafe.Add(ref weights, geometry.WeightOffset(bands.First)), ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, bands.First), slope,
            ref target, pixels, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref weights, next), geometry.Inputs * bands.Count));
    }

    private static int PartsOf(nint pixels) => pixels > 8 * TilePixels ? 4 : 2;

    /// <summary>What runs at once of a range of units: all parts of a block that it has. Its shapes, and how far from the first its operands lie.</summary>
    private readonly ref struct Pass
    {
        private readonly int _output;

        public Pass(in DenseGeometry geometry, nint pixels, int unit, int endUnit)
        {
            int parts = PartsOf(pixels);
            (int block, int part) = Math.DivRem(unit, parts);
            int endPart = Math.Min(parts, part + endUnit - unit);
            EndUnit = block * parts + endPart;
            nint tiles = pixels / TilePixels, first = tiles * part / parts * TilePixels;
            _output = block * geometry.Block;
            Geometry = geometry with { Outputs = Math.Min(geometry.Block, geometry.Outputs - _output) };
            Pixels = (endPart == parts ? pixels : tiles * endPart / parts * TilePixels) - first;
            Source = first * geometry.InputStride;
            Weights = geometry.WeightOffset(_output);
            Target = first * geometry.OutputStride + _output;
        }

        /// <summary>The unit behind those that are done then.</summary>
        public int EndUnit { get; }

        public DenseGeometry Geometry { get; }

        public nint Pixels { get; }

        public nint Source { get; }

        public nint Weights { get; }

        public nint Target { get; }

        public ref float BiasOf(ref float bias) => ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, _output);
    }
}
