using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The file that hands an assembly's blocks on to those that reference it: an attribute for each.</summary>
internal static class BlocksFile
{
    public const string Name = "DeepVision.Blocks.g.cs";

    public static string Write(IEnumerable<BlockDefinition> blocks)
    {
        SourceWriter writer = new();
        PartialType.WriteHeader(writer);
        writer.Line("// What the blocks of this assembly consist of, for networks of other assemblies.");
        foreach (BlockDefinition block in blocks.OrderBy(block => block.Key, StringComparer.Ordinal).GroupBy(block => block.Key).Select(blocks => blocks.First()))
        {
            writer.Line($"[assembly: global::{KnownNames.Namespace}.Runtime.{KnownNames.BlockDefinitionAttribute}("
                + $"{CSharpLiteral.Of(block.Key)}, {Text.Of(BlockText.Version)}, {CSharpLiteral.Of(BlockText.Write(block))})]");
        }

        return writer.ToString();
    }
}
