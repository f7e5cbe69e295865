using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>What the generator knows about a network, as data: its layers and where its parameters lie.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="InputShape">Shape of one input sample.</param>
/// <param name="OutputShape">Shape of one output.</param>
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
    /// <summary>A table of the layers with their shapes, parameters and multiply-adds.</summary>
    public override string ToString()
    {
        var table = new TextTable(3, "name", "layer", "output", "parameters", "multiply-adds");
        table.Add("", "input", InputShape.ToString(), "", "");
        foreach (LayerInfo layer in Layers)
            table.Add(layer.Name, layer.Description + (layer.IsTrainingOnly ? ", in training" : "") + (layer.IsFrozen ? ", frozen" : ""), layer.OutputShape.ToString(), Figure.Whole(layer.ParameterCount), Figure.Whole(layer.MultiplyAdds));
        table.Add("", Name, OutputShape.ToString(), Figure.Whole(Layers.Sum(layer => (long)layer.ParameterCount)), Figure.Whole(Layers.Sum(layer => layer.MultiplyAdds)));
        return table.ToString();
    }
}

/// <summary>One layer of a network.</summary>
/// <param name="Name">Unique name: the user's, or the kind and a number, as in <c>conv2d_1</c>.</param>
/// <param name="Description">As declared, for example <c>Conv2D(32, 3)</c>.</param>
/// <param name="Inputs">Indices of the layers it reads in <see cref="NetworkArchitecture.Layers"/>, −1 for the network's input; in a chain the layer before.</param>
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
