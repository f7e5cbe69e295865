using System.Collections.Immutable;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Analysis;

/// <summary>Turns problems into diagnostics, and says who reports which.</summary>
/// <remarks>
/// The analyzer reports what is wrong with a network: it works while the user types and carries the fixes. But the
/// command-line compiler runs no analyzer once it has found an error in a declaration itself. A layer that doesn't exist is
/// one; and of a class that can have no other part, every use would be an error. So these few mistakes come from the generator,
/// and the compiler stops at them. For their fixes, which IDEs only offer for what analyzers report, the analyzer reports them
/// too, but hidden.
/// </remarks>
internal static class Report
{
    private static readonly DiagnosticDescriptor[] s_ofGenerator =
    [
        DeclarationDiagnostics.ClassNotPartial, DeclarationDiagnostics.ContainingTypeNotPartial, DeclarationDiagnostics.UnsupportedClass,
        DeclarationDiagnostics.OwnBaseClass, DeclarationDiagnostics.MisspeltLayer, DeclarationDiagnostics.PrimaryConstructor, DeclarationDiagnostics.OldLanguage,
    ];

    /// <summary>Whether the generator reports a problem.</summary>
    public static bool IsOfGenerator(Problem problem) => s_ofGenerator.Contains(problem.Descriptor);

    /// <summary>The diagnostic of a problem, at its place in the source.</summary>
    public static Diagnostic Create(Problem problem, DeclarationSource source, SemanticModelProvider models, bool isHidden, CancellationToken cancellation)
    {
        Location location = AnchorLocator.Find(source, models, problem.Anchor, cancellation);
        ImmutableDictionary<string, string?> hints = problem.Hints.ToImmutableDictionary(hint => hint.Name, hint => (string?)hint.Value);
        DiagnosticSeverity severity = isHidden ? DiagnosticSeverity.Hidden : problem.Descriptor.DefaultSeverity;
        IEnumerable<Location>? further = problem.Anchor.Place is { } place && source.BlockPlaces.TryGetValue(place, out SyntaxNode? written) ? [written.GetLocation()]
            : problem.File is { } file ? [Location.Create(file, default, default)] : null;
        return Diagnostic.Create(problem.Descriptor, location, severity, further, hints, [.. problem.Arguments]);
    }
}
