using System.Collections.Immutable;
using System.Globalization;
using DeepVision.Generated.Generators.Declaration;

namespace DeepVision.Generated.Generators.Model;

/// <summary>
/// Names of generated files. A file is called like its network; but file names that differ only in case are one name to
/// the compiler and to many file systems, and get a number.
/// </summary>
/// <param name="Alike">Full names of networks that differ only in case from another one, in ordinal order.</param>
internal sealed record FileNames(EquatableArray<string> Alike)
{
    public static FileNames Of(ImmutableArray<string> fullNames) => new(fullNames
        .Distinct(StringComparer.Ordinal)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray());

    /// <summary>The network's file name without its ending.</summary>
    public string this[TypeHeader type]
    {
        get
        {
            string name = type.FullName;
            int number = Alike
                .Where(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
                .TakeWhile(other => other != name)
                .Count() + 1;
            // No identifier contains the sign, so no other network has this name.
            return number == 1 ? name : name + "+" + number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
