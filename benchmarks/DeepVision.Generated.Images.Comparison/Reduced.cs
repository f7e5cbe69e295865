using System.Diagnostics;
using SkiaSharp;

namespace DeepVision.Generated.Images.Comparison;

/// <summary>
/// Large JPEGs decoded whole and at a part of their size. They are put together from small photographs, eight by eight, so that they have the details of
/// photographs in all of their twelve megapixels.
/// </summary>
internal static class Reduced
{
    private const int Side = 8, TileHeight = 375, TileWidth = 500, Rounds = 5;

    /// <summary>Measures time and differences.</summary>
    /// <param name="photographs">The small photographs.</param>
    public static void Run(IReadOnlyList<string> photographs)
    {
        byte[][] files = [.. photographs.Chunk(Side * Side).Where(chunk => chunk.Length == Side * Side).Select(Compose)];
        if (files.Length == 0)
            throw new ArgumentException(FormattableString.Invariant($"There are {photographs.Count} photographs; a large one is put together from {Side * Side}."), nameof(photographs));
        Console.WriteLine(FormattableString.Invariant($"{files.Length} files of {Side * TileWidth}×{Side * TileHeight} and {files.Average(file => file.Length) / 1e6:0.0} MB"));
        TensorShape shape = new(224, 224, 3);
        byte[][] whole = [.. files.Select(file => ImageFile.Read(file, shape))];
        foreach (double? gap in (double?[])[null, 4, 2, 1])
        {
            ImageOptions options = new() { ReducingGap = gap };
            double[] times = new double[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
                foreach (byte[] file in files)
                    ImageFile.Read(file, shape, options);
                times[round] = (Process.GetCurrentProcess().TotalProcessorTime - start).TotalMilliseconds / files.Length;
            }

            int[] differences = [.. files.SelectMany((file, i) => ImageFile.Read(file, shape, options).Zip(whole[i], (a, b) => Math.Abs(a - b)))];
            Console.WriteLine(FormattableString.Invariant(
                $"gap {(gap is { } value ? value.ToString("0", null) : "none"),4}: {times.Order().ElementAt(Rounds / 2):0.0} ms a file; differences of bytes: {differences.Average():0.00} on average, {differences.Max()} at most"));
        }
    }

    private static byte[] Compose(string[] photographs)
    {
        TensorShape tile = new(TileHeight, TileWidth, 3);
        SKColor[] pixels = new SKColor[Side * TileHeight * Side * TileWidth];
        for (int number = 0; number < photographs.Length; number++)
        {
            byte[] photograph = ImageFile.Read(photographs[number], tile);
            int corner = (number / Side * TileHeight * Side + number % Side) * TileWidth;
            for (int at = 0; at < TileHeight * TileWidth; at++)
                pixels[corner + at / TileWidth * Side * TileWidth + at % TileWidth] = new SKColor(photograph[3 * at], photograph[3 * at + 1], photograph[3 * at + 2]);
        }

        using SKBitmap bitmap = new(Side * TileWidth, Side * TileHeight) { Pixels = pixels };
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality: 90);
        return data.ToArray();
    }
}
