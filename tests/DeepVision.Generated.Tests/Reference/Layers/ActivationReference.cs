namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>An elementwise function with its derivative.</summary>
/// <param name="hasKink">Whether the derivative jumps at zero.</param>
internal sealed class ActivationReference(SampleShape shape, Func<double, double> function, Func<double, double> derivative, bool hasKink)
    : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _input;

    public static ActivationReference ReLU(SampleShape shape) =>
        new(shape, x => Math.Max(x, 0), x => x <= 0 ? 0 : 1, hasKink: true);

    public static ActivationReference LeakyReLU(SampleShape shape, double slope) =>
        new(shape, x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, hasKink: true);

    public static ActivationReference Sigmoid(SampleShape shape) =>
        new(shape, Logistic, x => Logistic(x) * Logistic(-x), hasKink: false);

    public static ActivationReference Tanh(SampleShape shape) =>
        new(shape, Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x)), hasKink: false);

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = function(input.Values[i]);
        if (hasKink)
            KinkDistance = input.Values.Where(x => x != 0).Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min() / LargestMagnitude(input);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
        {
            // Where a function is constant the gradient ends, even if it is not a number, as in PyTorch.
            double slope = derivative(_input!.Values[i]);
            inputGradient.Values[i] = hasKink && slope == 0 ? 0 : outputGradient.Values[i] * slope;
        }

        return inputGradient;
    }
}
