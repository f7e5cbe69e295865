using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>What a value is.</summary>
internal enum ValueKind
{
    /// <summary>An input of the network.</summary>
    Input,

    /// <summary>The output of a layer.</summary>
    Output,

    /// <summary>What a layer notes on the way forward for its way back: the winners of a pooling, a dropout mask, a batch's statistics.</summary>
    Saved,

    /// <summary>The derivative of the loss by another value, or one of several terms of it.</summary>
    Gradient,

    /// <summary>The derivatives of the loss by a layer's parameters.</summary>
    ParameterGradient,
}

/// <summary>Something that is computed once and never changes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Layer">Whose output, note or parameters; for an input what stands for it among layers, <see cref="LayerNode.NetworkInput"/> or <see cref="LayerNode.FurtherInput"/>.</param>
/// <param name="By">For a gradient: the value that the loss is differentiated by. For others −1.</param>
internal sealed record GraphValue(ValueKind Kind, int Layer, int By = -1);

/// <summary>What a graph is there for.</summary>
internal enum GraphMode
{
    /// <summary>The gradients of the parameters, with forward passes as in training.</summary>
    Training,

    /// <summary>The scores.</summary>
    Prediction,

    /// <summary>The gradient of the network's input, with forward passes as in a prediction.</summary>
    InputGradient,
}

/// <summary>What one step of a graph does.</summary>
internal enum StepKind
{
    /// <summary>Runs a layer.</summary>
    Forward,

    /// <summary>Computes the loss of a head and the gradient of its scores.</summary>
    Loss,

    /// <summary>Takes the gradient of a head's scores from the caller.</summary>
    ScoresGradient,

    /// <summary>Computes the gradients of a layer's parameters.</summary>
    ParameterGradient,

    /// <summary>Computes the gradient of one input of a layer from that of its output.</summary>
    InputGradient,

    /// <summary>Adds the gradients that the consumers of one value give it.</summary>
    GradientSum,
}

/// <summary>What a value means to the step that reads it.</summary>
internal enum OperandRole
{
    /// <summary>An input of the layer (x); in order, where there are several.</summary>
    Input,

    /// <summary>An input of the layer beside the one whose gradient it makes; in order, where there are several.</summary>
    OtherInput,

    /// <summary>The output of the layer (y).</summary>
    Output,

    /// <summary>What the layer noted on the way forward.</summary>
    Saved,

    /// <summary>The gradient of the layer's output (dy).</summary>
    OutputGradient,

    /// <summary>The gradients of the layer's parameters, where that of its input needs them.</summary>
    ParameterGradient,

    /// <summary>A term of a sum.</summary>
    Term,
}

/// <summary>A value that a step reads, and as what.</summary>
internal readonly record struct Operand(OperandRole Role, int Value);

/// <summary>One step with all that it reads and writes.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Layer">For which layer; for a sum of gradients the one whose output's gradient it is.</param>
/// <param name="Reads">What it reads. A step can read nothing else: the lowering asks it for its operands.</param>
/// <param name="Writes">The values that it computes.</param>
internal sealed record GraphStep(StepKind Kind, int Layer, EquatableArray<Operand> Reads, EquatableArray<int> Writes)
{
    /// <summary>For the gradient of an input: which of the layer's inputs it is, by its index.</summary>
    public int Input { get; init; }

    /// <summary>For a loss or a gradient of scores: which of the network's heads it is, by its index.</summary>
    public int Head { get; init; }

    /// <summary>The value that it reads in this role; an error if its rule doesn't name one.</summary>
    public int Read(OperandRole role)
    {
        foreach (Operand operand in Reads)
        {
            if (operand.Role == role)
                return operand.Value;
        }

        throw new InvalidOperationException($"The {Kind} step of layer {Layer} doesn't read its {role}.");
    }

    /// <summary>All values that it reads in this role, in order.</summary>
    public IEnumerable<int> ReadAll(OperandRole role) => Reads.Where(operand => operand.Role == role).Select(operand => operand.Value);
}

/// <summary>
/// What a training step, a prediction or a gradient of the input computes: values in single assignment, and the steps between them in an order in
/// which each comes behind those that it reads from.
/// </summary>
/// <param name="Layers">The network.</param>
/// <param name="Values">Number → value; the network's own input is number 0, and the further ones follow.</param>
/// <param name="Steps">The steps, without any whose results nobody asks for.</param>
/// <param name="Scores">The value that the loss of the predicting head reads, and that a prediction gives; of the first such head.</param>
/// <param name="Asked">The values that the graph is there for.</param>
/// <param name="Mode">What it is there for.</param>
internal sealed record ValueGraph(
    LayerGraph Layers, EquatableArray<GraphValue> Values, EquatableArray<GraphStep> Steps, int Scores, EquatableArray<int> Asked, GraphMode Mode)
{
    public const int Input = 0;

    /// <summary>Stands for no value or no step.</summary>
    public const int None = -1;

    /// <summary>The scores of the other heads that predict, in order.</summary>
    public EquatableArray<int> FurtherScores { get; init; } = [];

    /// <summary>Whether a prediction gives this value.</summary>
    public bool IsScores(int value) => value == Scores || FurtherScores.Contains(value);

    /// <summary>Whether it is a training step.</summary>
    public bool IsTraining => Mode == GraphMode.Training;

    /// <summary>The gradient of the network's input, if it is asked for; else None.</summary>
    public int InputGradient { get; init; } = None;

    /// <summary>The shape of a layer's output or of a gradient by it.</summary>
    public Shape ShapeOf(int value) => Values[value] switch
    {
        { Kind: ValueKind.Input, Layer: int input } => Layers.OutputOf(input),
        { Kind: ValueKind.Output, Layer: int layer } => Layers.Layers[layer].Output,
        { Kind: ValueKind.Gradient, By: int by } => ShapeOf(by),
        { Kind: ValueKind kind } => throw new InvalidOperationException($"A value of kind {kind} has no shape."),
    };
}
