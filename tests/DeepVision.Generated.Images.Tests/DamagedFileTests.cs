using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace DeepVision.Generated.Images.Tests;

/// <summary>What is no picture, or a broken one, ends in one documented exception.</summary>
public class DamagedFileTests
{
    private const long MostBytes = 256_000_000;

    /// <summary>Files to damage; the environment variable DEEPVISION_DAMAGED_FILES asks for more, such as 100000.</summary>
    private static int Count => int.Parse(Environment.GetEnvironmentVariable("DEEPVISION_DAMAGED_FILES") ?? "3000", CultureInfo.InvariantCulture);

    [Fact]
    public void DamagedFilesGivePixelsOrTheOneException()
    {
        byte[][] files = [.. TestPictures.Names.Select(name => File.ReadAllBytes(TestPictures.PathOf(name)))];
        TensorShape large = new(32, 32, 3), small = new(7, 9, 3);
        ImageOptions reduced = new() { ReducingGap = 1 };
        byte[] pixels = new byte[large.Length];
        int refused = 0;
        for (int number = 0; number < Count; number++)
        {
            string which = FormattableString.Invariant($"{TestPictures.Names[number % files.Length]}, damage {number}");
            byte[] file = DamagedFile.Of(files[number % files.Length], number);
            long start = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (number / files.Length % 2 == 0)
                    ImageReader.Read(file, large, ImageOptions.Default, pixels);
                else
                    ImageReader.Read(file, small, reduced, pixels.AsSpan(0, small.Length));
            }
            catch (ImageFileException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{which}: {e}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostBytes, $"{which}: takes too much memory");
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2), $"{which}: hangs");
        }

        // The damage is real, and not all of it matters.
        Assert.InRange(refused, Count / 5, Count * 19 / 20);
    }

    [Fact]
    public void APictureOfMorePixelsThanAllowedIsRefusedByItsHeader()
    {
        using TemporaryFolder folder = new();
        string bomb = folder.Write("bomb.png", PngOf(60_000, 60_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFileException e = Assert.Throws<ImageFileException>(() => ImageFile.Read(bomb, new TensorShape(32, 32, 3)));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Equal(bomb, e.FilePath);
        Assert.Equal($"{bomb}: is 60000×60000 pixels large by its header, more than the 50,000,000 that ImageOptions.MaxPixels allows.", e.Message);

        Assert.Contains("100000×1 pixels large by its header; a side of more than 65535 is refused", Problem(PngOf(100_000, 1)), StringComparison.Ordinal);
        Assert.Contains("doesn't say how large", Problem(PngOf(0, 5)), StringComparison.Ordinal);
        Assert.Contains("doesn't say how large", Problem(PngOf(5, int.MinValue)), StringComparison.Ordinal);
        Assert.Contains("more than the 1,000 that", Problem(File.ReadAllBytes(TestPictures.PathOf("rgb.png")), new ImageOptions { MaxPixels = 1000 }), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoPictureIsNamed()
    {
        Assert.Equal("The picture is empty.", Problem([]));
        Assert.Equal("The picture is no JPEG, PNG, BMP, GIF or WebP: it begins with 68656C6C6F.", Problem("hello"u8.ToArray()));
        Assert.StartsWith(TestPictures.PathOf("none.png") + ": can't be read. ", Assert.Throws<ImageFileException>(() => ImageFile.Read(TestPictures.PathOf("none.png"), new TensorShape(8, 8, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfAPictureIsRefused()
    {
        // Half of the animated one holds its first picture whole.
        foreach (string name in TestPictures.Names.Where(name => name != "animated.gif"))
        {
            byte[] whole = File.ReadAllBytes(TestPictures.PathOf(name));
            foreach (int length in new[] { 12, whole.Length / 2, whole.Length * 2 / 3 })
            {
                Exception? e = Record.Exception(() => ImageFile.Read(whole.AsSpan(0, length), new TensorShape(8, 8, 3)));
                Assert.True(e is ImageFileException, FormattableString.Invariant($"{name}, {length} of {whole.Length} bytes: {e?.ToString() ?? "gives pixels"}"));
            }
        }
    }

    [Fact]
    public void PicturesComeFromFilesStreamsAndBytes()
    {
        string path = TestPictures.PathOf("palette.png");
        TensorShape shape = new(20, 24, 3);
        byte[] expected = ImageFile.Read(path, shape), file = File.ReadAllBytes(path);
        Assert.Equal(expected, ImageFile.Read(file, shape));
        using MemoryStream stream = new([1, 2, 3, .. file]);
        stream.Position = 3;
        Assert.Equal(expected, ImageFile.Read(stream, shape));
        Assert.Throws<ArgumentException>(() => ImageFile.Read(path, new TensorShape(20, 24, 2)));
        Assert.Throws<ArgumentException>(() => ImageFile.Read(path, new TensorShape(20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.ReadWhole(path, channels: 4));
    }

    private static string Problem(byte[] file, ImageOptions? options = null) =>
        Assert.Throws<ImageFileException>(() => ImageFile.Read(file, new TensorShape(8, 8, 3), options)).Message;

    /// <summary>A PNG that ends after its header.</summary>
    private static byte[] PngOf(int width, int height)
    {
        byte[] header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 2);
        // The size is refused before anybody looks at the checksum.
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. header, 0, 0, 0, 0];
    }
}
