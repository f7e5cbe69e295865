using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints scalar expressions for sixteen values at once, the unit in which the library's kernels work.</summary>
internal sealed class VectorScalarPrinter : ScalarPrinter
{
    private const string Vector = "Vector512";

    protected override string Type => Vector + "<float>";

    protected override string Constant(float value) => value switch
    {
        0 => $"{Vector}<float>.Zero",
        1 => $"{Vector}<float>.One",
        _ => $"{Vector}.Create({CSharpLiteral.Of(value)})",
    };

    protected override (string, Binding) MultiplyAdd((string, Binding) factor, (string, Binding) other, (string, Binding) addend) =>
        ($"{Vector}.FusedMultiplyAdd({factor.Item1}, {other.Item1}, {addend.Item1})", Binding.Atom);

    // The native maximum returns its second operand when one is not a number.
    protected override (string, Binding) Maximum((string, Binding) first, (string, Binding) second) =>
        ($"{Vector}.MaxNative({first.Item1}, {second.Item1})", Binding.Atom);

    protected override (string, Binding) Choice(
        string comparison, (string, Binding) left, (string, Binding) right, (string, Binding) then, (string, Binding) otherwise)
    {
        string method = comparison switch
        {
            "<" => "LessThan",
            ">" => "GreaterThan",
            "<=" => "LessThanOrEqual",
            ">=" => "GreaterThanOrEqual",
            _ => throw new InvalidOperationException($"{comparison} is no comparison."),
        };
        return ($"{Vector}.ConditionalSelect({Vector}.{method}({left.Item1}, {right.Item1}), {then.Item1}, {otherwise.Item1})", Binding.Atom);
    }

    protected override string Call(ScalarFunction function, string argument) =>
        function == ScalarFunction.Abs ? $"{Vector}.Abs({argument})" : $"LaneMath.{function}({argument})";
}
