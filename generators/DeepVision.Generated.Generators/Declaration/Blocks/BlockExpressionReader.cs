using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Reads the expressions of one block's base call.</summary>
/// <param name="blockOf">Called for each block that is used; gives its key.</param>
internal sealed class BlockExpressionReader(Func<INamedTypeSymbol, string> blockOf)
{
    private readonly List<SyntaxNode> _places = [];

    /// <summary>Place → where it is written.</summary>
    public IReadOnlyList<SyntaxNode> Places => _places;

    /// <summary>The layers in the argument of the library's base constructor.</summary>
    public EquatableArray<BlockExpression> ReadLayers(IOperation argument) =>
        Read(argument) is BlockExpression.Operation { Operator: BlockOperators.Array } array ? array.Operands : [Unreadable(argument)];

    private BlockExpression Read(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var value } && IsSupported(value))
            return new BlockExpression.Literal(value);
        return operation switch
        {
            IParameterReferenceOperation parameter => new BlockExpression.Parameter(parameter.Parameter.Name),
            IConversionOperation { OperatorMethod: null } conversion => ReadConversion(conversion),
            IBinaryOperation { OperatorMethod: null } binary when OperatorOf(binary.OperatorKind) is { } sign => Operation(sign, binary.LeftOperand, binary.RightOperand),
            IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus } minus => Operation(BlockOperators.Negate, minus.Operand),
            IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Not } not => Operation(BlockOperators.Not, not.Operand),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => Operation(BlockOperators.Conditional, conditional.Condition, conditional.WhenTrue, otherwise),
            IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math" or "MathF", ContainingNamespace.Name: "System" }, Name: "Max" or "Min" } method } call =>
                Operation(method.Name == "Max" ? BlockOperators.Maximum : BlockOperators.Minimum, [.. call.Arguments.Select(argument => argument.Value)]),
            IArrayCreationOperation { Initializer: { } elements } => Operation(BlockOperators.Array, [.. elements.ElementValues]),
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => Operation(BlockOperators.Array),
            ICollectionExpressionOperation collection => Operation(BlockOperators.Array, [.. collection.Elements]),
            IArrayElementReferenceOperation { Indices: [var index] } element => Operation(BlockOperators.Element, element.ArrayReference, index),
            IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } array } => Operation(BlockOperators.Length, array),
            IObjectCreationOperation { Type: INamedTypeSymbol type } creation when DeclarationReader.Derives(type, KnownNames.GraphElement) => ReadCreation(creation, type),
            _ => Unreadable(operation),
        };
    }

    private BlockExpression.Operation Operation(string sign, params IOperation[] operands) => new(sign, operands.Select(Read).ToEquatableArray());

    private BlockExpression ReadConversion(IConversionOperation conversion)
    {
        BlockExpression operand = Read(conversion.Operand);
        return (conversion.Operand.Type?.SpecialType, conversion.Type?.SpecialType) switch
        {
            (SpecialType.System_Int32, SpecialType.System_Single) or (SpecialType.System_Double, SpecialType.System_Single) => Convert(BlockOperators.ToFloat),
            (SpecialType.System_Int32, SpecialType.System_Double) or (SpecialType.System_Single, SpecialType.System_Double) => Convert(BlockOperators.ToDouble),
            (SpecialType.System_Single, SpecialType.System_Int32) or (SpecialType.System_Double, SpecialType.System_Int32) => Convert(BlockOperators.ToInt),
            // A layer as one of its base classes, an enum as its number, a value as itself.
            _ when conversion.Conversion is { IsReference: true } or { IsIdentity: true } or { IsNullable: true } || conversion.Operand is ICollectionExpressionOperation => operand,
            _ when IsEnumOrInt(conversion.Operand.Type) && IsEnumOrInt(conversion.Type) => operand,
            _ => Unreadable(conversion),
        };

        BlockExpression Convert(string type) => new BlockExpression.Operation(type, [operand]);
    }

    private BlockExpression ReadCreation(IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        int place = Place(creation.Syntax);
        string? block = DeclarationReader.Derives(type, KnownNames.Block) ? blockOf(type) : null;
        List<CreationArgument> arguments = [.. creation.Arguments
            .Where(argument => argument.Parameter is not null)
            .OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => new CreationArgument(argument.Parameter!.Name, IsPositional: true, Read(argument.Value)))];
        foreach (IOperation initializer in creation.Initializer?.Initializers ?? [])
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property, Value: var value })
                arguments.Add(new CreationArgument(property.Property.Name, IsPositional: false, Read(value)));
        }

        return new BlockExpression.Creation(place, type.Name, block, arguments.ToEquatableArray());
    }

    private BlockExpression.Unreadable Unreadable(IOperation operation) => new(Place(operation.Syntax), operation.Syntax.ToString());

    private int Place(SyntaxNode syntax)
    {
        _places.Add(syntax);
        return _places.Count - 1;
    }

    private static bool IsSupported(object? value) => value is null or int or float or double or bool or string;

    private static bool IsEnumOrInt(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Int32 };

    private static string? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => BlockOperators.Add,
        BinaryOperatorKind.Subtract => BlockOperators.Subtract,
        BinaryOperatorKind.Multiply => BlockOperators.Multiply,
        BinaryOperatorKind.Divide => BlockOperators.Divide,
        BinaryOperatorKind.Remainder => BlockOperators.Remainder,
        BinaryOperatorKind.Equals => BlockOperators.Equal,
        BinaryOperatorKind.NotEquals => BlockOperators.NotEqual,
        BinaryOperatorKind.LessThan => BlockOperators.Less,
        BinaryOperatorKind.LessThanOrEqual => BlockOperators.LessOrEqual,
        BinaryOperatorKind.GreaterThan => BlockOperators.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => BlockOperators.GreaterOrEqual,
        BinaryOperatorKind.ConditionalAnd => BlockOperators.And,
        BinaryOperatorKind.ConditionalOr => BlockOperators.Or,
        _ => null,
    };
}
