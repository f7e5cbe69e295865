using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>What one step of the training graph does.</summary>
internal enum StepKind
{
    /// <summary>Runs a layer.</summary>
    Forward,

    /// <summary>Computes the loss and the gradient of the network's output.</summary>
    Loss,

    /// <summary>Computes the gradients of a layer's parameters.</summary>
    ParameterGradient,

    /// <summary>Computes the gradient of a layer's input from that of its output.</summary>
    InputGradient,
}

/// <summary>What a tensor of the training graph is.</summary>
internal enum TensorKind
{
    /// <summary>The output of a layer, or the network's input for layer −1.</summary>
    Value,

    /// <summary>What a layer notes on the way forward for its way back: the winners of a pooling, a dropout mask.</summary>
    Saved,

    /// <summary>The gradient of the loss by a layer's output.</summary>
    Gradient,
}

/// <summary>A tensor of the training graph, named by what it is and whose.</summary>
internal readonly record struct GraphTensor(TensorKind Kind, int Layer);

/// <summary>One step with what it reads and writes.</summary>
internal sealed record GraphStep(StepKind Kind, int Layer, EquatableArray<GraphTensor> Reads, EquatableArray<GraphTensor> Writes);

/// <summary>The forward pass, the loss, and the backward pass that the differentiation rules give, in execution order.</summary>
internal sealed record TrainingGraph(LayerGraph Layers, EquatableArray<GraphStep> Steps);
