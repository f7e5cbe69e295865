namespace DeepVision.Generated.Zoo.Tests;

/// <summary>A network of another project, made of the package's blocks.</summary>
[Network(24, 24, 3)]
[BasicConv2D(16, 3, stride: 2, pad: 1)]
[BasicBlock(16), Bottleneck(8, stride: 2)]
[InvertedResidual(32, 24, expansion: 2), MBConv(24, 24, 5)]
[Inception(8, 8, 8, 4, 8, 8), Fire(8, 16, 16), DenseLayer(growth: 8)]
[GlobalAvgPool2D]
[Dense(4), SoftmaxCrossEntropy]
public partial class NetworkOfBlocks;

public class BlockTests
{
    [Fact]
    public void Blocks_make_networks_of_other_projects_that_learn()
    {
        using NetworkOfBlocks network = new(seed: 3);
        ImageDataset images = ColourImages.Make(64, NetworkOfBlocks.InputShape, classes: 4, seed: 5);
        TrainingHistory history = network.Train(images, new TrainingOptions { Epochs = 8, BatchSize = 16, Optimizer = new Adam(1e-3f) });

        Assert.True(network.Evaluate(images).Accuracy >= 0.9, $"accuracy {network.Evaluate(images).Accuracy}");
        Assert.Equal([network.BasicBlock1.Conv2D1.GetShape("weight")[0], network.Fire1.Conv2D3.GetShape("weight")[0]], [16, 16]);
    }
}
