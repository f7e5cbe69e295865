using System.Globalization;
using Microsoft.Playwright;

namespace DeepVision.Generated.Browser.Tests;

/// <summary>What a visitor does: draws, reads the answer, teaches.</summary>
public sealed class DrawingTests(PublishedPage site) : IClassFixture<PublishedPage>
{
    private static readonly (float X, float Y)[] s_seven = [(0.25f, 0.2f), (0.5f, 0.21f), (0.75f, 0.2f), (0.62f, 0.5f), (0.48f, 0.85f)];

    [BrowserFact]
    public async Task A_seven_drawn_with_the_mouse_is_read_as_seven()
    {
        IPage page = await site.OpenAsync();
        await DrawAsync(page, s_seven);
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("7");
        Assert.True(await ProbabilityAsync(page, 7) > 50);
        Assert.Equal(3, await page.Locator("section:has(#filters) canvas.picture").CountAsync());
    }

    [BrowserFact]
    public async Task A_seven_drawn_with_a_finger_on_a_telephone_is_read_and_nothing_sticks_out()
    {
        IPage page = await site.OpenAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
            HasTouch = true,
            IsMobile = true,
            ColorScheme = ColorScheme.Dark,
        });
        LocatorBoundingBoxResult pad = await PadAsync(page);
        ICDPSession touch = await page.Context.NewCDPSessionAsync(page);
        foreach (((float x, float y), int index) in s_seven.Select((point, index) => (point, index)))
        {
            await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
            {
                ["type"] = index == 0 ? "touchStart" : "touchMove",
                ["touchPoints"] = new[] { new { x = pad.X + x * pad.Width, y = pad.Y + y * pad.Height } },
            });
        }

        await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("7");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    [BrowserFact]
    public async Task A_one_drawn_with_the_keyboard_is_read_as_one_and_can_be_taken_back()
    {
        IPage page = await site.OpenAsync();
        await page.GetByTestId("pad").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        for (int i = 0; i < 12; i++)
            await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("1");

        await page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("–");
    }

    [BrowserFact]
    public async Task What_it_is_taught_shows_before_and_after_and_can_be_kept()
    {
        IPage page = await site.OpenAsync();
        await DrawAsync(page, s_seven);
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("7");
        double before = await ProbabilityAsync(page, 2);
        await page.GetByTestId("teach-2").ClickAsync();
        ILocator after = page.GetByTestId("after").GetByTestId("probability-2");
        await after.WaitForAsync();
        double learned = Percent(await after.InnerTextAsync());
        Assert.True(learned > before, string.Create(CultureInfo.InvariantCulture, $"{learned} % is not above {before} %"));

        await page.GetByTestId("keep").ClickAsync();
        await Assertions.Expect(page.GetByTestId("digit")).ToHaveTextAsync("–");
        await DrawAsync(page, s_seven);
        await Assertions.Expect(page.GetByTestId("digit")).Not.ToHaveTextAsync("–");
        Assert.Equal(learned, await ProbabilityAsync(page, 2), tolerance: 0.1);
    }

    [BrowserFact]
    public async Task Without_weights_the_page_says_how_to_make_them()
    {
        IPage page = await site.OpenAsync(withoutWeights: true);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("There is no digits.safetensors beside this page.");
        await Assertions.Expect(page.Locator("pre")).ToContainTextAsync("dotnet run -c Release --project examples/Digits -- --save");
    }

    private static async Task DrawAsync(IPage page, IReadOnlyList<(float X, float Y)> points)
    {
        LocatorBoundingBoxResult pad = await PadAsync(page);
        await page.Mouse.MoveAsync(pad.X + points[0].X * pad.Width, pad.Y + points[0].Y * pad.Height);
        await page.Mouse.DownAsync();
        foreach ((float x, float y) in points)
            await page.Mouse.MoveAsync(pad.X + x * pad.Width, pad.Y + y * pad.Height, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    private static async Task<LocatorBoundingBoxResult> PadAsync(IPage page)
    {
        ILocator pad = page.GetByTestId("pad");
        await pad.ScrollIntoViewIfNeededAsync();
        return (await pad.BoundingBoxAsync())!;
    }

    private static async Task<double> ProbabilityAsync(IPage page, int digit) =>
        Percent(await page.Locator("section:has(#answer)").GetByTestId($"probability-{digit}").InnerTextAsync());

    private static double Percent(string text) => double.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture);
}
