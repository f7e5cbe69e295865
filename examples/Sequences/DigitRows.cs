using DeepVision.Generated;

namespace Sequences;

/// <summary>MNIST row by row: 28 steps of 28 pixels.</summary>
internal static class DigitRows
{
    public static void Run(string folder)
    {
        Mnist mnist = Mnist.Load(folder);
        using RowReader network = new(seed: 1);
        Console.WriteLine($"{RowReader.ParameterCount:N0} parameters");
        network.Train(
            mnist.Train,
            new TrainingOptions { Epochs = 3, BatchSize = 64, Optimizer = new Adam(new CosineSchedule(3e-3f)), ClipNorm = 1, Validation = mnist.Test },
            new EpochLines());
    }
}
