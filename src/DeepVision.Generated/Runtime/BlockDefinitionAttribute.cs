using System.ComponentModel;

namespace DeepVision.Generated.Runtime;

/// <summary>
/// What a block of this assembly consists of, written by the generator so that networks of other assemblies can use it: they
/// see no source. Nobody reads it when a program runs.
/// </summary>
/// <param name="block">The class's name in metadata.</param>
/// <param name="version">Version of the text.</param>
/// <param name="text">Parameters and layers.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockDefinitionAttribute(string block, int version, string text) : Attribute
{
    /// <summary>The class's name in metadata.</summary>
    public string Block { get; } = block;

    /// <summary>Version of the text.</summary>
    public int Version { get; } = version;

    /// <summary>Parameters and layers, in a notation of the generator's.</summary>
    public string Text { get; } = text;
}
