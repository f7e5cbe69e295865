using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A network with what trains it, which is a method of the generated class.</summary>
/// <param name="Network">The network.</param>
/// <param name="Train">Its method Train.</param>
internal sealed record Learner(ClassificationNetwork Network, Trainer Train) : IDisposable
{
    /// <summary>The layer of the given name, as the classifier of all networks here is called.</summary>
    public const string Classifier = "classifier";

    /// <summary>Values that learn.</summary>
    public int TrainedParameters => Network.Architecture.Parameters.Where(tensor => tensor.IsTrainable).Sum(tensor => tensor.Layout.Count);

    public void Dispose() => Network.Dispose();
}

/// <summary>The method Train of a network.</summary>
internal delegate TrainingHistory Trainer(Dataset data, TrainingOptions? options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken);
