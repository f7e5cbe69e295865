using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Something wrong with a declaration, before it has a place in a file.</summary>
/// <param name="Descriptor">What kind of mistake.</param>
/// <param name="Anchor">What in the declaration it is about.</param>
/// <param name="Arguments">Values for the message, formatted already.</param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Anchor Anchor, EquatableArray<string> Arguments)
{
    /// <summary>What a code fix has to know beside the place.</summary>
    public EquatableArray<FixHint> Hints { get; init; } = [];

    /// <summary>Path of the file that it is about as well; null if there is none.</summary>
    public string? File { get; init; }

    /// <summary>Whether nothing can be generated; a warning leaves the network as it is.</summary>
    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public string Message => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        Descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [.. Arguments]);
}

/// <summary>One fact for a code fix; travels as a property of the diagnostic.</summary>
internal sealed record FixHint(string Name, string Value)
{
    /// <summary>The kernel's or window's size that fits, as attribute arguments.</summary>
    public const string Size = "size";

    /// <summary>Number of the layer that should get Padding.Same.</summary>
    public const string SamePadding = "same-padding";

    /// <summary>Number of the layer to remove.</summary>
    public const string Remove = "remove";

    /// <summary>Number of the activation that should be a Sigmoid.</summary>
    public const string Replace = "replace";

    /// <summary>The layer that a misspelt one was meant to be.</summary>
    public const string Layer = "layer";

    /// <summary>The name that a misspelt one was meant to be.</summary>
    public const string LayerName = "name";

    /// <summary>What is written instead of it.</summary>
    public const string Written = "written";
}

internal enum AnchorKind
{
    /// <summary>The identifier of the class.</summary>
    ClassName,

    /// <summary>The identifier of the containing type with the number <see cref="Anchor.Index"/>, the outermost being 0.</summary>
    ContainingType,

    /// <summary>The base class in the list behind the colon.</summary>
    BaseClass,

    /// <summary>The parameters behind the class's name.</summary>
    PrimaryConstructor,

    /// <summary>The user's member called <see cref="Anchor.Detail"/>, with the parameters <see cref="Anchor.Signature"/>.</summary>
    Member,

    /// <summary>[Network], or its argument with the name <see cref="Anchor.Detail"/>.</summary>
    Network,

    /// <summary>The further input with the number <see cref="Anchor.Index"/>, or its argument with the name <see cref="Anchor.Detail"/>.</summary>
    Input,

    /// <summary>The layer or loss with the number <see cref="Anchor.Index"/>, or its argument with the name <see cref="Anchor.Detail"/>.</summary>
    Layer,

    /// <summary>The name of the layer or loss with the number <see cref="Anchor.Index"/>.</summary>
    LayerName,
}

/// <summary>What a problem is about; the analyzer finds the place in the source.</summary>
internal readonly record struct Anchor(AnchorKind Kind, int Index = 0, string? Detail = null, string? Signature = null)
{
    /// <summary>Where in a block the problem is, if it is in one; the diagnostic shows it as another location.</summary>
    public BlockPlace? Place { get; init; }

    public static Anchor ClassName => new(AnchorKind.ClassName);

    public static Anchor BaseClass => new(AnchorKind.BaseClass);

    public static Anchor PrimaryConstructor => new(AnchorKind.PrimaryConstructor);

    public static Anchor Member(string name, string? parameterTypes) => new(AnchorKind.Member, 0, name, parameterTypes);

    public static Anchor Network(string? argument = null) => new(AnchorKind.Network, 0, argument);

    public static Anchor Input(int index, string? argument = null) => new(AnchorKind.Input, index, argument);

    public static Anchor LayerName(int index) => new(AnchorKind.LayerName, index);

    public static Anchor Layer(int index, string? argument = null) => new(AnchorKind.Layer, index, argument);
}

/// <summary>A place in a block's class.</summary>
/// <param name="Block">Key of the block.</param>
/// <param name="Place">Number of the expression in it.</param>
internal sealed record BlockPlace(string Block, int Place);
