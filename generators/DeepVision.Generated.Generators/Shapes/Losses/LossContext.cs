using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>What a rule sees of its loss: arguments, what it reads, and a place to report mistakes.</summary>
/// <param name="inference">The network.</param>
/// <param name="index">Number of the loss among the attributes, from 0.</param>
/// <param name="lastNode">The last layer; null if there is none.</param>
/// <param name="output">What it gives.</param>
internal sealed class LossContext(ShapeInference inference, int index, LayerNode? lastNode, InputSource output)
{
    public int Index => index;

    public LayerNode? LastNode => lastNode;

    public InputSource Output => output;

    public LayerDeclaration Declaration => Layers[index];

    /// <summary>Whether it stands where it belongs: only there can be said whether it fits.</summary>
    public bool IsLast => index == Layers.Count - 1;

    /// <summary>The loss in a message.</summary>
    public string Here => inference.Show(index);

    /// <summary>Number of the last layer among the attributes.</summary>
    public int LastLayer
    {
        get
        {
            int last = Layers.Count - 1;
            while (last > 0 && Layers[last].IsLoss)
                last--;
            return last;
        }
    }

    private EquatableArray<LayerDeclaration> Layers => inference.Declaration.Layers;

    /// <summary>A layer in a message.</summary>
    public string Show(int layer) => inference.Show(layer);

    /// <summary>The value of the loss's parameter; reports one outside its range and gives the default.</summary>
    public float Value(FunctionParameter parameter)
    {
        float value = Declaration[parameter.Name] as float? ?? parameter.Default;
        if (parameter.Allows(value) && !float.IsInfinity(value))
            return value;
        ReportRange(parameter.Name, parameter.Name, parameter.Range, Text.Of(value));
        return parameter.Default;
    }

    public void Report(Problem problem) => inference.Report(problem);

    /// <summary>Reports a mistake in the loss, or in one of its arguments.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? argument, params string[] arguments) =>
        Report(new Problem(descriptor, Anchor.Layer(index, argument), new EquatableArray<string>(arguments)));

    /// <summary>Reports a number outside its range, on its argument.</summary>
    public void ReportRange(string argument, string name, string rule, string value) =>
        Report(ShapeDiagnostics.ArgumentOutOfRange, argument, Here, name, rule, value);
}
