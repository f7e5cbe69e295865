using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>What a network's base class has to know of its loss: for numbers the loss of one value in double precision, by which it is evaluated, for pixels the ignored label.</summary>
internal static class ElementLoss
{
    private const string Method = "Loss";

    /// <summary>What the base class's constructor takes beside the architecture, with a comma behind it.</summary>
    public static string Argument(NetworkModel model) => model.Kind.TakesIgnoredLabel ? IgnoredLabel(model.Graph.Loss) + ", "
        : !model.Kind.TakesLoss ? ""
        : model.Error is null ? SurfaceFile.FileLocalClass + "." + Method + ", "
        : "null!, ";

    private static string IgnoredLabel(LossOperation loss) => loss is PixelCrossEntropyOperation { IgnoredLabel: not PixelCrossEntropyOperation.NoLabel and var label }
        ? Text.Of(label)
        : "global::DeepVision.Generated.SoftmaxCrossEntropy.NoLabel";

    /// <summary>Writes the method into the file's own class.</summary>
    public static void Write(SourceWriter writer, LayerGraph graph)
    {
        if (!graph.Loss.Network.TakesLoss)
            return;
        ElementwiseLoss loss = ((ElementwiseLossOperation)graph.Loss).Loss;
        writer.Line();
        using (writer.Block($"public static double {Method}(double {Scalar.X.Name}, double {Scalar.Target.Name})"))
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
