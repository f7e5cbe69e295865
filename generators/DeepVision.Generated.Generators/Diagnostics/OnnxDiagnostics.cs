using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Diagnostics.Descriptor;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Mistakes in ONNX files, and in how networks name them.</summary>
internal static class OnnxDiagnostics
{
    /// <summary>{0} reads the file "{1}", but …</summary>
    public static readonly DiagnosticDescriptor FileNotFound = Error("DVG0060", DeclarationCategory, "No additional file with this name",
        "{0} reads the file \"{1}\", but none of the project's additional files is called so. {2}");

    /// <summary>{0} may mean {1} or {2}. …</summary>
    public static readonly DiagnosticDescriptor SeveralFiles = Error("DVG0061", DeclarationCategory, "Several additional files with this name",
        "{0} may mean {1} or {2}. Write more of the path.");

    /// <summary>{0} can't read {1}: {2}.</summary>
    public static readonly DiagnosticDescriptor NotReadable = Error("DVG0062", DeclarationCategory, "The ONNX file can't be read",
        "{0} can't read {1}: {2}");

    /// <summary>{0} can't take the node {2} of {1}: {3}. …</summary>
    public static readonly DiagnosticDescriptor UnsupportedNode = Error("DVG0063", DeclarationCategory, "A node of the ONNX file can't become a layer",
        "{0} can't take {2} of {1}: {3}. End the network before it with To, or write the file without it.");

    /// <summary>{0}: {1} {2}.</summary>
    public static readonly DiagnosticDescriptor UnusableInput = Error("DVG0064", DeclarationCategory, "The input of the ONNX file can't be used",
        "{0} can't be a network: {1} {2}");

    /// <summary>{0} would end with "{1}", but {2} has no …</summary>
    public static readonly DiagnosticDescriptor UnknownNode = Error("DVG0065", DeclarationCategory, "The ONNX file has no node with this name",
        "{0} would end with \"{1}\", but {2} has no node and no value of that name. {3}");

    /// <summary>{0}: {1} has {2} outputs …</summary>
    public static readonly DiagnosticDescriptor SeveralOutputs = Error("DVG0066", DeclarationCategory, "The ONNX file has several outputs",
        "{0} must say where it ends: {1} has {2} outputs ({3}). Name one of them with To.");

    /// <summary>{0} has both …</summary>
    public static readonly DiagnosticDescriptor BesideNetwork = Error("DVG0067", DeclarationCategory, "[OnnxNetwork] stands in the place of [Network]",
        "{0} has both [Network] and [OnnxNetwork], which gives the shape of the input itself. Remove one of them.");
}
