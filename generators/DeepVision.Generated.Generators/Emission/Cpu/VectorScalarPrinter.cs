using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Prints scalar expressions for the lanes of a vector.</summary>
/// <param name="vector">The framework's type: Vector512, Vector256 or Vector128.</param>
internal sealed class VectorScalarPrinter(string vector) : ScalarPrinter
{
    protected override string Type => vector + "<float>";

    protected override string Constant(float value) => value switch
    {
        0 => $"{vector}<float>.Zero",
        1 => $"{vector}<float>.One",
        _ => $"{vector}.Create({CSharpLiteral.Of(value)})",
    };

    protected override (string, Binding) MultiplyAdd((string, Binding) factor, (string, Binding) other, (string, Binding) addend) =>
        ($"{vector}.FusedMultiplyAdd({factor.Item1}, {other.Item1}, {addend.Item1})", Binding.Atom);

    // The native maximum returns its second operand when one is not a number.
    protected override (string, Binding) Maximum((string, Binding) first, (string, Binding) second) =>
        ($"{vector}.MaxNative({first.Item1}, {second.Item1})", Binding.Atom);

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
        return ($"{vector}.ConditionalSelect({vector}.{method}({left.Item1}, {right.Item1}), {then.Item1}, {otherwise.Item1})", Binding.Atom);
    }

    protected override string Call(ScalarFunction function, string argument) =>
        function == ScalarFunction.Abs ? $"{vector}.Abs({argument})" : $"LaneMath.{function}({argument})";
}
