using System.Globalization;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Losses;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Checks the class itself, and whether its layers exist. What is wrong with them is found by shape inference.</summary>
internal static class DeclarationChecks
{
    public static IEnumerable<Problem> Check(NetworkDeclaration declaration)
    {
        (TypeHeader type, ClassFacts facts) = (declaration.Type, declaration.Facts);
        if (facts.UnsupportedKind is { } kind)
            yield return new Problem(DeclarationDiagnostics.UnsupportedClass, Anchor.ClassName, [type.Name, kind, FixFor(kind, type.Name)]);
        if (!facts.IsPartial)
            yield return new Problem(DeclarationDiagnostics.ClassNotPartial, Anchor.ClassName, [type.Name]);
        for (int i = 0; i < type.ContainingTypes.Count; i++)
        {
            ContainingType outer = type.ContainingTypes[i];
            if (!outer.IsPartial)
                yield return new Problem(DeclarationDiagnostics.ContainingTypeNotPartial, new Anchor(AnchorKind.ContainingType, i), [outer.Name, type.Name, outer.Keyword]);
        }

        // The library's base class may be written down, but it has to be one of the loss's; which of them, its input says, of an ONNX file once that is read.
        LayerDeclaration[] predicting = [.. declaration.Layers.Where(layer => layer is { IsLoss: true, IsTrainingOnly: false })];
        IReadOnlyList<NetworkKind>? kinds = declaration is { Onnx: null, Layers: [{ IsOnnxNetwork: true }, ..] } ? null : declaration.FurtherInputs.Count > 0 || predicting.Length > 1 ? [NetworkKind.Several]
            : predicting.Length == 1 ? LossRules.Find(predicting[0].Kind)?.Networks : null;
        if (facts.BaseClass is { } baseClass && !(facts.IsLibraryBase && kinds?.Any(kind => kind.BaseClass == baseClass) != false))
            yield return new Problem(DeclarationDiagnostics.OwnBaseClass, Anchor.BaseClass, [type.Name, baseClass]);
        if (facts.HasPrimaryConstructor)
            yield return new Problem(DeclarationDiagnostics.PrimaryConstructor, Anchor.PrimaryConstructor, [type.Name]);
        if (facts.OldLanguage is { } version)
            yield return new Problem(DeclarationDiagnostics.OldLanguage, Anchor.ClassName, [type.Name, version, LanguageVersionFacts.ToDisplayString(KnownNames.OldestLanguage)]);

        if (declaration.IsDeclaredTwice)
            yield return new Problem(OnnxDiagnostics.BesideNetwork, Anchor.Network(), [type.Name]);
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            if (declaration.Layers[i] is not { Misspelling: { } written, Kind: var meant })
                continue;
            string fix = AttributeReader.WithoutSuffix(written) == meant ? "Add 'using DeepVision.Generated;' to the file." : "Write '" + meant + "'.";
            yield return new Problem(DeclarationDiagnostics.MisspeltLayer, Anchor.LayerName(i), [written, fix]) { Hints = [new FixHint(FixHint.Layer, meant)] };
        }

        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            if (declaration.Layers[i].OptionWithoutWeights is { } option)
                yield return new Problem(LossDiagnostics.OptionWithoutWeights, Anchor.Layer(i, option), [Show(declaration, i), option, FixFor(declaration, i, option)]);
        }

        foreach ((string axis, int size) in NotPositive(declaration.Input))
            yield return new Problem(DeclarationDiagnostics.InvalidInputShape, Anchor.Network(axis), ["Network(" + Text.Join(declaration.Input) + ")", axis, Text.Of(size)]);
        for (int i = 0; i < declaration.FurtherInputs.Count; i++)
        {
            InputDeclaration input = declaration.FurtherInputs[i];
            foreach ((string axis, int size) in NotPositive(input.Dimensions))
                yield return new Problem(DeclarationDiagnostics.InvalidInputShape, Anchor.Input(i, axis), [input.Call, axis, Text.Of(size)]);
        }

        foreach (Problem problem in CheckMembers(declaration))
            yield return problem;
        if (declaration.GeneratedMembers.Any(name => type.Name == name || type.Name == "get_" + name) || declaration.GeneratedMethods.Any(method => method.Name == type.Name))
            yield return new Problem(DeclarationDiagnostics.ClassCalledLikeMember, Anchor.ClassName, [type.Name, "that every network has", "Rename the class."]);
        if (declaration.Layers.All(layer => layer.IsLoss || layer.IsPenalty))
            yield return new Problem(DeclarationDiagnostics.NoLayers, Anchor.Network(), [type.Name]);
    }

    /// <summary>Where an option belongs: on the nearest layer in front that has it.</summary>
    private static string FixFor(NetworkDeclaration declaration, int layer, string option)
    {
        for (int i = layer - 1; i >= 0; i--)
        {
            if (declaration.Layers[i] is { Block: null, IsLoss: false, Kind: var kind } && LayerRules.Find(kind)?.Options.Any(known => known.Name == option) == true)
                return "Write it on " + Show(declaration, i) + ".";
        }

        return "Write it on a layer with weights.";
    }

    private static string Show(NetworkDeclaration declaration, int layer) => declaration.Layers[layer].Call + " (layer " + Text.Of(layer + 1) + ")";

    /// <summary>The dimensions of an input that are too small, by the names of their parameters.</summary>
    private static IEnumerable<(string Axis, int Size)> NotPositive(EquatableArray<int> dimensions)
    {
        string[] axes = dimensions.Count switch { 4 => ["steps", "height", "width", "channels"], 3 => ["height", "width", "channels"], 2 => ["steps", "features"], _ => ["length"] };
        return axes.Zip(dimensions, (axis, size) => (axis, size)).Where(dimension => dimension.size < 1);
    }

    private static IEnumerable<Problem> CheckMembers(NetworkDeclaration declaration)
    {
        (TypeHeader type, ClassFacts facts) = (declaration.Type, declaration.Facts);
        foreach (UserMember member in facts.Members)
        {
            if (member.IsRequired)
                yield return new Problem(DeclarationDiagnostics.RequiredMember, Anchor.Member(member.Name, member.ParameterTypes), [type.Name, member.Name]);
            bool isGeneratedMethod = declaration.GeneratedMethods.Any(method => method.Name == member.Name);
            if (declaration.GeneratedMembers.Any(name => member.Occupies(name)) || (isGeneratedMethod && member.ParameterTypes is null))
                yield return new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(member.Name, member.ParameterTypes), [type.Name, member.Name, "", "Rename yours."]);
            else if (declaration.GeneratedMethods.Contains((member.Name, member.ParameterTypes ?? "")) && !(member.IsConstructor && facts.HasPrimaryConstructor))
            {
                string shown = member.IsConstructor ? type.Name : member.Name;
                string fix = member.IsConstructor ? "Give yours other parameters." : "Rename yours or give it other parameters.";
                yield return new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(member.Name, member.ParameterTypes), [type.Name, shown, " and the same parameters", fix]);
            }
        }
    }

    private static string FixFor(string kind, string name) => kind switch
    {
        "nested in a generic type" or "nested in a type that is local to its file" => "Move it out of that type.",
        "generic" => string.Format(CultureInfo.InvariantCulture, "Remove the type parameters: write 'partial class {0}'.", name),
        _ => string.Format(CultureInfo.InvariantCulture, "Write 'partial class {0}'.", name),
    };
}
