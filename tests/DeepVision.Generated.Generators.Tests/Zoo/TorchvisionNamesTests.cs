using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Zoo;

namespace DeepVision.Generated.Generators.Tests.Zoo;

/// <summary>The names by which torchvision's weights are loaded.</summary>
public class TorchvisionNamesTests
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>>> s_names = typeof(TorchvisionNames).GetProperties()
        .ToDictionary(property => property.Name, property => property.GetMethod!.CreateDelegate<Func<IReadOnlyDictionary<string, string>>>());

    public static TheoryData<string> Networks => [.. s_names.Keys];

    /// <summary>Every tensor of the network is one of torchvision's with the same shape, and every one of torchvision's is one of the network's.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Each_tensor_has_one_name_and_its_shape(string network)
    {
        IReadOnlyDictionary<string, string> names = s_names[network]();
        LayerNode[] layers = [.. ShapeInference.Infer(ZooDeclarations.Networks[network]).Graph.Layers.Where(layer => layer.Parameters.Count > 0)];

        Assert.Equal(layers.Select(layer => layer.Name).Order(StringComparer.Ordinal), names.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            TorchvisionStateDict.Of(network).Select(tensor => Show(tensor.Key, tensor.Value)).Order(StringComparer.Ordinal),
            layers.SelectMany(layer => layer.Parameters.Select(tensor => Show($"{names[layer.Name]}.{tensor.Role.FileName}", [.. tensor.Dimensions]))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_networks_that_torchvision_has_have_names() => Assert.Equal(
        ["AlexNet", "DenseNet121", "EfficientNetB0", "GoogLeNet", "InceptionV3", "MobileNetV2", "ResNet18", "ResNet34", "ResNet50", "SqueezeNet", "Vgg16", "Vgg19"],
        s_names.Keys.Order(StringComparer.Ordinal));

    /// <summary>A kernel of 1×1 is loaded into a matrix.</summary>
    private static string Show(string name, int[] shape) => $"{name} [{string.Join(", ", shape is [_, _, 1, 1] ? shape[..2] : shape)}]";
}
