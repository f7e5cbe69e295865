using DeepVision.Generated;
using Digits;
using Digits.Views;

const int Failure = 1;

// What shells report for a program that was interrupted.
const int Interrupted = 130;

return CommandLine.Run(args, settings =>
{
    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, key) =>
    {
        // The first Ctrl+C ends the training, the second one the program.
        key.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    };

    try
    {
        if (settings.Device == DeviceChoice.List)
        {
            DeviceChoice.Show(Console.Out);
            return 0;
        }

        return new Experiment(settings, ConsoleSetup.Create(), cancellation.Token).Run() ? 0 : Interrupted;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped.");
        return Interrupted;
    }
    catch (Exception e) when (e is DatasetException or WeightsFileException or TrainingDivergedException or GpuException)
    {
        return Fail(e.Message);
    }
    catch (Exception e)
    {
        return Fail($"{e.GetType().Name}: {e.Message}");
    }
});

static int Fail(string message)
{
    Console.Error.WriteLine(message.ReplaceLineEndings(" "));
    return Failure;
}
