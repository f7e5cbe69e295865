namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Turns layer names into names of buffers.</summary>
internal static class Identifiers
{
    /// <summary><c>Conv2D1</c> → <c>conv2D1</c>.</summary>
    public static string LowerCamel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
