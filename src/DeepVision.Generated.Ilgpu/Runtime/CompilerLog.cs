using System.Diagnostics;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Listens to what ILGPU writes to the trace while it compiles: what a driver's compiler says stands only there.</summary>
internal sealed class CompilerLog : TraceListener
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<string> _lines = [];

    public CompilerLog() => Trace.Listeners.Add(this);

    /// <summary>The first line that names an error; null if there is none.</summary>
    public string? Error => _lines.Find(line => line.Contains("error", StringComparison.OrdinalIgnoreCase));

    public override void Write(string? message) => WriteLine(message);

    public override void WriteLine(string? message)
    {
        if (message is not null && Environment.CurrentManagedThreadId == _thread)
            _lines.AddRange(message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Trace.Listeners.Remove(this);
        base.Dispose(disposing);
    }
}
