using System.Globalization;

namespace DeepVision.Generated.GeneratorCosts;

/// <summary>The networks whose generation is measured, as source text.</summary>
internal static class CostedNetworks
{
    /// <summary>VGG16 (Simonyan and Zisserman 2014, arXiv:1409.1556), configuration D.</summary>
    private const string Vgg16 = """
        [Network(224, 224, 3)]
        [Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(128, 3, Padding = Padding.Same), ReLU, Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(256, 3, Padding = Padding.Same), ReLU, Conv2D(256, 3, Padding = Padding.Same), ReLU, Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Flatten, Dense(4096), ReLU, Dropout(0.5f), Dense(4096), ReLU, Dropout(0.5f)]
        [Dense(1000), SoftmaxCrossEntropy]
        public partial class Vgg16;
        """;

    /// <summary>The network of the README.</summary>
    public static string OfReadme => Resource("MnistNet");

    /// <summary>Name and source of each, with the library's namespace in reach.</summary>
    public static IEnumerable<(string Name, string Source)> All =>
    [
        ("LeNet-5", Resource("LeNet5")),
        ("the README's network", OfReadme),
        ("VGG16 at 224×224×3", "using DeepVision.Generated;\n" + Vgg16),
        ("67 × (Conv, BatchNorm, ReLU)", Deep(32, 67, _ => "[Conv2D(64, 3, Padding = Padding.Same), BatchNorm, ReLU]")),
        ("100 convolutions of different widths", Deep(32, 100, i => string.Create(CultureInfo.InvariantCulture, $"[Conv2D({i + 8}, 3, Padding = Padding.Same), ReLU]"))),
        ("1,000 × (Conv, ReLU)", Deep(16, 1000, _ => "[Conv2D(16, 3, Padding = Padding.Same), ReLU]")),
    ];

    private static string Deep(int side, int count, Func<int, string> layers) => string.Create(CultureInfo.InvariantCulture, $"""
        using DeepVision.Generated;
        [Network({side}, {side}, 3)]
        {string.Join('\n', Enumerable.Range(0, count).Select(layers))}
        [GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """);

    private static string Resource(string name)
    {
        using StreamReader reader = new(typeof(CostedNetworks).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
