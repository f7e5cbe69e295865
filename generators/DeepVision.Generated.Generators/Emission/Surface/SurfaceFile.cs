using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// The first file: the class as its user sees it. A network with an error gets the same members with a constructor that
/// throws, so that one mistake doesn't become twenty "method not found".
/// </summary>
internal static class SurfaceFile
{
    private static readonly string[] s_usings = ["System", "System.Threading", "DeepVision.Generated", "DeepVision.Generated.Runtime"];

    public static string Write(NetworkModel model)
    {
        SourceWriter writer = new();
        TypeNames types = new(model.Type, model.Graph);
        PartialType.Write(
            writer, model.Type, s_usings,
            () => WriteClassDocs(writer, model),
            model.HasOwnBaseClass ? null : types[BaseClassOf(model.Graph.Loss)],
            () => WriteMembers(writer, model, types));
        return writer.ToString();
    }

    private static string BaseClassOf(LossOperation loss) => loss switch
    {
        SoftmaxCrossEntropyOperation => "ClassificationNetwork",
        BinaryCrossEntropyOperation => "BinaryNetwork",
        _ => "RegressionNetwork",
    };

    private static void WriteClassDocs(SourceWriter writer, NetworkModel model)
    {
        if (!model.Type.HasSummary)
            writer.Line("/// <summary>" + Summary(model.Graph) + "</summary>");
        // The IDE shows the first remarks of all parts: the user's own would hide the table.
        if (model is { Type.HasRemarks: false, Error: null })
            WriteTable(writer, model.Graph);
    }

    private static string Summary(LayerGraph graph) => graph.Loss switch
    {
        SoftmaxCrossEntropyOperation loss => "A network that sorts " + graph.Input + " inputs into " + Text.Of(loss.Classes) + " classes.",
        BinaryCrossEntropyOperation => "A network that answers " + Text.Of(graph.Output.Length) + " yes-or-no " + (graph.Output.Length == 1 ? "question" : "questions") + " about " + graph.Input + " inputs.",
        _ => "A network that gives " + graph.Output + " values for " + graph.Input + " inputs.",
    };

    private static void WriteTable(SourceWriter writer, LayerGraph graph)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string line in LayerTable.Lines(graph))
            writer.Line("/// " + line.Replace("&", "&amp;").Replace("<", "&lt;"));
        writer.Line("/// </code>");
        writer.Line("/// " + LayerTable.Legend(graph));
        writer.Line("/// </remarks>");
    }

    private static void WriteMembers(SourceWriter writer, NetworkModel model, TypeNames types)
    {
        LayerGraph graph = model.Graph;
        long parameters = Math.Min(int.MaxValue, graph.Layers.Sum(LayerTable.Parameters));
        writer.Line("/// <summary>Values that training adjusts.</summary>");
        writer.Line("public const int ParameterCount = " + Text.Grouped(parameters).Replace(',', '_') + ";");
        writer.Line();
        if (model.Error is null)
        {
            ArchitectureField.Write(writer, graph, ParameterPlanner.Plan(graph), types);
            writer.Line();
        }

        writer.Line("/// <summary>Makes the network with fresh weights.</summary>");
        if (model is { Type.HasRemarks: true, Error: null })
            WriteTable(writer, graph);
        writer.Line("/// <param name=\"seed\">Fixes the initial weights, the order of the samples and the dropout masks.</param>");
        writer.Line("/// <param name=\"device\">Where it runs; the CPU if null.</param>");
        if (model.Error is not null)
            BrokenMembers.WriteConstructor(writer, model, types);
        else
        {
            using (writer.Block($"public {model.Type.Name}(int seed = 0, {types["Device"]}? device = null)\n    : base(s_architecture, seed, device)"))
            {
            }
        }

        writer.Line();
        WriteShapes(writer, graph, types);
        WriteWeights(writer, model, types);
        WriteLoad(writer, model, types);
        TrainingMembers.Write(writer, model.Error is null, types);
        if (model.Error is null)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override {types["NetworkEngine"]} CreateCpuEngine() => new CpuEngine(this);");
        }
        else
            BrokenMembers.WriteRest(writer, model, types);
    }

    private static void WriteShapes(SourceWriter writer, LayerGraph graph, TypeNames types)
    {
        writer.Line("/// <summary>Shape of one input: " + graph.Input + ".</summary>");
        writer.Line($"public static {types["TensorShape"]} InputShape => new({ShapeArguments(graph.Input)});");
        writer.Line();
        writer.Line("/// <summary>Shape of one output: " + graph.Output + ".</summary>");
        writer.Line($"public static {types["TensorShape"]} OutputShape => new({ShapeArguments(graph.Output)});");
        writer.Line();
    }

    /// <summary>What the constructor of <c>TensorShape</c> takes.</summary>
    public static string ShapeArguments(Shape shape) => shape.Rank switch
    {
        3 => Text.Join([shape.Height, shape.Width, shape.Channels]),
        2 => Text.Join([shape.Width, shape.Channels]),
        _ => Text.Of(shape.Channels),
    };

    private static void WriteWeights(SourceWriter writer, NetworkModel model, TypeNames types)
    {
        for (int i = 0; i < model.Graph.Layers.Count; i++)
        {
            LayerNode layer = model.Graph.Layers[i];
            if (layer.Parameters.Count == 0)
                continue;
            string shapes = string.Join(", ", layer.Parameters.Select(parameter => parameter.FileName + " [" + Text.Join(parameter.Dimensions) + "]"));
            writer.Line("/// <summary>Weights of " + layer.Description + ": " + shapes + ".</summary>");
            writer.Line($"public {types["LayerWeights"]} {layer.Accessor} => " + (model.Error is null ? "GetLayer(" + Text.Of(i) + ");" : "throw BuildError();"));
            writer.Line();
        }
    }

    private static void WriteLoad(SourceWriter writer, NetworkModel model, TypeNames types)
    {
        string name = model.Type.Name + (model.Type.TypeParameters.Count == 0 ? "" : "<" + string.Join(", ", model.Type.TypeParameters) + ">");
        writer.Line("/// <summary>Makes the network with the weights of a file that <c>Save</c> wrote.</summary>");
        writer.Line("/// <param name=\"path\">A safetensors file.</param>");
        writer.Line("/// <param name=\"device\">Where it runs; the CPU if null.</param>");
        if (model.Error is not null)
        {
            writer.Line($"public static {name} Load(string path, {types["Device"]}? device = null) => throw BuildError();");
            writer.Line();
            return;
        }

        using (writer.Block($"public static {name} Load(string path, {types["Device"]}? device = null)"))
        {
            writer.Line($"{name} network = new(0, device);");
            using (writer.Block("try"))
            {
                writer.Line("network.LoadWeights(path);");
                writer.Line("return network;");
            }

            using (writer.Block("catch"))
            {
                writer.Line("network.Dispose();");
                writer.Line("throw;");
            }
        }

        writer.Line();
    }
}
