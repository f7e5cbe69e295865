using System.Text;
using System.Text.Json;

namespace DeepVision.Generated;

/// <summary>The counters and the history of a training run at the end of an epoch, as a checkpoint keeps them.</summary>
/// <param name="Seed">Seed of the network.</param>
/// <param name="StepsTaken">Steps that the network has taken.</param>
/// <param name="Optimizer">Name of the optimizer's type.</param>
/// <param name="OptimizerStep">Steps that the optimizer has taken on it.</param>
/// <param name="Epochs">The finished epochs.</param>
internal sealed record CheckpointState(int Seed, long StepsTaken, string Optimizer, long OptimizerStep, IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>Written by hand, because serializers that use reflection don't survive trimming.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seed", Seed);
            writer.WriteNumber("steps_taken", StepsTaken);
            writer.WriteString("optimizer", Optimizer);
            writer.WriteNumber("optimizer_step", OptimizerStep);
            writer.WriteStartArray("epochs");
            foreach (EpochResult epoch in Epochs)
                Write(writer, epoch);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="WeightsFileException">The text is something else.</exception>
    public static CheckpointState Parse(string path, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            EpochResult[] epochs = [.. root.GetProperty("epochs").EnumerateArray().Select(ReadEpoch)];
            for (int i = 0; i < epochs.Length; i++)
            {
                if (epochs[i].Epoch != i + 1)
                    throw new FormatException("Its epochs are not numbered from 1.");
            }

            return new CheckpointState(
                root.GetProperty("seed").GetInt32(),
                NotNegative(root.GetProperty("steps_taken").GetInt64()),
                root.GetProperty("optimizer").GetString() ?? throw new FormatException("It names no optimizer."),
                NotNegative(root.GetProperty("optimizer_step").GetInt64()),
                epochs.Length > 0 ? epochs : throw new FormatException("It has no epochs."));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new WeightsFileException(path, $"is a damaged checkpoint. {e.Message}", e);
        }
    }

    private static void Write(Utf8JsonWriter writer, EpochResult epoch)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epoch", epoch.Epoch);
        WriteNumber(writer, "loss", epoch.Loss);
        WriteNumber(writer, "accuracy", epoch.Accuracy);
        WriteNumber(writer, "validation_loss", epoch.ValidationLoss);
        WriteNumber(writer, "validation_accuracy", epoch.ValidationAccuracy);
        writer.WriteNumber("learning_rate", epoch.LearningRate);
        writer.WriteNumber("ticks", epoch.Duration.Ticks);
        WriteNumber(writer, "samples_per_second", epoch.SamplesPerSecond);
        if (epoch.Measure is { } measure)
            WriteNumber(writer, "measure", measure);
        if (epoch.HeadLosses is { } heads)
        {
            writer.WriteStartObject("head_losses");
            foreach ((string head, double loss) in heads)
                WriteNumber(writer, head, loss);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static EpochResult ReadEpoch(JsonElement element) => new(
        element.GetProperty("epoch").GetInt32(),
        ReadNumber(element, "loss") ?? double.NaN,
        ReadNumber(element, "accuracy"),
        ReadNumber(element, "validation_loss"),
        ReadNumber(element, "validation_accuracy"),
        element.GetProperty("learning_rate").GetSingle(),
        TimeSpan.FromTicks(element.GetProperty("ticks").GetInt64()),
        ReadNumber(element, "samples_per_second") ?? double.NaN)
    {
        // Only runs with a measure, and networks with several heads, write them.
        Measure = element.TryGetProperty("measure", out _) ? ReadNumber(element, "measure") : null,
        HeadLosses = element.TryGetProperty("head_losses", out JsonElement heads)
            ? heads.EnumerateObject().ToDictionary(head => head.Name, head => ReadNumber(heads, head.Name) ?? double.NaN)
            : null,
    };

    /// <summary>JSON has no infinities and no NaN: they are strings.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is not { } number)
            writer.WriteNull(name);
        else if (double.IsFinite(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static double? ReadNumber(JsonElement parent, string name)
    {
        JsonElement element = parent.GetProperty(name);
        return element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                string text => throw new FormatException($"'{text}' is no number."),
                null => null,
            },
            _ => element.GetDouble(),
        };
    }

    private static long NotNegative(long value) => value >= 0 ? value : throw new FormatException("A counter is negative.");
}
