using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>Finds the file that a network names, and takes as many of its layers as the network wants.</summary>
/// <param name="declaration">The network; its first attribute is an OnnxNetwork.</param>
/// <param name="files">The project's ONNX files.</param>
internal sealed class OnnxImport(NetworkDeclaration declaration, IReadOnlyList<OnnxFile> files)
{
    /// <summary>The operator sets whose definitions this stage knows.</summary>
    private const long OldestOperatorSet = 7, NewestOperatorSet = 21;

    private readonly LayerDeclaration _attribute = declaration.Layers[0];
    private readonly string _name = declaration.Layers[0][KnownNames.OnnxFile] as string ?? "";

    private string? _path;

    private string FileName => System.IO.Path.GetFileName(_path ?? _name);

    public OnnxLayers Run()
    {
        OnnxFile[] found = [.. files.Where(file => file.IsCalled(_name)).GroupBy(file => file.Path, StringComparer.Ordinal).Select(same => same.First())];
        if (found.Length == 0)
            return Wrong(OnnxDiagnostics.FileNotFound, KnownNames.OnnxFile, _attribute.Call, _name, OtherFiles());
        if (found.Length > 1)
            return Wrong(OnnxDiagnostics.SeveralFiles, KnownNames.OnnxFile, [_attribute.Call, .. Apart(found[0].Path, found[1].Path)]);
        OnnxFile file = found[0];
        _path = file.Path;
        if ((file.Problem ?? WhyUnreadable(file.Model!)) is { } problem)
            return Wrong(OnnxDiagnostics.NotReadable, KnownNames.OnnxFile, _attribute.Call, FileName, problem);
        try
        {
            GraphImporter graph = new(file, new OnnxInputReader(_attribute, file.Model!).Read());
            graph.Run();
            return Take(graph);
        }
        catch (UnusableInputException e)
        {
            return Wrong(OnnxDiagnostics.UnusableInput, null, _attribute.Call, FileName, e.Message);
        }
        catch (UnsupportedNodeException e)
        {
            return Wrong(OnnxDiagnostics.UnsupportedNode, null, _attribute.Call, FileName, e.Node, e.Message);
        }
    }

    private string OtherFiles()
    {
        string[] names = [.. files.Select(file => System.IO.Path.GetFileName(file.Path)).Distinct().OrderBy(name => name, StringComparer.Ordinal).Take(5)];
        return names.Length == 0 ? "Add <AdditionalFiles Include=\"" + _name + "\" /> to the project."
            : "The ONNX files among them are " + string.Join(", ", names) + ".";
    }

    /// <summary>Two paths without the folders that they have in common, in order.</summary>
    private static string[] Apart(string first, string second)
    {
        string[] paths = [.. new[] { first.Replace('\\', '/'), second.Replace('\\', '/') }.OrderBy(path => path, StringComparer.Ordinal)];
        int common = 0;
        for (int i = 0; i < Math.Min(paths[0].Length, paths[1].Length) && paths[0][i] == paths[1][i]; i++)
            common = paths[0][i] == '/' ? i + 1 : common;
        return [.. paths.Select(path => path.Substring(common))];
    }

    private static string? WhyUnreadable(OnnxModel model)
    {
        if (model.OperatorSet is < OldestOperatorSet or > NewestOperatorSet)
        {
            return "it uses version " + Text.Of(model.OperatorSet) + " of ONNX's operators (its opset), and versions "
                + Text.Of(OldestOperatorSet) + " to " + Text.Of(NewestOperatorSet) + " are supported";
        }

        return model.Tensors.Values.FirstOrDefault(tensor => tensor.IsExternal) is { } tensor
            ? "the values of tensor '" + tensor.Name + "' are in another file (external data), which isn't supported; save the model as one file"
            : null;
    }

    /// <summary>The layers up to the one that the network wants.</summary>
    private OnnxLayers Take(GraphImporter graph)
    {
        Dictionary<string, string> nodes = graph.Model.Nodes
            .Where(node => node.Name.Length > 0 && node.Outputs.Count > 0 && node.Outputs[0].Length > 0)
            .GroupBy(node => node.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Outputs[0], StringComparer.Ordinal);
        string? to = _attribute[KnownNames.IncludeTo] as string;
        if (to is null && graph.Model.Outputs.Count != 1)
            return Wrong(OnnxDiagnostics.SeveralOutputs, null, _attribute.Call, FileName, Text.Of(graph.Model.Outputs.Count), string.Join(", ", graph.Model.Outputs.Take(10)));
        string end = to ?? graph.Model.Outputs[0];
        if (Find(end) is not { } value || value is ConstantValue)
        {
            string? nearest = Spelling.Nearest(end, graph.Values.Keys.Concat(nodes.Keys).OrderBy(name => name, StringComparer.Ordinal));
            string fix = nearest is null ? "Its output is \"" + graph.Model.Outputs.FirstOrDefault() + "\"." : "Did you mean \"" + nearest + "\"?";
            return Wrong(OnnxDiagnostics.UnknownNode, KnownNames.IncludeTo, _attribute.Call, end, FileName, fix);
        }

        NodeContext reader = new(graph, new OnnxNode("Output", "", end, [], [], new Dictionary<string, OnnxAttribute>()));
        int last = graph.LayerOf(value, reader).Layer;
        OnnxLayerSelection selection = new(declaration, graph.Inputs, graph.Layers, last);
        if (selection.Layers.Count > Blocks.NetworkExpansion.MostLayers)
            return Wrong(OnnxDiagnostics.NotReadable, null, _attribute.Call, FileName, "it has more than " + Text.Grouped(Blocks.NetworkExpansion.MostLayers) + " layers");
        IEnumerable<OnnxLayerName> names = graph.Values.Keys.Select(name => (Name: name, Value: name)).Concat(nodes.Select(node => (Name: node.Key, node.Value)))
            .GroupBy(name => name.Name, StringComparer.Ordinal)
            .Select(same => (Name: same.Key, Layer: LayerOf(graph.Values[same.Last().Value])))
            .Where(name => selection.PlaceOf(name.Layer) >= 0)
            .Select(name => new OnnxLayerName(name.Name, selection.PlaceOf(name.Layer)));
        return new OnnxLayers(OnnxLayerSelection.DimensionsOf(selection.Input), selection.Layers.ToEquatableArray(), selection.PlaceOf(last), names.ToEquatableArray(), [])
        {
            FurtherInputs = selection.FurtherInputs.ToEquatableArray(),
        };

        GraphValue? Find(string name) =>
            nodes.TryGetValue(name, out string? output) ? graph.Values[output]
            : graph.Values.TryGetValue(name, out GraphValue? value) ? value
            : nodes.FirstOrDefault(node => OnnxLayerSelection.NameOf(node.Key) == name).Value is { } written ? graph.Values[written]
            : null;
    }

    private static int LayerOf(GraphValue value) => value switch
    {
        LayerValue layer => layer.Layer,
        ElementwiseValue { Layer: { } layer } => layer.Layer,
        StatesValue { Directions: [var only] } => only.Layer,
        _ => Blocks.FlatLayer.None,
    };

    private OnnxLayers Wrong(DiagnosticDescriptor descriptor, string? argument, params string[] arguments) =>
        OnnxLayers.Unknown(new Problem(descriptor, Anchor.Layer(0, argument), new EquatableArray<string>(arguments)) { File = _path });
}
