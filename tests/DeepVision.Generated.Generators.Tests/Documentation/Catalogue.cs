using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Tests.Documentation;

/// <summary>A table: what it holds follows from the library's public types, and each row from the documentation of one.</summary>
/// <param name="Name">How a page names it.</param>
/// <param name="Page">The page of <c>docs/</c> that has it.</param>
/// <param name="Header">Titles of the columns.</param>
/// <param name="Rows">Cells.</param>
/// <param name="Problems">What the documentation doesn't say.</param>
internal sealed record CatalogueTable(string Name, string Page, string[] Header, IReadOnlyList<string[]> Rows, IReadOnlyList<string> Problems);

/// <summary>All tables that are made of the code.</summary>
internal static class Catalogue
{
    /// <summary>Where a layer that is no activation stands: the first of these to which it belongs.</summary>
    private static readonly (string Name, Func<Type, bool> Belongs)[] s_groups =
    [
        ("layers with weights", type => type.IsSubclassOf(typeof(WeightedLayer))),
        ("recurrent layers", type => type.IsSubclassOf(typeof(RecurrentLayer))),
        ("poolings", type => type.Name.Contains("Pool", StringComparison.Ordinal)),
        ("normalisations", type => type.Name.Contains("Norm", StringComparison.Ordinal)),
        ("joins", type => type.IsSubclassOf(typeof(Join)) || type == typeof(Shortcut)),
        ("in training only", type => type.Name.Contains("Dropout", StringComparison.Ordinal) || type == typeof(GaussianNoise) || type == typeof(ActivityPenalty)),
        ("other layers", _ => true),
    ];

    public static IReadOnlyList<CatalogueTable> Tables { get; } = [.. Layers(), Losses(), Optimizers(), Schedules(), Metrics()];

    private static IEnumerable<CatalogueTable> Layers()
    {
        Type[] layers = [.. LayerRules.All.Select(rule => TypeOf(rule.Kind)).Concat(PublicTypes<Layer>()).Append(typeof(ActivityPenalty)).Distinct()];
        string[] activations = [.. ActivationTable.Rows.Select(row => row.Kind), "PReLU", "Softmax", "LogSoftmax"];
        yield return Table(
            "activations", "activations.md", ["layer", "y", "Keras", "PyTorch", "paper", "weights in front"], layers.Where(IsActivation),
            (type, entry) => [entry.Shown, entry.Definition, entry.Keras!, entry.PyTorch!, entry.Papers, Initializers.Name(0, LayerRules.Find(type.Name)!.InitializerHint)]);
        foreach ((string name, Func<Type, bool> belongs) in s_groups)
        {
            yield return Table(
                name, "layers.md", ["layer", "what it computes", "Keras", "PyTorch", "paper"],
                layers.Where(type => !IsActivation(type) && s_groups.First(group => group.Belongs(type)).Name == name),
                (_, entry) => [entry.Shown, entry.Definition, entry.Keras!, entry.PyTorch!, entry.Papers]);
        }

        bool IsActivation(Type type) => activations.Contains(type.Name);
    }

    private static CatalogueTable Losses() => Table(
        "losses", "losses.md", ["loss", "what it computes", "Keras", "PyTorch", "paper"], LossRules.All.Select(rule => TypeOf(rule.Kind)).Concat(PublicTypes<Loss>()).Distinct(),
        (_, entry) => [entry.Shown, entry.Definition, entry.Keras!, entry.PyTorch!, entry.Papers]);

    private static CatalogueTable Optimizers() => Table(
        "optimizers", "optimizers.md", ["optimizer", "update", "rate", "other options", "values kept", "Keras", "PyTorch", "paper"], PublicTypes<Optimizer>(),
        (type, entry) =>
        {
            var optimizer = (Optimizer)type.GetConstructors()[0].Invoke(
                BindingFlags.OptionalParamBinding, null, [.. type.GetConstructors()[0].GetParameters().Select(_ => Type.Missing)], CultureInfo.InvariantCulture);
            string rate = ((ConstantSchedule)optimizer.LearningRate).Rate.ToString(CultureInfo.InvariantCulture);
            return [entry.Shown, entry.Definition, rate, Options(type), optimizer.StateSlots.ToString(CultureInfo.InvariantCulture), entry.Keras!, entry.PyTorch!, entry.Papers];
        });

    private static CatalogueTable Schedules() => Table(
        "schedules", "schedules.md", ["schedule", "rate", "options", "Keras", "PyTorch", "paper"], PublicTypes<LearningRateSchedule>(),
        (type, entry) => [entry.Shown, entry.Definition, Options(type), entry.Keras!, entry.PyTorch!, entry.Papers]);

    /// <summary>The figures of all results of evaluations, and of the classes that compute some of values that one has; those of one name share a row.</summary>
    private static CatalogueTable Metrics()
    {
        List<string[]> rows = [];
        List<string> problems = [];
        IEnumerable<(Type Type, string Member)> figures =
            from type in typeof(Layer).Assembly.GetExportedTypes().OrderBy(type => type.Name, StringComparer.Ordinal)
            where (type.Name.EndsWith("Result", StringComparison.Ordinal) && type != typeof(EpochResult)) || type.Name.EndsWith("Metrics", StringComparison.Ordinal)
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where member is PropertyInfo { PropertyType: var property } && property == typeof(double)
                || member is MethodInfo { IsSpecialName: false, ReturnType: var returned } && returned == typeof(double)
            select (type, member.Name);
        foreach (IGrouping<string, (Type Type, string Member)> figure in figures.Distinct().GroupBy(figure => figure.Member))
        {
            CatalogueEntry[] entries = [.. figure.SelectMany(place => Documented(place.Type, place.Member))];
            CatalogueEntry best = entries.FirstOrDefault(entry => entry is { Keras: not null, PyTorch: not null }) ?? entries.First();
            problems.AddRange(best.Problems(PlaceOf(figure.First().Type) + ", member " + figure.Key));
            string places = string.Join(", ", figure.Select(place => $"`{place.Type.Name}.{place.Member}`"));
            rows.Add([places, best.Definition, best.Keras ?? "", best.PyTorch ?? "", best.ScikitLearn ?? "–", best.Papers]);
        }

        return new CatalogueTable("metrics", "metrics.md", ["figure", "definition", "Keras", "PyTorch", "scikit-learn", "paper"], rows, problems);
    }

    /// <summary>The documentation of the members of this name; that of a record's parameter stands with the type.</summary>
    private static IEnumerable<CatalogueEntry> Documented(Type type, string member) => LibraryDocumentation.MembersOf(type, member)
        .Select(id => new CatalogueEntry(member, member, LibraryDocumentation.Summary(id), LibraryDocumentation.Remarks(id)))
        .Append(new CatalogueEntry(member, member, LibraryDocumentation.Parameter("T:" + type.FullName, member), ""))
        .OrderByDescending(entry => entry.Definition.Length > 0);

    private static CatalogueTable Table(string name, string page, string[] header, IEnumerable<Type> types, Func<Type, CatalogueEntry, string[]> row)
    {
        List<string[]> rows = [];
        List<string> problems = [];
        foreach (Type type in types)
        {
            string id = "T:" + type.FullName;
            CatalogueEntry entry = new(type.Name, Call(type), LibraryDocumentation.Summary(id), LibraryDocumentation.Remarks(id));
            string[] found = [.. entry.Problems(PlaceOf(type))];
            problems.AddRange(found);
            if (found.Length == 0)
                rows.Add(row(type, entry));
        }

        return new CatalogueTable(name, page, header, rows, problems);
    }

    /// <summary>The class with what its simplest constructor takes: <c>Conv2D(filters, kernelSize)</c>, <c>ELU(alpha = 1)</c>; of schedules and optimizers without what may be left out.</summary>
    private static string Call(Type type)
    {
        bool isLayer = type.IsSubclassOf(typeof(Attribute));
        ParameterInfo[] parameters = type.GetConstructors().Select(constructor => constructor.GetParameters()).MinBy(parameters => parameters.Length)!;
        string taken = string.Join(", ", parameters
            .Where(parameter => (isLayer || !parameter.IsOptional) && !parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false))
            .Select(parameter => parameter.Name + (parameter.IsOptional ? " = " + Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) : "")));
        return taken.Length == 0 ? $"`{type.Name}`" : $"`{type.Name}({taken})`";
    }

    /// <summary>What may be given besides, with its default: <c>momentum 0</c>; nothing of what is off by default.</summary>
    private static string Options(Type type) => type.GetConstructors()[0].GetParameters() is { } parameters && parameters.Any(IsOption)
        ? string.Join(", ", parameters.Where(IsOption).Select(parameter =>
            $"`{parameter.Name}`" + (parameter.DefaultValue is false ? "" : " " + Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture))))
        : "–";

    private static bool IsOption(ParameterInfo parameter) => parameter.IsOptional && parameter.ParameterType != typeof(LearningRateSchedule);

    private static Type TypeOf(string kind) => typeof(Layer).Assembly.GetType($"DeepVision.Generated.{kind}", throwOnError: true)!;

    private static IEnumerable<Type> PublicTypes<TBase>() => typeof(Layer).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(TBase)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type and, where it can be found, its file.</summary>
    private static string PlaceOf(Type type)
    {
        string root = Root(), file = $"{type.Name}.cs";
        string? path = Directory.EnumerateFiles(Path.Combine(root, "src", "DeepVision.Generated"), file, SearchOption.AllDirectories).FirstOrDefault();
        return path is null ? type.Name : $"{type.Name} ({Path.GetRelativePath(root, path)})";
    }

    /// <summary>The folder that holds everything.</summary>
    public static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
