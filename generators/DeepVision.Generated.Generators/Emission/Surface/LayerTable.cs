using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The table that shows on hover: one row an attribute with its output shape, parameters, multiply-adds and bytes, those of a block together.</summary>
internal static class LayerTable
{
    private static readonly string[] s_header = ["", "layer", "output", "parameters", "multiply-adds", "bytes"];

    /// <summary>The lines of the table, columns aligned.</summary>
    public static IReadOnlyList<string> Lines(LayerGraph graph)
    {
        List<string[]> rows = [s_header, ["", "input", graph.Input.ToString(), "", "", Bytes(graph.Input.Length)]];
        rows.AddRange(graph.FurtherInputs.Select(input => new[] { "", input.Name, input.Shape.ToString(), "", "", Bytes(input.Shape.Length) }));
        ILookup<int, LayerNode> layers = graph.Layers.ToLookup(layer => layer.Attribute);
        foreach (DeclaredLine line in graph.Lines)
        {
            IEnumerable<LayerNode> ofLine = layers[line.Attribute].Where(layer => line.Layer is null || layer.Name == line.Layer);
            rows.Add([
                line.Layer is null ? Text.Of(line.Attribute + 1) : "", (line.Layer is null ? "" : "  ") + line.Description, line.Output?.ToString() ?? "", Count(ofLine.Sum(Parameters)), Count(ofLine.Sum(layer => layer.MultiplyAdds)),
                line.Output is null ? "" : Bytes(ofLine.Sum(layer => layer.Output.Length)),
            ]);
        }

        long all = graph.Layers.Sum(Parameters);
        rows.Add(["", "total", "", Count(all), Count(graph.Layers.Sum(layer => layer.MultiplyAdds)), Bytes(graph.Input.Length + graph.FurtherInputs.Sum(input => input.Shape.Length) + graph.Layers.Sum(layer => layer.Output.Length))]);

        int[] widths = [.. Enumerable.Range(0, s_header.Length).Select(column => rows.Max(row => row[column].Length))];
        return [.. rows.Select(row => Align(row, widths))];
    }

    /// <summary>What the numbers mean, for one line below the table.</summary>
    public static string Legend(LayerGraph graph) =>
        "Bytes of one sample's values behind each layer. The parameters" + Frozen(graph) + " take " + Bytes(graph.Layers.Sum(Parameters))
        + " bytes, the loss is " + string.Join(" + ", graph.AllPredicting.Select(head => Times(head) + (graph.HasSeveral && head.Name is not null ? " (" + head.Name + ")" : ""))) + "." + string.Concat(graph.Auxiliary.Select(head => AuxiliaryHead(graph, head)));

    /// <summary>One sentence about an auxiliary head, with the attributes that only such heads read.</summary>
    private static string AuxiliaryHead(LayerGraph graph, NetworkHead head)
    {
        HashSet<int> predicting = graph.LayersBehind(graph.AllPredicting);
        int[] attributes = [.. graph.LayersBehind([head]).Where(layer => !predicting.Contains(layer)).Select(layer => graph.Layers[layer].Attribute + 1).Distinct().OrderBy(attribute => attribute)];
        string layers = attributes.Length == 0 ? "" : " behind " + (attributes.Length == 1 ? "layer " : "layers ") + Text.Join(attributes) + ", which predictions leave out";
        return " Training adds " + Times(head) + (head.Name is null ? "" : " (" + head.Name + ")") + layers + ".";
    }

    private static string Times(NetworkHead head) => (head.Weight == 1 ? "" : Text.Of(head.Weight) + " · ") + head.Loss.Kind;

    private static string Frozen(LayerGraph graph) =>
        graph.HasFrozenLayers ? ", " + Text.Grouped(graph.Layers.Sum(layer => Parameters(layer) - Trained(layer))) + " of them frozen," : "";

    /// <summary>Values that a layer learns, or has learned before it was frozen.</summary>
    public static long Parameters(LayerNode layer) => layer.Parameters.Where(parameter => parameter.Role.Group == ParameterGroup.Trained).Sum(parameter => parameter.Count);

    /// <summary>Values of a layer that training adjusts.</summary>
    public static long Trained(LayerNode layer) => layer.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Count);

    private static string Align(string[] row, int[] widths)
    {
        // Numbers to the right, names to the left.
        IEnumerable<string> cells = row.Select((cell, column) => column is 1 or 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
        return string.Join("  ", cells).TrimEnd();
    }

    private static string Count(long value) => value == 0 ? "" : Text.Grouped(value);

    private static string Bytes(long values) => Text.Grouped(values * (double)sizeof(float));
}
