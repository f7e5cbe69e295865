using System.IO.Compression;
using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

/// <summary>A packed file is taken only if it is whole: its checksum is compared, wherever it was cut.</summary>
public sealed class GzipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void AFileCutAnywhereIsRefused(CompressionLevel level)
    {
        byte[] packed = Pack(IdxFiles.Labels([.. Enumerable.Range(0, 300).Select(i => (byte)(i * i % 251))]), level);
        Assert.Equal(300, Read(packed).Values.Length);
        for (int length = 0; length < packed.Length; length++)
            Assert.Throws<DatasetException>(() => Read(packed[..length]));
    }

    [Fact]
    public void AnyLengthIsRead()
    {
        // The end of the file meets every place of the buffers that read it.
        var random = new Random(5);
        for (int count = 8100; count < 8300; count++)
        {
            byte[] labels = new byte[count];
            random.NextBytes(labels);
            byte[] packed = Pack(IdxFiles.Labels(labels), CompressionLevel.NoCompression);
            Assert.Equal(labels, Read(packed).Values);
            Assert.Throws<DatasetException>(() => Read(packed[..^1]));
        }
    }

    [Fact]
    public void SeveralMembersAreOneFile()
    {
        byte[] file = IdxFiles.Labels([.. Enumerable.Range(0, 100).Select(i => (byte)i)]);
        byte[] packed = [.. Pack(file[..40], CompressionLevel.Fastest), .. Pack(file[40..], CompressionLevel.Fastest)];
        Assert.Equal(file[8..], Read(packed).Values);
        for (int cut = 1; cut <= 8; cut++)
            Assert.Throws<DatasetException>(() => Read(packed[..^cut]));
    }

    [Fact]
    public void AWrongChecksumIsRefused()
    {
        byte[] packed = Pack(IdxFiles.Labels([1, 2, 3]), CompressionLevel.Fastest);
        for (int i = packed.Length - 8; i < packed.Length; i++)
        {
            byte[] damaged = [.. packed];
            damaged[i] ^= 0x10;
            Assert.Throws<DatasetException>(() => Read(damaged));
        }
    }

    [Fact]
    public void MemoryIsTakenForWhatArrivesNotForWhatIsPromised()
    {
        // Noise, so that the file is long enough for the promise of 400 MB to look possible.
        byte[] noise = new byte[500_000];
        new Random(6).NextBytes(noise);
        byte[] packed = Pack(IdxFiles.Encode(0x801, [400_000_000], noise), CompressionLevel.Fastest);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("truncated", Assert.Throws<DatasetException>(() => Read(packed)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    private static byte[] Pack(byte[] file, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
            gzip.Write(file);
        return packed.ToArray();
    }

    private IdxFile Read(byte[] packed)
    {
        string path = _folder.File("labels.gz");
        File.WriteAllBytes(path, packed);
        return IdxFile.Read(path, axes: 1);
    }
}
