using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>Makes declarations that C# allows, as far as the user's own files go.</summary>
internal sealed class DeclarationMaker
{
    private static readonly LanguageVersion[] s_languages =
    [
        .. Enumerable.Repeat(LanguageVersion.Latest, 15), LanguageVersion.Preview, LanguageVersion.Preview, LanguageVersion.CSharp12, LanguageVersion.CSharp12, LanguageVersion.CSharp11,
    ];

    /// <summary>Parts of the framework's and the library's namespaces, which nothing inside them may be called.</summary>
    private static readonly string[] s_innerNamespaces = ["Runtime", "Threading", "CompilerServices", "InteropServices", "Intrinsics", "Generated", "Cpu", "Ilgpu"];

    private readonly Random _random;

    private DeclarationMaker(Random random) => _random = random;

    /// <summary>The declaration of a seed: always the same, and legal: what happens to be none (a member called like its class, say) is made anew.</summary>
    public static RandomDeclaration Make(int seed)
    {
        DeclarationMaker maker = new(new Random(seed));
        RandomDeclaration declaration = maker.Make(seed, maker.Pick(s_languages));
        while (!DeclarationVerdict.IsLegal(declaration))
            declaration = maker.Make(seed, declaration.Language);
        return declaration;
    }

    private RandomDeclaration Make(int seed, LanguageVersion language) => new(
        seed, Sources(language), Chance(0.5), language, Chance(0.2),
        Pick([NullableContextOptions.Enable, NullableContextOptions.Enable, NullableContextOptions.Disable]));

    private List<string> Sources(LanguageVersion language)
    {
        string space = Namespace();
        string className = Names.Any(_random);
        while (IsTaken(space, className))
            className = Names.Any(_random);
        string[] outer = [.. Enumerable.Range(0, Chance(0.3) ? _random.Next(1, 3) : 0).Select(_ => Names.Any(_random)).Where(name => Name(name) != Name(className) && !IsTaken(space, name)).DistinctBy(Name)];
        List<string> sources = [Network(space, outer, className)];
        if (Chance(0.3))
            sources.Add(Part(space, outer, className));
        if (Chance(0.5))
            sources.Add(Neighbours(space, outer.Length > 0 ? outer[0] : className));
        if (Chance(0.4))
            sources.Add(GlobalUsings());
        if (language >= LanguageVersion.CSharp12 && Chance(0.1))
            sources.Add("using System.Linq;\n\nusing Numbers = int[];\n");
        return sources;
    }

    private string Namespace() => _random.Next(8) switch
    {
        0 => "",
        1 => Pick(["DeepVision.Generated", "DeepVision", "System", "System.Runtime", "ILGPU", "DeepVision.Generated.Mine"]),
        // The first name is a plain one: a namespace or type of the whole world called System or ILGPU breaks any program.
        _ => string.Join(".", new[] { Pick(["Mine", "Company", "@namespace", "@class", "Größe"]) }.Concat(Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Names.Any(_random)))),
    };

    private string Network(string space, string[] outer, string className)
    {
        StringBuilder type = new();
        if (Chance(0.3))
            type.Append(Pick(["/// <summary>Mine.</summary>\n", "/// <remarks>Mine.</remarks>\n", "/** <summary>Mine.</summary> */\n", "// A comment with a <summary>.\n"]));
        if (Chance(0.1))
            type.Append(Pick(["[global::System.Obsolete(\"old\")]\n", "[global::System.Diagnostics.DebuggerDisplay(\"net\")]\n", "[global::System.Serializable]\n"]));
        type.Append(AttributeLists(LayerMaker.Make(_random)));
        type.Append(Accessibility(outer.Length > 0)).Append(_random.Next(40) switch { 0 => "abstract ", 1 => "static ", < 12 => "sealed ", < 15 => "unsafe ", _ => "" });
        type.Append(Chance(0.02) ? "" : "partial ").Append("class ").Append(className).Append(BaseList()).Append(Members(className, Chance(0.6) ? _random.Next(0, 6) : 0));
        return Frame(space, outer, type.ToString(), isFirst: true);
    }

    /// <summary>One more part of the class, in a file of its own.</summary>
    private string Part(string space, string[] outer, string className) =>
        Frame(space, outer, "partial class " + className + Members(className, Chance(0.5) ? 1 : 0, prefix: "Other"), isFirst: false);

    private string AttributeLists(IReadOnlyList<string> attributes)
    {
        StringBuilder text = new("[" + attributes[0]);
        foreach (string attribute in attributes.Skip(1))
            text.Append(Pick([", ", "]\n[", "][", ",\n    "])).Append(attribute);
        return text.Append("]\n").ToString();
    }

    private string Accessibility(bool isNested) =>
        isNested ? Pick(["public ", "internal ", "private ", "protected internal ", ""]) : Pick(["public ", "public ", "internal ", ""]);

    private string BaseList() => _random.Next(40) switch
    {
        0 or 1 => " : global::System.IComparable<int>",
        2 or 3 => " : global::System.IDisposable",
        4 or 5 => " : global::DeepVision.Generated.ClassificationNetwork",
        6 => " : global::System.Exception",
        _ => "",
    };

    private string Members(string className, int count, string prefix = "")
    {
        List<string> members = [];
        HashSet<string> names = [Name(className)];
        for (int i = 0; i < count; i++)
        {
            string name = prefix + (prefix.Length == 0 ? Names.Any(_random) : Name(Names.Any(_random)));
            if (names.Add(Name(name)))
                members.Add(Member(name, className));
        }

        if (prefix.Length == 0)
            members.Add("public int CompareTo(int other) => other;");
        return "\n{\n    " + string.Join("\n    ", members) + "\n}";
    }

    private string Member(string name, string className)
    {
        string hides = Names.Inherited.Contains(Name(name)) ? "new " : "";
        return _random.Next(11) switch
        {
            0 => $"public {hides}int {name} => 1;",
            1 => $"private {hides}readonly int {name} = 1;",
            2 => $"public {hides}void {name}() {{ }}",
            3 => $"internal {hides}static string {name}(object a, params int[] b) => \"\";",
            4 => $"public {hides}class {name} {{ }}",
            5 => $"private {hides}enum {name} {{ A, B }}",
            6 => $"public {hides}const string {name} = \"\";",
            7 => $"public {hides}T {name}<T>(T value) => value;",
            8 => $"public {hides}event global::System.Action {name} {{ add {{ }} remove {{ }} }}",
            9 => $"public {(Chance(0.3) ? "required " : "")}{hides}string {name} {{ get; set; }} = \"\";",
            _ => Pick([$"static {className}() {{ }}", "public int this[int index] => index;", $"public {className}(string a, int b) : this() {{ }}", $"~{className}() {{ }}"]),
        };
    }

    private string Frame(string space, string[] outer, string type, bool isFirst)
    {
        StringBuilder text = new("#pragma warning disable CS1591, CS8981, CS0169, CS0414, CS0649, CS0109\n");
        if (isFirst && Chance(0.1))
            text.Append("#nullable disable\n");
        foreach (string name in outer)
            type = "public " + (Chance(0.1) ? "unsafe " : "") + "partial " + KeywordOf(name) + " " + name + "\n{\n" + type + "\n}";
        if (space.Length == 0)
            return text.Append(type).Append('\n').ToString();
        return Chance(0.5)
            ? text.Append("namespace ").Append(space).Append(";\n\n").Append(type).Append('\n').ToString()
            : text.Append("namespace ").Append(space).Append("\n{\n").Append(type).Append("\n}\n").ToString();
    }

    /// <summary>The same for all parts of a type.</summary>
    private static string KeywordOf(string name) => (name.Length % 4) switch
    {
        0 => "class",
        1 => "struct",
        2 => "record",
        _ => "interface",
    };

    /// <summary>Types and namespaces beside the network, some with extension methods.</summary>
    private string Neighbours(string space, string own)
    {
        StringBuilder text = new("#pragma warning disable CS1591, CS8981\n");
        HashSet<string> names = [Name(own)];
        List<string> types = [];
        for (int i = _random.Next(1, 12); i > 0; i--)
        {
            string name = Names.Any(_random);
            if (!names.Add(Name(name)) || IsTaken(space, name))
                continue;
            types.Add(_random.Next(4) switch
            {
                0 => $"public static class {name} {{ public static void {Names.Pick(_random, ["Add", "Slice", "GetLayer", "Min", "LoadKernel", "SubView", "Clear"])}(this object item, int a = 0) {{ }} }}",
                1 => $"internal enum {name} {{ A }}",
                2 => $"public delegate void {name}();",
                _ => $"public class {name} {{ }}",
            });
        }

        string body = string.Join("\n", types);
        return text.Append(space.Length == 0 ? body : "namespace " + space + "\n{\n" + body + "\n}").Append('\n').ToString();
    }

    /// <summary>No program may give the framework's or the library's own types, or the world's first names, a second meaning.</summary>
    private static bool IsTaken(string space, string name) =>
        space.Length == 0
            ? Name(name) is "System" or "DeepVision" or "ILGPU" or "Microsoft" or "Mine" or "Theirs" or "Company"
            : space is "DeepVision.Generated" or "DeepVision" or "System" or "System.Runtime" or "ILGPU" or "DeepVision.Generated.Mine"
                && (Names.LibraryTypes.Contains(Name(name)) || s_innerNamespaces.Contains(Name(name)) || DeclarationVerdict.Knows(space + "." + Name(name)));

    private string GlobalUsings()
    {
        HashSet<string> names = [];
        List<string> types = [];
        for (int i = _random.Next(1, 12); i > 0; i--)
        {
            string name = Names.Any(_random);
            if (names.Add(Name(name)))
                types.Add($"public class {name} {{ }}");
        }

        StringBuilder text = new("#pragma warning disable CS1591, CS8981\n");
        text.Append("global using Theirs;\n");
        if (Chance(0.3))
            text.Append("global using System;\nglobal using System.Collections.Generic;\nglobal using System.IO;\nglobal using System.Linq;\nglobal using System.Threading;\n");
        if (Chance(0.3))
            text.Append("global using DeepVision.Generated;\nglobal using DeepVision.Generated.Runtime;\n");
        if (Chance(0.3))
            text.Append($"global using {Pick(["Math", "Unsafe", "Vector512", "Device", "MethodImpl", "Engine"])} = Theirs.Other.Thing;\n");
        return text.Append("namespace Theirs\n{\n").Append(string.Join("\n", types)).Append("\nnamespace Other { public class Thing { } }\n}\n").ToString();
    }

    /// <summary>A name without its sign.</summary>
    private static string Name(string written) => written.TrimStart('@');

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => Names.Pick(_random, items);
}
