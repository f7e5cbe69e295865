namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>An elementwise function with its derivative.</summary>
/// <param name="kinks">Where the derivative jumps.</param>
internal sealed class ActivationReference(SampleShape shape, Func<double, double> function, Func<double, double> derivative, params double[] kinks)
    : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _input;

    public static ActivationReference ReLU(SampleShape shape) =>
        new(shape, x => Math.Max(x, 0), x => x <= 0 ? 0 : 1, kinks: 0);

    public static ActivationReference ReLU6(SampleShape shape) =>
        new(shape, x => Math.Clamp(x, 0, 6), x => x is <= 0 or >= 6 ? 0 : 1, kinks: [0, 6]);

    public static ActivationReference LeakyReLU(SampleShape shape, double slope) =>
        new(shape, x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, kinks: 0);

    public static ActivationReference ELU(SampleShape shape, double alpha) => new(
        shape, x => x > 0 ? x : alpha * (Math.Exp(x) - 1), x => x > 0 ? 1 : alpha * Math.Exp(x), kinks: alpha == 1 ? [] : [0]);

    public static ActivationReference GELU(SampleShape shape) => new(
        shape, x => x * NormalDistribution(x), x => NormalDistribution(x) + x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));

    public static ActivationReference SiLU(SampleShape shape) => new(
        shape, x => x * Logistic(x), x => Logistic(x) * (1 + x * Logistic(-x)));

    public static ActivationReference Sigmoid(SampleShape shape) =>
        new(shape, Logistic, x => Logistic(x) * Logistic(-x));

    public static ActivationReference Tanh(SampleShape shape) =>
        new(shape, Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x)));

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>½ + φ(x) · (x + x³/3 + x⁵/15 + … + x²ⁿ⁺¹/(1 · 3 · … · (2n + 1)) + …), with the density φ.</summary>
    private static double NormalDistribution(double x)
    {
        if (Math.Abs(x) > 9)
            return x > 0 ? 1 : 0;
        double term = x, sum = x;
        for (int n = 3; Math.Abs(term) > Math.Abs(sum) * 1e-17; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = function(input.Values[i]);
        if (kinks.Length > 0)
        {
            KinkDistance = input.Values.SelectMany(x => kinks.Select(kink => Math.Abs(x - kink))).Where(distance => distance != 0)
                .DefaultIfEmpty(double.PositiveInfinity).Min() / LargestMagnitude(input);
        }

        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
        {
            // Where a function is constant the gradient ends, even if it is not a number, as in PyTorch.
            double slope = derivative(_input!.Values[i]);
            inputGradient.Values[i] = kinks.Length > 0 && slope == 0 ? 0 : outputGradient.Values[i] * slope;
        }

        return inputGradient;
    }
}
