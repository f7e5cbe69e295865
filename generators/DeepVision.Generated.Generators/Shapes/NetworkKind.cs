using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What kind of network a loss makes: which of the library's base classes, and with it the answers, the evaluation and its metrics.</summary>
/// <param name="BaseClass">Name of the base class.</param>
internal sealed record NetworkKind(string BaseClass)
{
    /// <summary>Learns labels, gives a class, is measured by its accuracy.</summary>
    public static readonly NetworkKind Classification = new("ClassificationNetwork")
    {
        Answers = "labels",
        Task = (inputs, output) => "Sorts " + inputs + " into " + Text.Of(output.Channels) + " classes.",
    };

    /// <summary>The same, learned from a probability for each class.</summary>
    public static readonly NetworkKind SoftClassification = Classification with { Answers = "probabilities of classes" };

    /// <summary>Learns a label for each pixel or step, gives a label map, is measured by accuracy and intersection over union.</summary>
    public static readonly NetworkKind Segmentation = new("SegmentationNetwork")
    {
        TakesIgnoredLabel = true,
        Answers = "label maps",
        Task = (inputs, output) => "Sorts " + (output.Rank == 2 ? Text.Of(output.Width) + " steps" : ShapeText.Size(output.Height, output.Width) + " pixels") + " of " + inputs + " into " + Text.Of(output.Channels) + " classes.",
    };

    /// <summary>Learns values of 0 or 1, gives probabilities, is measured by accuracy, precision and recall.</summary>
    public static readonly NetworkKind Binary = new("BinaryNetwork")
    {
        Task = (inputs, output) => "Answers yes-or-no questions (" + output + ") about " + inputs + ".",
    };

    /// <summary>Learns numbers, gives numbers, is measured by its loss and by the distance between them.</summary>
    public static readonly NetworkKind Regression = new("RegressionNetwork")
    {
        TakesLoss = true,
        Task = (inputs, output) => "Gives numbers (" + output + ") for " + inputs + ".",
    };

    /// <summary>Gives vectors, and learns from labels which of them are to be near each other; measured by its loss and by the labels of neighbours.</summary>
    public static readonly NetworkKind Embedding = new("EmbeddingNetwork")
    {
        Answers = "labels",
        Task = (inputs, output) => "Gives embeddings (" + output + ") of " + inputs + ".",
    };

    /// <summary>Gives numbers, and learns from the gradient of a loss that the program computes of them.</summary>
    public static readonly NetworkKind CustomLoss = new("CustomLossNetwork")
    {
        LearnsFromData = false,
        Answers = "gradients",
        Task = (inputs, output) => "Gives numbers (" + output + ") for " + inputs + ", and learns from their gradients.",
    };

    /// <summary>Several inputs or several heads that predict, each of its own kind.</summary>
    public static readonly NetworkKind Several = new("MultiNetwork")
    {
        TakesLoss = true,
        Answers = "labels or targets",
    };

    /// <summary>Whether it can be trained on a data set, batch by batch: then the class has Train and TrainStep.</summary>
    public bool LearnsFromData { get; private init; } = true;

    /// <summary>Whether the base class's constructor takes the loss of a value: it is evaluated by whatever it was trained with.</summary>
    public bool TakesLoss { get; private init; }

    /// <summary>Whether it gives one of several classes.</summary>
    public bool IsClassification => BaseClass == Classification.BaseClass;

    /// <summary>What the library calls a head of this kind beside others.</summary>
    public string HeadKind => BaseClass.Substring(0, BaseClass.Length - "Network".Length);

    /// <summary>Whether the base class's constructor takes the label of pixels that don't count.</summary>
    public bool TakesIgnoredLabel { get; private init; }

    /// <summary>What batches hold for it to learn from.</summary>
    public string Answers { get; private init; } = "targets";

    /// <summary>What such a network does, in one sentence for its summary: with its inputs in words, and the shape of its output.</summary>
    public Func<string, Shape, string> Task { get; private init; } = null!;

    /// <summary>The kind with this base class.</summary>
    public static NetworkKind Of(string baseClass) =>
        new[] { Classification, Segmentation, Binary, Regression, Embedding, CustomLoss, Several }.First(kind => kind.BaseClass == baseClass);
}
