using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Reads the networks that a network begins with; their attributes are the same in this compilation and in a referenced assembly.</summary>
/// <param name="models">Give the base calls of their blocks.</param>
/// <param name="around">The network, and in front of it those that include it.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class IncludeReader(SemanticModelProvider models, ImmutableArray<INamedTypeSymbol> around, CancellationToken cancellation)
{
    /// <summary>Reads the class that an Include names; null if C# doesn't know it.</summary>
    public IncludedNetwork? Read(INamedTypeSymbol include)
    {
        if (include.TypeArguments is not [var type] || type.TypeKind == TypeKind.Error)
            return null;
        if (type is not INamedTypeSymbol symbol)
            return new IncludedNetwork(type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Network: null);
        if (around.Contains(symbol, SymbolEqualityComparer.Default))
        {
            IEnumerable<INamedTypeSymbol> cycle = around.SkipWhile(outer => !SymbolEqualityComparer.Default.Equals(outer, symbol)).Append(symbol);
            return new IncludedNetwork(symbol.Name, Network: null, string.Join(" → ", cycle.Select(member => member.Name)));
        }

        return new IncludedNetwork(symbol.Name, DeclarationReader.ReadIncluded(symbol, models, around.Add(symbol), cancellation)) { IsForeign = symbol.DeclaringSyntaxReferences.IsEmpty };
    }
}
