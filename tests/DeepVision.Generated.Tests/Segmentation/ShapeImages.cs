namespace DeepVision.Generated.Tests.Segmentation;

/// <summary>Grey images of two discs or squares on a noisy ground, with a label map each: 0 the ground, 1 a disc, 2 a square, 255 along the edges.</summary>
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
            for (int shape = 0; shape < 2; shape++)
                Draw(grey, map, random);
            foreach (ref byte value in grey)
                value = (byte)Math.Min(255, value + random.Next(60));
        }

        return new SegmentationDataset(pixels, new TensorShape(Size, Size, 1), labels, classCount: 3, ignoredLabel: Edge);
    }

    private static void Draw(Span<byte> grey, Span<byte> map, Random random)
    {
        bool isDisc = random.Next(2) == 0;
        int radius = random.Next(5, 9), centreY = random.Next(radius, Size - radius), centreX = random.Next(radius, Size - radius), brightness = random.Next(100, 190);
        for (int y = centreY - radius; y <= centreY + radius; y++)
        {
            for (int x = centreX - radius; x <= centreX + radius; x++)
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
