using DeepVision.Generated.Generators.Declaration;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Reads what a compilation says about GPUs, and keeps no symbol of it.</summary>
internal static class IlgpuTargetReader
{
    /// <summary>Value of the plan attribute's argument that asks for small groups: <c>IlgpuPlanSize.Small</c>.</summary>
    private const int SmallPlan = 1;

    public static IlgpuTarget Read(Compilation compilation)
    {
        bool isKnown = compilation.GetTypeByMetadataName(KnownNames.IlgpuNetworkFullName) is not null;
        bool isSmall = isKnown && compilation.Assembly.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.ToDisplayString() == KnownNames.IlgpuPlanFullName
            && attribute.ConstructorArguments.Length == 1
            && attribute.ConstructorArguments[0].Value is SmallPlan);
        return new IlgpuTarget(isKnown, isSmall);
    }
}
