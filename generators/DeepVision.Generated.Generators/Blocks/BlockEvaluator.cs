using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>Computes the expressions of a block for given arguments, by the rules of C#.</summary>
/// <param name="arguments">Parameter → its value.</param>
internal sealed class BlockEvaluator(IReadOnlyDictionary<string, object?> arguments)
{
    /// <summary>The layers of a block, those that aren't there left out.</summary>
    /// <exception cref="BlockEvaluationException">An expression can't be read or has no value.</exception>
    public IEnumerable<(LayerDeclaration Layer, int Place)> Layers(BlockDefinition definition)
    {
        foreach (BlockExpression expression in definition.Layers)
        {
            switch (Value(expression))
            {
                case null:
                    break;
                case CreatedLayer created:
                    yield return (created.Declaration, created.Place);
                    break;
                case var other:
                    throw new BlockEvaluationException(-1, $"{other} is no layer");
            }
        }
    }

    private object? Value(BlockExpression expression) => expression switch
    {
        BlockExpression.Literal literal => literal.Value,
        BlockExpression.Parameter parameter => arguments.TryGetValue(parameter.Name, out object? value) ? value : null,
        BlockExpression.Operation operation => Operate(operation),
        BlockExpression.Creation creation => new CreatedLayer(
            new LayerDeclaration(
                creation.Kind, IsLoss: false, Part: 0, Compiles: true,
                creation.Arguments.Select(argument => new LayerArgument(argument.Name, argument.IsPositional, Value(argument.Value))).ToEquatableArray())
            {
                Block = creation.Block,
            },
            creation.Place),
        BlockExpression.Unreadable unreadable => throw new BlockEvaluationException(unreadable.Place, Shorten(unreadable.Text)) { IsUnreadable = true },
        _ => throw new InvalidOperationException($"There is no value for {expression}."),
    };

    private object? Operate(BlockExpression.Operation operation)
    {
        // These compute what they need only, as in C#.
        switch (operation.Operator)
        {
            case BlockOperators.Conditional:
                return Value(operation.Operands[Truth(operation.Operands[0]) ? 1 : 2]);
            case BlockOperators.And:
                return Truth(operation.Operands[0]) && Truth(operation.Operands[1]);
            case BlockOperators.Or:
                return Truth(operation.Operands[0]) || Truth(operation.Operands[1]);
            case BlockOperators.Array:
                return ArrayOf([.. operation.Operands.Select(Value)]);
        }

        object?[] operands = [.. operation.Operands.Select(Value)];
        try
        {
            return (operation.Operator, operands) switch
            {
                (BlockOperators.Not, [bool value]) => !value,
                (BlockOperators.Negate, [int value]) => checked(-value),
                (BlockOperators.Negate, [float value]) => -value,
                (BlockOperators.Negate, [double value]) => -value,
                (BlockOperators.ToInt, [float value]) => checked((int)value),
                (BlockOperators.ToInt, [double value]) => checked((int)value),
                (BlockOperators.ToFloat, [int value]) => (float)value,
                (BlockOperators.ToFloat, [double value]) => (float)value,
                (BlockOperators.ToDouble, [int value]) => (double)value,
                (BlockOperators.ToDouble, [float value]) => (double)value,
                (BlockOperators.Equal, [var left, var right]) => Equals(left, right),
                (BlockOperators.NotEqual, [var left, var right]) => !Equals(left, right),
                (BlockOperators.Element, [EquatableArray<int> array, int index]) => ElementOf(array, index),
                (BlockOperators.Element, [EquatableArray<float> array, int index]) => ElementOf(array, index),
                (BlockOperators.Element, [EquatableArray<string> array, int index]) => ElementOf(array, index),
                (BlockOperators.Length, [EquatableArray<int> array]) => array.Count,
                (BlockOperators.Length, [EquatableArray<float> array]) => array.Count,
                (BlockOperators.Length, [EquatableArray<string> array]) => array.Count,
                (BlockOperators.Add, [string left, string right]) => left + right,
                (var sign, [int left, int right]) => Integers(sign, left, right),
                (var sign, [float left, float right]) => Singles(sign, left, right),
                (var sign, [double left, double right]) => Doubles(sign, left, right),
                _ => throw new BlockEvaluationException(-1, $"'{operation.Operator}' can't be computed here"),
            };
        }
        catch (OverflowException)
        {
            throw new BlockEvaluationException(-1, $"the result of '{operation.Operator}' is no int: it is too large");
        }
        catch (DivideByZeroException)
        {
            throw new BlockEvaluationException(-1, $"'{operation.Operator}' divides by zero");
        }
    }

    private bool Truth(BlockExpression expression) => Value(expression) is true;

    private static object Integers(string sign, int left, int right) => sign switch
    {
        BlockOperators.Add => checked(left + right),
        BlockOperators.Subtract => checked(left - right),
        BlockOperators.Multiply => checked(left * right),
        BlockOperators.Divide => checked(left / right),
        BlockOperators.Remainder => right == -1 ? 0 : left % right,
        BlockOperators.Less => left < right,
        BlockOperators.LessOrEqual => left <= right,
        BlockOperators.Greater => left > right,
        BlockOperators.GreaterOrEqual => left >= right,
        BlockOperators.Maximum => Math.Max(left, right),
        BlockOperators.Minimum => Math.Min(left, right),
        _ => throw new BlockEvaluationException(-1, $"'{sign}' can't be computed here"),
    };

    private static object Singles(string sign, float left, float right) => Doubles(sign, left, right) is double value ? (float)value : Doubles(sign, left, right);

    private static object Doubles(string sign, double left, double right) => sign switch
    {
        BlockOperators.Add => left + right,
        BlockOperators.Subtract => left - right,
        BlockOperators.Multiply => left * right,
        BlockOperators.Divide => left / right,
        BlockOperators.Remainder => left % right,
        BlockOperators.Less => left < right,
        BlockOperators.LessOrEqual => left <= right,
        BlockOperators.Greater => left > right,
        BlockOperators.GreaterOrEqual => left >= right,
        BlockOperators.Maximum => Math.Max(left, right),
        BlockOperators.Minimum => Math.Min(left, right),
        _ => throw new BlockEvaluationException(-1, $"'{sign}' can't be computed here"),
    };

    private static object ArrayOf(object?[] values)
    {
        if (values.Any(value => value is CreatedLayer or null))
            throw new BlockEvaluationException(-1, "layers can only stand in the base call itself");
        if (values.All(value => value is string))
            return values.Select(value => (string)value!).ToEquatableArray();
        if (values.All(value => value is int))
            return values.Select(value => (int)value!).ToEquatableArray();
        if (values.All(value => value is float))
            return values.Select(value => (float)value!).ToEquatableArray();
        throw new BlockEvaluationException(-1, "this array can't be read");
    }

    private static object ElementOf<T>(EquatableArray<T> array, int index)
        where T : IEquatable<T> =>
        index >= 0 && index < array.Count ? array[index] : throw new BlockEvaluationException(-1, $"an array of {Text.Of(array.Count)} has no element {Text.Of(index)}");

    private static string Shorten(string text)
    {
        string line = string.Join(" ", text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line.Substring(0, 57) + "…";
    }

    private sealed record CreatedLayer(LayerDeclaration Declaration, int Place);
}

/// <summary>An expression of a block has no value for the arguments given.</summary>
/// <param name="place">Number of the expression in its block, or −1.</param>
/// <param name="message">What is wrong; for an unreadable expression the expression.</param>
internal sealed class BlockEvaluationException(int place, string message) : Exception(message)
{
    public int Place => place;

    /// <summary>Whether it is C# that blocks may not use, whatever the arguments.</summary>
    public bool IsUnreadable { get; init; }
}
