using System.Diagnostics;
using DeepVision.Generated;

namespace Augmentations;

/// <summary>How long the steps take on one thread, reading the picture from bytes included.</summary>
internal static class Speed
{
    private const int Rounds = 300;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(2);

    public static void Measure()
    {
        Dataset small = Random(500, 32), large = Random(20, 224);
        Console.WriteLine("microseconds a picture              32×32×3   224×224×3");
        foreach ((string name, Func<int, Augmentation> make) in Steps())
            Console.WriteLine(FormattableString.Invariant($"{name,-34} {TimeOf(small.Augmented(make(32), 1)),8:F1} {TimeOf(large.Augmented(make(224), 1)),11:F1}"));
    }

    private static IEnumerable<(string Name, Func<int, Augmentation> Make)> Steps() =>
    [
        ("none", _ => Augmentation.None),
        ("RandomFlip, RandomCrop with pad", size => Augment.RandomFlip().RandomCrop(size, pad: size / 8)),
        ("… and Normalize", size => Augment.RandomFlip().RandomCrop(size, pad: size / 8).Normalize([0.5f, 0.5f, 0.5f], [0.2f, 0.2f, 0.2f])),
        ("RandomResizedCrop", size => Augment.RandomResizedCrop(size)),
        ("RandomRotation", _ => Augment.RandomRotation(15)),
        ("RandomRotation, nearest", _ => Augment.RandomRotation(15, Interpolation.Nearest)),
        ("RandomBrightness", _ => Augment.RandomBrightness(0.2)),
        ("RandomContrast", _ => Augment.RandomContrast(0.2)),
        ("RandomSaturation", _ => Augment.RandomSaturation(0.2)),
        ("RandomHue", _ => Augment.RandomHue(0.1)),
        ("Standardize", _ => Augment.Standardize()),
        ("GaussianNoise", _ => Augment.GaussianNoise(0.1)),
        ("RandomGaussianBlur(5)", _ => Augment.RandomGaussianBlur(5)),
        ("RandomJpegQuality", _ => Augment.RandomJpegQuality(50, 90)),
        ("RandomErasing", _ => Augment.RandomErasing()),
        ("RandAugment", _ => Augment.RandAugment()),
        ("Mixup", _ => Augment.Mixup()),
        ("CutMix", _ => Augment.CutMix()),
    ];

    /// <summary>The fastest of some rounds: what the machine does beside makes the others slower.</summary>
    private static double TimeOf(Dataset data)
    {
        float[] picture = new float[data.InputShape.Length];
        double fastest = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            int count = 0;
            for (; watch.Elapsed < RoundTime; count++)
                data.CopyInput(count % data.Count, picture);
            fastest = Math.Min(fastest, watch.Elapsed.TotalMicroseconds / count);
        }

        return fastest;
    }

    private static ImageDataset Random(int count, int size)
    {
        byte[] pixels = new byte[count * size * size * 3];
        new Random(1).NextBytes(pixels);
        return new ImageDataset(pixels, new TensorShape(size, size, 3), new int[count], 10);
    }
}
