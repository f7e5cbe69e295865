using DeepVision.Generated;
using Spectre.Console;

namespace Digits.Views;

/// <summary>
/// Shows the training as it runs: a bar that moves on a terminal, and a line for each epoch, which is all that goes to
/// a file or a pipe.
/// </summary>
internal sealed class TrainingView(IAnsiConsole console) : IProgress<TrainingProgress>
{
    private const int BarWidth = 12;

    private ProgressContext? _bar;
    private ProgressTask? _task;

    /// <summary>Runs <paramref name="training"/>, which reports to this view.</summary>
    public T Run<T>(Func<T> training)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
            return training();

        // Drawn by the thread that trains: one that refreshes by itself would take its time from the kernels.
        return console.Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                _bar = context;
                _task = context.AddTask("starting", maxValue: 1);
                try
                {
                    return training();
                }
                finally
                {
                    (_bar, _task) = (null, null);
                }
            });
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Message is not null)
            console.WriteLine(value.Message);
        if (value.EpochResult is EpochResult epoch)
            console.WriteLine(Describe(epoch, value.Epochs));
        if (_bar is null || _task is null)
            return;

        _task.Value = (value.Epoch - 1 + (double)value.Step / value.StepsPerEpoch) / value.Epochs;
        _task.Description = Markup.Escape(Describe(value));
        _bar.Refresh();
    }

    private static string Describe(EpochResult epoch, int epochs) => FormattableString.Invariant(
        $"epoch {epoch.Epoch}/{epochs}  loss {epoch.Loss:F4}  accuracy {epoch.Accuracy * 100:F2} %  {epoch.SamplesPerSecond:N0} images/s  test {epoch.ValidationAccuracy * 100:F2} %");

    private static string Describe(TrainingProgress now) => FormattableString.Invariant(
        $"epoch {now.Epoch}/{now.Epochs}  loss {now.Loss:F3}  accuracy {now.Accuracy * 100:F1} %  {now.SamplesPerSecond:N0} images/s  {now.Remaining:m\\:ss} left");
}
