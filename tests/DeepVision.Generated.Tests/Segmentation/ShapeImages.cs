namespace DeepVision.Generated.Tests.Segmentation;

/// <summary>Grey images of discs and squares on a noisy ground, with a label map each: 0 the ground, 1 a disc, 2 a square, 255 along the edges.</summary>
internal static class ShapeImages
{
    public const int Size = 32;
    public const byte Edge = 255;

    /// <summary>Draws images; where shapes overlap, the later one lies on top.</summary>
    public static SegmentationDataset Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * Size * Size], labels = new byte[count * Size * Size];
        for (int image = 0; image < count; image++)
        {
            Span<byte> grey = pixels.AsSpan(image * Size * Size, Size * Size), map = labels.AsSpan(image * Size * Size, Size * Size);
            for (int shape = 0; shape < 3; shape++)
                Draw(grey, map, random);
            foreach (ref byte value in grey)
                value = (byte)Math.Min(255, value + random.Next(60));
        }

        return new SegmentationDataset(pixels, new TensorShape(Size, Size, 1), labels, classCount: 3, ignoredLabel: Edge);
    }

    private static void Draw(Span<byte> grey, Span<byte> map, Random random)
    {
        bool isDisc = random.Next(2) == 0;
        int radius = random.Next(4, 9), centreY = random.Next(Size), centreX = random.Next(Size), brightness = random.Next(100, 190);
        for (int y = Math.Max(0, centreY - radius); y <= Math.Min(Size - 1, centreY + radius); y++)
        {
            for (int x = Math.Max(0, centreX - radius); x <= Math.Min(Size - 1, centreX + radius); x++)
            {
                double distance = isDisc ? Math.Sqrt((y - centreY) * (y - centreY) + (x - centreX) * (x - centreX)) : Math.Max(Math.Abs(y - centreY), Math.Abs(x - centreX));
                if (distance > radius)
                    continue;
                grey[y * Size + x] = (byte)brightness;
                map[y * Size + x] = distance > radius - 1 ? Edge : (byte)(isDisc ? 1 : 2);
            }
        }
    }
}
