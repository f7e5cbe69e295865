using System.Globalization;
using DeepVision.Generated.Generators.Model;

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
    /// <summary>Whether convolutions may run by Winograd's algorithm.</summary>
    public bool Winograd { get; init; } = true;

    /// <summary>Whether the network measures its kernels.</summary>
    public bool Profile { get; init; }
}

/// <summary>What it takes to write another part of the class.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="ContainingTypes">Types around it, the outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeParameters">Names of its type parameters (an error, but the surface still has to fit).</param>
/// <param name="HasSummary">Whether the user documented it with a summary.</param>
/// <param name="HasRemarks">Whether the user documented it with remarks.</param>
/// <param name="HiddenTypes">Names of library types that mean another type inside this class; they are written in full.</param>
internal sealed record TypeHeader(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Name,
    EquatableArray<string> TypeParameters,
    bool HasSummary,
    bool HasRemarks,
    EquatableArray<string> HiddenTypes)
{
    /// <summary>Namespace, containing types and name, with dots, and the number of type parameters: unique within a compilation.</summary>
    public string FullName => string.Join(".", new[] { Namespace }.Where(part => part.Length > 0)
        .Concat(ContainingTypes.Select(type => WithArity(type.Name, type.TypeParameters.Count)))
        .Concat([WithArity(Name, TypeParameters.Count)]));

    private static string WithArity(string name, int parameters) =>
        parameters == 0 ? name : name + "-" + parameters.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A type around the network's class.</summary>
/// <param name="Keyword">How its parts begin: <c>class</c>, <c>record struct</c>, …</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeParameters">Names of its type parameters.</param>
/// <param name="IsPartial">Whether another part of it can be written.</param>
internal sealed record ContainingType(string Keyword, string Name, EquatableArray<string> TypeParameters, bool IsPartial);

/// <summary>What the checks ask about the class.</summary>
/// <param name="IsPartial">Whether another part of it can be written.</param>
/// <param name="UnsupportedKind">What keeps it from being a network (<c>abstract</c>, <c>a record</c>, …), or null.</param>
/// <param name="BaseClass">The user's own base class, or null.</param>
/// <param name="Members">The user's own members.</param>
internal sealed record ClassFacts(bool IsPartial, string? UnsupportedKind, string? BaseClass, EquatableArray<UserMember> Members);

/// <summary>A member that the user wrote.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for a constructor.</param>
/// <param name="ParameterTypes">For methods and constructors, what they take; null for other members.</param>
internal sealed record UserMember(string Name, string? ParameterTypes);

/// <summary>One layer or loss as written.</summary>
/// <param name="Kind">The attribute's name: <c>Conv2D</c>.</param>
/// <param name="IsLoss">Whether it is a loss.</param>
/// <param name="Part">Which part of the partial class it stands on, from 0.</param>
/// <param name="Compiles">False if C# itself rejects the attribute's arguments.</param>
/// <param name="Arguments">Constructor arguments under their parameters' names, then named ones.</param>
internal sealed record LayerDeclaration(string Kind, bool IsLoss, int Part, bool Compiles, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>The value of an argument, or null if it isn't given.</summary>
    public object? this[string name] => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}

/// <summary>One argument of an attribute.</summary>
/// <param name="Name">Name of the parameter or property.</param>
/// <param name="IsPositional">Whether it belongs to the constructor.</param>
/// <param name="Value">An int (also for enums), float, bool, string, <see cref="EquatableArray{T}"/> of float, or null.</param>
internal sealed record LayerArgument(string Name, bool IsPositional, object? Value);
