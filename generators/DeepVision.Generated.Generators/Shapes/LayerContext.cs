using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a rule sees of its layer: arguments, input and where it comes from, what follows, and a place to report mistakes.</summary>
internal sealed class LayerContext
{
    private readonly LayerRule _rule;
    private readonly ShapeInference _inference;

    /// <param name="inference">The network.</param>
    /// <param name="rule">The layer's rule.</param>
    /// <param name="index">Number of the layer in the flat list, from 0.</param>
    /// <param name="declaration">The layer's kind and arguments.</param>
    /// <param name="sources">What it reads, in order.</param>
    public LayerContext(ShapeInference inference, LayerRule rule, int index, LayerDeclaration declaration, IReadOnlyList<InputSource> sources)
    {
        (_inference, _rule, Index, Declaration, Sources) = (inference, rule, index, declaration, sources);
        IsGuess = sources.Any(source => source.IsGuess) || !Declaration.Compiles;
    }

    /// <summary>Number of the layer in the flat list, from 0.</summary>
    public int Index { get; }

    /// <summary>What the layer reads, in order.</summary>
    public IReadOnlyList<InputSource> Sources { get; }

    /// <summary>What it reads first.</summary>
    public InputSource Source => Sources[0];

    /// <summary>Shape of one input sample.</summary>
    public Shape Input => Source.Shape;

    public LayerDeclaration Declaration { get; }

    /// <summary>The layer as it was written: another one where <see cref="Declaration"/> is a part of it.</summary>
    public LayerDeclaration Written => _inference.Layers[Index].Declaration;

    /// <summary>The layer in a message: <c>Conv2D(32, 3) (layer 1)</c>.</summary>
    public string Here => _inference.Show(Index);

    /// <summary>
    /// Whether the layer's output is only a guess: its input is one, or it has a mistake itself. Nothing about shapes is
    /// reported then, so that one mistake gives one message.
    /// </summary>
    public bool IsGuess { get; set; }

    public int Int(string name) => Value<int>(name);

    public float Float(string name) => Value<float>(name);

    public bool Flag(string name) => Value<bool>(name);

    public bool IsGiven(string name) => Declaration[name] is not null;

    /// <summary>An integer that must be <paramref name="minimum"/> or more; reports and gives the minimum otherwise.</summary>
    public int AtLeast(int minimum, string name)
    {
        int value = Int(name);
        if (value >= minimum)
            return value;
        ReportRange(name, Text.Of(minimum) + " or more", Text.Of(value));
        return minimum;
    }

    /// <summary>
    /// A kernel's size, stride, dilation or padding in pixels: from <paramref name="minimum"/> to
    /// <see cref="Sizes.PixelLimit"/>, so that no position in the generated code overflows.
    /// </summary>
    public int Pixels(int minimum, string name)
    {
        int value = AtLeast(minimum, name);
        if (value <= Sizes.PixelLimit)
            return value;
        ReportRange(name, "at most " + Text.Of(Sizes.PixelLimit), Text.Of(value));
        return minimum;
    }

    /// <summary>Whether the numbers of an option that has several are as many as they should be, and each as in <see cref="Pixels"/>; reports what isn't so.</summary>
    /// <param name="minimum">The least that each may be.</param>
    /// <param name="name">The option.</param>
    /// <param name="values">What was given for it.</param>
    /// <param name="count">How many there should be.</param>
    /// <param name="rule">What they should be, in a message: <c>two numbers, [height, width]</c>.</param>
    public bool ArePixels(int minimum, string name, EquatableArray<int> values, int count, string rule)
    {
        if (values.Count != count)
        {
            ReportRange(name, rule, Text.List(values));
            return false;
        }

        for (int number = 0; number < count; number++)
        {
            if (values[number] >= minimum && values[number] <= Sizes.PixelLimit)
                continue;
            string limit = values[number] < minimum ? Text.Of(minimum) + " or more" : "at most " + Text.Of(Sizes.PixelLimit);
            ReportArgument(name, ShapeDiagnostics.ArgumentOutOfRange, Here, name + "[" + Text.Of(number) + "]", limit, Text.Of(values[number]));
            return false;
        }

        return true;
    }

    /// <summary>A float for which <paramref name="isValid"/> holds; reports and gives <paramref name="instead"/> otherwise. NaN and infinities are never valid.</summary>
    public float Where(string name, Func<float, bool> isValid, string rule, float instead)
    {
        float value = Float(name);
        if (isValid(value) && !float.IsInfinity(value))
            return value;
        ReportRange(name, rule, Text.Of(value));
        return instead;
    }

    /// <summary>A member of an enum with <paramref name="count"/> members.</summary>
    public int Member(string name, int count)
    {
        int value = Int(name);
        if (value >= 0 && value < count)
            return value;
        ReportRange(name, "a member of the enum " + name, Text.Of(value));
        return 0;
    }

    /// <summary>Reports a number outside its range, on the argument itself.</summary>
    public void ReportRange(string name, string rule, string value) =>
        ReportArgument(name, ShapeDiagnostics.ArgumentOutOfRange, Here, name, rule, value);

    /// <summary>Reports a mistake in one argument, or in several without a name. The layer's output becomes a guess.</summary>
    public void ReportArgument(string? name, DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (Declaration.Compiles)
            _inference.Report(new Problem(descriptor, Origin.Anchor(name), new EquatableArray<string>(arguments)));
        IsGuess = true;
    }

    /// <summary>Reports a mistake in how the layer fits its input, unless that is only a guess. The layer's output becomes a guess.</summary>
    public void ReportShape(DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (!IsGuess)
            _inference.Report(new Problem(descriptor, Origin.Anchor(), new EquatableArray<string>(arguments)));
        IsGuess = true;
    }

    /// <summary>As <see cref="ReportShape(DiagnosticDescriptor, string[])"/>, with hints for a code fix.</summary>
    public void ReportShape(EquatableArray<FixHint> hints, DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (!IsGuess)
            _inference.Report(new Problem(descriptor, Origin.Anchor(), new EquatableArray<string>(arguments)) { Hints = hints });
        IsGuess = true;
    }

    /// <summary>As <see cref="ReportShape(DiagnosticDescriptor, string[])"/>, on the argument that doesn't fit.</summary>
    public void ReportShapeAt(string argument, DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (!IsGuess)
            _inference.Report(new Problem(descriptor, Origin.Anchor(argument), new EquatableArray<string>(arguments)));
        IsGuess = true;
    }

    /// <summary>The initialiser for the layer's weight, the user's or by the activation that follows, and the number that it takes.</summary>
    public (string Name, float Argument) WeightInitializer()
    {
        string name = Initializers.Name(Member("Initializer", Initializers.Count), _inference.HintBehind(Index));
        float value = Where("InitialValue", value => !float.IsNaN(value), "a number", instead: 0);
        float deviation = Where("InitialDeviation", value => value > 0, "above 0", instead: 1);
        foreach ((string argument, string owner) in Initializers.Arguments)
        {
            if (IsGiven(argument) && name != owner)
                ReportArgument(argument, ShapeDiagnostics.InitializerTakesNoArgument, Here, argument, owner, name);
        }

        return (name, name switch { "Constant" => value, "TruncatedNormal" => deviation, _ => 0 });
    }

    /// <summary>Whether the layer that gave the input would have given an image of this size with Padding.Same.</summary>
    public bool PaddingOfGiverWouldGive(long height, long width)
    {
        (WindowAxis Vertical, WindowAxis Horizontal)? window = _inference.NodeOf(Source.Giver)?.Operation switch
        {
            ConvolutionOperation convolution => (convolution.Vertical, convolution.Horizontal),
            PoolingOperation pooling => (pooling.Vertical, pooling.Horizontal),
            _ => null,
        };
        return window is ({ PadBefore: 0, PadAfter: 0 } vertical, { PadBefore: 0, PadAfter: 0 } horizontal)
            && (vertical.Input + vertical.Stride - 1) / vertical.Stride >= height
            && (horizontal.Input + horizontal.Stride - 1) / horizontal.Stride >= width;
    }

    /// <summary>The layer that made a vector of an image, in a message; null if the network's input was no image.</summary>
    public string? LayerThatLeftImages()
    {
        for (int layer = _inference.FirstInputOf(Index); layer >= 0; layer = _inference.FirstInputOf(layer))
        {
            if (_inference.NodeOf(layer) is { InputShape.Rank: 3, Output.Rank: not 3 })
                return _inference.Show(layer);
        }

        return null;
    }

    /// <summary>What the layer computes that gave the input its shape; null for the network's input.</summary>
    public LayerOperation? GiverOperation => _inference.NodeOf(Source.Giver)?.Operation;

    /// <summary>The rule of the layer that gave the input its shape; null for the network's input and for blocks.</summary>
    public LayerRule? GiverRule => Source.Giver >= 0 && _inference.Layers[Source.Giver].Declaration is { Block: null, Kind: var kind } ? LayerRules.Find(kind) : null;

    /// <summary>What a code fix calls a layer: the number of its attribute; null for a layer in a block, which has none.</summary>
    public string? NumberOf(int layer) => _inference.AttributeOf(layer) is { } attribute ? Text.Of(attribute) : null;

    /// <summary>The layer that gave the input, as a fix names it: <c>layer 4</c>.</summary>
    public string GiverInFix => _inference.Position(Source.Giver);

    private LayerOrigin Origin => _inference.OriginOf(Index);

    private T Value<T>(string name)
        where T : struct =>
        Declaration[name] is T value ? value : _rule.Options.FirstOrDefault(option => option.Name == name)?.Default as T? ?? default;
}

/// <summary>What a layer reads.</summary>
/// <param name="Value">The node that computes it; <see cref="LayerNode.NetworkInput"/> for the network's input, <see cref="LayerNode.FurtherInput"/> for another one.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="Giver">The layer that gave the data this shape, by its number in the flat list; negative for an input.</param>
/// <param name="GiverText">The giver in a message.</param>
/// <param name="IsGuess">Whether a mistake before makes the shape a guess.</param>
internal sealed record InputSource(int Value, Shape Shape, int Giver, string GiverText, bool IsGuess)
{
    /// <summary>Whether it is a sequence that may end before its last step.</summary>
    public bool VariesInLength { get; init; }
}
