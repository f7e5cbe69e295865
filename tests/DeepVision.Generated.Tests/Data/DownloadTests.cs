using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

/// <summary>Downloads of other data sets than MNIST, which has tests of its own.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FashionMnistIsAskedOfBothServersAndNamesWhatIsMissing()
    {
        FakeServer server = new(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        using HttpClient client = new(server);
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => FashionMnistDownload.EnsureDownloadedAsync(_folder.Path, client: client));
        Assert.Equal(["fashion-mnist.s3-website.eu-central-1.amazonaws.com", "raw.githubusercontent.com"], server.Requests.Select(url => url.Host));
        Assert.Contains("train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz", e.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void FashionMnistHasTheNamesOfItsClasses()
    {
        IdxFiles.WriteSmallSet(_folder.Path);
        FashionMnist data = FashionMnist.Load(_folder.Path);
        Assert.Equal((2, 1, 10, 10), (data.Train.Count, data.Test.Count, data.Train.ClassCount, data.Test.ClassCount));
        Assert.Equal("Dress", data.Test.ClassNames![data.Test.GetLabel(0)]);
        File.WriteAllBytes(Path.Combine(_folder.Path, IdxFiles.Names[3]), IdxFiles.Labels(10));
        Assert.Contains("There is a label 10, but labels go from 0 to 9", Assert.Throws<DatasetException>(() => FashionMnist.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongCifarArchiveIsRefusedAndLeavesNothing()
    {
        FakeServer server = new(_ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[1000]) });
        using HttpClient client = new(server);
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => CifarDownload.EnsureCifar10Async(_folder.Path, client: client));
        Assert.Contains("only 1000 of 170052171 bytes arrived", e.Message, StringComparison.Ordinal);
        Assert.Contains("get cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DatasetException>(() => CifarDownload.EnsureCifar100Async(_folder.Path, client: client));
        Assert.Equal(["/~kriz/cifar-10-binary.tar.gz", "/~kriz/cifar-100-binary.tar.gz"], server.Requests.Select(url => url.AbsolutePath));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task AnArchiveIsUnpackedOnceAndItsFilesAreKept()
    {
        byte[] archive = Pack(("somewhere/a.bin", 100), ("somewhere/readme.html", 5), ("../b.txt", 7));
        FakeServer server = new(_ => new HttpResponseMessage { Content = new ByteArrayContent(archive) });
        using HttpClient client = new(server);
        RemoteArchive remote = new(new RemoteFile("some.tar.gz", archive.Length, Convert.ToHexStringLower(SHA256.HashData(archive))), "https://example.org/", [("a.bin", 100L), ("b.txt", null)]);
        for (int i = 0; i < 2; i++)
            Assert.Equal(_folder.Path, await remote.EnsureAsync(_folder.Path, null, client, CancellationToken.None));
        Assert.Single(server.Requests);
        // Nothing but what is wanted, and nothing outside the folder.
        Assert.Equal(["a.bin", "b.txt"], _folder.Names);
        Assert.Equal(100, new FileInfo(_folder.File("a.bin")).Length);

        File.WriteAllText(_folder.File("a.bin"), "damaged");
        await remote.EnsureAsync(_folder.Path, null, client, CancellationToken.None);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(100, new FileInfo(_folder.File("a.bin")).Length);
    }

    private static byte[] Pack(params (string Name, int Length)[] files)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        using (TarWriter tar = new(gzip))
        {
            foreach ((string name, int length) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[length]) });
        }

        return packed.ToArray();
    }
}
