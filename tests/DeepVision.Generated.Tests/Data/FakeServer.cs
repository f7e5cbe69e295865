namespace DeepVision.Generated.Tests.Data;

/// <summary>Answers requests without a network, and remembers them.</summary>
internal sealed class FakeServer(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<Uri> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(request.RequestUri!);
        return Task.FromResult(answer(request.RequestUri!));
    }
}
