using System.Globalization;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Checks the class itself. What is wrong with its layers is found by shape inference.</summary>
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

        if (facts.BaseClass is { } baseClass)
            yield return new Problem(DeclarationDiagnostics.OwnBaseClass, Anchor.BaseClass, [type.Name, baseClass]);

        string[] axes = declaration.Input.Count switch { 3 => ["height", "width", "channels"], 2 => ["steps", "features"], _ => ["length"] };
        for (int i = 0; i < declaration.Input.Count; i++)
        {
            if (declaration.Input[i] < 1)
            {
                yield return new Problem(DeclarationDiagnostics.InvalidInputShape, Anchor.Network(axes[i]),
                    [Text.Join(declaration.Input), axes[i], declaration.Input[i].ToString(CultureInfo.InvariantCulture)]);
            }
        }

        foreach (Problem problem in CheckMembers(type, facts))
            yield return problem;
        if (declaration.Layers.Count == 0)
            yield return new Problem(DeclarationDiagnostics.NoLayers, Anchor.Network(), [type.Name]);
    }

    private static IEnumerable<Problem> CheckMembers(TypeHeader type, ClassFacts facts)
    {
        foreach (UserMember member in facts.Members)
        {
            bool isGeneratedMethod = KnownNames.GeneratedMethods.Any(method => method.Name == member.Name);
            if (KnownNames.GeneratedMembers.Contains(member.Name) || (isGeneratedMethod && member.ParameterTypes is null))
                yield return new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(member.Name), [type.Name, member.Name, "", "Rename yours."]);
            else if (KnownNames.GeneratedMethods.Contains((member.Name, member.ParameterTypes ?? "")))
            {
                string shown = member.Name == ".ctor" ? type.Name : member.Name;
                string fix = member.Name == ".ctor" ? "Give yours other parameters." : "Rename yours or give it other parameters.";
                yield return new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(member.Name), [type.Name, shown, " and the same parameters", fix]);
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
