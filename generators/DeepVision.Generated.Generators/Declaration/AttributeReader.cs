using System.Collections.Immutable;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Reads one layer's attribute: its kind and its arguments as constants.</summary>
internal static class AttributeReader
{
    /// <param name="attribute">The attribute.</param>
    /// <param name="part">Which part of the class it stands on.</param>
    /// <param name="library">The library's assembly: a class of any other one that derives from its layers is an error in C#, unless it is a block.</param>
    /// <param name="blocks">Reads the definitions of blocks.</param>
    /// <param name="includes">Reads the networks that are included.</param>
    public static LayerDeclaration Read(AttributeData attribute, int part, IAssemblySymbol library, BlockReader blocks, IncludeReader includes)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        bool isBlock = DeclarationReader.Derives(type, KnownNames.Block);
        bool compiles = attribute.AttributeConstructor is not null && (isBlock || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, library));
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

        IncludedNetwork? included = !isBlock && type.Name == KnownNames.Include ? includes.Read(type) : null;
        compiles &= isBlock || type.Name != KnownNames.Include || included is not null;
        return new LayerDeclaration(type.Name, DeclarationReader.Derives(type, KnownNames.Loss), part, compiles, arguments.ToEquatableArray())
        {
            Block = isBlock ? blocks.Read(type) : null,
            Included = included,
        };
    }

    /// <summary>An attribute that C# doesn't know, if a layer was meant: that layer, without arguments.</summary>
    /// <param name="library">The library's namespace.</param>
    public static LayerDeclaration? ReadUnknown(AttributeData attribute, AttributeSyntax syntax, int part, INamespaceSymbol library)
    {
        if (attribute.AttributeClass is not IErrorTypeSymbol type)
            return null;
        Dictionary<string, bool> isLoss = library.GetTypeMembers()
            .Where(member => !member.IsAbstract && DeclarationReader.IsLayerOrLoss(member))
            .ToDictionary(member => member.Name, member => DeclarationReader.Derives(member, KnownNames.Loss));
        if (LayerSpelling.Nearest(NameOf(syntax.Name), isLoss.Keys.OrderBy(kind => kind, StringComparer.Ordinal)) is not { } kind)
            return null;
        return new LayerDeclaration(kind, isLoss[kind], part, Compiles: false, [])
        {
            // Two attributes of this name are no misspelling, and the compiler says which they are.
            Misspelling = type.CandidateReason == CandidateReason.Ambiguous ? null : NameOf(syntax.Name),
        };
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => ((SimpleNameSyntax)name).Identifier.ValueText,
    };

    /// <summary>A name without the suffix that C# lets attributes leave out; ours have none.</summary>
    public static string WithoutSuffix(string name)
    {
        const string suffix = "Attribute";
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }

    private static object? ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => null,
        TypedConstantKind.Array => ValuesOf(((IArrayTypeSymbol)constant.Type!).ElementType, constant.Values),
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value,
        _ => null,
    };

    private static object? ValuesOf(ITypeSymbol element, ImmutableArray<TypedConstant> values) => element.SpecialType switch
    {
        SpecialType.System_Single => values.Select(value => value.Value as float? ?? float.NaN).ToEquatableArray(),
        SpecialType.System_Int32 => values.Select(value => value.Value as int? ?? 0).ToEquatableArray(),
        SpecialType.System_String => values.Select(value => value.Value as string ?? "").ToEquatableArray(),
        _ => null,
    };
}
