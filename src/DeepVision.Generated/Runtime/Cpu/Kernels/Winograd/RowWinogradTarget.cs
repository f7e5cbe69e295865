using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The products of a row and a block of outputs on their way to the target, tile by tile between the register tiles of the row behind it: memory takes a row's
/// pixels while the next one is computed.
/// </summary>
/// <typeparam name="TTransform">The transform.</typeparam>
internal ref struct RowWinogradTarget<TTransform>
    where TTransform : struct, IRowWinogradTransform
{
    private readonly nint _plane, _block, _stride;
    private readonly float _slope;
    private readonly ref float _bias;
    private ref float _products;
    private ref float _pixels;
    private int _columns;

    /// <summary>A row of f(Aᵀ m + bias).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="products">The planes of products.</param>
    /// <param name="bias">The block's bias, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="pixels">Receives the block of the first pixel.</param>
    /// <param name="columns">Pixels.</param>
    public RowWinogradTarget(in RowWinogradGeometry geometry, ref float products, ref float bias, float slope, ref float pixels, int columns)
    {
        (_plane, _block, _stride, _slope, _columns) = (geometry.TargetPlane(1), geometry.Block, geometry.Shape.OutputPixelStride, slope, columns);
        _products = ref products;
        _bias = ref bias;
        _pixels = ref pixels;
    }

    /// <summary>Stores some tiles, as far as there are any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(int tiles)
    {
        for (; tiles > 0 && _columns > 0; tiles--, _columns -= RowWinogradGeometry.Size)
        {
            for (nint output = 0; output < _block; output += Lanes.Count)
            {
                Vector512<float> shift = Unsafe.IsNullRef(ref _bias) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref _bias, (nuint)output);
                TTransform.Target(ref Unsafe.Add(ref _products, output), _plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
                ref float pixel = ref Unsafe.Add(ref _pixels, output);
                Lanes.Activate(y0 + shift, _slope).StoreUnsafe(ref pixel);
                if (_columns > 1)
                    Lanes.Activate(y1 + shift, _slope).StoreUnsafe(ref Unsafe.Add(ref pixel, _stride));
                if (_columns > 2)
                    Lanes.Activate(y2 + shift, _slope).StoreUnsafe(ref Unsafe.Add(ref pixel, 2 * _stride));
                if (_columns > 3)
                    Lanes.Activate(y3 + shift, _slope).StoreUnsafe(ref Unsafe.Add(ref pixel, 3 * _stride));
            }

            _products = ref Unsafe.Add(ref _products, _block);
            _pixels = ref Unsafe.Add(ref _pixels, RowWinogradGeometry.Size * _stride);
        }
    }
}
