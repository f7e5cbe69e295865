using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>What a network of an ONNX file has beside: a way to load its weights from there, and where they are in it.</summary>
internal static class OnnxMembers
{
    private const string Device = "global::DeepVision.Generated.Device";

    public static void WriteLoad(SourceWriter writer, NetworkModel model)
    {
        string name = CSharpIdentifier.Of(model.Type.Name);
        string signature = $"public static {name} LoadOnnx(string path, int seed = 0, {Device}? device = null)";
        writer.Line();
        writer.Line("/// <summary>Makes the network with the weights of the ONNX file that its first layers come from.</summary>");
        writer.Line("/// <param name=\"path\">The file.</param>");
        writer.Line("/// <param name=\"seed\">Fixes the weights of the layers behind them, the order of the samples and the dropout masks.</param>");
        writer.Line("/// <param name=\"device\">Where it runs; the CPU if null.</param>");
        if (model.Error is not null)
        {
            writer.Line(signature + " => throw " + BrokenMembers.Error + ";");
            return;
        }

        using (writer.Block(signature))
            SurfaceFile.WriteLoading(writer, name, "seed", "global::DeepVision.Generated.Runtime.OnnxWeights.Load(path, loaded, " + SurfaceFile.FileLocalClass + ".OnnxWeights);");
    }

    /// <summary>Writes the list of parameters with the tensors that they come from.</summary>
    public static void WriteWeights(SourceWriter writer, LayerGraph graph)
    {
        writer.Line();
        writer.Line("public static readonly OnnxWeight[] OnnxWeights =");
        writer.Line("[");
        using (writer.Indent())
        {
            for (int layer = 0; layer < graph.Layers.Count; layer++)
            {
                foreach (OnnxWeight weight in graph.Layers[layer].Weights)
                    writer.Line(Weight(graph, layer, weight) + ",");
            }
        }

        writer.Line("];");
    }

    private static string Weight(LayerGraph graph, int layer, OnnxWeight weight)
    {
        string matrices = string.Join(", ", Matrices(graph, layer, weight).Select(matrix => "new(" + Text.Of(matrix.Rows) + ", " + Text.Of(matrix.Columns) + ")"));
        string[] options =
        [
            .. weight.IsTransposed ? ["IsTransposed = true"] : Array.Empty<string>(),
            .. weight is { IsReciprocal: true, Tensor: not null } ? ["IsReciprocal = true"] : Array.Empty<string>(),
            .. weight is { Factor: not 1, Tensor: not null } ? ["Factor = " + CSharpLiteral.Of(weight.Factor)] : Array.Empty<string>(),
            .. weight.Pieces.Count > 0
                ? ["Pieces = [" + string.Join(", ", weight.Pieces.Select(piece => "new(" + Text.Of(piece.Start) + ", " + Text.Of(piece.Length) + ")")) + "]", "TensorLength = " + Text.Of(weight.TensorLength)]
                : Array.Empty<string>(),
            .. matrices.Length > 0 ? ["Matrices = [" + matrices + "]"] : Array.Empty<string>(),
        ];
        string arguments = CSharpLiteral.Of(graph.Layers[layer].Name + "." + weight.Role) + ", " + (weight.Tensor is { } tensor ? CSharpLiteral.Of(tensor) : "null, " + CSharpLiteral.Of(weight.Value));
        return "new OnnxWeight(" + arguments + ")" + (options.Length == 0 ? "" : " { " + string.Join(", ", options) + " }");
    }
    /// <summary>
    /// What of a vector the file has in another order than the parameter. The parameter of a Dense layer that reads an image in place counts the image's
    /// channels first, as PyTorch does, all others the pixels; the file counts as it wants.
    /// </summary>
    private static IEnumerable<(int Rows, int Columns)> Matrices(LayerGraph graph, int layer, OnnxWeight weight)
    {
        bool hasChannelsFirst = weight.Images.Count > 0;
        if (graph.Layers[layer].Operation is not DenseOperation || weight.Role != ParameterRole.Weight.FileName || FlattenedLayout.FindFlatten(graph, layer) is not (>= 0 and var flatten))
            return weight.Images.Select(image => (image.Channels, image.Pixels));
        Shape image = graph.Layers[flatten].InputShape;
        int pixels = image.Height * image.Width;
        return hasChannelsFirst || pixels == 1 || image.Channels == 1 ? [] : [(pixels, image.Channels)];
    }
}
