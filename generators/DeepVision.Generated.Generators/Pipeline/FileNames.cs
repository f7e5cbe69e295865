using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Pipeline;

/// <summary>
/// Names of generated files. A file is called like its network; but file names that differ only in case are one name to
/// the compiler and to many file systems, and get a number.
/// </summary>
/// <param name="Alike">Full names of networks whose file names differ only in case from another one's, in ordinal order.</param>
internal sealed record FileNames(EquatableArray<string> Alike)
{
    /// <summary>Bytes of a name. File systems take 255; the compiler puts the name into those of types too.</summary>
    private const int Longest = 150;

    public static FileNames Of(ImmutableArray<string> fullNames) => new(fullNames
        .Distinct(StringComparer.Ordinal)
        .GroupBy(Writable, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray());

    /// <summary>The network's file name without its ending.</summary>
    public string this[TypeHeader type]
    {
        get
        {
            string name = Writable(type.FullName);
            int number = Alike
                .Where(other => string.Equals(Writable(other), name, StringComparison.OrdinalIgnoreCase))
                .TakeWhile(other => other != type.FullName)
                .Count() + 1;
            // No identifier contains the sign, so no other network has this name.
            return number == 1 ? name : name + "+" + number.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The name, or the end of one that is too long.</summary>
    private static string Writable(string name)
    {
        int start = 0;
        while (Encoding.UTF8.GetByteCount(name.Substring(start)) > Longest)
            start++;
        return start == 0 ? name : "-" + name.Substring(start);
    }
}
