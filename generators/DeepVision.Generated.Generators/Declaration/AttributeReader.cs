using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Reads one layer's attribute: its kind and its arguments as constants.</summary>
internal static class AttributeReader
{
    public static LayerDeclaration Read(AttributeData attribute, int part)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        bool compiles = attribute.AttributeConstructor is not null;
        List<LayerArgument> arguments = [];
        for (int i = 0; compiles && i < attribute.ConstructorArguments.Length; i++)
        {
            TypedConstant constant = attribute.ConstructorArguments[i];
            compiles &= constant.Kind != TypedConstantKind.Error;
            arguments.Add(new LayerArgument(attribute.AttributeConstructor!.Parameters[i].Name, IsPositional: true, ValueOf(constant)));
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            compiles &= named.Value.Kind != TypedConstantKind.Error;
            arguments.Add(new LayerArgument(named.Key, IsPositional: false, ValueOf(named.Value)));
        }

        return new LayerDeclaration(KindOf(type), IsLoss(type), part, compiles, arguments.ToEquatableArray());
    }

    private static bool IsLoss(INamedTypeSymbol type) => DeclarationReader.IsLibraryType(type.BaseType, KnownNames.LossAttribute);

    private static string KindOf(INamedTypeSymbol type)
    {
        const string suffix = "Attribute";
        return type.Name.EndsWith(suffix, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - suffix.Length) : type.Name;
    }

    private static object? ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => null,
        TypedConstantKind.Array => constant.Values.Select(value => value.Value as float? ?? float.NaN).ToEquatableArray(),
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value,
        _ => null,
    };
}
