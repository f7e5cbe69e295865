namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>Networks that several tests declare.</summary>
internal static class Networks
{
    /// <summary>The network of the README.</summary>
    public const string Digits = """
        using DeepVision.Generated;

        namespace Samples;

        [Network(28, 28, 1)]
        [Conv2D(32, 3), ReLU, MaxPool2D(2)]
        [Conv2D(64, 3), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(128), ReLU, Dropout(0.5f)]
        [Dense(10), SoftmaxCrossEntropy]
        public partial class DigitNet;

        """;

    /// <summary>Every layer that isn't in <see cref="Digits"/>, names, options, and a nested class with documentation of its own.</summary>
    public const string Everything = """
        using DeepVision.Generated;

        namespace Samples;

        internal partial class Zoo
        {
            /// <summary>Marks defects.</summary>
            /// <remarks>Trained on pictures of tiles.</remarks>
            [Network(32, 30, 3)]
            [Conv2D(16, 3, 5, Stride = 2, Padding = Padding.Same, Bias = false, L2 = 1e-4f, Name = "stem"), BatchNorm, LeakyReLU]
            [DepthwiseConv2D(3, Pad = 1, DepthMultiplier = 2), Tanh, AvgPool2D(3, Stride = 2, Pad = 1)]
            [Conv2D(24, 3, Groups = 4, Dilation = 2, Initializer = Initializer.HeNormal), MaxPool2D(2, CeilMode = true)]
            [Conv2D(8, 1), GlobalAvgPool2D]
            [Dense(4, L1 = 0.001f, Name = "answers"), Sigmoid, BinaryCrossEntropy]
            public sealed partial class DefectNet;
        }

        """;

    /// <summary>A sequence and a squared error.</summary>
    public const string Sequence = """
        using DeepVision.Generated;

        [Network(24, 5)]
        [Flatten, Dense(16), ReLU, Dense(2), MeanSquaredError]
        partial class ForecastNet;

        """;

    /// <summary>A network with a mistake: its pooling is too large.</summary>
    public const string Broken = """
        using DeepVision.Generated;

        namespace Samples;

        [Network(5, 5, 1)]
        [Conv2D(64, 3), MaxPool2D(4)]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        public partial class BrokenNet;

        """;
}
