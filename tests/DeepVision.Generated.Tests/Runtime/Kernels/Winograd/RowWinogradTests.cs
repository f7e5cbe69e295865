using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>Convolutions by Winograd's algorithm along rows against their definition in float64, and cut into rows and units against uncut.</summary>
public class RowWinogradTests
{
    private const double Tolerance = 2e-5;

    /// <summary>
    /// Height, width, inputs, outputs, kernel rows and columns, strides, padding in front and behind of both axes, block of outputs, samples: windows of three and four strides,
    /// with a last tap for all floats of a stride or for some, one tile or two to a vector, tiles that overhang, rows of padding alone, several blocks.
    /// </summary>
    public static TheoryData<Shape> Cases =>
    [
        new Shape(14, 32, 3, 64, 7, 7, 2, 2, 3, 64, 1),
        new Shape(13, 29, 3, 24, 7, 7, 2, 2, 3, 32, 3),
        new Shape(8, 40, 1, 16, 7, 7, 2, 2, 0, 16, 2),
        new Shape(7, 7, 3, 128, 7, 7, 2, 2, 3, 64, 2),
        new Shape(5, 3, 3, 16, 7, 7, 2, 2, 5, 16, 2),
        new Shape(9, 64, 3, 32, 5, 5, 2, 2, 2, 32, 2),
        new Shape(19, 75, 3, 96, 11, 11, 4, 4, 0, 32, 1),
        new Shape(6, 50, 16, 32, 3, 3, 1, 1, 1, 32, 2),
        new Shape(9, 9, 4, 20, 4, 4, 1, 1, 1, 32, 3),
        new Shape(11, 25, 5, 48, 2, 8, 5, 3, 2, 16, 2),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardIsTheConvolution(Shape shape)
    {
        Setup s = new(shape);
        Activations bias = Activations.Random(4, 1, 1, shape.Outputs);
        Activations target = Activations.Dirty(shape.Samples, s.TargetPixels, shape.Outputs), cut = Activations.Dirty(shape.Samples, s.TargetPixels, shape.Outputs);
        float[] scratch = s.Scratch();

        RowWinogradConvolution.Forward(s.Geometry, shape.Block, ref s.Source.Data[0], ref s.Weights[0], ref bias.Data[0], 0.2f, ref target.Data[0], ref scratch[0], shape.Samples);
        double[] expected = s.Results();
        target.AssertClose((sample, pixel, output) => Activate(expected[(sample * s.TargetPixels + pixel) * shape.Outputs + output] + bias[0, 0, output], 0.2), Tolerance);

        RowWinogradConvolution.Forward(s.Geometry, shape.Block, ref s.Source.Data[0], ref s.Weights[0], ref Unsafe.NullRef<float>(), 1f, ref target.Data[0], ref scratch[0], shape.Samples);
        target.AssertClose((sample, pixel, output) => expected[(sample * s.TargetPixels + pixel) * shape.Outputs + output], Tolerance);
        int rows = shape.Samples * s.Geometry.OutputHeight, middle = rows / 2 + 1;
        RowWinogradConvolution.Forward(s.Geometry, shape.Block, ref s.Source.Data[0], ref s.Weights[0], ref Unsafe.NullRef<float>(), 1f, ref cut.Data[0], ref scratch[0], shape.Samples, middle, rows);
        RowWinogradConvolution.Forward(s.Geometry, shape.Block, ref s.Source.Data[0], ref s.Weights[0], ref Unsafe.NullRef<float>(), 1f, ref cut.Data[0], ref scratch[0], shape.Samples, 0, middle);
        Compare.Same(target.Span, cut.Span);
    }

    /// <summary>Among the channels of others.</summary>
    [Fact]
    public void ForwardLeavesOtherChannelsAlone()
    {
        Shape shape = new(6, 50, 16, 32, 3, 3, 1, 1, 1, 32, 2);
        Setup s = new(shape);
        Activations target = Activations.Dirty(shape.Samples, s.TargetPixels, shape.Outputs, stride: 64);
        float[] scratch = s.Scratch();
        RowWinogradConvolution.Forward(
            s.Geometry with { OutputPixelStride = 64 }, shape.Block, ref s.Source.Data[0], ref s.Weights[0], ref Unsafe.NullRef<float>(), 1f, ref target.Data[16], ref scratch[0], shape.Samples);
        double[] expected = s.Results();
        for (int pixel = 0; pixel < shape.Samples * s.TargetPixels; pixel++)
        {
            Span<float> channels = target.Data.AsSpan(pixel * 64, 64);
            for (int channel = 0; channel < 64; channel++)
            {
                if (channel is < 16 or >= 48)
                    Assert.Equal(float.NaN, channels[channel]);
                else
                    Assert.Equal(expected[pixel * 32 + channel - 16], channels[channel], 1e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheWeightGradientIsAddedToWhatIsThere(Shape shape)
    {
        Setup s = new(shape);
        Activations gradient = Activations.Random(4, shape.Samples, s.TargetPixels, shape.Outputs);
        float[] before = WeightTransformTests.RandomWeights(s.Layout, 5), after = [.. before], scratch = s.Scratch();
        var bias = new float[s.Geometry.OutputPixelStride];
        Array.Fill(bias, 3f);
        for (int unit = s.Geometry.OutputPixelStride / shape.Block - 1; unit >= 0; unit--)
        {
            RowWinogradConvolution.WeightGradient(
                s.Geometry, shape.Block, ref s.Source.Data[0], ref gradient.Data[0], ref after[0], ref bias[0], ref scratch[0], shape.Samples, unit, unit + 1);
        }

        double[] expected = [.. before.Select(value => (double)value)];
        s.ForEachProduct((sample, source, target, row, column) =>
        {
            for (int output = 0; output < shape.Outputs; output++)
            {
                for (int input = 0; input < shape.Inputs; input++)
                    expected[s.Layout.PackedOffset(output, input, row, column)] += (double)s.Source[sample, source, input] * gradient[sample, target, output];
            }
        });
        Compare.Close(expected, after, Tolerance);
        Compare.Close([.. Enumerable.Range(0, shape.Outputs).Select(output => 3 + gradient.Sum(output))], bias.Take(shape.Outputs), Tolerance);
    }

    private static double Activate(double value, double slope) => value > 0 ? value : value * slope;

    /// <param name="Pad">Padding on all sides.</param>
    /// <param name="Block">Outputs packed side by side.</param>
    public sealed record Shape(int Height, int Width, int Inputs, int Outputs, int KernelHeight, int KernelWidth, int VerticalStride, int HorizontalStride, int Pad, int Block, int Samples);

    private sealed class Setup
    {
        private readonly Shape _shape;

        public Setup(Shape shape)
        {
            _shape = shape;
            int targetHeight = (shape.Height + 2 * shape.Pad - shape.KernelHeight) / shape.VerticalStride + 1, targetWidth = (shape.Width + 2 * shape.Pad - shape.KernelWidth) / shape.HorizontalStride + 1;
            Geometry = new GroupedGeometry(
                shape.Height, shape.Width, shape.Inputs, targetHeight, targetWidth, (shape.Outputs + 15) / 16 * 16, shape.KernelHeight, shape.KernelWidth,
                shape.VerticalStride, shape.HorizontalStride, 1, 1, shape.Pad, shape.Pad, shape.Inputs, shape.Outputs, 1);
            Source = Activations.Random(1, shape.Samples, shape.Height * shape.Width, shape.Inputs, stride: shape.Inputs);
            Layout = new WeightLayout(shape.Outputs, shape.Inputs, shape.KernelHeight, shape.KernelWidth, shape.Inputs, shape.Block);
            Weights = WeightTransformTests.RandomWeights(Layout, 2);
        }

        public GroupedGeometry Geometry { get; }

        public Activations Source { get; }

        public WeightLayout Layout { get; }

        public float[] Weights { get; }

        public int TargetPixels => Geometry.OutputHeight * Geometry.OutputWidth;

        /// <summary>Enough for each shape, and full of rubbish.</summary>
        public float[] Scratch()
        {
            float[] scratch = GC.AllocateArray<float>(1 << 20, pinned: true);
            Array.Fill(scratch, float.NaN);
            return scratch;
        }

        /// <summary>By definition: sample, pixel, output.</summary>
        public double[] Results()
        {
            var results = new double[_shape.Samples * TargetPixels * _shape.Outputs];
            ForEachProduct((sample, source, target, row, column) =>
            {
                for (int output = 0; output < _shape.Outputs; output++)
                {
                    for (int input = 0; input < _shape.Inputs; input++)
                        results[(sample * TargetPixels + target) * _shape.Outputs + output] += (double)Source[sample, source, input] * Weights[Layout.PackedOffset(output, input, row, column)];
                }
            });
            return results;
        }

        /// <param name="use">Receives sample, source pixel, target pixel, and the row and column of the tap between them.</param>
        public void ForEachProduct(Action<int, int, int, int, int> use)
        {
            for (int sample = 0; sample < _shape.Samples; sample++)
            {
                for (int target = 0; target < TargetPixels; target++)
                {
                    (int row, int column) = Math.DivRem(target, Geometry.OutputWidth);
                    for (int kernelRow = 0; kernelRow < _shape.KernelHeight; kernelRow++)
                    {
                        for (int kernelColumn = 0; kernelColumn < _shape.KernelWidth; kernelColumn++)
                        {
                            int y = row * _shape.VerticalStride + kernelRow - _shape.Pad, x = column * _shape.HorizontalStride + kernelColumn - _shape.Pad;
                            if (y >= 0 && y < _shape.Height && x >= 0 && x < _shape.Width)
                                use(sample, y * _shape.Width + x, target, kernelRow, kernelColumn);
                        }
                    }
                }
            }
        }
    }
}
