namespace DeepVision.Generated.Generators.Onnx;

/// <summary>Elementwise functions as ONNX defines them, of one number.</summary>
internal static class ScalarFunctions
{
    /// <summary>ONNX's defaults (Klambauer et al. 2017).</summary>
    public const double SeluAlpha = 1.67326319217681884765625, SeluGamma = 1.05070102214813232421875;

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    public static double Elu(double x, double alpha) => x > 0 ? x : alpha * (Math.Exp(x) - 1);

    public static double Selu(double x, double alpha, double gamma) => gamma * Elu(x, alpha);

    public static double HardSigmoid(double x, double alpha, double beta) => Math.Max(0, Math.Min(1, alpha * x + beta));

    public static double Mish(double x) => x * Math.Tanh(Softplus(x));

    public static double Gelu(double x) => x * (0.5 + 0.5 * Erf(x * Math.Sqrt(0.5)));

    public static double ApproximateGelu(double x) => x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));

    /// <summary>The error function: its series where that converges fast, else its continued fraction.</summary>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude > 6)
            return Math.Sign(x);
        if (magnitude > 2.5)
        {
            double fraction = magnitude;
            for (int k = 60; k > 0; k--)
                fraction = magnitude + k / 2.0 / fraction;
            return Math.Sign(x) * (1 - Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction));
        }

        double term = x, sum = x;
        for (int n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
