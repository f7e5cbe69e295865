using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// What one kind of layer makes of its input: the operation, the shape behind it, its parameters and its cost, and the
/// mistakes it can find. One subclass a layer, one row of <see cref="LayerRules"/>.
/// </summary>
internal abstract class LayerRule
{
    /// <summary>The class's name: <c>Conv2D</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The properties of the attribute, <see cref="LayerOption.Common"/> excluded.</summary>
    public virtual IReadOnlyList<LayerOption> Options => [];

    /// <summary>What it means to the initial weights in front of it.</summary>
    public virtual InitializerHint InitializerHint => InitializerHint.Glorot;

    /// <summary>The layers that it stands for, one behind the other; none where it computes something itself.</summary>
    public virtual LayerDeclaration[] PartsOf(LayerDeclaration layer) => [];

    /// <summary>The layers of the two directions that it stands for, and their join; null where it goes in one.</summary>
    public virtual DirectedParts? DirectionsOf(LayerDeclaration layer) => null;

    /// <summary>Infers the layer. With a mistake in it, it reports and goes on with the best guess.</summary>
    public abstract LayerResult Infer(LayerContext layer);

    /// <summary>
    /// The layer as declared, short: constructor arguments, then options that aren't the default, in the rule's order, so
    /// that two ways to write the same layer give the same text. <c>Conv2D(32, 3, Stride = 2)</c>.
    /// </summary>
    public string Describe(LayerDeclaration declaration)
    {
        List<string> parts = [.. declaration.Arguments.Where(argument => argument.IsPositional).Select(argument => argument.Text).Where(text => text.Length > 0)];
        foreach (LayerOption option in Options.Where(option => option.IsDescribed))
        {
            LayerArgument? given = declaration.Arguments.FirstOrDefault(argument => argument.Name == option.Name);
            if (given?.Value is { } value && !value.Equals(option.Default))
                parts.Add(option.Name + " = " + Show(option.Name, value, given.Text));
        }

        return parts.Count == 0 ? Kind : Kind + "(" + string.Join(", ", parts) + ")";
    }

    /// <summary>Members of enums by their names.</summary>
    private static string Show(string name, object value, string text) => (name, value) switch
    {
        ("Padding", 0) => "Valid",
        ("Padding", 1) => "Same",
        (_, EquatableArray<int> numbers) => Text.List(numbers),
        ("Interpolation", 0) => "Nearest",
        ("Interpolation", 1) => "Bilinear",
        ("Nonlinearity", 1) => "ReLU",
        (Rules.RecurrentRule.MergeMode, int mode) when mode >= 0 && mode < Rules.RecurrentRule.MergeModes.Length => Rules.RecurrentRule.MergeModes[mode],
        (_, int number) => Text.Of(number),
        _ => text,
    };
}

/// <summary>What a layer that goes in both directions stands for: a layer for each, and what joins them.</summary>
internal sealed record DirectedParts(LayerDeclaration Forward, LayerDeclaration Backward, LayerDeclaration Join);

/// <summary>What a rule found out.</summary>
internal sealed record LayerResult(
    LayerOperation Operation,
    Shape Output,
    EquatableArray<ParameterDeclaration> Parameters,
    long MultiplyAdds);
