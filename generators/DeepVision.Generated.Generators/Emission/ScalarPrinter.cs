using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>
/// Prints scalar expressions as C#, operation by operation, so that roundings come in the formula's order. A printer for
/// vectors writes numbers, choices and sums of products in its own way, and each one its calls.
/// </summary>
internal abstract class ScalarPrinter
{
    /// <summary>How tightly the outermost operation of a text binds.</summary>
    protected enum Binding
    {
        Choice,
        Sum,
        Product,
        Atom,
    }

    /// <summary>The type of a local.</summary>
    protected abstract string Type { get; }

    /// <summary>The value of an expression; locals in it have been printed.</summary>
    /// <param name="variables">The texts of x, y and so on by their names: names themselves, or calls.</param>
    public string Value(Scalar expression, Func<string, string> variables) => Print(expression, variables).Text;

    /// <summary>The same, in parentheses if it is more than a name or a call.</summary>
    public string Operand(Scalar expression, Func<string, string> variables)
    {
        (string text, Binding binding) = Print(expression, variables);
        return InParentheses(text, binding < Binding.Atom);
    }

    /// <summary>Declares the locals of some expressions, each once, in front of what reads them.</summary>
    public void WriteLocals(SourceWriter writer, Func<string, string> variables, params Scalar[] expressions)
    {
        HashSet<string> written = [];
        foreach (Scalar expression in expressions)
            Write(expression);

        void Write(Scalar expression)
        {
            foreach (Scalar part in expression.Parts)
                Write(part);
            if (expression is ScalarLocal local && written.Add(local.Name))
                writer.Line($"{Type} {local.Name} = {Value(local.Value, variables)};");
        }
    }

    private (string Text, Binding Binding) Print(Scalar expression, Func<string, string> variables)
    {
        return Of(expression);

        (string, Binding) Of(Scalar part)
        {
            switch (part)
            {
                case ScalarVariable variable:
                    return (variables(variable.Name), Binding.Atom);
                case ScalarLocal local:
                    return (local.Name, Binding.Atom);
                case ScalarConstant constant:
                    return (Constant(constant.Value), Binding.Atom);
                case ScalarNegation negation:
                    return ("-" + Bound(Of(negation.Value), Binding.Atom), Binding.Atom);
                case ScalarArithmetic { Operator: '+' or '-' } sum:
                    return ($"{Bound(Of(sum.Left), Binding.Sum)} {sum.Operator} {Bound(Of(sum.Right), Binding.Product)}", Binding.Sum);
                case ScalarArithmetic { Operator: '*', Left: ScalarConstant factor } product:
                    return ($"{CSharpLiteral.Of(factor.Value)} * {Bound(Of(product.Right), Binding.Atom)}", Binding.Product);
                case ScalarArithmetic { Right: ScalarConstant factor } product:
                    return ($"{Bound(Of(product.Left), Binding.Product)} {product.Operator} {CSharpLiteral.Of(factor.Value)}", Binding.Product);
                case ScalarArithmetic product:
                    return ($"{Bound(Of(product.Left), Binding.Product)} {product.Operator} {Bound(Of(product.Right), Binding.Atom)}", Binding.Product);
                case ScalarMultiplyAdd sum:
                    return MultiplyAdd(Of(sum.Factor), Of(sum.Other), Of(sum.Addend));
                case ScalarMaximum maximum:
                    return Maximum(Of(maximum.First), Of(maximum.Second));
                case ScalarChoice choice:
                    return Choice(choice.Condition.Operator, Of(choice.Condition.Left), Of(choice.Condition.Right), Of(choice.Then), Of(choice.Otherwise));
                case ScalarCall call:
                    return (Call(call.Function, Of(call.Argument).Item1), Binding.Atom);
                default:
                    throw new InvalidOperationException($"{part.GetType().Name} has no text.");
            }
        }
    }

    /// <summary>A number where it stands for itself; factors and divisors are plain literals everywhere.</summary>
    protected virtual string Constant(float value) => CSharpLiteral.Of(value);

    protected virtual (string, Binding) MultiplyAdd((string, Binding) factor, (string, Binding) other, (string, Binding) addend) =>
        ($"{Bound(factor, Binding.Product)} * {Bound(other, Binding.Atom)} + {Bound(addend, Binding.Product)}", Binding.Sum);

    // The second one where a comparison with what is not a number fails.
    protected virtual (string, Binding) Maximum((string, Binding) first, (string, Binding) second) => Choice("<=", second, first, first, second);

    protected virtual (string, Binding) Choice(
        string comparison, (string, Binding) left, (string, Binding) right, (string, Binding) then, (string, Binding) otherwise) =>
        ($"{Bound(left, Binding.Sum)} {comparison} {Bound(right, Binding.Sum)} ? {Bound(then, Binding.Sum)} : {Bound(otherwise, Binding.Sum)}", Binding.Choice);

    /// <summary>A call of an elementary function.</summary>
    protected abstract string Call(ScalarFunction function, string argument);

    /// <summary>A text that may stand where something that binds as tightly as <paramref name="least"/> is needed.</summary>
    private static string Bound((string Text, Binding Binding) operand, Binding least) =>
        InParentheses(operand.Text, operand.Binding < least);

    private static string InParentheses(string text, bool needed) => needed ? $"({text})" : text;
}
