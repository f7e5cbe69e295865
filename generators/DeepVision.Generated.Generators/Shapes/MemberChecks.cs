using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// Properties exist for layers with parameters and for blocks with such layers; they must not meet the class's name or a
/// member of the user's.
/// </summary>
internal static class MemberChecks
{
    public static IEnumerable<Problem> Check(NetworkDeclaration declaration, IReadOnlyList<LayerNode> nodes, Func<LayerNode, string> show)
    {
        string className = declaration.Type.Name;
        foreach (LayerNode node in nodes.Where(node => node.Parameters.Count > 0).GroupBy(node => node.Path[0]).Select(nodes => nodes.First()))
        {
            string accessor = node.Path[0];
            if (className == accessor || className == "get_" + accessor)
            {
                yield return new Problem(DeclarationDiagnostics.ClassCalledLikeMember, Anchor.ClassName,
                    [className, "for the weights of " + show(node), "Rename the class or give the layer a Name."]);
            }

            if (declaration.Facts.Members.FirstOrDefault(member => member.Occupies(accessor)) is { } own)
            {
                yield return new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(own.Name, own.ParameterTypes),
                    [className, own.Name, ", for the weights of " + show(node), "Rename yours or give the layer a Name."]);
            }
        }
    }
}
