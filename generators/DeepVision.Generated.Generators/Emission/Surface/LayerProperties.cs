using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// The properties that reach layers with parameters: <c>network.Conv2D1</c>, and for layers in blocks
/// <c>network.Bottleneck3.Conv2D2</c>. Blocks with the same layers share a type, nested in the user's class.
/// </summary>
internal sealed class LayerProperties
{
    private const string LayerWeights = "global::DeepVision.Generated.LayerWeights";
    private const string Network = "global::DeepVision.Generated.Network";

    private readonly SourceWriter _writer;
    private readonly NetworkModel _model;

    /// <summary>The members of a nested type → its name.</summary>
    private readonly Dictionary<string, string> _types = [];

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _written = [];

    private LayerProperties(SourceWriter writer, NetworkModel model)
    {
        (_writer, _model) = (writer, model);
        _taken = [.. model.UserMembers, model.Type.Name, .. model.Graph.Layers.Select(layer => layer.Path[0])];
    }

    public static void Write(SourceWriter writer, NetworkModel model)
    {
        LayerProperties properties = new(writer, model);
        List<Member> members = MembersOf(model.Graph, 0, [.. Enumerable.Range(0, model.Graph.Layers.Count)]);
        foreach (Member member in members.Where(member => model.Generates(member.Name)))
            properties.WriteProperty(member);
        foreach (Member member in members.Where(member => model.Generates(member.Name)))
            properties.WriteTypes(member);
    }

    /// <summary>The properties for some layers, in their order.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="depth">How many properties lead to where these stand.</param>
    /// <param name="layers">The layers.</param>
    private static List<Member> MembersOf(LayerGraph graph, int depth, IReadOnlyList<int> layers) =>
    [
        .. layers
            .Where(layer => graph.Layers[layer].Parameters.Count > 0)
            .GroupBy(layer => graph.Layers[layer].Path[depth])
            .Select(group => graph.Layers[group.First()].Path.Count == depth + 1
                ? new Member(group.Key, graph.Layers[group.First()], group.First(), 1, [])
                : new Member(group.Key, null, group.First(), group.Last() - group.First() + 1, MembersOf(graph, depth + 1, [.. group]))),
    ];

    private void WriteProperty(Member member)
    {
        _writer.Line();
        _writer.Line("/// <summary>" + member.Summary + "</summary>");
        string value = _model.Error is not null ? "throw " + BrokenMembers.Error
            : member.Layer is not null ? "base.GetLayer(" + Text.Of(member.First) + ")"
            : "new(this, " + Text.Of(member.First) + ")";
        _writer.Line($"public {TypeOf(member)} {member.Name} => {value};");
    }

    /// <summary>Writes the type of a block's property, those of its members first, unless a block before has it.</summary>
    private void WriteTypes(Member member)
    {
        if (member.Layer is not null)
            return;
        foreach (Member inner in member.Members)
            WriteTypes(inner);
        if (!_written.Add(TypeOf(member)))
            return;
        string type = TypeOf(member);
        _writer.Line();
        _writer.Line("/// <summary>The layers of a block.</summary>");
        using (_writer.Block("public readonly struct " + type))
        {
            _writer.Line($"private readonly {Network} _network;");
            _writer.Line("private readonly int _first;");
            _writer.Line();
            _writer.Line($"internal {type}({Network} network, int first) => (_network, _first) = (network, first);");
            foreach (Member inner in member.Members)
            {
                string index = inner.First == member.First ? "_first" : "_first + " + Text.Of(inner.First - member.First);
                _writer.Line();
                _writer.Line("/// <summary>" + inner.Summary + "</summary>");
                _writer.Line($"public {TypeOf(inner)} {inner.Name} => {(inner.Layer is null ? $"new(_network, {index})" : $"_network.GetLayer({index})")};");
            }

            if (!member.Members.Exists(inner => inner.Name == "SetLearningRateFactor"))
                WriteLearningRateFactor(member.Count);
        }
    }

    private void WriteLearningRateFactor(int count)
    {
        _writer.Line();
        _writer.Line("/// <summary>Sets what the learning rate is multiplied by for all layers of the block; 0 stops them.</summary>");
        _writer.Line("/// <param name=\"factor\">0 or more; they begin with 1.</param>");
        _writer.Line($"public void SetLearningRateFactor(float factor) => _network.SetLearningRateFactor(_first, {Text.Of(count)}, factor);");
    }

    private string TypeOf(Member member)
    {
        if (member.Layer is not null)
            return LayerWeights;
        string key = member.Key;
        if (_types.TryGetValue(key, out string? type))
            return type;
        string name = member.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + "Layers";
        type = name;
        for (int number = 2; _taken.Contains(type) || member.Members.Exists(inner => inner.Name == type); number++)
            type = name + Text.Of(number);
        _taken.Add(type);
        _types.Add(key, type);
        return type;
    }

    /// <summary>A property: of a layer, or of a block with members of its own.</summary>
    /// <param name="Count">Layers from its first one with parameters to its last one.</param>
    private sealed record Member(string Name, LayerNode? Layer, int First, int Count, List<Member> Members)
    {
        public string Summary => Layer is null
            ? "The layers of this block."
            : "Weights of " + Layer.Description + ": "
                + string.Join(", ", Layer.Parameters.Select(parameter => parameter.Role.FileName + " [" + Text.Join(parameter.Dimensions) + "]")) + ".";

        /// <summary>What its type looks like: names, tensors, and the places of the layers behind the first.</summary>
        public string Key => Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + " { "
            + string.Join("; ", Members.Select(member => Text.Of(member.First - First) + " " + member.Name + ": " + (member.Layer is null ? member.Key : member.Summary))) + " }";
    }
}
