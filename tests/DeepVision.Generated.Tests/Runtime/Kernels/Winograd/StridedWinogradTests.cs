using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>3×3 convolutions with stride 2 by Winograd's algorithm against their definition in float64, and cut into units against uncut.</summary>
public class StridedWinogradTests
{
    private const double Tolerance = 2e-5;
    private const int PassTiles = 24;

    /// <summary>
    /// Height, width, padding above and at the left, below and at the right, inputs, outputs, samples: whole tiles and tiles that overhang on either side,
    /// images smaller than a tile, passes that end within a sample, channels with padding, pixels that no window reads.
    /// </summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int> Cases => new()
    {
        { 16, 32, 1, 1, 1, 1, 16, 16, 1 },
        { 15, 15, 1, 1, 1, 1, 20, 36, 3 },
        { 17, 33, 0, 0, 0, 0, 16, 32, 2 },
        { 18, 16, 0, 0, 0, 0, 32, 16, 1 },
        { 16, 16, 0, 0, 1, 1, 16, 48, 2 },
        { 13, 22, 1, 0, 0, 1, 33, 20, 2 },
        { 7, 40, 0, 1, 2, 0, 16, 16, 5 },
        { 2, 3, 1, 1, 1, 1, 16, 64, 30 },
    };

    /// <summary>The same of weight gradients, whose tiles may be three pixels high or wide: along both axes, along one, and next to whole ones; and channels of several units.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int> GradientCases => new(
    [
        .. Cases,
        (28, 28, 1, 1, 1, 1, 16, 32, 2),
        (14, 14, 1, 1, 1, 1, 80, 96, 7),
        (14, 32, 1, 1, 1, 1, 20, 144, 3),
        (15, 28, 0, 1, 0, 1, 96, 200, 2),
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardIsTheConvolution(int height, int width, int top, int left, int bottom, int right, int inputs, int outputs, int samples)
    {
        Setup s = new(height, width, top, left, bottom, right, inputs, outputs, samples);
        Activations bias = Activations.Random(4, 1, 1, outputs), addend = Activations.Random(5, samples, s.TargetPixels, outputs);
        Activations target = Activations.Dirty(samples, s.TargetPixels, outputs), cut = Activations.Dirty(samples, s.TargetPixels, outputs);
        float[] weights = s.TransformedWeights(), scratch = s.Scratch();

        StridedWinogradConvolution.Forward(s.Forward, ref s.Source.Data[0], ref weights[0], ref bias.Data[0], ref addend.Data[0], 0.2f, ref target.Data[0], ref scratch[0], samples);
        target.AssertClose((sample, pixel, output) => Activate(s.Result(sample, pixel, output) + bias[0, 0, output] + addend[sample, pixel, output], 0.2), Tolerance);

        StridedWinogradConvolution.Forward(s.Forward, ref s.Source.Data[0], ref weights[0], ref Unsafe.NullRef<float>(), 1f, ref target.Data[0], ref scratch[0], samples);
        target.AssertClose(s.Result, Tolerance);
        foreach (WinogradPass pass in CutPasses.Of(s.Forward, samples))
            StridedWinogradConvolution.Forward(s.Forward, ref s.Source.Data[0], ref weights[0], ref Unsafe.NullRef<float>(), 1f, ref cut.Data[0], ref scratch[0], pass);
        Compare.Same(target.Span, cut.Span);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheInputGradientGoesTheOtherWay(int height, int width, int top, int left, int bottom, int right, int inputs, int outputs, int samples)
    {
        Setup s = new(height, width, top, left, bottom, right, inputs, outputs, samples);
        Activations gradient = Activations.Random(4, samples, s.TargetPixels, outputs);
        Activations values = Activations.Random(5, samples, height * width, inputs), addend = Activations.Random(6, samples, height * width, inputs);
        Activations target = Activations.Dirty(samples, height * width, inputs), cut = Activations.Dirty(samples, height * width, inputs);
        float[] weights = s.TurnedWeights(), scratch = s.Scratch();

        StridedWinogradConvolution.InputGradient(s.InputGradient, ref gradient.Data[0], ref weights[0], ref values.Data[0], ref addend.Data[0], 0.2f, ref target.Data[0], ref scratch[0], samples);
        double[] expected = s.SourceGradient(gradient);
        target.AssertClose((sample, pixel, input) =>
            (expected[(sample * height * width + pixel) * inputs + input] + addend[sample, pixel, input]) * (values[sample, pixel, input] > 0 ? 1 : 0.2), Tolerance);

        StridedWinogradConvolution.InputGradient(s.InputGradient, ref gradient.Data[0], ref weights[0], ref Unsafe.NullRef<float>(), 1f, ref target.Data[0], ref scratch[0], samples);
        target.AssertClose((sample, pixel, input) => expected[(sample * height * width + pixel) * inputs + input], Tolerance);
        foreach (WinogradPass pass in CutPasses.Of(s.InputGradient, samples))
            StridedWinogradConvolution.InputGradient(s.InputGradient, ref gradient.Data[0], ref weights[0], ref Unsafe.NullRef<float>(), 1f, ref cut.Data[0], ref scratch[0], pass);
        Compare.Same(target.Span, cut.Span);
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void TheWeightGradientIsAddedToWhatIsThere(int height, int width, int top, int left, int bottom, int right, int inputs, int outputs, int samples)
    {
        Setup s = new(height, width, top, left, bottom, right, inputs, outputs, samples);
        Activations gradient = Activations.Random(4, samples, s.TargetPixels, outputs);
        float[] before = WeightTransformTests.RandomWeights(s.Layout, 5), after = [.. before], scratch = s.Scratch();
        var bias = new float[s.Forward.TargetStride];
        Array.Fill(bias, 3f);
        StridedWinogradConvolution.WeightGradient(
            s.WeightGradient, s.Layout.Block, ref s.Source.Data[0], ref gradient.Data[0], ref after[0], ref bias[0], ref scratch[0], samples, 0, s.Units);

        var expected = before.Select(value => (double)value).ToArray();
        s.ForEachProduct((sample, source, target, row, column) =>
        {
            for (int output = 0; output < outputs; output++)
            {
                for (int input = 0; input < inputs; input++)
                    expected[s.Layout.PackedOffset(output, input, row, column)] += (double)s.Source[sample, source, input] * gradient[sample, target, output];
            }
        });
        Compare.Close(expected, after, Tolerance);
        Compare.Close([.. Enumerable.Range(0, outputs).Select(output => 3 + gradient.Sum(output))], bias.Take(outputs), Tolerance);
    }

    /// <summary>Where nobody has written before, units store the bits that they would add to zero, and cut in any way they are the same.</summary>
    [Theory]
    [MemberData(nameof(GradientCases))]
    public void AStoredWeightGradientHasTheBitsOfOneThatIsAddedToZero(int height, int width, int top, int left, int bottom, int right, int inputs, int outputs, int samples)
    {
        Setup s = new(height, width, top, left, bottom, right, inputs, outputs, samples);
        Activations gradient = Activations.Random(4, samples, s.TargetPixels, outputs);
        float[] scratch = s.Scratch(), added = new float[s.Layout.PackedLength], bias = new float[s.Forward.TargetStride], storedBias = [.. bias], apartBias = [.. bias];
        StridedWinogradConvolution.WeightGradient(
            s.WeightGradient, s.Layout.Block, ref s.Source.Data[0], ref gradient.Data[0], ref added[0], ref bias[0], ref scratch[0], samples, 0, s.Units);

        // Padding behind the last outputs is nobody's.
        float[] stored = [.. added.Select(value => value == 0 ? 0 : float.NaN)], apart = [.. stored];
        StridedWinogradConvolution.StoreWeightGradient(
            s.WeightGradient, s.Layout.Block, ref s.Source.Data[0], ref gradient.Data[0], ref stored[0], ref storedBias[0], ref scratch[0], samples, 0, s.Units);
        for (int unit = s.Units - 1; unit >= 0; unit--)
        {
            StridedWinogradConvolution.StoreWeightGradient(
                s.WeightGradient, s.Layout.Block, ref s.Source.Data[0], ref gradient.Data[0], ref apart[0], ref apartBias[0], ref scratch[0], samples, unit, unit + 1);
        }

        Assert.Equal(added, stored);
        Assert.Equal(added, apart);
        Assert.Equal(bias, storedBias);
        Assert.Equal(bias, apartBias);
    }

    private static double Activate(double value, double slope) => value > 0 ? value : value * slope;

    private sealed class Setup
    {
        private readonly int _top, _left, _inputs, _outputs;
        private readonly float[] _weights;

        public Setup(int height, int width, int top, int left, int bottom, int right, int inputs, int outputs, int samples)
        {
            (_top, _left, _inputs, _outputs) = (top, left, inputs, outputs);
            int targetHeight = (height + top + bottom - 3) / 2 + 1, targetWidth = (width + left + right - 3) / 2 + 1;
            Forward = new WinogradGeometry(height, width, inputs, Stride(inputs), targetHeight, targetWidth, Stride(outputs), top, left, PassTiles);
            InputGradient = new WinogradGeometry(targetHeight, targetWidth, outputs, Stride(outputs), height, width, Stride(inputs), 1 - top, 1 - left, PassTiles) { TargetStep = 2 };
            Source = Activations.Random(1, samples, height * width, inputs);
            Layout = new WeightLayout(outputs, inputs, 3, 3, inputs, outputs > 16 ? 32 : 16);
            _weights = WeightTransformTests.RandomWeights(Layout, 2);
        }

        public WinogradGeometry Forward { get; }

        public WinogradGeometry InputGradient { get; }

        public WinogradGeometry WeightGradient => Forward with { ShortTilesDown = ShortTiles(Forward.TargetHeight), ShortTilesAcross = ShortTiles(Forward.TargetWidth) };

        /// <summary>Units of a weight gradient: ranges of 64 inputs × ranges of 64 outputs.</summary>
        public int Units => (_inputs + 63) / 64 * ((_outputs + 63) / 64);

        public Activations Source { get; }

        public WeightLayout Layout { get; }

        public int TargetPixels => Forward.TargetHeight * Forward.TargetWidth;

        public float[] TransformedWeights() => Transform(_weights, Layout.Block, _inputs, Forward.TargetStride);

        public float[] TurnedWeights()
        {
            const int block = 16;
            int blocks = Forward.SourceStride / block;
            var turned = new float[9 * _outputs * Forward.SourceStride];
            WeightTransforms.Transpose(Layout, 1, ref _weights[0], ref turned[0], 0, block, 0, blocks);
            return Transform(turned, block, _outputs, Forward.SourceStride);
        }

        /// <summary>Enough for each pass, and full of rubbish.</summary>
        public float[] Scratch()
        {
            int channels = Math.Max(Forward.SourceStride, Forward.TargetStride);
            var scratch = new float[2 * 81 * (PassTiles * channels + 16) + 36 * channels * channels];
            Array.Fill(scratch, float.NaN);
            return scratch;
        }

        /// <summary>By definition.</summary>
        public double Result(int sample, int pixel, int output)
        {
            double sum = 0;
            ForEachTap(pixel, (source, row, column) =>
            {
                for (int input = 0; input < _inputs; input++)
                    sum += (double)Source[sample, source, input] * _weights[Layout.PackedOffset(output, input, row, column)];
            });
            return sum;
        }

        /// <summary>By definition: the gradients of all source values, without padding.</summary>
        public double[] SourceGradient(Activations gradient)
        {
            var result = new double[Source.Count * Source.Pixels * _inputs];
            ForEachProduct((sample, source, target, row, column) =>
            {
                for (int input = 0; input < _inputs; input++)
                {
                    for (int output = 0; output < _outputs; output++)
                        result[(sample * Source.Pixels + source) * _inputs + input] += (double)gradient[sample, target, output] * _weights[Layout.PackedOffset(output, input, row, column)];
                }
            });
            return result;
        }

        /// <param name="use">Receives sample, source pixel, target pixel, and the row and column of the tap between them.</param>
        public void ForEachProduct(Action<int, int, int, int, int> use)
        {
            for (int sample = 0; sample < Source.Count; sample++)
            {
                for (int target = 0; target < TargetPixels; target++)
                    ForEachTap(target, (source, row, column) => use(sample, source, target, row, column));
            }
        }

        private void ForEachTap(int target, Action<int, int, int> use)
        {
            for (int tap = 0; tap < 9; tap++)
            {
                int row = 2 * (target / Forward.TargetWidth) + tap / 3 - _top, column = 2 * (target % Forward.TargetWidth) + tap % 3 - _left;
                if (row >= 0 && row < Forward.SourceHeight && column >= 0 && column < Forward.SourceWidth)
                    use(row * Forward.SourceWidth + column, tap / 3, tap % 3);
            }
        }

        private static float[] Transform(float[] weights, int block, int inputs, int outputs)
        {
            var transformed = new float[36 * (inputs * outputs + 16)];
            Array.Fill(transformed, float.NaN);
            // In two parts, as two workers would.
            int slices = outputs / 16;
            StridedWinogradWeights.Transform(ref weights[0], 0, block, inputs, outputs, ref transformed[0], slices / 2, slices);
            StridedWinogradWeights.Transform(ref weights[0], 0, block, inputs, outputs, ref transformed[0], 0, slices / 2);
            return transformed;
        }

        private static int Stride(int channels) => (channels + 15) / 16 * 16;

        /// <summary>As many as make the last tile no smaller than the others.</summary>
        private static int ShortTiles(int pixels)
        {
            int tiles = (pixels + 3) / 4, excess = 4 * tiles - pixels;
            return excess < 2 || tiles < 2 ? 0 : Math.Min(excess, tiles);
        }
    }
}
