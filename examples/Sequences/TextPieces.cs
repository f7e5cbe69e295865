using DeepVision.Generated;

namespace Sequences;

/// <summary>
/// A text cut into pieces. Each step of a piece is a character, and its label is the character that follows. The cuts are in other places in each
/// epoch.
/// </summary>
/// <param name="text">The text, as numbers.</param>
/// <param name="shift">Characters in front of the first piece.</param>
internal sealed class TextPieces(byte[] text, int shift = 0) : Dataset
{
    /// <summary>Characters of a piece.</summary>
    public const int Steps = 64;

    // The last character is only a label.
    public override int Count => text.Length / Steps - 1;

    public override TensorShape InputShape => new(Steps);

    public override TensorShape? LabelMapShape => new(Steps, 1);

    public override int ClassCount => Alphabet.Size;

    public override void CopyInput(int index, Span<float> destination)
    {
        ReadOnlySpan<byte> piece = text.AsSpan(StartOf(index), Steps);
        for (int step = 0; step < Steps; step++)
            destination[step] = piece[step];
    }

    public override void CopyLabels(int index, Span<int> destination)
    {
        ReadOnlySpan<byte> next = text.AsSpan(StartOf(index) + 1, Steps);
        for (int step = 0; step < Steps; step++)
            destination[step] = next[step];
    }

    // 29 and 64 have no common divisor: 64 epochs cut in 64 ways.
    public override Dataset InEpoch(int epoch) => new TextPieces(text, epoch * 29 % Steps);

    private int StartOf(int index) => shift + index * Steps;
}
