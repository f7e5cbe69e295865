using Digits;
using Digits.SyntheticDigits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace DeepVision.Generated.Browser.Tests;

/// <summary>The published page with weights beside it, on a server of static files, and a browser.</summary>
public sealed class PublishedPage : IAsyncLifetime
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "page", "wwwroot");

    private WebApplication? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the page is.</summary>
    public string Address => _server!.Urls.Single();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is null)
            return;
        TrainWeights(Path.Combine(s_folder, "digits.safetensors"));

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        PhysicalFileProvider files = new(s_folder);
        _server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        _server.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".safetensors"] = "application/octet-stream", [".dat"] = "application/octet-stream" } },
        });
        await _server.StartAsync();

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFactAttribute.Browser,
            // A container's root user has no sandbox; nothing but our own page is opened.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens the page, and waits until it can be drawn on or says why not.</summary>
    /// <param name="options">Size, colours and the like.</param>
    /// <param name="withoutWeights">As if nobody had put a file of weights beside the page.</param>
    public async Task<IPage> OpenAsync(BrowserNewPageOptions? options = null, bool withoutWeights = false)
    {
        IPage page = await _browser!.NewPageAsync(options);
        page.SetDefaultTimeout(120_000);
        if (withoutWeights)
            await page.RouteAsync("**/*.safetensors", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404 }));
        await page.GotoAsync(Address);
        await page.Locator("main section h2").First.WaitForAsync();
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static void TrainWeights(string path)
    {
        using DigitNet network = new(seed: 1);
        network.Train(SyntheticDigitSet.Draw(seed: 1, count: 6_000), new TrainingOptions { Epochs = 3, BatchSize = 64, Optimizer = new Adam(1e-3f) });
        network.Save(path);
    }
}
