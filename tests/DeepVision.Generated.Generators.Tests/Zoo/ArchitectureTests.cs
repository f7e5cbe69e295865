using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Zoo;

/// <summary>The published architectures, as far as their declarations tell.</summary>
public class ArchitectureTests
{
    /// <summary>
    /// Parameters are those of the published weights. The multiply-adds of convolutions and dense layers, in millions, come from the
    /// documentation of torchvision: strides and paddings decide them, of which parameters know nothing.
    /// </summary>
    [Theory]
    [InlineData("LeNet5", 61_706, 61_706, 0.4, "5×5×16", 10)]
    [InlineData("AlexNet", 61_100_840, 61_100_840, 714, "6×6×256", 1000)]
    [InlineData("Vgg16", 138_357_544, 138_357_544, 15_470, "7×7×512", 1000)]
    [InlineData("Vgg19", 143_667_240, 143_667_240, 19_632, "7×7×512", 1000)]
    [InlineData("GoogLeNet", 13_004_888, 6_624_904, 1_498, "7×7×1024", 1000)]
    [InlineData("ResNet18", 11_689_512, 11_689_512, 1_814, "7×7×512", 1000)]
    [InlineData("ResNet34", 21_797_672, 21_797_672, 3_664, "7×7×512", 1000)]
    [InlineData("ResNet50", 25_557_032, 25_557_032, 4_089, "7×7×2048", 1000)]
    [InlineData("SqueezeNet", 1_248_424, 1_248_424, 819, "13×13×1000", 1000)]
    [InlineData("MobileNetV2", 3_504_872, 3_504_872, 301, "7×7×1280", 1000)]
    [InlineData("DenseNet121", 7_978_856, 7_978_856, 2_834, "7×7×1024", 1000)]
    [InlineData("InceptionV3", 27_161_264, 23_834_568, 5_713, "8×8×2048", 1000)]
    [InlineData("EfficientNetB0", 5_288_548, 5_288_548, 386, "7×7×1280", 1000)]
    // Derived from the others: these differ in the first layers, in the image's size and in the last layers.
    [InlineData("ResNet18At32", 11_173_962, 11_173_962, 556, "4×4×512", 10)]
    [InlineData("GoogLeNetAt32", 6_807_230, 5_602_474, 364, "4×4×1024", 10)]
    [InlineData("MobileNetV2At32", 2_236_682, 2_236_682, 88, "4×4×1280", 10)]
    public void Networks_are_those_that_were_published(
        string name, long parameters, long predictingParameters, double millions, string lastImage, int classes)
    {
        InferredNetwork network = ShapeInference.Infer(ZooDeclarations.Networks[name]);
        LayerGraph graph = network.Graph;
        LayerNode[] predicting = [.. graph.LayersBehind([graph.Predicting]).Order().Select(index => graph.Layers[index])];

        Assert.Empty(network.Problems);
        Assert.Equal(parameters, graph.Layers.Sum(Parameters));
        Assert.Equal(predictingParameters, predicting.Sum(Parameters));
        Assert.Equal(millions, predicting.Where(layer => layer.Operation is ConvolutionOperation or DenseOperation).Sum(layer => layer.MultiplyAdds) / 1e6, 0.6);
        Assert.Equal(lastImage, predicting.Last(layer => layer.Output.Height > 1).Output.ToString());
        Assert.Equal(Shape.Vector(classes), graph.Output);
    }

    /// <summary>
    /// Parameters of U-Net by its figure: a 3×3 convolution from a to b channels has 9ab + b, an up-convolution 4ab + b. Down, for (c, 64, 64),
    /// (64, 128, 128) … (512, 1024, 1024) with c = 1: 37,568 + 221,440 + 885,248 + 3,539,968 + 14,157,824. Up, with the up-convolution:
    /// 2,097,664 + 7,078,912, 524,544 + 1,769,984, 131,200 + 442,624, 32,832 + 110,720. The last layer 64 · 2 + 2. Colours add
    /// 9 · 2 · 64 = 1,152, a third class 65. FCN-8s: the convolutions of VGG-16 14,714,688; fc6 49 · 512 · 4096 + 4096, fc7 4096² + 4096; scores
    /// (4096 + 512 + 256) · 21 + 3 · 21; transposed (16 + 16 + 256) · 21². Multiply-adds are those of the convolutions that aren't transposed.
    /// </summary>
    [Theory]
    [InlineData("UNet", 31_030_658, 144_797, "388×388×2")]
    [InlineData("UNetAt128", 31_031_875, 11_507, "128×128×3")]
    [InlineData("Fcn8s", 134_489_759, 180_966, "500×500×21")]
    public void Networks_that_label_pixels_are_those_that_were_published(string name, long parameters, double millions, string output)
    {
        InferredNetwork network = ShapeInference.Infer(ZooDeclarations.Networks[name]);

        Assert.Empty(network.Problems);
        Assert.Equal(parameters, network.Graph.Layers.Sum(Parameters));
        Assert.Equal(millions, network.Graph.Layers.Where(layer => layer.Operation is ConvolutionOperation).Sum(layer => layer.MultiplyAdds) / 1e6, 0.6);
        Assert.Equal(output, network.Graph.Output.ToString());
        Assert.Equal(NetworkKind.Segmentation, network.Graph.Loss.Network);
    }

    [Fact]
    public void All_networks_are_looked_at() => Assert.Equal(
        ZooDeclarations.Networks.Keys.Order(),
        new[] { nameof(Networks_are_those_that_were_published), nameof(Networks_that_label_pixels_are_those_that_were_published) }
            .SelectMany(theory => typeof(ArchitectureTests).GetMethod(theory)!.GetCustomAttributes(typeof(InlineDataAttribute), false))
            .Select(row => (string)((InlineDataAttribute)row).Data[0]!).Order());

    /// <summary>Documentation included: everything public has it, and what it refers to is there.</summary>
    [Fact]
    public void Declarations_compile_without_a_warning() =>
        Assert.Empty(ZooDeclarations.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

    /// <summary>Networks of other projects know blocks only by the text that stands in the assembly.</summary>
    [Fact]
    public void Blocks_give_the_same_networks_in_other_projects()
    {
        foreach (NetworkDeclaration declaration in ZooDeclarations.Networks.Values)
        {
            EquatableArray<BlockDefinition> blocks = declaration.Blocks.Select(block => BlockText.Parse(block.Key, BlockText.Write(block))!).ToEquatableArray();
            Assert.Equal(ShapeInference.Infer(declaration).Graph, ShapeInference.Infer(declaration with { Blocks = blocks }).Graph);
        }
    }

    private static long Parameters(LayerNode layer) => layer.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Count);
}
