using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>
/// What the user wrote, as data: the class and its attributes in source order. Immutable, equal by value, without symbols,
/// syntax or locations, so that an edit which changes none of it re-runs no later stage.
/// </summary>
/// <param name="Type">Where the class stands and what its docs say already; needed to write another part of it.</param>
/// <param name="Facts">What the checks of this stage ask about the class.</param>
/// <param name="Input">Arguments of [Network]: (height, width, channels), (steps, features) or (length); empty when they don't compile.</param>
/// <param name="Layers">Layers and losses in source order.</param>
internal sealed record NetworkDeclaration(
    TypeHeader Type,
    ClassFacts Facts,
    EquatableArray<int> Input,
    EquatableArray<LayerDeclaration> Layers)
{
    /// <summary>Whether a path ends with this loss: what follows, if anything does, goes on from a layer that it names.</summary>
    /// <param name="loss">Number of the loss among the layers.</param>
    public bool EndsPath(int loss) =>
        loss == Layers.Count - 1 || Layers[loss + 1] is { IsLoss: false } next && (next.IsFrom || next[KnownNames.LayerInput] is string);

    /// <summary>The inputs beside the network's own, in source order; behind them the lengths of sequences that differ in length.</summary>
    public EquatableArray<InputDeclaration> FurtherInputs { get; init; } = [];

    /// <summary>Whether the sequences that are the network's own input differ in length.</summary>
    public bool HasLengths => FurtherInputs.Any(input => input.IsLengths);

    /// <summary>Whether several heads predict: their results become types of their own.</summary>
    public bool HasSeveralHeads => Layers.Count(layer => layer is { IsLoss: true, IsTrainingOnly: false }) > 1;

    /// <summary>Generated members that aren't methods.</summary>
    public IEnumerable<string> GeneratedMembers => HasSeveralHeads ? KnownNames.GeneratedMembers.Concat(KnownNames.ResultTypes) : KnownNames.GeneratedMembers;

    /// <summary>Generated methods and what they take: what predicts and evaluates is generated only where it takes or gives several.</summary>
    public IEnumerable<(string Name, string ParameterTypes)> GeneratedMethods
    {
        get
        {
            IEnumerable<(string Name, string ParameterTypes)> methods = BeginsWithOnnx ? KnownNames.GeneratedMethods.Append(KnownNames.LoadOnnx) : KnownNames.GeneratedMethods;
            int heads = Layers.Count(layer => layer is { IsLoss: true, IsTrainingOnly: false });
            if (heads < 2 && FurtherInputs.Count == 0)
                return methods;
            // One sequence is as long as it is; of several the lengths have to be said.
            string inputs = string.Join(", ", Enumerable.Repeat("System.ReadOnlySpan<float>", FurtherInputs.Count + (HasLengths ? 0 : 1)));
            string outputs = string.Concat(Enumerable.Repeat(", System.Span<float>", heads));
            return methods.Concat(
            [
                ("Predict", inputs),
                ("Predict", inputs + (HasLengths ? ", System.ReadOnlySpan<int>" : "") + outputs),
                ("Evaluate", "DeepVision.Generated.Dataset, int, System.Threading.CancellationToken"),
            ]);
        }
    }

    /// <summary>Whether it has both [Network] and [OnnxNetwork] (an error).</summary>
    public bool IsDeclaredTwice { get; init; }

    /// <summary>The layers of the ONNX file that it begins with; null if it begins with none, and until somebody has looked at the file.</summary>
    public OnnxLayers? Onnx { get; init; }

    /// <summary>Whether it, or the network that it includes, begins with the layers of an ONNX file.</summary>
    public bool BeginsWithOnnx => Layers.FirstOrDefault() is { } first && (first.IsOnnxNetwork || first.Included?.Network?.BeginsWithOnnx == true);

    /// <summary>Whether it is an ONNX file and nothing else: then there may be nothing to train.</summary>
    public bool IsOnnxAlone => IsOnnxOfSeveralInputs || Layers is [{ IsOnnxNetwork: true }, { Kind: KnownNames.CustomLoss }];

    /// <summary>Whether it is that and has several inputs, so that it gives numbers and learns from them.</summary>
    public bool IsOnnxOfSeveralInputs { get; init; }

    /// <summary>Whether convolutions may run by Winograd's algorithm.</summary>
    public bool Winograd { get; init; } = true;

    /// <summary>Whether the network measures its kernels.</summary>
    public bool Profile { get; init; }

    /// <summary>Whether the workers of a prediction share its kernels however small the network is: for tests.</summary>
    public bool SharesKernels { get; init; }

    /// <summary>The blocks that the layers use, and those that they use, in the order of their keys.</summary>
    public EquatableArray<BlockDefinition> Blocks { get; init; } = [];
}

/// <summary>A further input, [Input("tokens", 12)].</summary>
/// <param name="Name">What layers call it.</param>
/// <param name="Dimensions">Its shape: (height, width, channels), (steps, features) or (length); empty when they don't compile.</param>
internal sealed record InputDeclaration(string Name, EquatableArray<int> Dimensions)
{
    /// <summary>What comes with sequences of different length: how many steps each has.</summary>
    public static readonly InputDeclaration Lengths = new("lengths", [1]) { IsLengths = true };

    /// <summary>Whether it is the lengths of the network's own input, which no layer has to name.</summary>
    public bool IsLengths { get; init; }

    /// <summary>The input in a message: <c>Input("tokens", 12)</c>.</summary>
    public string Call => KnownNames.InputAttribute + "(" + string.Join(", ", new[] { SymbolDisplay.FormatLiteral(Name, quote: true) }.Concat(Dimensions.Select(dimension => Text.Of(dimension)))) + ")";
}

/// <summary>What it takes to write another part of the class.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="ContainingTypes">Types around it, the outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="HasSummary">Whether the user documented it with a summary.</param>
/// <param name="HasRemarks">Whether the user documented it with remarks.</param>
internal sealed record TypeHeader(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Name,
    bool HasSummary,
    bool HasRemarks)
{
    /// <summary>Namespace, containing types and name, with dots: unique among the classes of a compilation that can be networks.</summary>
    public string FullName => string.Join(".", new[] { Namespace }.Where(part => part.Length > 0)
        .Concat(ContainingTypes.Select(type => type.Name))
        .Concat([Name]));
}

/// <summary>A type around the network's class.</summary>
/// <param name="Keyword">How its parts begin: <c>class</c>, <c>record struct</c>, …</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPartial">Whether another part of it can be written.</param>
internal sealed record ContainingType(string Keyword, string Name, bool IsPartial);

/// <summary>What the checks ask about the class.</summary>
/// <param name="IsPartial">Whether another part of it can be written.</param>
/// <param name="UnsupportedKind">What keeps it from being a network (<c>abstract</c>, <c>a record</c>, …), or null.</param>
/// <param name="BaseClass">The class that the user derives from, or null.</param>
/// <param name="IsLibraryBase">Whether that class is one of the library's, from which networks may derive.</param>
/// <param name="HasPrimaryConstructor">Whether the class itself has parameters.</param>
/// <param name="OldLanguage">The version of C#, if it is too old for generated code, or null.</param>
/// <param name="Members">The user's own members.</param>
internal sealed record ClassFacts(
    bool IsPartial, string? UnsupportedKind, string? BaseClass, bool IsLibraryBase, bool HasPrimaryConstructor, string? OldLanguage, EquatableArray<UserMember> Members)
{
    /// <summary>Of a class with which nothing is wrong.</summary>
    public static readonly ClassFacts None = new(IsPartial: true, null, null, IsLibraryBase: false, HasPrimaryConstructor: false, null, []);
}

/// <summary>A member that the user wrote.</summary>
/// <param name="Name">Its name in metadata: <c>.ctor</c> for a constructor, <c>Item</c> for an indexer.</param>
/// <param name="ParameterTypes">For methods and constructors, what they take; null for other members.</param>
/// <param name="IsRequired">Whether who makes an object must give it a value.</param>
/// <param name="IsOverride">Whether it takes the place of an inherited one.</param>
internal sealed record UserMember(string Name, string? ParameterTypes, bool IsRequired, bool IsOverride)
{
    public bool IsConstructor => Name == ".ctor";

    /// <summary>Whether C# allows no generated property with this name beside it: it has the name, or that of the property's method.</summary>
    public bool Occupies(string property) => Name == property || (string.IsNullOrEmpty(ParameterTypes) && Name == "get_" + property);
}

/// <summary>One layer, mark or loss as written.</summary>
/// <param name="Kind">The class's name: <c>Conv2D</c>.</param>
/// <param name="IsLoss">Whether it is a loss.</param>
/// <param name="Part">Which part of the partial class it stands on, from 0.</param>
/// <param name="Compiles">False if C# itself rejects the attribute or its arguments.</param>
/// <param name="Arguments">Constructor arguments under their parameters' names, then named ones.</param>
internal sealed record LayerDeclaration(string Kind, bool IsLoss, int Part, bool Compiles, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>What the user wrote instead of <see cref="Kind"/>; null if it is written right.</summary>
    public string? Misspelling { get; init; }

    /// <summary>An option of layers with weights that it was given without having any, which C# doesn't know; null if there is none.</summary>
    public string? OptionWithoutWeights { get; init; }

    /// <summary>Key of its definition if it is a block, or null.</summary>
    public string? Block { get; init; }

    /// <summary>What it includes if it is an Include of a class, or null.</summary>
    public IncludedNetwork? Included { get; init; }

    /// <summary>Whether it is the loss of an auxiliary head.</summary>
    public bool IsTrainingOnly => IsLoss && this[KnownNames.LossTrainingOnly] is true;

    /// <summary>Whether it penalises the values of the layer before it.</summary>
    public bool IsPenalty => Block is null && Kind == KnownNames.ActivityPenalty;

    public bool IsBranch => Block is null && Kind == KnownNames.Branch;

    public bool IsFrom => Block is null && Kind == KnownNames.From;

    public bool IsInclude => Block is null && Kind == KnownNames.Include;

    public bool IsOnnxNetwork => Block is null && Kind == KnownNames.OnnxNetwork;

    public bool IsShortcut => Block is null && Kind == KnownNames.Shortcut;

    /// <summary>Whether training leaves it as it is.</summary>
    public bool IsFrozen => this[KnownNames.LayerFrozen] is true;

    /// <summary>Whether it makes one value of several.</summary>
    public bool IsJoin => Block is null && Arguments.Any(argument => argument is { Name: KnownNames.JoinNames, IsPositional: true });

    /// <summary>The layers that a join names.</summary>
    public EquatableArray<string> JoinedNames => this[KnownNames.JoinNames] as EquatableArray<string>? ?? [];

    /// <summary>The value of an argument, or null if it isn't given.</summary>
    public object? this[string name] => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    /// <summary>The layer with its constructor's arguments: <c>Conv2D(32, 3)</c>.</summary>
    public string Call
    {
        get
        {
            IEnumerable<string> arguments = Arguments.Where(argument => argument.IsPositional).Select(argument => argument.Text).Where(text => text.Length > 0);
            string list = string.Join(", ", arguments);
            string kind = Included is null ? Kind : Kind + "<" + Included.Name + ">";
            return list.Length == 0 ? kind : kind + "(" + list + ")";
        }
    }
}

/// <summary>The class that an Include names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Network">What stands on it; null if it is no network, or includes itself.</param>
/// <param name="Cycle">If it includes itself, the classes that include each other: <c>A → B → A</c>.</param>
internal sealed record IncludedNetwork(string Name, NetworkDeclaration? Network, string? Cycle = null)
{
    /// <summary>Whether it is one of another assembly, whose compiler has said what is wrong with it there.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>One argument of an attribute.</summary>
/// <param name="Name">Name of the parameter or property.</param>
/// <param name="IsPositional">Whether it belongs to the constructor.</param>
/// <param name="Value">An int (also for enums), float, double, bool, string, <see cref="EquatableArray{T}"/> of float, int or string, or null.</param>
internal sealed record LayerArgument(string Name, bool IsPositional, object? Value)
{
    /// <summary>The value as a description shows it; nothing for an empty list.</summary>
    public string Text => Show(Value);

    private static string Show(object? value) => value switch
    {
        int number => Model.Text.Of(number),
        float number => Model.Text.Of(number),
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        EquatableArray<int> numbers => Model.Text.Join(numbers),
        EquatableArray<float> numbers => string.Join(", ", numbers.Select(Model.Text.Of)),
        EquatableArray<string> texts => string.Join(", ", texts.Select(text => Show(text))),
        null => "null",
        _ => "?",
    };
}
