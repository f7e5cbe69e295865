using System.CommandLine;
using System.CommandLine.Parsing;

namespace DeepVision.Generated.Benchmarks.CommandLine;

/// <summary>Options that several commands share, with their checks.</summary>
internal static class Arguments
{
    /// <summary>Names separated by commas, out of a list; all of them by default, unless some are given.</summary>
    public static Option<string[]> Names(string name, string description, IReadOnlyList<string> choices, string[]? byDefault = null) => new(name)
    {
        Description = $"{description} Separated by commas: {string.Join(", ", choices)}.",
        DefaultValueFactory = _ => byDefault ?? [.. choices],
        CustomParser = result => [.. Parts(result, choices.Contains, $"one of {string.Join(", ", choices)}")],
    };

    /// <summary>Whole numbers above 0, separated by commas.</summary>
    public static Option<int[]> Counts(string name, string description, params int[] byDefault) => new(name)
    {
        Description = $"{description} Separated by commas.",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => [.. Parts(result, part => int.TryParse(part, out int value) && value > 0, "a whole number above 0").Select(int.Parse)],
    };

    /// <summary>A whole number above 0.</summary>
    public static Option<int> Count(string name, string description, int byDefault) =>
        Checked(new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault }, value => value > 0, $"{name} must be 1 or more.");

    /// <summary>A time in seconds.</summary>
    public static Option<double> Seconds(string description, double byDefault) =>
        Checked(new Option<double>("--seconds") { Description = description, DefaultValueFactory = _ => byDefault }, value => value is > 0 and < 3600, "--seconds must be above 0.");

    private static Option<T> Checked<T>(Option<T> option, Func<T, bool> isRight, string error)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is not { } value || !isRight(value))
                result.AddError(error);
        });
        return option;
    }

    /// <summary>The parts of one argument between its commas; each wrong part is an error of the command line.</summary>
    private static List<string> Parts(ArgumentResult result, Func<string, bool> isRight, string expected)
    {
        List<string> parts = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        foreach (string part in parts.Where(part => !isRight(part)))
            result.AddError($"\"{part}\" is not {expected}.");
        return parts.TrueForAll(part => isRight(part)) ? parts : [];
    }
}
