using System.Globalization;
using DeepVision.Generated.Oracle.Chains;

namespace DeepVision.Generated.Oracle.Checks;

/// <summary>Adds up the reports of all chains, and prints each difference as soon as it is known.</summary>
internal sealed class Tally
{
    // One fault shows in many places; a few are enough to find it.
    private const int ShownDifferences = 8;

    private readonly SortedDictionary<string, double> _largestErrors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _layers = new(StringComparer.Ordinal);
    private int _withDifferences, _messages, _steps, _undecided, _diverged, _comparisons, _explained;

    public int Chains { get; private set; }

    public bool HasDifferences => _withDifferences + _messages > 0;

    public void AddMessages(IReadOnlyList<string> messages, IReadOnlyList<Chain> chains)
    {
        if (messages.Count == 0)
            return;
        _messages += messages.Count;
        Console.WriteLine($"{messages.Count} errors or warnings of the compiler:");
        foreach (string message in messages.Take(ShownDifferences))
            Console.WriteLine($"  {message}");
        foreach (Chain chain in chains.Where(chain => messages.Any(message => message.Contains($"{chain.Name}.", StringComparison.Ordinal))))
            Console.WriteLine(chain.Declaration);
    }

    public void Add(Chain chain, Report report)
    {
        Chains++;
        _steps += report.Steps;
        _undecided += report.Undecided;
        _diverged += report.Diverged;
        _comparisons += report.Comparisons;
        _explained += report.Explained;
        foreach ((string kind, double error) in report.LargestErrors)
            _largestErrors[kind] = Math.Max(_largestErrors.GetValueOrDefault(kind), error);
        foreach (ChainLayer layer in chain.Layers)
        {
            string kind = layer.Text.Split('(')[0];
            _layers[kind] = _layers.GetValueOrDefault(kind) + 1;
        }

        if (report.Differences.Count == 0)
            return;
        _withDifferences++;
        Console.WriteLine($"{report.Differences.Count} differences in\n{chain.Declaration}");
        foreach (string difference in report.Differences.Take(ShownDifferences))
            Console.WriteLine($"  {difference}");
        Console.WriteLine();
    }

    public void Write(TextWriter output)
    {
        output.WriteLine($"layers: {string.Join(", ", _layers.Select(pair => $"{pair.Key} {pair.Value}"))}");
        output.WriteLine($"largest errors, as parts of the largest value: {string.Join(", ", _largestErrors.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.0E+0}")))}");
        output.WriteLine($"{_steps} steps; in {_undecided} of them rounding decides about gradients, which were not compared; {_diverged} trainings diverged on both sides");
        output.WriteLine($"{_comparisons} comparisons; in {_explained} of them the error is beyond the tolerance, but within what rounding explains");
        output.WriteLine($"{Chains} chains, {_withDifferences} with differences, {_messages} errors and warnings of the compiler");
    }
}
