using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>The transforms of Winograd's algorithm, with plain sums of products between them, against the convolution's definition in float64.</summary>
public class WinogradTests
{
    private const double Tolerance = 2e-5;

    /// <summary>
    /// Height, width, padding, inputs, outputs, samples, tiles of a pass: whole tiles and tiles that overhang on either
    /// side or have three pixels, images smaller than a tile, passes that end within a sample, channels with padding,
    /// more channels than a unit of a weight gradient takes.
    /// </summary>
    public static TheoryData<int, int, int, int, int, int, int> Cases => new()
    {
        { 8, 12, 1, 16, 16, 1, 6 },
        { 10, 6, 0, 16, 32, 2, 3 },
        { 9, 11, 1, 20, 36, 3, 4 },
        { 7, 5, 0, 3, 48, 2, 64 },
        { 3, 3, 0, 32, 10, 1, 2 },
        { 2, 9, 1, 16, 16, 2, 5 },
        { 11, 11, 2, 16, 32, 1, 7 },
        { 5, 6, 1, 80, 96, 2, 3 },
        { 14, 13, 1, 16, 32, 2, 11 },
        { 10, 8, 1, 16, 16, 3, 48 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardIsTheConvolution(int height, int width, int pad, int inputs, int outputs, int samples, int passTiles)
    {
        WinogradConvolution convolution = new(height, width, pad, inputs, outputs, samples, passTiles);
        Activations target = Activations.Dirty(samples, convolution.Pixels, outputs);
        convolution.Multiply((products, first, tiles) =>
            WinogradTarget.Store(convolution.Geometry, ref products[0], ref Unsafe.NullRef<float>(), 1f, ref target.Data[0], first, tiles));

        target.AssertClose(convolution.Result, Tolerance);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void BiasAndActivationFollow(float slope)
    {
        const int Outputs = 20;
        WinogradConvolution convolution = new(9, 7, 1, 16, Outputs, samples: 2, passTiles: 5);
        Activations bias = Activations.Random(4, 1, 1, Outputs, -50, 50), target = Activations.Dirty(2, convolution.Pixels, Outputs);
        convolution.Multiply((products, first, tiles) =>
            WinogradTarget.Store(convolution.Geometry, ref products[0], ref bias.Data[0], slope, ref target.Data[0], first, tiles));

        target.AssertClose((sample, pixel, output) => Activate(convolution.Result(sample, pixel, output) + bias[0, 0, output], slope), Tolerance);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void AGradientIsMultipliedWithTheActivationsDerivative(float slope)
    {
        const int Outputs = 20;
        WinogradConvolution convolution = new(9, 7, 1, 16, Outputs, samples: 2, passTiles: 5);
        Activations values = Activations.Random(4, 2, convolution.Pixels, Outputs), target = Activations.Dirty(2, convolution.Pixels, Outputs);
        convolution.Multiply((products, first, tiles) =>
            WinogradTarget.StoreGradient(convolution.Geometry, ref products[0], ref values.Data[0], slope, ref target.Data[0], first, tiles));

        target.AssertClose((sample, pixel, output) => convolution.Result(sample, pixel, output) * (values[sample, pixel, output] > 0 ? 1 : slope), Tolerance);
    }

    // The last row and column of 9×7 belong to no window.
    [Theory]
    [InlineData(8, 8, 0f)]
    [InlineData(9, 7, 0f)]
    [InlineData(9, 7, 0.2f)]
    [InlineData(4, 13, 1f)]
    public void AFusedPoolingTakesTheLargestOfEachWindowAndNotesTheWinner(int height, int width, float slope)
    {
        const int Samples = 2, Outputs = 20, Stride = 32, Nobody = 255;
        WinogradConvolution convolution = new(height, width, 1, 16, Outputs, Samples, passTiles: 5, isPooled: true);
        Activations bias = Activations.Random(4, 1, 1, Outputs, -50, 50), target = Activations.Dirty(Samples, height / 2 * (width / 2), Outputs);
        byte[] winners = new byte[target.Length];
        float[] scratch = new float[16 * 16];
        convolution.Multiply((products, first, tiles) =>
            WinogradTarget.StorePooled(convolution.Geometry, ref products[0], ref bias.Data[0], slope, ref target.Data[0], ref winners[0], ref scratch[0], first, tiles));

        target.AssertClose((sample, pooled, output) => Activate(Window(sample, pooled, output).Max(), slope), Tolerance);
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int pooled = 0; pooled < target.Pixels; pooled++)
            {
                for (int output = 0; output < Outputs; output++)
                {
                    double[] window = Window(sample, pooled, output);
                    int expected = slope == 0 && window.Max() <= 0 ? Nobody : Array.IndexOf(window, window.Max());
                    Assert.Equal(expected, winners[(sample * target.Pixels + pooled) * Stride + output]);
                }
            }
        }

        double[] Window(int sample, int pooled, int output)
        {
            (int row, int column) = Math.DivRem(pooled, width / 2);
            int corner = 2 * row * width + 2 * column;
            return [.. new[] { corner, corner + 1, corner + width, corner + width + 1 }.Select(pixel => convolution.Result(sample, pixel, output) + bias[0, 0, output])];
        }
    }

    /// <summary>A convolution in parts writes some of the channels at a time: their maxima and winners lie among those of the others, which stay as they are.</summary>
    [Fact]
    public void APartOfAFusedPoolingLeavesTheOtherChannelsAlone()
    {
        const int Samples = 2, Outputs = 32, FirstOutput = 48, AllOutputs = 96, Pooled = 4 * 3;
        const byte Untouched = 77;
        WinogradConvolution convolution = new(9, 7, 1, 16, Outputs, Samples, passTiles: 5, isPooled: true);
        WinogradGeometry part = convolution.Geometry with { TargetPixelStride = AllOutputs };
        Activations bias = Activations.Random(4, 1, 1, Outputs, -50, 50), alone = Activations.Dirty(Samples, Pooled, Outputs), among = Activations.Dirty(Samples, Pooled, AllOutputs);
        byte[] winners = new byte[alone.Length], winnersAmong = new byte[among.Length];
        Array.Fill(winnersAmong, Untouched);
        float[] scratch = new float[16 * 16];
        convolution.Multiply((products, first, tiles) =>
        {
            WinogradTarget.StorePooled(convolution.Geometry, ref products[0], ref bias.Data[0], 0f, ref alone.Data[0], ref winners[0], ref scratch[0], first, tiles);
            WinogradTarget.StorePooled(part, ref products[0], ref bias.Data[0], 0f, ref among.Data[FirstOutput], ref winnersAmong[FirstOutput], ref scratch[0], first, tiles);
        });

        for (int place = 0; place < among.Length; place++)
        {
            (int pixel, int output) = (place / AllOutputs, place % AllOutputs - FirstOutput);
            bool isOfPart = output is >= 0 and < Outputs;
            Assert.Equal(isOfPart ? alone.Data[pixel * Outputs + output] : float.NaN, among.Data[place]);
            Assert.Equal(isOfPart ? winners[pixel * Outputs + output] : Untouched, winnersAmong[place]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheWeightGradientIsAddedToWhatIsThere(int height, int width, int pad, int inputs, int outputs, int samples, int passTiles)
    {
        WinogradConvolution convolution = new(height, width, pad, inputs, outputs, samples, passTiles);
        Activations gradient = Activations.Random(5, samples, convolution.Pixels, outputs);
        var bias = new float[convolution.Geometry.TargetStride];
        Array.Fill(bias, 3f);
        float[] before = WeightTransformTests.RandomWeights(convolution.Layout, 6), after = [.. before];
        int units = Ranges(inputs) * Ranges(outputs);
        AddWeightGradient(convolution, gradient, after, ref bias[0], 0, units);

        var expected = before.Select(value => (double)value).ToArray();
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
            {
                for (int tap = 0; tap < 9; tap++)
                    expected[convolution.Layout.PackedOffset(output, input, tap / 3, tap % 3)] += convolution.WeightGradient(gradient, output, input, tap / 3, tap % 3);
            }
        }

        Compare.Close(expected, after, Tolerance);
        Compare.Close([.. Enumerable.Range(0, outputs).Select(output => 3 + gradient.Sum(output))], bias.Take(outputs), Tolerance);
    }

    /// <summary>Where nobody has written before, units store the bits that they would add to zero, and cut in any way they are the same.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void AStoredWeightGradientHasTheBitsOfOneThatIsAddedToZero(int height, int width, int pad, int inputs, int outputs, int samples, int passTiles)
    {
        WinogradConvolution convolution = new(height, width, pad, inputs, outputs, samples, passTiles);
        Activations gradient = Activations.Random(5, samples, convolution.Pixels, outputs);
        float[] added = new float[convolution.Layout.PackedLength];
        float[] bias = new float[convolution.Geometry.TargetStride], storedBias = [.. bias], apartBias = [.. bias];
        int units = Ranges(inputs) * Ranges(outputs);
        AddWeightGradient(convolution, gradient, added, ref bias[0], 0, units);

        // Padding behind the last outputs is nobody's.
        float[] stored = [.. added.Select(value => value == 0 ? 0 : float.NaN)], apart = [.. stored];
        StoreWeightGradient(convolution, gradient, stored, ref storedBias[0], 0, units);
        for (int unit = units - 1; unit >= 0; unit--)
            StoreWeightGradient(convolution, gradient, apart, ref apartBias[0], unit, unit + 1);

        Assert.Equal(added, stored);
        Assert.Equal(added, apart);
        Assert.Equal(bias, storedBias);
        Assert.Equal(bias, apartBias);
    }

    /// <summary>A worker's share is some of the channels only; the others stay as they are.</summary>
    [Fact]
    public void AUnitOfAWeightGradientLeavesTheOtherChannelsAlone()
    {
        const int Inputs = 80, Outputs = 96, Range = 64;
        WinogradConvolution convolution = new(8, 8, 1, Inputs, Outputs, samples: 1, passTiles: 4);
        var weights = new float[convolution.Layout.PackedLength];
        AddWeightGradient(convolution, Activations.Random(5, 1, convolution.Pixels, Outputs), weights, ref Unsafe.NullRef<float>(), 3, 4);

        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                Assert.Equal(input >= Range && output >= Range, weights[convolution.Layout.PackedOffset(output, input, 2, 2)] != 0);
        }
    }

    /// <summary>Ranges of 64 channels.</summary>
    private static int Ranges(int channels) => (channels + 63) / 64;

    private static void AddWeightGradient(WinogradConvolution convolution, Activations gradient, float[] weights, ref float bias, int firstUnit, int endUnit)
    {
        float[] scratch = Scratch(convolution);
        DeepVision.Generated.Runtime.Cpu.WinogradConvolution.WeightGradient(
            WithAllInputs(convolution), convolution.Layout.Block, ref convolution.Source.Data[0], ref gradient.Data[0], ref weights[0], ref bias, ref scratch[0], convolution.Samples, firstUnit, endUnit);
    }

    private static void StoreWeightGradient(WinogradConvolution convolution, Activations gradient, float[] weights, ref float bias, int firstUnit, int endUnit)
    {
        float[] scratch = Scratch(convolution);
        DeepVision.Generated.Runtime.Cpu.WinogradConvolution.StoreWeightGradient(
            WithAllInputs(convolution), convolution.Layout.Block, ref convolution.Source.Data[0], ref gradient.Data[0], ref weights[0], ref bias, ref scratch[0], convolution.Samples, firstUnit, endUnit);
    }

    private static float[] Scratch(WinogradConvolution convolution)
    {
        float[] scratch = new float[18 * (2 * (convolution.Geometry.PassTiles * 128 + 16) + 128 * 128 + 16) + 36 * (convolution.Geometry.PassTiles * 160 + 32 * 32 + 48)];
        Array.Fill(scratch, float.NaN);
        return scratch;
    }

    /// <summary>The weights at hand have rows for the padding of the inputs too.</summary>
    private static WinogradGeometry WithAllInputs(WinogradConvolution convolution) => convolution.Geometry with { SourceChannels = convolution.Geometry.SourceStride };

    private static double Activate(double value, float slope) => value > 0 ? value : value * slope;
}
