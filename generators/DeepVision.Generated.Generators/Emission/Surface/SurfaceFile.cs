using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// The first file: the class as its user sees it. A network with an error gets the same members with a constructor that
/// throws, so that one mistake doesn't become twenty "method not found".
/// </summary>
internal static class SurfaceFile
{
    /// <summary>The class that only this file sees.</summary>
    public const string FileLocalClass = "global::" + Namespace + "." + Declared;

    private const string Device = "global::DeepVision.Generated.Device";
    private const string Namespace = "DeepVision.Generated.Runtime";
    private const string Declared = "Declared";

    public static string Write(SurfaceModel surface)
    {
        NetworkModel model = surface.Network;
        SourceWriter writer = new();
        PartialType.WriteHeader(writer);
        PartialType.Write(
            writer, model.Type,
            () => WriteClassDocs(writer, model),
            model.HasBaseClass || model.IsNoNetwork ? null : "global::DeepVision.Generated." + model.Kind.BaseClass,
            () => WriteMembers(writer, model),
            isAbstract: model.LacksEngine);
        PartialType.WriteFileLocal(writer, Namespace, [], () =>
        {
            writer.Line(model.Error is null ? "/// <summary>The network as it was declared.</summary>" : "/// <summary>What is wrong with the network.</summary>");
            using (writer.Block("file static class " + Declared))
            {
                if (surface.Lowered is not { } lowered)
                {
                    BrokenMembers.WriteFileLocal(writer, model);
                    return;
                }

                ArchitectureField.Write(writer, model.Graph, ParameterPlanner.Plan(lowered));
                ElementLoss.Write(writer, model.Graph);
                if (model.BeginsWithOnnx)
                    OnnxMembers.WriteWeights(writer, model.Graph);
            }
        });
        return writer.ToString();
    }

    private static void WriteClassDocs(SourceWriter writer, NetworkModel model)
    {
        if (!model.Type.HasSummary)
            writer.Line("/// <summary>" + Summary(model.Graph) + "</summary>");
        // The IDE shows the first remarks of all parts: the user's own would hide the table.
        if (model is { Type.HasRemarks: false, Error: null })
            WriteTable(writer, model.Graph);
    }

    private static string Summary(LayerGraph graph)
    {
        string inputs = (graph.Input.Rank switch { 3 when graph.Input.Steps > 0 => "sequences of images (", 3 => "images (", 2 => "sequences (", _ => "vectors (" }) + graph.Input + ")";
        if (graph.HasSeveral)
            return SeveralMembers.Summary(graph, inputs);
        return graph.Loss.Network.Task(inputs, graph.Output);
    }

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

    /// <summary>The members, each with an empty line before it but the first. What the user has too (an error) is left out: C# would say so once more.</summary>
    private static void WriteMembers(SourceWriter writer, NetworkModel model)
    {
        LayerGraph graph = model.Graph;
        long parameters = Math.Min(int.MaxValue, graph.Layers.Sum(LayerTable.Trained));
        if (model.Generates("ParameterCount"))
        {
            writer.Line("/// <summary>Values that training adjusts.</summary>");
            writer.Line("public const int ParameterCount = " + Text.Grouped(parameters).Replace(',', '_') + ";");
        }

        if (model.Generates(".ctor"))
            WriteConstructor(writer, model);
        if (model.Generates("InputShape"))
            WriteShape(writer, "input", "InputShape", graph.Input);
        if (model.Generates("OutputShape"))
            WriteShape(writer, graph.AllPredicting.Skip(1).Any() ? "output of the first head" : "output", "OutputShape", graph.Output);
        LayerProperties.Write(writer, model);
        if (model.Generates("Load"))
            WriteLoad(writer, model);
        if (model.BeginsWithOnnx && model.Generates("LoadOnnx"))
            OnnxMembers.WriteLoad(writer, model);
        if (model.Kind.LearnsFromData && model.Generates("Train"))
            TrainingMembers.WriteTrain(writer, model.Error is null);
        if (model.Kind.LearnsFromData && model.Generates("TrainStep"))
            TrainingMembers.WriteTrainStep(writer, model.Error is null);
        if (model.Kind == NetworkKind.Several)
            SeveralMembers.Write(writer, model);
        if (model is { Error: not null, IsNoNetwork: false } && model.Generates("CreateCpuEngine"))
            BrokenMembers.WriteEngine(writer);
    }

    private static void WriteConstructor(SourceWriter writer, NetworkModel model)
    {
        writer.Line();
        writer.Line("/// <summary>Makes the network with fresh weights.</summary>");
        if (model is { Type.HasRemarks: true, Error: null })
            WriteTable(writer, model.Graph);
        writer.Line("/// <param name=\"seed\">Fixes the initial weights, the order of the samples and the dropout masks.</param>");
        writer.Line("/// <param name=\"device\">Where it runs; the CPU if null.</param>");
        string signature = $"public {CSharpIdentifier.Of(model.Type.Name)}(int seed = 0, {Device}? device = null)";
        if (model.Error is not null)
        {
            BrokenMembers.WriteConstructor(writer, model, signature);
            return;
        }

        using (writer.Block(signature + "\n    : base(" + FileLocalClass + ".Architecture, " + ElementLoss.Argument(model) + "seed, device)"))
        {
        }
    }

    private static void WriteShape(SourceWriter writer, string what, string name, Shape shape)
    {
        writer.Line();
        writer.Line("/// <summary>Shape of one " + what + ": " + shape + ".</summary>");
        writer.Line($"public static global::DeepVision.Generated.TensorShape {name} => new({ShapeArguments(shape)});");
    }

    /// <summary>What the constructor of <c>TensorShape</c> takes.</summary>
    public static string ShapeArguments(Shape shape) => shape.Rank switch
    {
        3 when shape.Steps > 0 => Text.Join([shape.Steps, shape.Height, shape.Width, shape.Channels]),
        3 => Text.Join([shape.Height, shape.Width, shape.Channels]),
        2 => Text.Join([shape.Width, shape.Channels]),
        _ => Text.Of(shape.Channels),
    };

    private static void WriteLoad(SourceWriter writer, NetworkModel model)
    {
        string name = CSharpIdentifier.Of(model.Type.Name);
        string signature = $"public static {name} Load(string path, {Device}? device = null)";
        writer.Line();
        writer.Line("/// <summary>Makes the network with the weights of a file that <c>Save</c> wrote.</summary>");
        writer.Line("/// <param name=\"path\">A safetensors file.</param>");
        writer.Line("/// <param name=\"device\">Where it runs; the CPU if null.</param>");
        if (model.Error is not null)
        {
            writer.Line(signature + " => throw " + BrokenMembers.Error + ";");
            return;
        }

        using (writer.Block(signature))
            WriteLoading(writer, name, seed: "0", "loaded.LoadWeights(path);");
    }

    /// <summary>Makes a network, loads its weights, and gives it back.</summary>
    public static void WriteLoading(SourceWriter writer, string name, string seed, string load)
    {
        writer.Line($"{name} network = new({seed}, device);");
        // As the base class: members of the user's may hide those of the library.
        writer.Line("global::DeepVision.Generated.Network loaded = network;");
        using (writer.Block("try"))
        {
            writer.Line(load);
            writer.Line("return network;");
        }

        using (writer.Block("catch"))
        {
            writer.Line("loaded.Dispose();");
            writer.Line("throw;");
        }
    }
}
