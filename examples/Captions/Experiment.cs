using System.Diagnostics;
using DeepVision.Generated;

namespace Captions;

/// <summary>Trains a <see cref="CaptionNet"/> and says how well it describes scenes that it has never seen.</summary>
/// <param name="output">Takes the report.</param>
public sealed class Experiment(TextWriter output)
{
    private const int BeamWidth = 3, Samples = 3;

    /// <param name="trainCount">Scenes to learn from.</param>
    /// <param name="testCount">Scenes of each kind to be tested with.</param>
    /// <param name="epochs">Times that the first are gone through.</param>
    /// <returns>Share of the known kinds of scenes that are described without a mistake, 0 to 1.</returns>
    public double Run(int trainCount, int testCount, int epochs)
    {
        SceneDataset train = new(SceneSets.Known(trainCount, seed: 1), seed: 2), validation = new(SceneSets.Known(testCount, seed: 3), seed: 4);
        using CaptionNet network = new(seed: 1);
        output.WriteLine(FormattableString.Invariant($"{CaptionNet.ParameterCount:#,0} parameters, {train.Count:#,0} scenes to learn from"));
        long start = Stopwatch.GetTimestamp();
        network.Train(
            train, new TrainingOptions { Epochs = epochs, BatchSize = 64, Optimizer = new Adam(new CosineSchedule(2e-3f)), ClipNorm = 1, Validation = validation, Seed = 1 },
            new EpochLines(output));
        output.WriteLine(FormattableString.Invariant($"trained in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        output.WriteLine();

        string weights = Path.Combine(Path.GetTempPath(), $"captions-{Guid.NewGuid():N}.safetensors");
        try
        {
            network.Save(weights);
            using Captioner captioner = new(weights);
            output.WriteLine("scenes              search   exact   BLEU-4");
            double known = Test(captioner, "known combinations", SceneSets.Known(testCount, seed: 5));
            Test(captioner, "new pairs", SceneSets.NewPairs(testCount, seed: 6));
            Test(captioner, "new figures", SceneSets.NewKinds(testCount, seed: 7));
            return known;
        }
        finally
        {
            File.Delete(weights);
        }
    }

    /// <summary>Captions scenes by greedy search and by beam search, and compares with both true sentences.</summary>
    private double Test(Captioner captioner, string name, Scene[] scenes)
    {
        int[][][] references = [.. scenes.Select(scene => scene.Sentences)];
        int[][] greedy = Write(captioner, scenes, width: 1), beam = Write(captioner, scenes, BeamWidth);
        double exact = Report(name, "greedy", greedy, references);
        Report("", FormattableString.Invariant($"beam {BeamWidth}"), beam, references);
        for (int i = 0; i < Math.Min(Samples, scenes.Length); i++)
            output.WriteLine($"  {(IsExact(beam[i], references[i]) ? "right" : "wrong")}: {Vocabulary.Decode(beam[i])}{(IsExact(beam[i], references[i]) ? "" : $" (it is {Vocabulary.Decode(references[i][0])})")}");
        return exact;
    }

    private double Report(string name, string search, int[][] captions, int[][][] references)
    {
        double exact = captions.Index().Average(caption => IsExact(caption.Item, references[caption.Index]) ? 1.0 : 0.0);
        output.WriteLine(FormattableString.Invariant($"{name,-19} {search,-7} {100 * exact,5:0.0} %  {TextMetrics.Bleu(captions, references),6:0.000}"));
        return exact;
    }

    private static bool IsExact(int[] caption, int[][] references) => references.Any(reference => reference.AsSpan().SequenceEqual(caption));

    private static int[][] Write(Captioner captioner, Scene[] scenes, int width)
    {
        float[] picture = new float[Scene.Shape.Length];
        return [.. scenes.Select(scene =>
        {
            scene.Paint(picture);
            return captioner.Write(picture, width);
        })];
    }

    private sealed class EpochLines(TextWriter output) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochResult is { } epoch)
                output.WriteLine(epoch);
        }
    }
}
