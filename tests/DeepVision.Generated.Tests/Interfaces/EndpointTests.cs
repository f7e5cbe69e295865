using System.Net.Http.Json;
using DeepVision.Generated.Tests.Networks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeepVision.Generated.Tests.Interfaces;

public class EndpointTests
{
    [Fact]
    public async Task AMinimalApiReturnsAndTakesWhatANetworkSays()
    {
        using var net = new LinearClassifier();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/health", () => "well");
        app.MapPost("/predict", (float[] input) => net.Predict(input));
        app.MapGet("/evaluate", () => net.Evaluate(Linear.Corners(30, 1)));
        app.MapGet("/architecture", () => net.Architecture);
        app.MapPost("/confidence", (Prediction prediction) => prediction.Confidence);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("well", await client.GetStringAsync("/health"));
        using HttpResponseMessage response = await client.PostAsJsonAsync("/predict", new[] { 0.25f, 0.5f });
        Prediction prediction = (await response.Content.ReadFromJsonAsync<Prediction>())!;
        Assert.Equal(net.Predict([0.25f, 0.5f]).Probabilities, prediction.Probabilities);
        ClassificationResult result = (await client.GetFromJsonAsync<ClassificationResult>("/evaluate"))!;
        Assert.Equal(net.Evaluate(Linear.Corners(30, 1)).ConfusionMatrix.ToString(), result.ConfusionMatrix.ToString());
        Assert.Equal(net.Architecture.ToString(), (await client.GetFromJsonAsync<NetworkArchitecture>("/architecture"))!.ToString());
        using HttpResponseMessage confidence = await client.PostAsJsonAsync("/confidence", prediction);
        Assert.Equal(prediction.Confidence, await confidence.Content.ReadFromJsonAsync<float>());
        await app.StopAsync();
    }
}
