using Captions;

namespace DeepVision.Generated.Tests.Example;

/// <summary>The example that describes pictures.</summary>
public class CaptionTests
{
    [Fact]
    public void ASceneHasTwoTrueSentences()
    {
        DrawnFigure first = new(Size: 0, Color: 0, Shape: 0, X: 10, Y: 8), second = new(Size: 1, Color: 2, Shape: 1, X: 12, Y: 24);

        Assert.Equal(
            (string[])["a small red circle above a large blue square", "a large blue square below a small red circle"],
            new Scene(first, second, IsVertical: true, Ground: 1).Sentences.Select(Vocabulary.Decode).ToArray());
        Assert.Equal(
            (string[])["a small red circle left of a large blue square", "a large blue square right of a small red circle"],
            new Scene(first, second, IsVertical: false, Ground: 1).Sentences.Select(Vocabulary.Decode).ToArray());
    }

    /// <summary>At each step the word before is read, and the next one is to be said; what lies behind the end doesn't count.</summary>
    [Fact]
    public void WordsAreReadAStepLaterThanTheyAreLearned()
    {
        Scene[] scenes = SceneSets.Known(20, seed: 1);
        SceneDataset data = new(scenes, seed: 2);
        float[] words = new float[Vocabulary.Steps];
        int[] labels = new int[Vocabulary.Steps];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyInput(SceneDataset.Words, i, words);
            data.CopyLabels(i, labels);
            int end = Array.IndexOf(labels, Vocabulary.End);

            Assert.Contains(Vocabulary.Decode(labels[..end]), scenes[i].Sentences.Select(Vocabulary.Decode));
            Assert.Equal((int[])[Vocabulary.Start, .. labels[..end]], words[..(end + 1)].Select(word => (int)word).ToArray());
            Assert.All(labels[(end + 1)..], label => Assert.Equal(Vocabulary.Padding, label));
        }
    }

    [Fact]
    public void WhatIsHeldBackIsNotLearnedFrom()
    {
        HashSet<int> kinds = [.. SceneSets.Known(2000, seed: 1).SelectMany(scene => (int[])[scene.First.Kind, scene.Second.Kind])];
        HashSet<(int, int)> pairs = [.. SceneSets.Known(2000, seed: 1).Select(Pair)];

        Assert.Equal(DrawnFigure.KindCount - 2, kinds.Count);
        Assert.All(SceneSets.NewKinds(100, seed: 2), scene => Assert.False(kinds.Contains(scene.First.Kind) && kinds.Contains(scene.Second.Kind)));
        Assert.All(SceneSets.NewPairs(100, seed: 2), scene => Assert.True(kinds.Contains(scene.First.Kind) && kinds.Contains(scene.Second.Kind) && !pairs.Contains(Pair(scene))));

        static (int, int) Pair(Scene scene) => (Math.Min(scene.First.Kind, scene.Second.Kind), Math.Max(scene.First.Kind, scene.Second.Kind));
    }

    /// <summary>Step by step the parts give what the whole network gives, and a beam finds nothing less probable than greedy search.</summary>
    [Fact]
    public void TheCaptionerWritesWhatTheNetworkSays()
    {
        using CaptionNet network = new(seed: 5);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            network.Save(path);
            using Captioner captioner = new(path);
            float[] picture = new float[Scene.Shape.Length];
            SceneSets.Known(1, seed: 3)[0].Paint(picture);

            int[] greedy = captioner.Write(picture, width: 1), beam = captioner.Write(picture, width: 4);

            for (int step = 0; step < greedy.Length; step++)
                Assert.Equal(greedy[step], Best(Probabilities(network, picture, greedy[..step])));
            Assert.True(LogProbability(network, picture, beam) >= LogProbability(network, picture, greedy) - 1e-4);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ASmallRunReportsAllKindsOfScenes()
    {
        StringWriter output = new();
        double exact = new Experiment(output).Run(trainCount: 192, testCount: 4, epochs: 2);

        Assert.InRange(exact, 0, 1);
        foreach (string part in new[] { "192 scenes to learn from", "known combinations  greedy", "new pairs", "new figures", "beam 3", "BLEU-4" })
            Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The probabilities of what follows some words, by a prediction of the whole.</summary>
    private static float[] Probabilities(CaptionNet network, float[] picture, int[] words)
    {
        float[] tokens = new float[Vocabulary.Steps], all = new float[Vocabulary.Steps * Vocabulary.Size];
        tokens[0] = Vocabulary.Start;
        for (int i = 0; i < words.Length && i + 1 < tokens.Length; i++)
            tokens[i + 1] = words[i];
        network.Predict(picture, tokens, all);
        return all[(words.Length * Vocabulary.Size)..((words.Length + 1) * Vocabulary.Size)];
    }

    /// <summary>The most probable token that may follow.</summary>
    private static int Best(float[] probabilities) => Enumerable.Range(Vocabulary.End, Vocabulary.Size - Vocabulary.End).MaxBy(token => probabilities[token]);

    private static double LogProbability(CaptionNet network, float[] picture, int[] sentence)
    {
        double sum = 0;
        for (int step = 0; step <= sentence.Length && step < Vocabulary.Steps; step++)
            sum += Math.Log(Probabilities(network, picture, sentence[..step])[step < sentence.Length ? sentence[step] : Vocabulary.End]);
        return sum;
    }
}
