using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>What a network's base class has to know of its loss: for numbers the loss of one value in double precision, by which it is evaluated, for pixels the ignored label.</summary>
internal static class ElementLoss
{
    private const string Method = "Loss";

    /// <summary>The losses of several heads, null for those that aren't losses of a value.</summary>
    private const string Field = "Losses";

    /// <summary>What the base class's constructor takes beside the architecture, with a comma behind it.</summary>
    public static string Argument(NetworkModel model) => model.Kind.TakesIgnoredLabel ? IgnoredLabel(model.Graph.Loss) + ", "
        : !model.Kind.TakesLoss ? ""
        : model.Error is not null ? "null!, "
        : SurfaceFile.FileLocalClass + "." + (model.Kind == NetworkKind.Several ? Field : Method) + ", ";

    private static string IgnoredLabel(LossOperation loss) => loss is PixelCrossEntropyOperation { IgnoredLabel: not PixelCrossEntropyOperation.NoLabel and var label }
        ? Text.Of(label)
        : "global::DeepVision.Generated.SoftmaxCrossEntropy.NoLabel";

    /// <summary>Writes the method, or one for each head, into the file's own class.</summary>
    public static void Write(SourceWriter writer, LayerGraph graph)
    {
        if (!graph.HasSeveral)
        {
            if (graph.Loss.Network.TakesLoss)
                WriteMethod(writer, Method, graph.Loss);
            return;
        }

        NetworkHead[] heads = [.. graph.AllPredicting];
        string[] names = [.. heads.Select((head, index) => head.Loss.Network.TakesLoss ? Method + CSharpLiteral.Of(index + 1) : "null")];
        writer.Line();
        writer.Line($"public static readonly global::System.Func<double, double, double>?[] {Field} = [{string.Join(", ", names)}];");
        for (int index = 0; index < heads.Length; index++)
        {
            if (heads[index].Loss.Network.TakesLoss)
                WriteMethod(writer, names[index], heads[index].Loss);
        }
    }

    private static void WriteMethod(SourceWriter writer, string name, LossOperation operation)
    {
        ElementwiseLoss loss = ((ElementwiseLossOperation)operation).Loss;
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
