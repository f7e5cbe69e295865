using System.Net;
using DeepVision.Generated.Tests.Accuracy;
using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

public sealed class MnistDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithoutANetworkTheMessageSaysWhatToGetAndWhereToPutIt()
    {
        var server = new FakeServer(_ => throw new HttpRequestException("Name or service not known"));
        DatasetException e = await FailsAsync(server);

        Assert.Contains("Name or service not known", e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, e.Message, StringComparison.Ordinal);
        foreach (string name in IdxFiles.Names)
            Assert.Contains(name + ".gz", e.Message, StringComparison.Ordinal);
        Assert.Contains("https://ossci-datasets.s3.amazonaws.com/mnist/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSecondMirrorIsAskedWhenTheFirstFails()
    {
        var server = new FakeServer(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        DatasetException e = await FailsAsync(server);

        Assert.Contains("status 404", e.Message, StringComparison.Ordinal);
        Assert.Equal(["ossci-datasets.s3.amazonaws.com", "storage.googleapis.com"], server.Requests.Select(url => url.Host));
    }

    [Fact]
    public async Task ContentWithAWrongHashIsRefusedAndLeavesNothing()
    {
        // The right length for the first file, 9,912,422 bytes.
        var server = new FakeServer(_ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[9_912_422]) });
        DatasetException e = await FailsAsync(server);
        Assert.Contains("SHA-256", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, "only 1000 of 9912422 bytes arrived")]
    [InlineData(9_912_423, "longer than its 9912422 bytes")]
    public async Task ContentOfAWrongLengthIsRefused(int length, string expected)
    {
        var server = new FakeServer(_ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[length]) });
        DatasetException e = await FailsAsync(server);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConnectionThatBreaksIsAFailureOfTheMirror()
    {
        var server = new FakeServer(_ => new HttpResponseMessage { Content = new StreamContent(new BreakingStream()) });
        DatasetException e = await FailsAsync(server);
        Assert.Contains("connection reset", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AWrongFileInTheCacheIsAskedForAgain()
    {
        await File.WriteAllTextAsync(_folder.File("train-images-idx3-ubyte.gz"), "half a download");
        var server = new FakeServer(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        using var client = new HttpClient(server);

        await Assert.ThrowsAsync<DatasetException>(() => MnistDownload.EnsureDownloadedAsync(_folder.Path, client: client));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["train-images-idx3-ubyte.gz"], _folder.Names);
    }

    [Fact]
    public async Task CancellingIsNoFailureOfTheMirror()
    {
        using var client = new HttpClient(new FakeServer(_ => new HttpResponseMessage()));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MnistDownload.EnsureDownloadedAsync(_folder.Path, client: client, cancellationToken: cancelled.Token));
        Assert.Empty(_folder.Names);
    }

    [MnistFact]
    public async Task FilesThatArriveWholeAreStoredOnceAndLoad()
    {
        var server = new FakeServer(url => new HttpResponseMessage
        {
            Content = new ByteArrayContent(File.ReadAllBytes(Path.Combine(MnistFactAttribute.Folder!, Path.GetFileName(url.AbsolutePath)))),
        });
        using var client = new HttpClient(server);
        var progress = new Received();

        string directory = await MnistDownload.EnsureDownloadedAsync(_folder.File("cache"), progress, client);
        await MnistDownload.EnsureDownloadedAsync(_folder.File("cache"), progress, client);

        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(11_594_722, progress.Last.Received);
        Assert.Equal(11_594_722, progress.Last.Total);
        Assert.Equal(4, Directory.GetFiles(directory).Length);
        Assert.Equal(10_000, Mnist.Load(directory).Test.Count);
    }

    private async Task<DatasetException> FailsAsync(FakeServer server)
    {
        using var client = new HttpClient(server);
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => MnistDownload.EnsureDownloadedAsync(_folder.Path, client: client));
        Assert.Empty(_folder.Names);
        return e;
    }

    private sealed class Received : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("connection reset");
    }
}
