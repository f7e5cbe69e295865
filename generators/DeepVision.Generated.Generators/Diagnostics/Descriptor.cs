using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Makes descriptors with what all of ours share.</summary>
internal static class Descriptor
{
    public const string DeclarationCategory = "DeepVision.Declaration";
    public const string ShapeCategory = "DeepVision.Shape";
    public const string TrainingCategory = "DeepVision.Training";

    public static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static DiagnosticDescriptor Info(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Info, isEnabledByDefault: true);
}
