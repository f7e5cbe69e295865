using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using DeepVision.Generated.Peers.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary>
/// A child process that measures one network and one workload. Each line written to it is a number of seconds and starts
/// a round; each round answers with a line of JSON. Between rounds it sleeps, so that two contestants can take turns.
/// </summary>
internal sealed class Contestant : IDisposable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;

    private Contestant(Process process) => _process = process;

    /// <summary>What the process runs, in its own words.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Starts this program once more, to measure one side, and waits until it is warm.</summary>
    /// <param name="environment">What the process finds in its environment besides ours.</param>
    /// <param name="arguments">Of the command <see cref="MeasureCommand"/>.</param>
    /// <exception cref="ContestantException">The process ends before it is warm.</exception>
    public static Contestant Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        Contestant contestant = Launch(environment, arguments);
        try
        {
            contestant.Description = contestant.Read<ReadyLine>().Ready;
            return contestant;
        }
        catch
        {
            contestant.Dispose();
            throw;
        }
    }

    /// <summary>Lets a process try all ways to run, so that the one that is measured has run one way only.</summary>
    /// <inheritdoc cref="Start" path="/exception"/>
    public static TrialResult Try(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using Contestant contestant = Launch(environment, [.. arguments, "--way", MeasureCommand.TryAll]);
        return contestant.Read<TrialResult>();
    }

    /// <summary>Runs one round of about <paramref name="seconds"/>.</summary>
    /// <exception cref="ContestantException">The process has ended.</exception>
    public RoundResult Measure(double seconds)
    {
        try
        {
            _process.StandardInput.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The process has closed its end; reading says so below.
        }

        return Read<RoundResult>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.Dispose();
    }

    private static Contestant Launch(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [Assembly.GetEntryAssembly()!.Location, MeasureCommand.Name, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new Contestant(Process.Start(start)!);
    }

    private T Read<T>()
    {
        string line = _process.StandardOutput.ReadLine()
            ?? throw new ContestantException($"\"{string.Join(' ', _process.StartInfo.ArgumentList.Skip(1))}\" ended early; its own message is above.");
        try
        {
            return JsonSerializer.Deserialize<T>(line, _json)!;
        }
        catch (JsonException)
        {
            throw new ContestantException($"\"{string.Join(' ', _process.StartInfo.ArgumentList.Skip(1))}\" printed \"{line}\" instead of a measurement.");
        }
    }
}
