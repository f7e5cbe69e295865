using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Digits;

/// <summary>The program's options, and what to say about wrong ones.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for arguments that make no sense.</summary>
    public const int WrongArguments = 2;

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"Folder with MNIST's four IDX files (plain or .gz), or '{Settings.DownloadMnist}' to download them once. By default the program draws digits of its own.",
        HelpName = "DIR",
    };

    private static readonly Option<int> Epochs = WholeNumber("--epochs", "Passes over the training set.", 5, 1, 100_000);
    private static readonly Option<int> Batch = WholeNumber("--batch", "Images per training step.", 64, 1, 65_536);
    private static readonly Option<float?> LearningRate = PositiveNumber("--lr", "Learning rate; by default the optimizer's own.");
    private static readonly Option<int> Seed = WholeNumber("--seed", "Fixes everything random; the same seed gives the same network.", 42, int.MinValue, int.MaxValue);
    private static readonly Option<int> Threads = WholeNumber("--threads", "Threads to use; 0 for all cores. The result doesn't depend on it.", 0, 0, 1024);

    private static readonly Option<string> Save = new("--save")
    {
        Description = "File for the trained weights.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "digits.safetensors",
    };

    private static readonly Option<string> Optimizer = new("--optimizer")
    {
        Description = $"What adjusts the weights: {OptimizerChoice.Words}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => OptimizerChoice.Standard,
    };

    private static readonly Option<string> Device = new("--device")
    {
        Description = $"Where to train: {DeviceChoice.Words}. '{DeviceChoice.List}' shows what there is and ends.",
        HelpName = "NAME",
        DefaultValueFactory = _ => DeviceChoice.Cpu,
    };

    /// <summary>Parses the arguments and runs <paramref name="program"/> with them; wrong ones get one line on the error output.</summary>
    /// <returns>The program's exit code, or <see cref="WrongArguments"/>.</returns>
    public static int Run(string[] args, Func<Settings, int> program)
    {
        var root = new RootCommand("Trains a small convolutional network on handwritten digits.")
        {
            Data, Epochs, Batch, Optimizer, LearningRate, Seed, Threads, Save, Device,
        };
        Data.Validators.Add(CheckFolder);
        Save.Validators.Add(CheckFile);
        Device.Validators.Add(CheckDevice);
        Optimizer.Validators.Add(CheckOptimizer);
        root.SetAction(result => program(Read(result)));

        // An argument that begins with @ is a path like any other, not a file of more arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

        Console.Error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} See --help.");
        return WrongArguments;
    }

    private static Settings Read(ParseResult result) => new(
        result.GetValue(Data),
        result.GetValue(Epochs),
        result.GetValue(Batch),
        result.GetValue(Optimizer)!,
        result.GetValue(LearningRate),
        result.GetValue(Seed),
        result.GetValue(Threads),
        result.GetValue(Save)!,
        result.GetValue(Device)!);

    private static Option<int> WholeNumber(string name, string description, int standard, int low, int high) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= low && value <= high)
                return value;

            result.AddError(FormattableString.Invariant($"{name} must be a whole number from {low} to {high}, but is '{text}'."));
            return standard;
        },
    };

    private static Option<float?> PositiveNumber(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) && value > 0)
                return value;

            result.AddError($"{name} must be a positive number, but is '{text}'.");
            return null;
        },
    };

    private static void CheckFolder(OptionResult result)
    {
        string? folder = result.GetValueOrDefault<string?>();
        if (folder is not null && folder != Settings.DownloadMnist && !Directory.Exists(folder))
            result.AddError($"--data must be a folder or '{Settings.DownloadMnist}', but there is no folder '{folder}'.");
    }

    private static void CheckDevice(OptionResult result)
    {
        string name = result.GetValueOrDefault<string>() ?? "";
        if (!DeviceChoice.IsKnown(name))
            result.AddError($"--device must be {DeviceChoice.Words}, but is '{name}'.");
    }

    private static void CheckOptimizer(OptionResult result)
    {
        string name = result.GetValueOrDefault<string>() ?? "";
        if (!OptimizerChoice.IsKnown(name))
            result.AddError($"--optimizer must be one of {OptimizerChoice.Words}, but is '{name}'.");
    }

    /// <summary>A typing error here should not show after the training.</summary>
    private static void CheckFile(OptionResult result)
    {
        string file = result.GetValueOrDefault<string>() ?? "";
        if (file.Length == 0 || Directory.Exists(file) || Path.GetFileName(file).Length == 0)
            result.AddError($"--save must name a file, but is '{file}'.");
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            result.AddError($"--save must name a file in an existing folder, but is '{file}'.");
    }
}
