using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Reads what the generator must know about the class itself.</summary>
internal static class TypeReader
{
    /// <summary>Types as <see cref="UserMember.ParameterTypes"/> shows them: in full, without nullable marks.</summary>
    private static readonly SymbolDisplayFormat s_parameterFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>A namespace without the signs that some of its names need in C#.</summary>
    private static readonly SymbolDisplayFormat s_namespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static TypeHeader ReadHeader(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        List<ContainingType> containing = [];
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Insert(0, ReadContaining(outer, cancellation));

        return new TypeHeader(
            symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(s_namespaceFormat),
            containing.ToEquatableArray(),
            symbol.Name,
            Parts(symbol, cancellation).Any(part => HasDocumentation(part, "<summary")),
            Parts(symbol, cancellation).Any(part => HasDocumentation(part, "<remarks")));
    }

    public static ClassFacts ReadFacts(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        List<TypeDeclarationSyntax> parts = [.. Parts(symbol, cancellation)];
        bool hasBase = symbol.BaseType is { SpecialType: not SpecialType.System_Object };
        return new ClassFacts(
            parts.All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)),
            UnsupportedKindOf(symbol),
            hasBase ? symbol.BaseType!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : null,
            symbol.BaseType is { ContainingType: null } ancestor && DeclarationReader.IsLibraryNamespace(ancestor.ContainingNamespace) && DeclarationReader.Derives(ancestor, KnownNames.NetworkClass),
            parts.Any(part => part.ParameterList is not null),
            OldLanguageOf(parts[0]),
            symbol.GetMembers().Where(IsWritten).Select(MemberOf)
                .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.ParameterTypes, StringComparer.Ordinal)
                .Distinct().ToEquatableArray());
    }

    /// <summary>A member as the checks see it.</summary>
    public static UserMember MemberOf(ISymbol member) => new(
        member is IPropertySymbol { IsIndexer: true } ? member.MetadataName : member.Name,
        member is IMethodSymbol method ? ParametersOf(method) : null,
        member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true },
        member.IsOverride);

    public static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null };

    private static IEnumerable<TypeDeclarationSyntax> Parts(INamedTypeSymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();

    private static ContainingType ReadContaining(INamedTypeSymbol type, CancellationToken cancellation)
    {
        string keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return new ContainingType(
            keyword, type.Name,
            Parts(type, cancellation).All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)));
    }

    private static string? UnsupportedKindOf(INamedTypeSymbol symbol)
    {
        if (symbol.IsRecord)
            return "a record";
        if (symbol.IsStatic)
            return "static";
        if (symbol.IsAbstract)
            return "abstract";
        if (symbol.IsFileLocal)
            return "local to its file";
        if (symbol.TypeParameters.Length > 0)
            return "generic";
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.Length > 0)
                return "nested in a generic type";
            if (outer.IsFileLocal)
                return "nested in a type that is local to its file";
        }

        return null;
    }

    private static string? OldLanguageOf(SyntaxNode part) =>
        part.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < KnownNames.OldestLanguage and var version } ? LanguageVersionFacts.ToDisplayString(version) : null;

    /// <summary>What tells overloads apart: types, how they are passed, and the number of type parameters.</summary>
    private static string ParametersOf(IMethodSymbol method) =>
        (method.Arity == 0 ? "" : "<" + Text.Of(method.Arity) + "> ")
        + string.Join(", ", method.Parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(s_parameterFormat)));

    /// <summary>
    /// Looks at the text in front of the class and not at parsed documentation: without a documentation file the
    /// command-line compiler treats doc comments as any other comment.
    /// </summary>
    private static bool HasDocumentation(TypeDeclarationSyntax part, string tag) => part.GetLeadingTrivia().Any(trivia =>
        trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            or SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        && trivia.ToFullString() is var text
        && (text.StartsWith("///", StringComparison.Ordinal) || text.StartsWith("/**", StringComparison.Ordinal) || trivia.HasStructure)
        && text.Contains(tag));
}
