using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>
/// The reference against PyTorch 1.13 in float64, on inputs and parameters given by formulas. The numbers are PyTorch's: a
/// weighted sum of the output, and projections of the gradients of the input and of each parameter. Whole networks are compared
/// with libtorch by ../DeepVision.Generated.Oracle.
/// </summary>
public class PyTorchTests
{
    private const int Count = 2;
    private const double Tolerance = 1e-12;

    [Fact]
    public void ConvolutionWithStridePaddingDilationAndGroups() => Check(
        new SampleShape(9, 8, 4),
        new SampleShape(4, 3, 6),
        [-2.9157757434814657, -5.642898400298025, 0.5729789538531371, -0.7035792644886054],
        shape => new ConvolutionReference(shape, 6, Axis(9, 3, 2, 1, dilation: 2), Axis(8, 3, 2, 1, dilation: 2), groups: 2, bias: true));

    [Fact]
    public void RectangularConvolution() => Check(
        new SampleShape(5, 6, 3),
        new SampleShape(4, 4, 4),
        [-8.775317049159707, 0.10259027216270056, 1.4428203181053245, -4.4544909656643],
        shape => new ConvolutionReference(shape, 4, Axis(5, 2, 1, 0), Axis(6, 3, 1, 0), groups: 1, bias: true));

    [Fact]
    public void DepthwiseConvolutionWithMultiplier() => Check(
        new SampleShape(5, 4, 3),
        new SampleShape(5, 4, 6),
        [-0.6838726904621719, -5.780396788642994, -2.4103048971419594, 0.0881200728928252],
        shape => new ConvolutionReference(shape, 6, Axis(5, 3, 1, 1), Axis(4, 3, 1, 1), groups: 3, bias: true));

    [Fact]
    public void MaxPoolingInCeilMode() => Check(
        new SampleShape(6, 7, 3),
        new SampleShape(4, 4, 3),
        [-4.787730554942873, -1.7076103783367145],
        shape => new MaxPoolingReference(shape, Axis(6, 3, 2, 1, ceiling: true), Axis(7, 3, 2, 1, ceiling: true)));

    [Fact]
    public void AveragePoolingInCeilModeWithPadding() => Check(
        new SampleShape(6, 7, 3),
        new SampleShape(4, 4, 3),
        [-0.12806321533709963, 0.0890226395080903],
        shape => new AveragePoolingReference(shape, Axis(6, 3, 2, 1, ceiling: true), Axis(7, 3, 2, 1, ceiling: true)));

    [Fact]
    public void AveragePoolingInCeilMode() => Check(
        new SampleShape(6, 8, 3),
        new SampleShape(3, 4, 3),
        [0.12898741761839427, -0.057517006130494486],
        shape => new AveragePoolingReference(shape, Axis(6, 3, 2, 0, ceiling: true), Axis(8, 3, 2, 0, ceiling: true)));

    [Fact]
    public void BatchNorm() => Check(
        new SampleShape(4, 5, 3),
        new SampleShape(4, 5, 3),
        [-0.4252326878941213, -0.11321862596125676, -1.8553890789784109, 0.1682359079607706],
        shape => new BatchNormReference(shape, 0.1, 1e-5));

    [Fact]
    public void DenseBehindFlatten() => Check(
        new SampleShape(3, 4, 2),
        new SampleShape(1, 1, 5),
        [-1.4472305585565808, -0.25805692615419984, 4.568393443996905, -0.3104063612905591],
        shape => new FlattenReference(shape),
        shape => new DenseReference(shape, 5, bias: true, columns: new SampleShape(3, 4, 2)));

    [Fact]
    public void SoftmaxOverChannels() => Check(
        new SampleShape(2, 3, 3),
        new SampleShape(2, 3, 3),
        [-1.3677274512905753, 0.057681030100406094],
        shape => new SoftmaxReference(shape));

    [Fact]
    public void LeakyReLU() => Check(
        new SampleShape(2, 3, 3),
        new SampleShape(2, 3, 3),
        [-1.7320446525899817, -0.29313684262615713],
        shape => ActivationReference.LeakyReLU(shape, 0.2));

    [Fact]
    public void Tanh() => Check(
        new SampleShape(2, 3, 3),
        new SampleShape(2, 3, 3),
        [-0.3639211259816715, -0.1112625543693806],
        ActivationReference.Tanh);

    [Fact]
    public void CrossEntropyWithWeightsAndSmoothing()
    {
        double[] expected =
        [
            0.1207193048285413, 0.05703487897651482, -0.26435074663626434, 0.0865965628312082,
            -0.03309452315653931, 0.0033463989136037764, 0.0039010595939232245, 0.025847064649012305,
            0.1329837940257382, 0.04105845394255812, 0.21828877395004484, -0.3923310219183412,
        ];
        ReferenceTensor scores = Fill(3, new SampleShape(1, 1, 4), (n, c, y, x) => Math.Sin(1 + n + 2 * c));

        LossValue value = new SoftmaxCrossEntropyReference(0.1, [0.5, 1, 2, 4]).Evaluate(scores, [2, 0, 3], []);

        Assert.Equal(1.6029748884205413, value.Loss, Tolerance);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], value.Gradient.Values[i], Tolerance);
    }

    private static void Check(SampleShape input, SampleShape output, double[] expected, params Func<SampleShape, ReferenceLayer>[] create)
    {
        List<ReferenceLayer> layers = [];
        foreach (Func<SampleShape, ReferenceLayer> layer in create)
            layers.Add(layer(layers.Count == 0 ? input : layers[^1].Output));
        ReferenceParameter[] parameters = [.. layers.SelectMany(layer => layer.Parameters.Values).Where(parameter => parameter.IsTrainable)];
        foreach (ReferenceParameter parameter in parameters)
            for (int i = 0; i < parameter.Values.Length; i++)
                parameter.Values[i] = Math.Cos(0.5 * i + 1);

        ReferenceTensor values = Fill(Count, input, (n, c, y, x) => Math.Sin(0.1 + n + 2 * c + 3 * y + 5 * x));
        foreach (ReferenceLayer layer in layers)
            values = layer.Forward(values, new PassContext(Training: true));
        Assert.Equal(output, values.Shape);
        ReferenceTensor gradient = Fill(Count, output, (n, c, y, x) => Math.Cos(0.2 + 2 * n + 3 * c + y + 0.7 * x));
        List<double> actual = [Dot(values.Values, gradient.Values)];
        for (int i = layers.Count - 1; i >= 0; i--)
            gradient = layers[i].Backward(gradient);
        actual.Add(Dot(gradient.Values, Fill(Count, input, (n, c, y, x) => Math.Cos(n + c + 2 * y + 3 * x)).Values));
        actual.AddRange(parameters.Select(parameter => parameter.Gradient.Select((g, i) => g * Math.Sin(i + 1)).Sum()));

        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static Window Axis(int input, int size, int stride, int pad, int dilation = 1, bool ceiling = false) =>
        Window.Create(input, size, stride, dilation, new PaddingRule(Same: false, pad), ceiling);

    private static ReferenceTensor Fill(int count, SampleShape shape, Func<int, int, int, int, double> value)
    {
        ReferenceTensor tensor = new(count, shape);
        for (int n = 0; n < count; n++)
            for (int y = 0; y < shape.Height; y++)
                for (int x = 0; x < shape.Width; x++)
                    for (int c = 0; c < shape.Channels; c++)
                        tensor[n, y, x, c] = value(n, c, y, x);
        return tensor;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
