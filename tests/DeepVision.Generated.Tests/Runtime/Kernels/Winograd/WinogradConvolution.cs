using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>
/// A 3×3 convolution with random data: by its definition in float64, and by the transforms under test with plain sums of
/// products between them.
/// </summary>
internal sealed class WinogradConvolution
{
    public const int Planes = 36;
    private readonly int _inputs;
    private readonly int _pad;
    private readonly float[] _transformedWeights;

    public WinogradConvolution(int height, int width, int pad, int inputs, int outputs, int samples, int passTiles, bool isPooled = false)
    {
        (_inputs, _pad) = (inputs, pad);
        Geometry = new WinogradGeometry(
            height, width, inputs, Stride(inputs), height - 2 + 2 * pad, width - 2 + 2 * pad, Stride(outputs), pad, pad, passTiles);
        if (!isPooled)
            Geometry = WithShortTiles(Geometry);
        Source = Activations.Random(1, samples, height * width, inputs);
        Layout = new WeightLayout(outputs, inputs, 3, 3, Stride(inputs), outputs > 16 ? 32 : 16);
        Weights = WeightTransformTests.RandomWeights(Layout, 2);
        _transformedWeights = TransformWeights();
    }

    public WinogradGeometry Geometry { get; }

    public Activations Source { get; }

    public WeightLayout Layout { get; }

    public float[] Weights { get; }

    public int Samples => Source.Count;

    /// <summary>Pixels of the result, row by row.</summary>
    public int Pixels => Geometry.TargetHeight * Geometry.TargetWidth;

    /// <summary>The same with as many tiles of three pixels as there are pixels too many.</summary>
    public static WinogradGeometry WithShortTiles(in WinogradGeometry geometry) =>
        geometry with { ShortTilesDown = ShortTiles(geometry.TargetHeight), ShortTilesAcross = ShortTiles(geometry.TargetWidth) };

    /// <summary>By definition.</summary>
    public double Result(int sample, int pixel, int output)
    {
        double sum = 0;
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                for (int input = 0; input < _inputs; input++)
                    sum += SourceAt(sample, pixel, row, column, input) * Weights[Layout.PackedOffset(output, input, row, column)];
            }
        }

        return sum;
    }

    /// <summary>By definition: the gradient of one weight when <paramref name="gradient"/> is that of the result.</summary>
    public double WeightGradient(Activations gradient, int output, int input, int row, int column)
    {
        double sum = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int pixel = 0; pixel < Pixels; pixel++)
                sum += SourceAt(sample, pixel, row, column, input) * gradient[sample, pixel, output];
        }

        return sum;
    }

    /// <summary>Transforms the source pass by pass, multiplies with the weights, and hands each pass on.</summary>
    /// <param name="store">Receives the planes of products, the first tile of the pass, and its tiles.</param>
    public void Multiply(Action<float[], int, int> store)
    {
        int sourceStride = Geometry.SourceStride, targetStride = Geometry.TargetStride;
        ForEachPass((planes, first, tiles) =>
        {
            float[] products = NewPlanes(targetStride);
            for (int plane = 0; plane < Planes; plane++)
            {
                for (int tile = 0; tile < tiles; tile++)
                {
                    for (int output = 0; output < targetStride; output++)
                    {
                        double sum = 0;
                        for (int input = 0; input < sourceStride; input++)
                            sum += (double)planes[PlaceInPlanes(plane, tile, input, sourceStride)] * _transformedWeights[PlaceInWeights(plane, input, output)];
                        products[PlaceInPlanes(plane, tile, output, targetStride)] = (float)sum;
                    }
                }
            }

            store(products, first, tiles);
        });
    }

    /// <summary>Transforms the source pass by pass.</summary>
    /// <param name="use">Receives the planes, the first tile of the pass, and its tiles.</param>
    public void ForEachPass(Action<float[], int, int> use)
    {
        int all = Samples * Geometry.TilesPerSample;
        for (int first = 0; first < all; first += Geometry.PassTiles)
        {
            int tiles = Math.Min(Geometry.PassTiles, all - first);
            float[] planes = NewPlanes(Geometry.SourceStride);
            WinogradSource.Transform(Geometry, ref Source.Data[0], Geometry.SourceStride, ref planes[0], first, tiles);
            use(planes, first, tiles);
        }
    }

    /// <summary>A pass's planes, full of rubbish.</summary>
    public float[] NewPlanes(int channels)
    {
        var planes = new float[Planes * (int)Geometry.Plane(channels)];
        Array.Fill(planes, float.NaN);
        return planes;
    }

    public int PlaceInPlanes(int plane, int tile, int channel, int channels) => plane * (int)Geometry.Plane(channels) + tile * channels + channel;

    private float[] TransformWeights()
    {
        int inputs = Geometry.SourceStride, outputs = Geometry.TargetStride;
        var transformed = new float[Planes * (inputs * outputs + 16)];
        Array.Fill(transformed, float.NaN);
        // In two parts, as two workers would.
        int slices = outputs / 16;
        WinogradWeights.Transform(ref Weights[0], 0, Layout.Block, inputs, outputs, ref transformed[0], slices / 2, slices);
        WinogradWeights.Transform(ref Weights[0], 0, Layout.Block, inputs, outputs, ref transformed[0], 0, slices / 2);
        return transformed;
    }

    private int PlaceInWeights(int plane, int input, int output)
    {
        int inputs = Geometry.SourceStride, outputs = Geometry.TargetStride, block = outputs % 32 == 0 ? 32 : 16;
        return plane * (inputs * outputs + 16) + (output / block * inputs + input) * block + output % block;
    }

    private double SourceAt(int sample, int pixel, int row, int column, int input)
    {
        int sourceRow = pixel / Geometry.TargetWidth + row - _pad, sourceColumn = pixel % Geometry.TargetWidth + column - _pad;
        bool isInside = sourceRow >= 0 && sourceRow < Geometry.SourceHeight && sourceColumn >= 0 && sourceColumn < Geometry.SourceWidth;
        return isInside ? Source[sample, sourceRow * Geometry.SourceWidth + sourceColumn, input] : 0;
    }

    private static int ShortTiles(int pixels)
    {
        int tiles = (pixels + 3) / 4;
        return Math.Min(tiles, 4 * tiles - pixels);
    }

    private static int Stride(int channels) => (channels + 15) / 16 * 16;
}
