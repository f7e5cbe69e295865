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

    /// <summary>½ · x · (1 + tanh u), u = √(2/π) · (x + 0.044715 · x³).</summary>
    public static ActivationReference ApproximateGELU(SampleShape shape)
    {
        return new(shape, x => x / 2 * (1 + Math.Tanh(U(x))), x => (1 + Math.Tanh(U(x))) / 2 + x / 2 * Slope(x) / Math.Pow(Math.Cosh(U(x)), 2));

        static double U(double x) => Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
        static double Slope(double x) => Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    }

    public static ActivationReference SELU(SampleShape shape)
    {
        const double Lambda = 1.0507009873554804934193349852946, Alpha = 1.6732632423543772848170429916717;
        return new(shape, x => Lambda * (x > 0 ? x : Alpha * (Math.Exp(x) - 1)), x => Lambda * (x > 0 ? 1 : Alpha * Math.Exp(x)), kinks: 0);
    }

    public static ActivationReference Mish(SampleShape shape) => new(
        shape, x => x * Math.Tanh(LogOnePlusExp(x)), x => Math.Tanh(LogOnePlusExp(x)) + x * Logistic(x) / Math.Pow(Math.Cosh(LogOnePlusExp(x)), 2));

    public static ActivationReference HardSwish(SampleShape shape) => new(
        shape, x => x * Math.Clamp(x + 3, 0, 6) / 6, x => x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6, kinks: [-3, 3]);

    public static ActivationReference Softplus(SampleShape shape) => new(shape, LogOnePlusExp, Logistic);

    public static ActivationReference HardSigmoid(SampleShape shape) =>
        new(shape, x => Math.Clamp(x + 3, 0, 6) / 6, x => x is <= -3 or >= 3 ? 0 : 1 / 6.0, kinks: [-3, 3]);

    public static ActivationReference HardTanh(SampleShape shape) =>
        new(shape, x => Math.Clamp(x, -1, 1), x => x is <= -1 or >= 1 ? 0 : 1, kinks: [-1, 1]);

    public static ActivationReference Softsign(SampleShape shape) => new(
        shape, x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)), x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))));

    public static ActivationReference Step(SampleShape shape) => new(shape, x => double.IsNaN(x) ? x : x > 0 ? 1 : 0, _ => 0, kinks: 0);

    public static ActivationReference Sigmoid(SampleShape shape) =>
        new(shape, Logistic, x => Logistic(x) * Logistic(-x));

    public static ActivationReference Tanh(SampleShape shape) =>
        new(shape, Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x)));

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogOnePlusExp(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

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
