namespace DeepVision.Generated.Zoo.Tests;

/// <summary>Noise with a bright band across it, whose height is the class.</summary>
internal static class BandedImages
{
    public static ImageDataset Make(int count, TensorShape shape, int classes, int seed)
    {
        Random random = new(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(index => index % classes)];
        byte[] pixels = new byte[count * shape.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            int row = i % shape.Length / (shape.Width * shape.Channels);
            pixels[i] = (byte)(random.Next(96) + (row * classes / shape.Height == labels[i / shape.Length] ? 128 : 0));
        }

        return new ImageDataset(pixels, shape, labels, classes);
    }
}
