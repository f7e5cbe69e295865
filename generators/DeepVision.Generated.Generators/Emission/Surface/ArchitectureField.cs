using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The architecture as data: layers, and where every parameter lies.</summary>
internal static class ArchitectureField
{
    public static void Write(SourceWriter writer, LayerGraph graph, ParameterPlan plan)
    {
        writer.Line("public static readonly NetworkArchitecture Architecture = new(");
        using (writer.Indent())
        {
            writer.Line($"{CSharpLiteral.Of(graph.Name)}, new({SurfaceFile.ShapeArguments(graph.Input)}), new({SurfaceFile.ShapeArguments(graph.Output)}),");
            HashSet<int> predicting = graph.LayersBehind(graph.AllPredicting);
            WriteList(writer, graph.Layers.Select((layer, index) => LayerInfo(layer, OperationText.Of(graph, index)) + Options(layer, isTrainingOnly: !predicting.Contains(index))));
            WriteList(writer, plan.Parameters.Select(placed => ParameterTensor(graph, placed)));
            writer.Line($"TrainableLength: {Text.Of(plan.TrainableLength)}, StatisticsLength: {Text.Of(plan.StatisticsLength)}, StorageLength: {Text.Of(plan.StorageLength)}){(HasMore(graph) ? "" : ";")}");
        }

        if (HasMore(graph))
            WriteInputsAndHeads(writer, graph);
    }

    /// <summary>The heads whose classes are balanced: those whose labels such a loss learns from.</summary>
    private static IEnumerable<int> Balanced(LayerGraph graph) => graph.Heads.Where(head => head.Loss.HasBalancedClasses).Select(head => head.Answers).Distinct().OrderBy(head => head);

    private static bool HasMore(LayerGraph graph) => graph.HasSeveral || Balanced(graph).Any();

    /// <summary>What only networks with several inputs or heads, or with balanced classes, have to say.</summary>
    private static void WriteInputsAndHeads(SourceWriter writer, LayerGraph graph)
    {
        writer.Line("{");
        using (writer.Indent())
        {
            if (Balanced(graph).Any())
                writer.Line($"BalancedHeads = [{Text.Join(Balanced(graph))}],");
            if (graph.HasSeveral)
                WriteHeads(writer, graph);
        }

        writer.Line("};");
    }

    private static void WriteHeads(SourceWriter writer, LayerGraph graph)
    {
        writer.Line($"FurtherInputs = [{string.Join(", ", graph.FurtherInputs.Select(input => $"new InputInfo({CSharpLiteral.Of(input.Name)}, new({SurfaceFile.ShapeArguments(input.Shape)})){(input.IsLengths ? " { IsLengths = true }" : "")}"))}],");
        writer.Line("Heads =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (NetworkHead head in graph.AllPredicting)
            {
                writer.Line(
                    $"new HeadInfo({CSharpLiteral.Of(head.Name ?? "")}, HeadKind.{head.Loss.Network.HeadKind}, {Text.Of(head.Layer)}, "
                    + $"new({SurfaceFile.ShapeArguments(graph.OutputOf(head.Layer))}), {CSharpLiteral.Of(head.Weight)}){Options(head.Loss)},");
            }
        }

        writer.Line("],");
    }

    /// <summary>What only some heads have to say.</summary>
    private static string Options(LossOperation loss) => ObjectInitializer.Of(
        loss.Network == NetworkKind.SoftClassification ? "SoftTargets = true" : "",
        loss is IPixelLoss { IgnoredLabel: not PixelCrossEntropyOperation.NoLabel and var label } ? "IgnoredLabel = " + Text.Of(label) : "",
        loss.HasLengths ? "HasLengths = true" : "");

    private static void WriteList(SourceWriter writer, IEnumerable<string> items)
    {
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string item in items)
                writer.Line(item + ",");
        }

        writer.Line("],");
    }

    private static string Options(LayerNode layer, bool isTrainingOnly) =>
        ObjectInitializer.Of(isTrainingOnly ? "IsTrainingOnly = true" : "", layer.IsFrozen ? "IsFrozen = true" : "");

    private static string LayerInfo(LayerNode layer, string operation) =>
        $"new LayerInfo({CSharpLiteral.Of(layer.Name)}, {CSharpLiteral.Of(layer.Description)}, [{Text.Join(layer.Inputs)}], new({SurfaceFile.ShapeArguments(layer.Output)}), "
        + $"{Text.Of(LayerTable.Parameters(layer))}, {Text.Of(layer.MultiplyAdds)}, {operation})";

    private static string ParameterTensor(LayerGraph graph, PlacedParameter placed)
    {
        (ParameterDeclaration parameter, PackedLayout layout) = (placed.Declaration, placed.Layout);
        string name = graph.Layers[placed.Layer].TensorPrefix + "." + parameter.Role.FileName;
        string layoutText = Text.Join([layout.Outputs, layout.Inputs, layout.KernelHeight, layout.KernelWidth, layout.InputStride, layout.Block]);
        string rest = (parameter.L1 != 0 ? ", L1: " + CSharpLiteral.Of(parameter.L1) : "") + (parameter.L2 != 0 ? ", L2: " + CSharpLiteral.Of(parameter.L2) : "")
            + (parameter.IsTrainable ? "" : $", Group: ParameterGroup.{parameter.Group}");
        return $"new ParameterTensor({CSharpLiteral.Of(name)}, {Text.Of(placed.Layer)}, [{Text.Join(parameter.Dimensions)}], new({layoutText}), "
            + $"{Text.Of(placed.Offset)}, Initializer.{parameter.Initializer}, "
            + $"{Text.Of(parameter.FanIn)}, {Text.Of(parameter.FanOut)}{rest}){Values(parameter)}";
    }

    private static string Values(ParameterDeclaration parameter)
    {
        WeightConstraint constraint = parameter.Constraint;
        string[] parts =
        [
            .. constraint.MaxNorm > 0 ? ["MaxNorm: " + CSharpLiteral.Of(constraint.MaxNorm)] : Array.Empty<string>(),
            .. constraint.UnitNorm ? ["UnitNorm: true"] : Array.Empty<string>(),
            .. constraint.NonNegative ? ["NonNegative: true"] : Array.Empty<string>(),
        ];
        string[] values =
        [
            .. parameter.InitializerArgument != 0 ? ["InitializerArgument = " + CSharpLiteral.Of(parameter.InitializerArgument)] : Array.Empty<string>(),
            .. parts.Length > 0 ? ["Constraint = new WeightConstraint(" + string.Join(", ", parts) + ")" + Transposed(constraint)] : Array.Empty<string>(),
        ];
        return values.Length == 0 ? "" : " { " + string.Join(", ", values) + " }";
    }

    private static string Transposed(WeightConstraint constraint) =>
        constraint.TransposedGroups == 0 ? "" : " { TransposedGroups = " + Text.Of(constraint.TransposedGroups) + " }";
}
