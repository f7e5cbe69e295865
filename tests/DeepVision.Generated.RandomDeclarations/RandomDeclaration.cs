using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>A network with what stands around it, and how its project is compiled.</summary>
/// <param name="Seed">The number that it was made from.</param>
/// <param name="Sources">The files of the project.</param>
/// <param name="IsForGpu">Whether the project references the package for GPUs.</param>
/// <param name="Language">The version of C#.</param>
/// <param name="IsChecked">Whether arithmetic is checked for overflow.</param>
/// <param name="Nullable">Whether references can be null in the project's own code.</param>
internal sealed record RandomDeclaration(
    int Seed, IReadOnlyList<string> Sources, bool IsForGpu, LanguageVersion Language, bool IsChecked, NullableContextOptions Nullable)
{
    /// <summary>All that is needed to see what went wrong.</summary>
    public override string ToString() =>
        $"// Seed {Seed}; C# {Language.ToDisplayString()}{(IsForGpu ? "; GPU" : "")}{(IsChecked ? "; checked" : "")}; nullable {Nullable}\n"
        + string.Join("\n// ---- next file ----\n", Sources);
}
