using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints scalar expressions for a thread of a kernel. No fused multiply-add links on every device, so products and sums are
/// rounded each.
/// </summary>
internal sealed class ScalarText : ScalarPrinter
{
    public static readonly ScalarText Instance = new();

    /// <summary>The fused activation of a value that has a name.</summary>
    public static string Activate(ElementwiseFunction activation, string value) => Instance.Value(activation.Value, _ => value);

    /// <summary>The gradient in front of a fused activation, by that behind it and by the activation's output, both with names.</summary>
    public static string Differentiate(ElementwiseFunction activation, string gradient, string output) =>
        Instance.Operand(activation.InputGradient, variable => variable == Scalar.Gradient.Name ? gradient : output);

    protected override string Type => "float";

    protected override string Call(ScalarFunction function, string argument) => function switch
    {
        ScalarFunction.Abs => $"Math.Abs({argument})",
        ScalarFunction.Exp => $"MathF.Exp({argument})",
        _ => $"ScalarMath.{function}({argument})",
    };
}
