namespace DeepVision.Generated.Zoo.Tests;

/// <summary>
/// What the networks compute. The figures are torchvision's for the same weights and images, as the comparison in
/// <c>benchmarks/DeepVision.Generated.Zoo.Comparison</c> prints them; those of U-Net, which torchvision doesn't have, are libtorch's.
/// </summary>
public class PredictionTests
{
    private const int Count = 2;
    private const double Tolerance = 5e-4;

    /// <summary>Those for larger images than that take minutes.</summary>
    public static TheoryData<string> Names => [.. ZooNetworks.Names.Except([nameof(UNet), nameof(Fcn8s)])];

    /// <param name="name">The network.</param>
    /// <param name="factor">What the scores are multiplied by, so that probabilities tell them.</param>
    /// <param name="logarithms">Logarithms of the probabilities of the second image's first classes, in its first pixel where each has some.</param>
    [Theory]
    [InlineData("AlexNet", 0.62469137f, -8.04601, -10.51283, -8.59696)]
    [InlineData("DenseNet121", 1.0276363f, -7.03415, -5.15752, -10.70991)]
    [InlineData("EfficientNetB0", 6.1328683f, -6.19519, -9.86465, -8.26112)]
    [InlineData("GoogLeNet", 0.5408125f, -7.99319, -5.53735, -10.22919)]
    [InlineData("InceptionV3", 1.1259068f, -8.75203, -8.59368, -6.87293)]
    [InlineData("MobileNetV2", 0.6459616f, -7.07385, -5.94370, -9.94041)]
    [InlineData("ResNet18", 0.065844774f, -11.76713, -8.74720, -8.44426)]
    [InlineData("ResNet34", 0.0019149412f, -9.13517, -10.14254, -9.08362)]
    [InlineData("ResNet50", 0.0031713492f, -9.62510, -5.69384, -8.88123)]
    [InlineData("SqueezeNet", 1.4689032f, -11.30834, -3.45855, -12.32007)]
    [InlineData("UNetAt128", 1.5600122f, -0.66468, -1.46566, -1.36792)]
    [InlineData("Vgg16", 0.81029826f, -7.57760, -10.02384, -7.03017)]
    [InlineData("Vgg19", 0.75226694f, -8.27803, -11.73754, -5.52919)]
    public void Scores_are_those_of_torchvision(string name, float factor, params double[] logarithms)
    {
        using Network network = ZooNetworks.Create(name);
        FormulaWeights.Fill(network);
        FormulaWeights.ScaleScores(network, factor);

        float[] probabilities = Predict(network);
        Assert.All(logarithms.Index(), expected => Assert.Equal(expected.Item, Math.Log(probabilities[network.Architecture.OutputShape.Length + expected.Index]), Tolerance));
    }

    /// <summary>A sum that isn't 1 would be that of a score which is no number.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Probabilities_of_a_new_network_sum_to_one(string name)
    {
        using Network network = ZooNetworks.Create(name);

        Assert.All(Predict(network).Chunk(network.Architecture.OutputShape.Channels), probabilities => Assert.Equal(1, probabilities.Sum(probability => (double)probability), 1e-4));
    }

    private static float[] Predict(Network network) => ZooNetworks.Predict(network, FormulaWeights.Images(network, Count));
}
