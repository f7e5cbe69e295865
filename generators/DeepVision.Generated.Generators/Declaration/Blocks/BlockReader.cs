using System.Collections.Immutable;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Gives the semantic model of a tree of the compilation.</summary>
internal delegate SemanticModel SemanticModelProvider(SyntaxTree tree);

/// <summary>
/// Reads the blocks that a network uses, and those that they use: from the base call of a class of this compilation, from
/// the attribute that was written into the assembly of any other (<see cref="BlockText"/>).
/// </summary>
internal sealed class BlockReader(SemanticModelProvider models, CancellationToken cancellation)
{
    private readonly Dictionary<string, BlockDefinition> _definitions = [];
    private readonly Dictionary<BlockPlace, SyntaxNode> _places = [];

    /// <summary>All blocks that were read, in the order of their keys.</summary>
    public EquatableArray<BlockDefinition> Definitions => _definitions.Values.OrderBy(definition => definition.Key, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Where the layers of the blocks stand, as far as these are in this compilation.</summary>
    public ImmutableDictionary<BlockPlace, SyntaxNode> Places => _places.ToImmutableDictionary();

    /// <summary>Reads a block, and those that it uses.</summary>
    /// <returns>Its key.</returns>
    public string Read(INamedTypeSymbol block)
    {
        string key = KeyOf(block);
        if (_definitions.ContainsKey(key))
            return key;
        // So that a block which contains itself is read once; the next stage says what is wrong with it.
        _definitions.Add(key, new BlockDefinition(key, [], []));
        _definitions[key] = block.DeclaringSyntaxReferences.Length > 0 ? ReadSource(block, key) : ReadAssembly(block, key);
        return key;
    }

    /// <summary>Whether a class may be a block by its syntax: it has a base list, and a constructor that calls the base's.</summary>
    public static bool MayBeBlock(SyntaxNode node) => node is ClassDeclarationSyntax { BaseList: not null } type
        && (type.BaseList.Types[0] is PrimaryConstructorBaseTypeSyntax
            || type.Members.Any(member => member is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.BaseConstructorInitializer }));

    /// <summary>The definition of one class, without those that it uses; null if it is no block.</summary>
    public static BlockDefinition? ReadOne(GeneratorSyntaxContext syntax, CancellationToken cancellation)
    {
        if (syntax.SemanticModel.GetDeclaredSymbol((ClassDeclarationSyntax)syntax.Node, cancellation) is not { } block || !DeclarationReader.Derives(block, KnownNames.Block))
            return null;
        BlockReader reader = new(tree => syntax.SemanticModel.Compilation.GetSemanticModel(tree), cancellation);
        string key = reader.Read(block);
        return reader._definitions[key];
    }

    /// <summary>A class's name in metadata.</summary>
    public static string KeyOf(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? KeyOf(outer) + "+" + type.MetadataName
        : KeyOf(type.ContainingNamespace) + type.MetadataName;

    /// <summary>A namespace and its dot; nothing for the global one.</summary>
    private static string KeyOf(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : KeyOf(space.ContainingNamespace) + space.MetadataName + ".";

    private BlockDefinition ReadSource(INamedTypeSymbol block, string key)
    {
        if (block.IsGenericType)
            return Unusable(key, "it is generic");
        if (!DeclarationReader.IsLibraryType(block.BaseType, KnownNames.Block))
            return Unusable(key, $"it derives from {block.BaseType!.Name}; derive it from Block and use {block.BaseType.Name} as one of its layers");
        if (block.InstanceConstructors is not [{ IsImplicitlyDeclared: false } constructor])
            return Unusable(key, "it must have one constructor, whose base call lists its layers");
        if (BaseCallOf(constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation)) is not { } call
            || models(call.SyntaxTree).GetOperation(call, cancellation) is not { } operation
            || (operation as IInvocationOperation ?? operation.ChildOperations.OfType<IInvocationOperation>().FirstOrDefault()) is not { Arguments: [var layers] })
        {
            return Unusable(key, "its constructor must call Block's with its layers: ': Block(new Conv2D(…), …)'");
        }

        BlockExpressionReader reader = new(Read);
        EquatableArray<BlockExpression> expressions = reader.ReadLayers(layers.Value);
        for (int place = 0; place < reader.Places.Count; place++)
            _places.Add(new BlockPlace(key, place), reader.Places[place]);
        return new BlockDefinition(key, constructor.Parameters.Select(parameter => parameter.Name).ToEquatableArray(), expressions);
    }

    /// <summary>The syntax of a constructor's call of the base class's; null if there is none.</summary>
    private static SyntaxNode? BaseCallOf(SyntaxNode constructor) => constructor switch
    {
        ConstructorDeclarationSyntax { Initializer: { } initializer } => initializer,
        TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax baseType, ..] } => baseType,
        _ => null,
    };

    private BlockDefinition ReadAssembly(INamedTypeSymbol block, string key)
    {
        foreach (AttributeData attribute in block.ContainingAssembly.GetAttributes())
        {
            if (attribute.AttributeClass?.Name != KnownNames.BlockDefinitionAttribute
                || attribute.ConstructorArguments is not [{ Value: string name }, { Value: int version }, { Value: string text }] || name != key)
            {
                continue;
            }

            if (version != BlockText.Version || BlockText.Parse(key, text) is not { } definition)
                return Unusable(key, $"{block.ContainingAssembly.Name} was compiled with another version of DeepVision.Generated; compile it with the version that this project uses");
            foreach (string used in BlockText.BlocksIn(definition))
            {
                if (block.ContainingAssembly.GetTypeByMetadataName(used) is { } inner || (inner = Referenced(block.ContainingAssembly, used)) is not null)
                    Read(inner);
            }

            return definition;
        }

        return Unusable(key, $"{block.ContainingAssembly.Name} was compiled without DeepVision.Generated's generator, or with a version that knew no blocks");
    }

    /// <summary>A class of the assemblies that an assembly references.</summary>
    private static INamedTypeSymbol? Referenced(IAssemblySymbol assembly, string key) => assembly.Modules
        .SelectMany(module => module.ReferencedAssemblySymbols)
        .Select(referenced => referenced.GetTypeByMetadataName(key))
        .FirstOrDefault(type => type is not null);

    private static BlockDefinition Unusable(string key, string reason) => new(key, [], []) { Unusable = reason };
}
