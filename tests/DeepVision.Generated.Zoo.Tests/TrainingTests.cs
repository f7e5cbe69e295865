namespace DeepVision.Generated.Zoo.Tests;

/// <summary>The networks for small images learn, auxiliary classifiers included.</summary>
public class TrainingTests
{
    [Fact]
    public void GoogLeNet_learns()
    {
        using GoogLeNetAt32 network = new(seed: 1);
        LossFalls((images, options) => network.Train(images, options));
    }

    [Fact]
    public void MobileNetV2_learns()
    {
        using MobileNetV2At32 network = new(seed: 1);
        LossFalls((images, options) => network.Train(images, options));
    }

    [Fact]
    public void ResNet18_learns()
    {
        using ResNet18At32 network = new(seed: 1);
        LossFalls((images, options) => network.Train(images, options));
    }

    private static void LossFalls(Func<Dataset, TrainingOptions, TrainingHistory> train)
    {
        ImageDataset images = BandedImages.Make(40, new TensorShape(32, 32, 3), classes: 10, seed: 7);
        TrainingHistory history = train(images, new TrainingOptions { Epochs = 5, BatchSize = 20, Optimizer = new Adam(1e-3f) });

        Assert.True(history.Epochs[^1].Loss < 0.8 * history.Epochs[0].Loss, $"the loss went from {history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
    }
}
