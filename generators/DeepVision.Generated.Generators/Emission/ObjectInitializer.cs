namespace DeepVision.Generated.Generators.Emission;

/// <summary>Object initialisers in generated text.</summary>
internal static class ObjectInitializer
{
    /// <summary>An initialiser of the properties that are there, behind a blank; nothing if there are none.</summary>
    public static string Of(params string[] properties)
    {
        string[] present = [.. properties.Where(property => property.Length > 0)];
        return present.Length == 0 ? "" : " { " + string.Join(", ", present) + " }";
    }
}
