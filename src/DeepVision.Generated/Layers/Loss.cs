namespace DeepVision.Generated;

/// <summary>
/// Base of all losses: what training minimises. A loss ends a path. One of them predicts, or several, each with a name of its own
/// (<c>Name = "Box"</c>); others may help in training, each
/// behind a path of its own: <c>[From("inc4a")] … [SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]</c>.
/// </summary>
/// <remarks>
/// Training minimises Σ weight · loss, and reports it. What a network is measured by otherwise, its accuracy in training,
/// <c>Evaluate</c> and the validation, is the loss that predicts, without its weight.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class Loss : Attribute
{
    private protected Loss()
    {
    }

    /// <summary>The loss's factor in the sum that training minimises, above 0; 1 by default.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>
    /// Whether it is an auxiliary head (Szegedy et al. 2015, arXiv:1409.4842): it learns from the same labels or targets as the
    /// loss that predicts (of several the first that has its kind and shape), and gives the layers in front of it gradients. Predictions compute nothing of it. Its layers keep
    /// their weights in files.
    /// </summary>
    public bool TrainingOnly { get; init; }

    /// <summary>
    /// What the head is called in the table of the layers and, where several predict, in the results of <c>Predict</c> and <c>Evaluate</c>
    /// and in data sets and batches. Letters, digits and underscores, beginning with a letter.
    /// </summary>
    public string? Name { get; init; }
}
