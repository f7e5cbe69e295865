using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Diagnostics.Descriptor;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Mistakes in the class and in the list of attributes.</summary>
internal static class DeclarationDiagnostics
{
    /// <summary>{0} must be partial: the generator adds the code that trains and predicts. Write 'partial class {0}'.</summary>
    public static readonly DiagnosticDescriptor ClassNotPartial = Error("DVG0001", DeclarationCategory, "A network must be partial",
        "{0} must be partial: the generator adds the code that trains and predicts. Write 'partial class {0}'.");

    /// <summary>{0}, the type around the network {1}, must be partial too: the generator writes another part of it. Write 'partial {2} {0}'.</summary>
    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error("DVG0002", DeclarationCategory, "The type around a network must be partial",
        "{0}, the type around the network {1}, must be partial too: the generator writes another part of it. Write 'partial {2} {0}'.");

    /// <summary>{0} is {1}, but a network must be a plain class that can be created and that other files can name. Write 'partial class {0}'.</summary>
    public static readonly DiagnosticDescriptor UnsupportedClass = Error("DVG0003", DeclarationCategory, "This kind of class can't be a network",
        "{0} is {1}, but a network must be a plain class that can be created and that other files can name. {2}");

    /// <summary>{0} derives from {1}, but a network's base class is chosen by its loss. Remove ': {1}' and share members through an interface or extension methods.</summary>
    public static readonly DiagnosticDescriptor OwnBaseClass = Error("DVG0004", DeclarationCategory, "A network has no base class of its own",
        "{0} derives from {1}, but a network's base class is chosen by its loss. Remove '{1}' from the list and share members through an interface or extension methods.");

    /// <summary>{0} has no layers. Add them in the order in which they are applied, the loss last.</summary>
    public static readonly DiagnosticDescriptor NoLayers = Error("DVG0005", DeclarationCategory, "A network needs layers",
        "{0} has no layers. Add them in the order in which they are applied, the loss last: for example [Flatten], [Dense(10), SoftmaxCrossEntropy].");

    /// <summary>{0} stands on another part of {1} than the layers before it. Put all layers on one part.</summary>
    public static readonly DiagnosticDescriptor LayersOnSeveralParts = Error("DVG0006", DeclarationCategory, "Layers on more than one part",
        "{0} stands on another part of {1} than the layers before it, and C# leaves the order of parts open. Put all layers on one part.");

    /// <summary>{0}: {1} must be 1 or more, but is {2}.</summary>
    public static readonly DiagnosticDescriptor InvalidInputShape = Error("DVG0007", DeclarationCategory, "The input shape must be positive",
        "{0}: {1} must be 1 or more, but is {2}");

    /// <summary>{0} can't be called '{1}': …</summary>
    public static readonly DiagnosticDescriptor InvalidName = Error("DVG0008", DeclarationCategory, "Not usable as a layer's name",
        "{0} can't be called \"{1}\": {2}");

    /// <summary>{0} is called '{1}', and so is {2}: weight files and properties need different names. Change one of them.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Error("DVG0009", DeclarationCategory, "Two layers with one name",
        "{0} is called \"{1}\", but {2} already has the property {3}: weight files and properties need different names. Change one of them.");

    /// <summary>{0} reads from "{1}", but no layer before it has that name. {2}</summary>
    public static readonly DiagnosticDescriptor UnknownInput = Error("DVG0010", DeclarationCategory, "No layer with this name",
        "{0} reads from \"{1}\", but no layer before it has that name. {2}");

    /// <summary>{0} reads from "{1}", which is the name of {2}: …</summary>
    public static readonly DiagnosticDescriptor ReadTooEarly = Error("DVG0011", DeclarationCategory, "A layer is read before it is written",
        "{0} reads from \"{1}\", the name of {2}, but a layer reads only what is written before it: a network has no cycles. Move one of them.");

    /// <summary>{0} has a member {1} of its own, but the generator adds one with that name{2}. Rename yours.</summary>
    public static readonly DiagnosticDescriptor MemberCollision = Error("DVG0012", DeclarationCategory, "The generator adds a member with this name",
        "{0} has a member {1} of its own, but the generator adds one with that name{2}. {3}");

    /// <summary>{0} is not a layer. …</summary>
    public static readonly DiagnosticDescriptor MisspeltLayer = Error("DVG0014", DeclarationCategory, "A misspelt layer",
        "{0} is no layer of this library. {1}");

    /// <summary>{0} has the name of a member that the generator adds, {1}. …</summary>
    public static readonly DiagnosticDescriptor ClassCalledLikeMember = Error("DVG0015", DeclarationCategory, "The class is called like a generated member",
        "{0} is called like the member {0} {1}, but no member of a C# class may have the name of the class. {2}");

    /// <summary>{0} has a required member, {1}, …</summary>
    public static readonly DiagnosticDescriptor RequiredMember = Error("DVG0016", DeclarationCategory, "A network has no required members",
        "{0} has a required member, {1}, but Load makes a network from its file alone. Remove 'required' and give {1} a default, or set it in a method of yours that calls Load.");

    /// <summary>{0} has a primary constructor, …</summary>
    public static readonly DiagnosticDescriptor PrimaryConstructor = Error("DVG0017", DeclarationCategory, "A network has no primary constructor",
        "{0} has a primary constructor, which the generated constructor {0}(seed, device) would have to call. Remove the parameters and write a constructor that goes on to the generated one: 'public {0}(…) : this(seed)'.");

    /// <summary>{0} is compiled as C# {1}, …</summary>
    public static readonly DiagnosticDescriptor OldLanguage = Error("DVG0018", DeclarationCategory, "The version of C# is too old",
        "{0} is compiled as C# {1}, but generated code is C# {2}. Remove <LangVersion> from the project, or set it to {2} or newer.");

    /// <summary>{0} has layers, but no [Network] that gives the shape of the input. …</summary>
    public static readonly DiagnosticDescriptor LayersWithoutNetwork = Error("DVG0013", DeclarationCategory, "Layers need [Network]",
        "{0} has layers, but no [Network] that gives the shape of the input. Add [Network(height, width, channels)] or [Network(length)] before them.");

    /// <summary>{0} begins a fork that no join ends. …</summary>
    public static readonly DiagnosticDescriptor BranchNotJoined = Error("DVG0019", DeclarationCategory, "A fork is never joined",
        "{0} begins a fork whose paths are never joined. End them with [Add], [Concat] or another join.");

    /// <summary>{0} joins one value only. …</summary>
    public static readonly DiagnosticDescriptor JoinOfOne = Error("DVG0020", DeclarationCategory, "A join needs two values",
        "{0} has only one value to join. Begin each path with [Branch], or name the other layer: [{1}(\"name\")].");

    /// <summary>{0} has no path beside it. …</summary>
    public static readonly DiagnosticDescriptor ShortcutAlone = Error("DVG0021", DeclarationCategory, "A shortcut needs a path beside it",
        "{0} takes the shape of a path beside it, but there is none without a Shortcut of its own. Write [Branch, …layers…, Branch, Shortcut, Add].");

    /// <summary>{0} can't be a layer: {1}.</summary>
    public static readonly DiagnosticDescriptor UnusableBlock = Error("DVG0022", DeclarationCategory, "This class can't be used as a block",
        "{0} can't be used as a layer: {1}");

    /// <summary>{0} contains itself: {1}.</summary>
    public static readonly DiagnosticDescriptor RecursiveBlock = Error("DVG0023", DeclarationCategory, "A block contains itself",
        "{0} contains itself ({1}), and so would have layers without end. Use Times to repeat a block.");

    /// <summary>{0} can't be read: '{1}'. …</summary>
    public static readonly DiagnosticDescriptor UnreadableBlock = Error("DVG0024", DeclarationCategory, "An expression in a block can't be read",
        "{0} can't be read at compile time: '{1}'. A block's base call may hold constants, the constructor's parameters, arithmetic, comparisons, Math.Max, Math.Min, ?: and new layers.");

    /// <summary>{0}: {1}.</summary>
    public static readonly DiagnosticDescriptor BlockWithoutValue = Error("DVG0025", DeclarationCategory, "An expression in a block has no value",
        "{0} can't be made with these arguments: {1}");

    /// <summary>Nobody reads the output of {0}. …</summary>
    public static readonly DiagnosticDescriptor UnreadLayer = Error("DVG0026", DeclarationCategory, "Nobody reads a layer",
        "Nobody reads the output of {0}, so it would never learn. Join it (for example [Concat(\"{1}\")]), end its path with a loss (TrainingOnly = true for an auxiliary head), or remove it.");

    /// <summary>Nobody reads {0}. …</summary>
    public static readonly DiagnosticDescriptor UnreadInput = Error("DVG0040", DeclarationCategory, "Nobody reads an input",
        "Nobody reads {0}, so it would change nothing. Read it by its name, as in [From(\"{1}\")] or [Concat(\"{1}\")], or remove it.");

    /// <summary>{0} makes more than {1} layers. …</summary>
    public static readonly DiagnosticDescriptor TooManyLayers = Error("DVG0027", DeclarationCategory, "Too many layers",
        "{0} gives the network more than {1} layers, the most that it can have. Use a smaller Times.");

    /// <summary>{0} names {1}, which is no network. …</summary>
    public static readonly DiagnosticDescriptor IncludeOfNoNetwork = Error("DVG0030", DeclarationCategory, "Only a network can be included",
        "{0} would begin with the layers of {1}, but that is no network. Name a class with [Network]; for layers of your own write a block.");

    /// <summary>{0}: {1} has no layer "{2}". {3}</summary>
    public static readonly DiagnosticDescriptor UnknownIncludedLayer = Error("DVG0031", DeclarationCategory, "The included network has no layer with this name",
        "{0} would end with \"{2}\", but {1} has no layer of that name. {3}");

    /// <summary>{0} would include {1} itself: {2}. …</summary>
    public static readonly DiagnosticDescriptor IncludeCycle = Error("DVG0032", DeclarationCategory, "A network includes itself",
        "{0} lets {1} begin with itself ({2}), and so with layers without end. Include a network that doesn't include this one.");

    /// <summary>{0} begins with layers of {1} that read {2}. …</summary>
    public static readonly DiagnosticDescriptor IncludedInputMissing = Error("DVG0080", DeclarationCategory, "An included network reads a further input",
        "{0} begins with layers of {1} that read {2}, which {3} doesn't have. Write [{2}].");

    /// <summary>{0} must stand in front of all layers. …</summary>
    public static readonly DiagnosticDescriptor IncludeNotFirst = Error("DVG0033", DeclarationCategory, "An included network comes first",
        "{0} can only stand on a network, in front of all other layers: they go on from what it gives. Move it to the beginning.");
}
