using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// The network after shape inference: what each layer computes, with every default resolved and every shape known.
/// Each layer names those that it reads (<see cref="LayerNode.Inputs"/>).
/// Immutable, equal by value, without symbols, syntax or locations.
/// </summary>
/// <param name="Name">The class's name.</param>
/// <param name="Input">Shape of one input sample.</param>
/// <param name="Layers">Layers in topological order, losses excluded.</param>
/// <param name="Heads">The losses in the order in which they are written; one of them predicts.</param>
internal sealed record LayerGraph(string Name, Shape Input, EquatableArray<LayerNode> Layers, EquatableArray<NetworkHead> Heads)
{
    /// <summary>What is written on the network: one line for each attribute but the losses.</summary>
    public EquatableArray<DeclaredLine> Lines { get; init; } = [];

    /// <summary>The inputs beside the network's own; layers name them by <see cref="LayerNode.FurtherInput"/>.</summary>
    public EquatableArray<NetworkInput> FurtherInputs { get; init; } = [];

    /// <summary>Whether convolutions may run by Winograd's algorithm.</summary>
    public bool Winograd { get; init; } = true;

    /// <summary>Whether the network measures its kernels.</summary>
    public bool Profile { get; init; }

    /// <summary>Whether the workers of a prediction share its kernels however small the network is.</summary>
    public bool SharesKernels { get; init; }

    /// <summary>The head that predicts, the first if there are several.</summary>
    public NetworkHead Predicting => Heads.First(head => !head.IsTrainingOnly);

    /// <summary>All heads that predict, in order: their place is the number of their answers.</summary>
    public IEnumerable<NetworkHead> AllPredicting => Heads.Where(head => !head.IsTrainingOnly);

    /// <summary>The number of a head among all but the first that predicts; −1 for that one.</summary>
    /// <param name="head">Its index among all.</param>
    public int NumberOf(int head)
    {
        int first = Heads.TakeWhile(other => other.IsTrainingOnly).Count();
        return head == first ? -1 : head > first ? head - 1 : head;
    }

    /// <summary>What kind of network it is.</summary>
    public NetworkKind Kind => HasSeveral ? NetworkKind.Several : Loss.Network;

    /// <summary>Whether it has several inputs or several heads that predict.</summary>
    public bool HasSeveral => FurtherInputs.Count > 0 || AllPredicting.Skip(1).Any();

    /// <summary>The heads that only training knows, in order: their place is their number.</summary>
    public IEnumerable<NetworkHead> Auxiliary => Heads.Where(head => head.IsTrainingOnly);

    /// <summary>Whether training leaves some layers as they are.</summary>
    public bool HasFrozenLayers => Layers.Any(layer => layer.IsFrozen);

    /// <summary>The loss of the head that predicts, the first if there are several.</summary>
    public LossOperation Loss => Predicting.Loss;

    /// <summary>What a prediction gives at that head.</summary>
    public Shape Output => OutputOf(Predicting.Layer);

    /// <summary>
    /// The layer whose output a head's loss reads: the one in front of it, or what that reads if it is part of the loss's
    /// arithmetic: a Sigmoid in front of BinaryCrossEntropy, which is exact for large scores only when it sees the scores themselves.
    /// </summary>
    public int ScoresOf(NetworkHead head) =>
        head.Layer >= 0 && head.Loss.Absorbs(Layers[head.Layer].Operation) ? Layers[head.Layer].Inputs[0] : head.Layer;

    /// <summary>The layers from which a way leads to one of these heads.</summary>
    public HashSet<int> LayersBehind(IEnumerable<NetworkHead> heads)
    {
        HashSet<int> behind = [];
        Stack<int> left = new(heads.Select(head => head.Layer));
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (layer < 0 || !behind.Add(layer))
                continue;
            foreach (int input in Layers[layer].Inputs)
                left.Push(input);
        }

        return behind;
    }

    /// <summary>The shape that a layer gives, or that of an input.</summary>
    public Shape OutputOf(int layer) => layer >= 0 ? Layers[layer].Output
        : layer == LayerNode.NetworkInput ? Input
        : FurtherInputs[LayerNode.InputNumber(layer) - 1].Shape;
}

/// <summary>An input beside the network's own.</summary>
/// <param name="Name">What layers, data sets and predictions call it.</param>
/// <param name="Shape">Shape of one sample.</param>
internal sealed record NetworkInput(string Name, Shape Shape)
{
    /// <summary>Whether it is the lengths of the sequences that are the network's own input.</summary>
    public bool IsLengths { get; init; }
}

/// <summary>An attribute of the network, or a layer of an ONNX file that the first one stands for, for tables.</summary>
/// <param name="Attribute">Its number, from 0.</param>
/// <param name="Description">As declared, short.</param>
/// <param name="Output">The shape behind it; null for a mark, which computes nothing.</param>
internal sealed record DeclaredLine(int Attribute, string Description, Shape? Output)
{
    /// <summary>The layer of an ONNX file that it is; null for the attribute itself.</summary>
    public string? Layer { get; init; }
}

/// <summary>One layer.</summary>
/// <param name="Name">Unique name used in files: the user's, or kind and number (<c>conv2d_1</c>), behind those of the blocks that it is in.</param>
/// <param name="Path">The C# properties that lead to it: <c>Bottleneck1</c>, <c>Conv2D1</c>.</param>
/// <param name="Description">As declared, short: <c>Conv2D(32, 3)</c>.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">Indices of the layers it reads; <see cref="NetworkInput"/> for the network's input, <see cref="FurtherInput"/> for another one.</param>
/// <param name="InputShape">Shape it receives (of the first input).</param>
/// <param name="Output">Shape it gives.</param>
/// <param name="Parameters">Its tensors; order: weight, bias, then running statistics.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
internal sealed record LayerNode(
    string Name,
    EquatableArray<string> Path,
    string Description,
    LayerOperation Operation,
    EquatableArray<int> Inputs,
    Shape InputShape,
    Shape Output,
    EquatableArray<ParameterDeclaration> Parameters,
    long MultiplyAdds)
{
    /// <summary>Stands for the network's own input in <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;

    /// <summary>Stands for a further input in <see cref="Inputs"/>.</summary>
    /// <param name="index">Its number among them, from 0.</param>
    public static int FurtherInput(int index) => NetworkInput - 1 - index;

    /// <summary>The number of an input, the network's own being 0, from what stands for it in <see cref="Inputs"/>.</summary>
    public static int InputNumber(int input) => NetworkInput - input;

    /// <summary>Number of the attribute that it comes from, from 0.</summary>
    public int Attribute { get; init; }

    /// <summary>What the names of its tensors begin with in files: its own, or that of the layer of which it is a part.</summary>
    public string TensorPrefix { get; init; } = Name;

    /// <summary>Images of a sample on which it works one by one, as if each were a sample; 1 where it takes the sample as it is.</summary>
    public int Images => Operation.TakesSequenceOfImages ? 1 : InputShape.Images;

    /// <summary>The layer as it works on one image.</summary>
    public LayerNode OfOneImage() => Images == 1 ? this : this with { InputShape = InputShape.OfOneImage(), Output = Output.OfOneImage() };

    /// <summary>Whether training leaves it as it is: none of its tensors changes, and it runs as in prediction.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Where an ONNX file has the values of its parameters.</summary>
    public EquatableArray<OnnxWeight> Weights { get; init; } = [];

    /// <summary>Unique C# name for what generated code has of the layer: <c>Bottleneck1_Conv2D1</c>.</summary>
    public string Accessor => string.Join("_", Path);
}

/// <summary>One tensor of a layer, in logical terms; where it lies is decided by the planning stage.</summary>
/// <param name="Role">What it means to the layer.</param>
/// <param name="Dimensions">Logical shape as in files: [out, in/groups, kh, kw], [out, in] or [n].</param>
/// <param name="FanIn">Inputs that feed one output.</param>
/// <param name="FanOut">Outputs that one input feeds.</param>
internal sealed record ParameterDeclaration(ParameterRole Role, EquatableArray<int> Dimensions, int FanIn, int FanOut)
{
    /// <summary>Name of the library's <c>Initializer</c> member, never Auto.</summary>
    public string Initializer { get; init; } = Role.Initializer;

    /// <summary>The number that it takes, 0 for those that take none.</summary>
    public float InitializerArgument { get; init; }

    /// <summary>Who changes it in training.</summary>
    public ParameterGroup Group { get; init; } = Role.Group;

    /// <summary>Factor of the L1 penalty, 0 for none.</summary>
    public float L1 { get; init; }

    /// <summary>Factor of the L2 penalty, 0 for none.</summary>
    public float L2 { get; init; }

    /// <summary>What the values of each output must satisfy behind an update.</summary>
    public WeightConstraint Constraint { get; init; }

    public bool IsTrainable => Group == ParameterGroup.Trained;

    public long Count => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);
}
