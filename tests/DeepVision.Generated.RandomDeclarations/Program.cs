using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.RandomDeclarations;

const string Usage = """
    Makes legal declarations of networks at random and compiles them: each gets an error of the library's or compiles without a warning.

      --count <n>   declarations to make (1000)
      --seed <n>    seed of the first one; the others have the numbers behind it (1)
      --print       prints the sources too
    """;

int count = 1000;
int seed = 1;
bool print = false;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--print")
        print = true;
    else if (args[i] is "--count" or "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
    {
        (count, seed) = args[i] == "--count" ? (number, seed) : (count, number);
        i++;
    }
    else
    {
        Console.WriteLine(Usage);
        return 2;
    }
}

Stopwatch watch = Stopwatch.StartNew();
SortedDictionary<string, int> reported = new(StringComparer.Ordinal);
int failed = 0;
int clean = 0;
int onGpu = 0;
for (int i = 0; i < count; i++)
{
    RandomDeclaration declaration = DeclarationMaker.Make(seed + i);
    if (print)
        Console.WriteLine(declaration);
    DeclarationVerdict verdict = DeclarationVerdict.Of(declaration);
    onGpu += declaration.IsForGpu ? 1 : 0;
    clean += verdict.Reported.Count == 0 ? 1 : 0;
    foreach (string id in verdict.Reported)
        reported[id] = reported.GetValueOrDefault(id) + 1;
    if (verdict.Faults.Count == 0)
        continue;
    failed++;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Declaration {seed + i}:"));
    Console.WriteLine(string.Join("\n", verdict.Faults));
    Console.WriteLine(declaration);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{count} declarations, seeds {seed} to {seed + count - 1}, {onGpu} of them with the package for GPUs, in {watch.Elapsed.TotalSeconds:0} s: "
    + $"{clean} compile without a warning, {count - clean} get an error of ours ({string.Join(", ", reported.Select(item => $"{item.Key} {item.Value}×"))}), {failed} fail."));
return failed == 0 ? 0 : 1;
