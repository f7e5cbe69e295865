using System.Numerics;
using DeepVision.Generated;

namespace Digits.SyntheticDigits;

/// <summary>Handwritten-looking digits, 28×28×1, drawn by code: the data set for those who have none at hand.</summary>
internal static class SyntheticDigitSet
{
    /// <summary>The seed of the data set that the example uses by default.</summary>
    public const int DefaultSeed = 2024;

    /// <summary>Images to train with.</summary>
    public const int TrainCount = 12_000;

    /// <summary>Images to test with; none of them is in the training set.</summary>
    public const int TestCount = 2_000;

    /// <summary>Draws both sets; the same seed gives the same pixels on any number of threads.</summary>
    public static (ImageDataset Train, ImageDataset Test) Create(int seed = DefaultSeed)
    {
        ImageDataset all = Draw(seed, TrainCount + TestCount);
        return (all.Take(TrainCount), all.Skip(TrainCount));
    }

    /// <summary>Draws <paramref name="count"/> digits, of each class the same number.</summary>
    public static ImageDataset Draw(int seed, int count)
    {
        const int ImageLength = Pen.Size * Pen.Size;
        byte[] pixels = new byte[count * ImageLength];
        int[] labels = new int[count];
        Parallel.For(0, count, sample =>
        {
            var random = new SampleRandom(seed, sample);
            labels[sample] = sample % 10;
            List<Vector2[]> path = Handwriting.Write(labels[sample], ref random);
            Pen.Draw(path, pixels.AsSpan(sample * ImageLength, ImageLength), ref random);
        });
        return new ImageDataset(pixels, new TensorShape(Pen.Size, Pen.Size, 1), labels, classCount: 10);
    }
}
