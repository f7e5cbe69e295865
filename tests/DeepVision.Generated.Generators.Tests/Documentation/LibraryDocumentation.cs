using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepVision.Generated.Generators.Tests.Documentation;

/// <summary>What the library's documentation comments say, as Markdown: the compiler writes them into a file beside the assembly.</summary>
internal static partial class LibraryDocumentation
{
    private static readonly Dictionary<string, XElement> s_members = XDocument.Load(Path.ChangeExtension(typeof(Layer).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>The summary of a type or member; empty without one.</summary>
    /// <param name="id">As the file calls it: <c>T:DeepVision.Generated.ReLU</c>.</param>
    public static string Summary(string id) => Part(id, "summary");

    /// <summary>The remarks of a type or member; empty without any.</summary>
    public static string Remarks(string id) => Part(id, "remarks");

    /// <summary>What is said of a parameter; empty if nothing is.</summary>
    public static string Parameter(string id, string name) => s_members.TryGetValue(id, out XElement? member)
        && member.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == name) is { } found
        ? Text(found) : "";

    /// <summary>All members of a type with this name, whatever they take.</summary>
    public static IEnumerable<string> MembersOf(Type type, string name) => s_members.Keys
        .Where(id => id.Length > 2 && id[2..].Split('(')[0] == $"{type.FullName}.{name}")
        .Order(StringComparer.Ordinal);

    private static string Part(string id, string part) => s_members.TryGetValue(id, out XElement? member) && member.Element(part) is { } found ? Text(found) : "";

    private static string Text(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } reference => $"`{NameOf(reference)}`",
        XElement { Name.LocalName: "code" } => "",
        XElement other => Text(other),
        _ => "",
    };

    /// <summary>What a reference names, without what stands around it: <c>ReLU</c>, <c>Precision</c>.</summary>
    private static string NameOf(XElement reference) =>
        (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))!.Value.Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
