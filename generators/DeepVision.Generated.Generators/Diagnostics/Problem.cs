using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Something wrong with a declaration, before it has a place in a file.</summary>
/// <param name="Descriptor">What kind of mistake.</param>
/// <param name="Anchor">What in the declaration it is about.</param>
/// <param name="Arguments">Values for the message, formatted already.</param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Anchor Anchor, EquatableArray<string> Arguments)
{
    public string Message => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        Descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [.. Arguments]);
}

internal enum AnchorKind
{
    /// <summary>The identifier of the class.</summary>
    ClassName,

    /// <summary>The identifier of the containing type with the number <see cref="Anchor.Index"/>, the outermost being 0.</summary>
    ContainingType,

    /// <summary>The base class in the list behind the colon.</summary>
    BaseClass,

    /// <summary>The user's member called <see cref="Anchor.Detail"/>.</summary>
    Member,

    /// <summary>[Network], or its argument with the name <see cref="Anchor.Detail"/>.</summary>
    Network,

    /// <summary>The layer or loss with the number <see cref="Anchor.Index"/>, or its argument with the name <see cref="Anchor.Detail"/>.</summary>
    Layer,
}

/// <summary>What a problem is about; the analyzer finds the place in the source.</summary>
internal readonly record struct Anchor(AnchorKind Kind, int Index = 0, string? Detail = null)
{
    public static Anchor ClassName => new(AnchorKind.ClassName);

    public static Anchor BaseClass => new(AnchorKind.BaseClass);

    public static Anchor Member(string name) => new(AnchorKind.Member, 0, name);

    public static Anchor Network(string? argument = null) => new(AnchorKind.Network, 0, argument);

    public static Anchor Layer(int index, string? argument = null) => new(AnchorKind.Layer, index, argument);
}
