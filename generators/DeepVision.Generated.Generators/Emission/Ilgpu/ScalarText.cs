using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Small scalar expressions of the kernels: activations and their derivatives. ILGPU has no precise hyperbolic tangent and no
/// fused multiply-add that links on every device, so both are written in what it has.
/// </summary>
internal static class ScalarText
{
    /// <summary>The activation of a value that has a name.</summary>
    public static string Activate(FusedActivation activation, string value) => activation.Kind switch
    {
        ActivationKind.ReLU => $"({value} <= 0f ? 0f : {value})",
        ActivationKind.LeakyReLU => $"({value} > 0f ? {value} : {value} * {CSharpLiteral.Of(activation.Slope)})",
        ActivationKind.Sigmoid => $"(1f / (1f + MathF.Exp(-{value})))",
        _ => throw new InvalidOperationException($"{activation.Kind} has no text."),
    };

    /// <summary>
    /// Declares <paramref name="result"/> as the hyperbolic tangent: (1 − e) / (1 + e) with e = exp(−2|x|), and near zero the
    /// first terms of its series, which don't cancel.
    /// </summary>
    public static void PrintTanh(SourceWriter writer, string value, string result)
    {
        writer.Line($"float size = Math.Abs({value});");
        writer.Line("float e = MathF.Exp(-2f * size);");
        writer.Line("float square = size * size;");
        writer.Line("float near = size * (1f - square * (0.33333334f - square * (0.13333334f - square * 0.053968254f)));");
        writer.Line("float far = (1f - e) / (1f + e);");
        writer.Line("float magnitude = size < 0.1f ? near : far;");
        writer.Line($"float {result} = {value} < 0f ? -magnitude : magnitude;");
    }

    /// <summary>A gradient times the derivative of the activation, told by the activation's output <paramref name="output"/>.</summary>
    public static string Differentiate(FusedActivation activation, string gradient, string output) => activation.Kind switch
    {
        ActivationKind.ReLU => $"({output} <= 0f ? 0f : {gradient})",
        ActivationKind.LeakyReLU => $"({output} <= 0f ? {gradient} * {CSharpLiteral.Of(activation.Slope)} : {gradient})",
        ActivationKind.Sigmoid => $"({gradient} * {output} * (1f - {output}))",
        ActivationKind.Tanh => $"({gradient} * (1f - {output} * {output}))",
        _ => throw new InvalidOperationException($"{activation.Kind} has no text."),
    };
}
