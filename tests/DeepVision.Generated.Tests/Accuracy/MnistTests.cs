namespace DeepVision.Generated.Tests.Accuracy;

/// <summary>The network that the README shows.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class MnistNet;

/// <summary>From attribute to accuracy on real digits.</summary>
public class MnistTests
{
    [MnistFact]
    public void TwoEpochsOnTenThousandDigitsReadNewOnes()
    {
        Mnist digits = Mnist.Load(MnistFactAttribute.Folder!);
        using MnistNet network = new(seed: 42);

        network.Train(digits.Train.Take(10_000), new TrainingOptions { Epochs = 2, BatchSize = 64, Optimizer = new Adam(1e-3f) });

        double accuracy = network.Evaluate(digits.Test.Take(2_000)).Accuracy;
        Assert.True(accuracy >= 0.95, FormattableString.Invariant($"Accuracy is {accuracy:0.0000}, expected 0.95 or more."));
    }
}
