using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>A block as its class declares it: parameters, and the layers of its base call as expressions over them.</summary>
/// <param name="Key">The class's name in metadata, which tells blocks apart: <c>Vision.Bottleneck</c>, <c>Vision.Nets+Stem</c>.</param>
/// <param name="Parameters">Names of the constructor's parameters, in order.</param>
/// <param name="Layers">One expression for each layer, mark or nothing.</param>
internal sealed record BlockDefinition(string Key, EquatableArray<string> Parameters, EquatableArray<BlockExpression> Layers)
{
    /// <summary>Why the class can't be used as a layer, as the end of a sentence; null if it can.</summary>
    public string? Unusable { get; init; }

    /// <summary>The class's name.</summary>
    public string Name => NameOf(Key);

    /// <summary>The last part of a name in metadata.</summary>
    public static string NameOf(string key) => key.Substring(key.LastIndexOfAny(['.', '+']) + 1);
}

/// <summary>An expression in a block, as far as blocks may use C#.</summary>
internal abstract record BlockExpression
{
    /// <summary>A value that is known at once: an int (also for enums), float, double, bool, string or null.</summary>
    internal sealed record Literal(object? Value) : BlockExpression;

    /// <summary>A parameter of the block's constructor.</summary>
    internal sealed record Parameter(string Name) : BlockExpression;

    /// <summary>An operator or function over operands: one of <see cref="BlockOperators"/>.</summary>
    internal sealed record Operation(string Operator, EquatableArray<BlockExpression> Operands) : BlockExpression;

    /// <summary>A new layer, mark or block.</summary>
    /// <param name="Place">Number of the expression in its block, for messages.</param>
    /// <param name="Kind">The class's name.</param>
    /// <param name="Block">Key of its definition if it is a block, or null.</param>
    /// <param name="Arguments">Constructor arguments under their parameters' names, then initialisers.</param>
    internal sealed record Creation(int Place, string Kind, string? Block, EquatableArray<CreationArgument> Arguments) : BlockExpression;

    /// <summary>What blocks may not use.</summary>
    /// <param name="Place">Number of the expression in its block.</param>
    /// <param name="Text">As it is written.</param>
    internal sealed record Unreadable(int Place, string Text) : BlockExpression;
}

/// <summary>One argument of a new layer in a block.</summary>
internal sealed record CreationArgument(string Name, bool IsPositional, BlockExpression Value);

/// <summary>The operators of <see cref="BlockExpression.Operation"/>: C#'s signs, and names for the rest.</summary>
internal static class BlockOperators
{
    public const string Add = "+";
    public const string Subtract = "-";
    public const string Multiply = "*";
    public const string Divide = "/";
    public const string Remainder = "%";
    public const string Equal = "==";
    public const string NotEqual = "!=";
    public const string Less = "<";
    public const string LessOrEqual = "<=";
    public const string Greater = ">";
    public const string GreaterOrEqual = ">=";
    public const string And = "&&";
    public const string Or = "||";
    public const string Not = "!";
    public const string Negate = "negate";
    public const string Conditional = "?";
    public const string Maximum = "max";
    public const string Minimum = "min";
    public const string ToInt = "int";
    public const string ToFloat = "float";
    public const string ToDouble = "double";
    public const string Array = "array";
    public const string Element = "element";
    public const string Length = "length";
}
