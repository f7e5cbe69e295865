using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// What a network's base class has to know of its loss: for numbers the loss of one value in double precision, by which it is evaluated, for
/// pixels the ignored label, and the loss of a sample where that needs all of its values.
/// </summary>
internal static class ElementLoss
{
    private const string Method = "Loss";

    /// <summary>The losses of several heads, null for those that aren't losses of a value.</summary>
    private const string Field = "Losses";

    /// <summary>What the base class's constructor takes beside the architecture, with a comma behind it.</summary>
    public static string Argument(NetworkModel model)
    {
        string ignored = model.Kind.TakesIgnoredLabel ? IgnoredLabel(model.Graph.Loss) + ", " : "";
        if (model.Kind == NetworkKind.Several)
            return model.Error is not null ? "null!, " : $"{SurfaceFile.FileLocalClass}.{Field}, {SampleLosses(model.Graph)}";
        if (model.Graph.Loss is EmbeddingLossOperation embedding)
            return $"new({CSharpLiteral.Of(embedding.Margin)}{(embedding.Mining is null ? "" : ", global::DeepVision.Generated.TripletMining." + embedding.Mining)}), ";
        return ignored + (SampleLoss(model.Graph.Loss) is { } sampleLoss ? sampleLoss + ", "
            : !model.Kind.TakesLoss ? ""
            : model.Error is not null ? "(global::System.Func<double, double, double>)null!, "
            : $"{SurfaceFile.FileLocalClass}.{Method}, ");
    }

    /// <summary>The losses of samples of several heads; nothing if there are none.</summary>
    private static string SampleLosses(LayerGraph graph)
    {
        string?[] losses = [.. graph.AllPredicting.Select(head => SampleLoss(head.Loss))];
        return losses.All(loss => loss is null) ? "" : $"[{string.Join(", ", losses.Select(loss => loss ?? "null"))}], ";
    }

    /// <summary>The loss of one sample, by which the network is evaluated; null where its base class knows it.</summary>
    private static string? SampleLoss(LossOperation loss)
    {
        const string Losses = "global::DeepVision.Generated.Runtime.SampleLosses.";
        return loss switch
        {
            DistributionLossOperation distribution => Losses + (distribution.IsDivergence ? "KLDivergence" : "CrossEntropy"),
            CosineLossOperation cosine => $"static (values, targets) => {Losses}CosineSimilarity(values, targets, {CSharpLiteral.Of(cosine.Channels)})",
            DiceOperation dice => $"static (scores, targets) => {Losses}Dice(scores, targets, {CSharpLiteral.Of(dice.Channels)}, {CSharpLiteral.Of(dice.Smooth)})",
            PixelDiceOperation dice => $"static (scores, labels) => {Losses}Dice(scores, labels, {CSharpLiteral.Of(dice.Classes)}, {CSharpLiteral.Of(dice.Smooth)}, {IgnoredLabel(dice)})",
            _ => null,
        };
    }

    private static string IgnoredLabel(LossOperation loss) => loss is IPixelLoss { IgnoredLabel: not PixelCrossEntropyOperation.NoLabel and var label }
        ? Text.Of(label)
        : "global::DeepVision.Generated.SoftmaxCrossEntropy.NoLabel";

    /// <summary>Writes the method, or one for each head, into the file's own class.</summary>
    public static void Write(SourceWriter writer, LayerGraph graph)
    {
        if (!graph.HasSeveral)
        {
            if (graph.Loss is ElementwiseLossOperation { Network.TakesLoss: true } loss)
                WriteMethod(writer, Method, loss);
            return;
        }

        NetworkHead[] heads = [.. graph.AllPredicting];
        string[] names = [.. heads.Select((head, index) => head.Loss is ElementwiseLossOperation { Network.TakesLoss: true } ? Method + CSharpLiteral.Of(index + 1) : "null")];
        writer.Line();
        writer.Line($"public static readonly global::System.Func<double, double, double>?[] {Field} = [{string.Join(", ", names)}];");
        for (int index = 0; index < heads.Length; index++)
        {
            if (heads[index].Loss is ElementwiseLossOperation { Network.TakesLoss: true } loss)
                WriteMethod(writer, names[index], loss);
        }
    }

    private static void WriteMethod(SourceWriter writer, string name, ElementwiseLossOperation operation)
    {
        ElementwiseLoss loss = operation.Loss;
        writer.Line();
        using (writer.Block($"public static double {name}(double {Scalar.X.Name}, double {Scalar.Target.Name})"))
        {
            Printer printer = new();
            printer.WriteLocals(writer, name => name, loss.Value);
            writer.Line($"return {printer.Value(loss.Value, name => name)};");
        }
    }

    private sealed class Printer : ScalarPrinter
    {
        protected override string Type => "double";

        // Other functions of the framework differ from system to system, and an evaluation decides when training stops.
        protected override string Call(ScalarFunction function, string argument) => function switch
        {
            ScalarFunction.Abs => $"global::System.Math.Abs({argument})",
            ScalarFunction.Exp or ScalarFunction.LogOnePlus => $"global::DeepVision.Generated.Runtime.PortableMath.{function}({argument})",
            _ => throw new InvalidOperationException($"{function} has no form in double precision that is the same on every system."),
        };
    }
}
