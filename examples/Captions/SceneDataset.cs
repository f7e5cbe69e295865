using DeepVision.Generated;

namespace Captions;

/// <summary>
/// Scenes with one of their sentences each, for teacher forcing: at every step the decoder reads the right word before, and learns the next one. Pictures
/// are painted when they are read.
/// </summary>
/// <param name="scenes">The scenes.</param>
/// <param name="seed">Fixes which sentence each scene gets.</param>
public sealed class SceneDataset(IReadOnlyList<Scene> scenes, int seed) : Dataset
{
    /// <summary>What the network calls the words before.</summary>
    public const string Words = "words";

    private readonly int[][] _sentences = ChooseSentences(scenes, new Random(seed));

    public override int Count => scenes.Count;

    public override TensorShape InputShape => Scene.Shape;

    public override int ClassCount => Vocabulary.Size;

    public override TensorShape? LabelMapShape => new TensorShape(Vocabulary.Steps, 1);

    public override IReadOnlyList<InputInfo> FurtherInputs { get; } = [new InputInfo(Words, new TensorShape(Vocabulary.Steps))];

    public override void CopyInput(int index, Span<float> destination) => scenes[index].Paint(destination);

    public override void CopyInput(string name, int index, Span<float> destination)
    {
        if (name != Words)
        {
            base.CopyInput(name, index, destination);
            return;
        }

        int[] sentence = _sentences[index];
        for (int step = 0; step < Vocabulary.Steps; step++)
            destination[step] = step == 0 ? Vocabulary.Start : step <= sentence.Length ? sentence[step - 1] : Vocabulary.Padding;
    }

    public override void CopyLabels(int index, Span<int> destination)
    {
        int[] sentence = _sentences[index];
        for (int step = 0; step < Vocabulary.Steps; step++)
            destination[step] = step < sentence.Length ? sentence[step] : step == sentence.Length ? Vocabulary.End : Vocabulary.Padding;
    }

    private static int[][] ChooseSentences(IReadOnlyList<Scene> scenes, Random random) => [.. scenes.Select(scene => scene.Sentences[random.Next(2)])];
}
