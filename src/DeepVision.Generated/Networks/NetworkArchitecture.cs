using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>What the generator knows about a network, as data: its layers and where its parameters lie.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="InputShape">Shape of one input sample; of several inputs that of the network's own.</param>
/// <param name="OutputShape">Shape of one output; of several heads that predict that of the first.</param>
/// <param name="Layers">The layers in order, losses excluded.</param>
/// <param name="Parameters">All tensors, in the order of their groups: <see cref="ParameterTensor.Group"/>.</param>
/// <param name="TrainableLength">Floats at the beginning of the flat buffer, which optimizers update; a multiple of 16.</param>
/// <param name="StatisticsLength">Floats behind them, which the forward pass of a training step moves; a multiple of 16.</param>
/// <param name="StorageLength">Floats of the whole flat buffer; a multiple of 16.</param>
public sealed record NetworkArchitecture(
    string Name,
    TensorShape InputShape,
    TensorShape OutputShape,
    IReadOnlyList<LayerInfo> Layers,
    IReadOnlyList<ParameterTensor> Parameters,
    int TrainableLength,
    int StatisticsLength,
    int StorageLength)
{
    /// <summary>The inputs beside the network's own, in the order in which they are declared.</summary>
    public IReadOnlyList<InputInfo> FurtherInputs { get; init; } = [];

    /// <summary>The heads that predict, of a network with several inputs or heads; empty for others, whose class says what they predict.</summary>
    public IReadOnlyList<HeadInfo> Heads { get; init; } = [];

    /// <summary>The heads whose classes get weights by how often they occur in the data of a training, by their number; 0 where there is one.</summary>
    public IReadOnlyList<int> BalancedHeads { get; init; } = [];

    /// <summary>Values of all inputs of one sample together.</summary>
    [JsonIgnore]
    public int InputLength => InputPlace(FurtherInputs.Count + 1);

    /// <summary>Values that all heads together give for one sample.</summary>
    [JsonIgnore]
    public int OutputLength => Heads.Count == 0 ? OutputShape.Length : OutputPlace(Heads.Count);

    /// <summary>The number of the input that gives the lengths of sequences; 0 where all have one length.</summary>
    internal int LengthsInput
    {
        get
        {
            for (int number = FurtherInputs.Count; number > 0; number--)
            {
                if (FurtherInputs[number - 1].IsLengths)
                    return number;
            }

            return 0;
        }
    }

    /// <summary>All inputs, the network's own first, which is called <c>"input"</c>.</summary>
    [JsonIgnore]
    public IEnumerable<InputInfo> Inputs => FurtherInputs.Prepend(new InputInfo(InputInfo.Own, InputShape));

    /// <summary>How many tokens an input may hold: the smallest vocabulary in which an <see cref="Embedding"/> looks them up. 0 for an input that holds none.</summary>
    /// <param name="input">Number of the input; 0 is the network's own.</param>
    public int VocabularyOf(int input)
    {
        int least = 0;
        foreach (LayerInfo layer in Layers)
        {
            if (layer.Operation is OperationInfo.Embedding { VocabularySize: var size } && layer.Inputs[0] == LayerInfo.NetworkInput - input)
                least = least == 0 ? size : Math.Min(least, size);
        }

        return least;
    }

    /// <summary>Where an input begins among all those of a sample.</summary>
    /// <param name="number">Its number; 0 is the network's own.</param>
    internal int InputPlace(int number)
    {
        int place = number == 0 ? 0 : InputShape.Length;
        for (int before = 1; before < number; before++)
            place += FurtherInputs[before - 1].Shape.Length;
        return place;
    }

    /// <summary>Where what a head gives begins among all that the heads give for a sample.</summary>
    internal int OutputPlace(int number)
    {
        int place = 0;
        for (int before = 0; before < number; before++)
            place += Heads[before].Shape.Length;
        return place;
    }

    /// <summary>A table of the layers with their shapes, parameters and multiply-adds.</summary>
    public override string ToString()
    {
        var table = new TextTable(3, "name", "layer", "output", "parameters", "multiply-adds");
        foreach (InputInfo input in Inputs)
            table.Add("", input.Name, input.Shape.ToString(), "", "");
        foreach (LayerInfo layer in Layers)
            table.Add(layer.Name, layer.Description + (layer.IsTrainingOnly ? ", in training" : "") + (layer.IsFrozen ? ", frozen" : ""), layer.OutputShape.ToString(), Figure.Whole(layer.ParameterCount), Figure.Whole(layer.MultiplyAdds));
        table.Add("", Name, OutputShape.ToString(), Figure.Whole(Layers.Sum(layer => (long)layer.ParameterCount)), Figure.Whole(Layers.Sum(layer => layer.MultiplyAdds)));
        return table.ToString();
    }
}

/// <summary>An input of a network.</summary>
/// <param name="Name">What layers, data sets and batches call it.</param>
/// <param name="Shape">Shape of one sample.</param>
public sealed record InputInfo(string Name, TensorShape Shape)
{
    /// <summary>What the network's own input is called.</summary>
    internal const string Own = "input";

    /// <summary>What the lengths of sequences that differ in length are called.</summary>
    internal const string Lengths = "lengths";

    /// <summary>Whether it is the lengths of the sequences that are the network's own input.</summary>
    public bool IsLengths { get; init; }

    /// <summary>Name and shape, for example <c>tokens 12</c>.</summary>
    public override string ToString() => $"{Name} {Shape}";
}

/// <summary>What a head gives and learns from.</summary>
public enum HeadKind
{
    /// <summary>Ends in SoftmaxCrossEntropy: one of several classes, learned from labels or from a probability for each.</summary>
    Classification,

    /// <summary>Ends in BinaryCrossEntropy: yes or no, learned from targets between 0 and 1.</summary>
    Binary,

    /// <summary>Ends in a loss for numbers, learned from targets.</summary>
    Regression,

    /// <summary>Ends in SoftmaxCrossEntropy over an image or a sequence: a class for each pixel or step, learned from label maps.</summary>
    Segmentation,
}

/// <summary>One of several heads that predict.</summary>
/// <param name="Name">What results, data sets and batches call it; empty if it is the only one and has none.</param>
/// <param name="Kind">What it gives and learns from.</param>
/// <param name="Layer">Index of the layer in front of its loss; negative for an input, as in <see cref="LayerInfo.Inputs"/>.</param>
/// <param name="Shape">Shape of what it gives for one sample.</param>
/// <param name="Weight">Factor of its loss in what training minimises.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record HeadInfo(string Name, HeadKind Kind, int Layer, TensorShape Shape, float Weight)
{
    /// <summary>Whether a classification learns from a probability for each class in place of labels.</summary>
    public bool SoftTargets { get; init; }

    /// <summary>Values of one target; 0 where it learns from labels.</summary>
    [JsonIgnore]
    public int TargetLength => Kind == HeadKind.Segmentation || (Kind == HeadKind.Classification && !SoftTargets) ? 0 : Shape.Length;

    /// <summary>The label of pixels or steps that don't count; <see cref="SoftmaxCrossEntropy.NoLabel"/> if all do.</summary>
    public int IgnoredLabel { get; init; } = SoftmaxCrossEntropy.NoLabel;

    /// <summary>Whether it gives sequences that differ in length, of which the steps up to the end of each are learned from and measured alone.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Labels of one sample where it learns from labels: 1, or one for each pixel or step.</summary>
    [JsonIgnore]
    public int LabelLength => Kind == HeadKind.Segmentation ? Shape.Height * Shape.Width : 1;

    /// <summary>The head in a message.</summary>
    internal string Description => Name.Length == 0 ? "its head" : $"its head {Name}";
}

/// <summary>One layer of a network.</summary>
/// <param name="Name">Unique name: the user's, or the kind and a number, as in <c>conv2d_1</c>.</param>
/// <param name="Description">As declared, for example <c>Conv2D(32, 3)</c>.</param>
/// <param name="Inputs">Indices of the layers it reads in <see cref="NetworkArchitecture.Layers"/>, −1 for the network's input, −2, −3, … for the further ones; in a chain the layer before.</param>
/// <param name="OutputShape">Shape of one sample behind the layer.</param>
/// <param name="ParameterCount">Values that it learns, or has learned before it was frozen.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
/// <param name="Operation">What it computes.</param>
public sealed record LayerInfo(string Name, string Description, IReadOnlyList<int> Inputs, TensorShape OutputShape, int ParameterCount, long MultiplyAdds, OperationInfo Operation)
{
    /// <summary>Stands for the network's own input in <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;

    /// <summary>Whether it serves auxiliary heads alone, so that predictions compute nothing of it.</summary>
    public bool IsTrainingOnly { get; init; }

    /// <summary>Whether training leaves it as it is.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>The layer in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Description} → {OutputShape}, {Quantity.Of(ParameterCount, "parameter")}");
}

/// <summary>One tensor in the flat parameter buffer.</summary>
/// <param name="Name">Layer name, dot, role: <c>conv2d_1.weight</c>, <c>conv2d_1.bias</c>, <c>batchnorm_1.running_mean</c>.</param>
/// <param name="Layer">Index of its layer in <see cref="NetworkArchitecture.Layers"/>.</param>
/// <param name="Shape">Logical shape in files, PyTorch's order: [out, in/groups, kh, kw], [out, in] or [n].</param>
/// <param name="Layout">Where each value lies, relative to <paramref name="Offset"/>.</param>
/// <param name="Offset">First float in the flat buffer; a multiple of 16.</param>
/// <param name="Initializer">How the values are drawn.</param>
/// <param name="FanIn">Inputs that feed one output.</param>
/// <param name="FanOut">Outputs that one input feeds.</param>
/// <param name="L1">Factor of the L1 penalty, 0 for none.</param>
/// <param name="L2">Factor of the L2 penalty, 0 for none.</param>
/// <param name="Group">Who changes the values in training.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record ParameterTensor(
    string Name,
    int Layer,
    IReadOnlyList<int> Shape,
    WeightLayout Layout,
    int Offset,
    Initializer Initializer,
    int FanIn,
    int FanOut,
    float L1 = 0,
    float L2 = 0,
    ParameterGroup Group = ParameterGroup.Trained)
{
    /// <summary>What the values of each output must satisfy; null for nothing.</summary>
    public WeightConstraint? Constraint { get; init; }

    /// <summary>The number that <see cref="Initializer"/> takes: the value of a constant, the standard deviation of a truncated normal distribution; 0 for all others.</summary>
    public float InitializerArgument { get; init; }

    /// <summary>Whether optimizers update it: it has a gradient then.</summary>
    public bool IsTrainable => Group == ParameterGroup.Trained;

    /// <summary>Name and shape, for example <c>conv2d_1.weight [32, 1, 3, 3]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} [{string.Join(", ", Shape)}]");
}
