using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

public class ShapeDiagnosticTests
{
    [Fact]
    public void The_readme_network_is_fine() => IsSilent("""
        [Network(28, 28, 1)]
        [Conv2D(32, 3), ReLU, MaxPool2D(2)]
        [Conv2D(64, 3), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(128), ReLU, Dropout(0.5f)]
        [Dense(10), SoftmaxCrossEntropy]
        """);

    [Fact]
    public void Pooling_larger_than_its_input() => Reports("""
        [Network(5, 5, 1)]
        [Conv2D(64, 3), ReLU, {|DVG1003:MaxPool2D(4)|}]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        """,
        "MaxPool2D(4) (layer 3) needs an input of at least 4×4, but receives 3×3×64 from Conv2D(64, 3) (layer 1). Use MaxPool2D(3) or Padding.Same on layer 1.");
}
