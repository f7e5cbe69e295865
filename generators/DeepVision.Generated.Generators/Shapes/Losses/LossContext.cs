using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>What a rule sees of its loss: arguments, what it reads, and a place to report mistakes.</summary>
/// <param name="inference">The network.</param>
/// <param name="index">Number of the loss in the flat list, from 0.</param>
internal sealed class LossContext(ShapeInference inference, int index)
{
    /// <summary>The layer that it reads, by its number in the flat list; negative for the network's input.</summary>
    public int LastLayer => inference.Layers[index].Inputs[0];

    /// <summary>What that computes; null for the network's input.</summary>
    public LayerNode? LastNode => inference.NodeOf(LastLayer);

    /// <summary>What it gives.</summary>
    public InputSource Output => inference.OutputOf(LastLayer);

    public LayerDeclaration Declaration => inference.Layers[index].Declaration;

    /// <summary>Whether it stands where it belongs: only there can be said whether it fits.</summary>
    public bool IsLast => inference.Declaration.EndsPath(inference.OriginOf(index).Attribute);

    /// <summary>The loss in a message.</summary>
    public string Here => inference.Show(index);

    /// <summary>The loss, or one of its arguments.</summary>
    public Anchor Anchor(string? argument = null) => inference.OriginOf(index).Anchor(argument);

    /// <summary>A hint about the layer that it reads, for a code fix; none if that is no attribute but stands in a block.</summary>
    public EquatableArray<FixHint> HintAboutLastLayer(string name) =>
        inference.AttributeOf(LastLayer) is { } attribute ? [new FixHint(name, Text.Of(attribute))] : [];

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

    /// <summary>The value of an argument for which <paramref name="isValid"/> holds; reports another one and gives <paramref name="otherwise"/>, which is its default too.</summary>
    public float Value(string name, float otherwise, Func<float, bool> isValid, string range)
    {
        float value = Declaration[name] as float? ?? otherwise;
        if (isValid(value) && !float.IsInfinity(value))
            return value;
        ReportRange(name, name, range, Text.Of(value));
        return otherwise;
    }

    /// <summary>Its factor in what training minimises; reports one outside its range and gives 1.</summary>
    public float Weight()
    {
        float weight = Declaration[KnownNames.LossWeight] as float? ?? 1;
        if (weight > 0 && !float.IsInfinity(weight))
            return weight;
        ReportRange(KnownNames.LossWeight, KnownNames.LossWeight, "above 0", Text.Of(weight));
        return 1;
    }

    /// <summary>What the user calls it, or null; reports what can't be a name.</summary>
    public string? Name()
    {
        if (Declaration[KnownNames.LayerName] is not string name)
            return null;
        if (ScopeNames.WhyMalformed(name) is not { } reason)
            return name;
        Report(DeclarationDiagnostics.InvalidName, KnownNames.LayerName, Here, name, reason);
        return null;
    }

    public void Report(Problem problem) => inference.Report(problem);

    /// <summary>Reports a mistake in the loss, or in one of its arguments.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? argument, params string[] arguments) =>
        Report(new Problem(descriptor, Anchor(argument), new EquatableArray<string>(arguments)));

    /// <summary>Reports a number outside its range, on its argument.</summary>
    public void ReportRange(string argument, string name, string rule, string value) =>
        Report(ShapeDiagnostics.ArgumentOutOfRange, argument, Here, name, rule, value);
}
