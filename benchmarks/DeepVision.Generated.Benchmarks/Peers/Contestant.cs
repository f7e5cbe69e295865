using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DeepVision.Generated.Benchmarks.Peers;

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

    /// <summary>Starts the process and waits until it is warm.</summary>
    /// <exception cref="ContestantException">The process does not start, or ends before it is warm.</exception>
    public static Contestant Start(string fileName, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Contestant contestant;
        try
        {
            contestant = new Contestant(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ContestantException($"{fileName} does not start: {error.Message}");
        }

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

    private T Read<T>()
    {
        string line = _process.StandardOutput.ReadLine()
            ?? throw new ContestantException($"{_process.StartInfo.FileName} ended early; its own message is above.");
        try
        {
            return JsonSerializer.Deserialize<T>(line, _json)!;
        }
        catch (JsonException)
        {
            throw new ContestantException($"{_process.StartInfo.FileName} printed \"{line}\" instead of a measurement.");
        }
    }
}
