using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Steps that run as one kernel, or as passes over the same operands. A group runs where the last of its steps stands;
/// what lies between two of its steps nobody else reads, so it is never written to memory.
/// </summary>
/// <param name="Main">The step that gives the kernel its family.</param>
/// <param name="Steps">All steps in order; one past another only if it comes behind it in the graph.</param>
internal sealed record FusedGroup(int Main, EquatableArray<int> Steps)
{
    /// <summary>The batch normalisation that becomes part of the weights, or None.</summary>
    public int BatchNorm { get; init; } = ValueGraph.None;

    /// <summary>The sum of two values, one of which is this group's, or None.</summary>
    public int Sum { get; init; } = ValueGraph.None;

    /// <summary>The activation, or the derivative of one, or None.</summary>
    public int Activation { get; init; } = ValueGraph.None;

    /// <summary>The pooling, or None.</summary>
    public int Pooling { get; init; } = ValueGraph.None;

    /// <summary>Where it runs.</summary>
    public int Last => Steps[Steps.Count - 1];

    /// <summary>A group of one step.</summary>
    public static FusedGroup Of(int step) => new(step, [step]);

    /// <summary>The group with one more step at its end.</summary>
    public FusedGroup With(int step) => this with { Steps = Steps.Append(step).ToEquatableArray() };
}
