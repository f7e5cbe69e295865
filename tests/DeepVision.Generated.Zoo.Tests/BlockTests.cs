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

/// <summary>The blocks where the compiler sees the package's assembly alone.</summary>
public class BlockTests
{
    [Fact]
    public void Networks_of_other_projects_are_made_of_them_and_learn()
    {
        using NetworkOfBlocks network = new(seed: 3);
        ImageDataset images = BandedImages.Make(64, NetworkOfBlocks.InputShape, classes: 4, seed: 5);
        TrainingHistory history = network.Train(images, new TrainingOptions { Epochs = 12, BatchSize = 16, Optimizer = new Adam(3e-3f) });

        Assert.True(history.Epochs[^1].Loss < 0.5 * history.Epochs[0].Loss, $"the loss went from {history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
        Assert.Equal([16, 3, 3, 3], network.BasicConv2D1.Conv2D1.GetShape("weight"));
        Assert.Equal([24, 64, 1, 1], network.InvertedResidual1.Conv2D1.GetShape("weight"));
    }
}
