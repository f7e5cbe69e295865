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

    public static TypeHeader ReadHeader(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        List<ContainingType> containing = [];
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Insert(0, ReadContaining(outer, cancellation));

        return new TypeHeader(
            symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(),
            containing.ToEquatableArray(),
            symbol.Name,
            symbol.TypeParameters.Select(parameter => parameter.Name).ToEquatableArray(),
            Parts(symbol, cancellation).Any(part => HasDocumentation(part, "<summary")),
            Parts(symbol, cancellation).Any(part => HasDocumentation(part, "<remarks")),
            KnownNames.SurfaceTypes.Union(KnownNames.EngineTypes).Union(KnownNames.IlgpuTypes).Where(name => IsHidden(symbol, name)).ToEquatableArray());
    }

    public static ClassFacts ReadFacts(INamedTypeSymbol symbol, CancellationToken cancellation) => new(
        Parts(symbol, cancellation).All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)),
        UnsupportedKindOf(symbol),
        OwnBaseClass(symbol),
        symbol.GetMembers().Where(IsWritten).Select(MemberOf)
            .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.ParameterTypes, StringComparer.Ordinal)
            .Distinct().ToEquatableArray());

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
            keyword, type.Name, type.TypeParameters.Select(parameter => parameter.Name).ToEquatableArray(),
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

    private static string? OwnBaseClass(INamedTypeSymbol symbol) =>
        symbol.BaseType is null or { SpecialType: SpecialType.System_Object }
        || KnownNames.NetworkBases.Any(name => DeclarationReader.IsLibraryType(symbol.BaseType, name))
            ? null
            : symbol.BaseType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null };

    private static UserMember MemberOf(ISymbol member) => new(
        member.Name,
        member is IMethodSymbol method ? string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(s_parameterFormat))) : null);

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

    private static bool IsHidden(INamedTypeSymbol symbol, string name)
    {
        for (INamedTypeSymbol? type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.Name == name || type.GetMembers(name).Length > 0)
                return true;
        }

        // The generated file's usings stand inside the namespace: only that namespace's own names come before them.
        return !DeclarationReader.IsLibraryNamespace(symbol.ContainingNamespace) && symbol.ContainingNamespace.GetMembers(name).Any();
    }
}
