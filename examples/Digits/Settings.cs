namespace Digits;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with IDX files, <c>mnist</c> for the real digits, or null for our own.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="BatchSize">Images per step.</param>
/// <param name="Optimizer">What adjusts the weights; <see cref="OptimizerChoice"/> knows the words.</param>
/// <param name="LearningRate">Its step size; null for its own.</param>
/// <param name="Seed">Fixes the initial weights, the order of the images and the dropout masks.</param>
/// <param name="Threads">Threads to train with; 0 for all cores. It changes the speed and nothing else.</param>
/// <param name="WeightsPath">Where the trained weights go.</param>
/// <param name="Device">Where to train; <see cref="DeviceChoice"/> knows the words.</param>
internal sealed record Settings(string? Data, int Epochs, int BatchSize, string Optimizer, float? LearningRate, int Seed, int Threads, string WeightsPath, string Device)
{
    /// <summary>The value of <see cref="Data"/> that stands for downloading MNIST.</summary>
    public const string DownloadMnist = "mnist";
}
