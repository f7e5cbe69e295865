using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Decides which steps run as one kernel. Every rule follows a value to its only consumer; a value that somebody else reads
/// too, or that is asked for, is written to memory, and the group ends with it.
/// </summary>
internal sealed class FusionRules
{
    private readonly ValueGraph _graph;
    private readonly bool _isTraining;

    /// <summary>Value → the steps that read it.</summary>
    private readonly List<int>[] _consumers;

    /// <summary>Value → the step that writes it, or None.</summary>
    private readonly int[] _producers;

    /// <summary>Layer → its forward step.</summary>
    private readonly Dictionary<int, int> _forwardSteps = [];

    private readonly HashSet<int> _asked;

    /// <summary>Step → the group that has it.</summary>
    private readonly FusedGroup?[] _groups;

    private FusionRules(ValueGraph graph)
    {
        (_graph, _isTraining) = (graph, graph.IsTraining);
        _consumers = new List<int>[graph.Values.Count];
        _producers = new int[graph.Values.Count];
        for (int value = 0; value < _consumers.Length; value++)
            (_consumers[value], _producers[value]) = ([], ValueGraph.None);
        _asked = [.. graph.Asked];
        for (int step = 0; step < graph.Steps.Count; step++)
        {
            if (graph.Steps[step].Kind == StepKind.Forward)
                _forwardSteps.Add(graph.Steps[step].Layer, step);
            foreach (Operand operand in graph.Steps[step].Reads)
                _consumers[operand.Value].Add(step);
            foreach (int value in graph.Steps[step].Writes)
                _producers[value] = step;
        }

        _groups = new FusedGroup?[graph.Steps.Count];
    }

    /// <summary>All steps in groups, in the order in which they run.</summary>
    public static List<FusedGroup> Apply(ValueGraph graph) => new FusionRules(graph).Run();

    private List<FusedGroup> Run()
    {
        for (int step = 0; step < _groups.Length; step++)
        {
            if (_groups[step] is not null)
                continue;
            FusedGroup group = _graph.Steps[step].Kind switch
            {
                StepKind.Forward when Operation(step) is ConvolutionOperation or DenseOperation => ContractionChain(step),
                StepKind.Forward when Operation(step) is BatchNormOperation => BatchNormChain(step),
                StepKind.Forward when Operation(step) is AddOperation => WithActivation(FusedGroup.Of(step)),
                StepKind.InputGradient => GradientChain(step),
                StepKind.GradientSum => WithDerivative(FusedGroup.Of(step)),
                _ => FusedGroup.Of(step),
            };
            foreach (int member in group.Steps)
                _groups[member] = group;
        }

        return [.. _groups.Where((group, step) => group!.Last == step).Select(group => group!)];
    }

    /// <summary>
    /// Convolution or dense, then, each if present: batch normalisation (prediction only: it becomes part of the
    /// weights), the sum with another value, an activation that costs next to nothing, max pooling without overlap.
    /// </summary>
    private FusedGroup ContractionChain(int step)
    {
        FusedGroup group = FusedGroup.Of(step);
        if (!_isTraining && OnlyConsumer(Result(step)) is not ValueGraph.None and int norm && Operation(norm) is BatchNormOperation)
            group = group.With(norm) with { BatchNorm = norm };
        group = WithActivation(WithSum(group));
        if (Operation(step) is ConvolutionOperation { Groups: 1 } && group.Sum == ValueGraph.None && PoolingBehind(group) is not ValueGraph.None and int pooling)
            group = group.With(pooling) with { Pooling = pooling };
        return group;
    }

    /// <summary>
    /// Batch normalisation, then, each if present: the sum with another value, an activation. On the way back its two passes
    /// undo the activation, unless there is a sum: that one's gradient is the other value's as well, so it is written.
    /// </summary>
    private FusedGroup BatchNormChain(int step) => WithActivation(WithSum(FusedGroup.Of(step)));

    /// <summary>A group of forward steps with the sum behind it.</summary>
    private FusedGroup WithSum(FusedGroup group) =>
        OnlyConsumer(Result(group.Last)) is not ValueGraph.None and int sum && IsForward(sum) && Operation(sum) is AddOperation && IsFree(sum)
            ? group.With(sum) with { Sum = sum }
            : group;

    /// <summary>A group of forward steps with the activation behind it, if that one costs next to nothing.</summary>
    private FusedGroup WithActivation(FusedGroup group) =>
        OnlyConsumer(Result(group.Last)) is not ValueGraph.None and int activation && IsForward(activation) && IsFusible(Operation(activation))
            ? group.With(activation) with { Activation = activation }
            : group;

    /// <summary>A group that completes a gradient, with the derivative of such an activation behind it.</summary>
    private FusedGroup WithDerivative(FusedGroup group) =>
        OnlyConsumer(Result(group.Last)) is not ValueGraph.None and int derivative && _graph.Steps[derivative].Kind == StepKind.InputGradient
        && IsFusible(Operation(derivative)) && !IsUndoneByBatchNorm(derivative)
            ? group.With(derivative) with { Activation = derivative }
            : group;

    /// <summary>
    /// The way back of a fused pooling and its activation; the derivative of an activation in both passes of a batch
    /// normalisation; or a contraction's input gradient, to which another term of the same gradient is added and which is
    /// multiplied by the derivative of the activation in front of it while it is in registers.
    /// </summary>
    private FusedGroup GradientChain(int step)
    {
        FusedGroup group = FusedGroup.Of(step);
        LayerOperation operation = Operation(step);
        if (operation is PoolingOperation)
        {
            return OnlyConsumer(Result(step)) is not ValueGraph.None and int behind && ForwardGroup(step) is { Activation: not ValueGraph.None } forward
                && IsGradientOf(behind, forward.Activation)
                ? group.With(behind) with { Activation = behind }
                : group;
        }

        if (IsUndoneByBatchNorm(step))
        {
            // Nobody else reads the gradient in front of the activation, since nobody else reads what it activates.
            int[] passes = [.. _consumers[Result(step)]];
            FusedGroup whole = group with { Activation = step, Main = passes[passes.Length - 1] };
            return passes.Aggregate(whole, (sum, pass) => sum.With(pass));
        }

        if (operation is ConvolutionOperation or DenseOperation)
        {
            FusedGroup chain = group;
            int next = OnlyConsumer(Result(step));
            // A Flatten that moves nothing is no obstacle.
            while (next != ValueGraph.None && _graph.Steps[next].Kind == StepKind.InputGradient && IsView(next))
            {
                chain = chain.With(next);
                next = OnlyConsumer(Result(next));
            }

            // The gradient of the network's input lies as that does, without padding, and other terms don't.
            if (next != ValueGraph.None && _graph.Steps[next].Kind == StepKind.GradientSum && IsFree(next) && _graph.Values[Result(next)].By != ValueGraph.Input)
                group = chain = chain.With(next) with { Sum = next };
            return WithDerivative(chain) is { Activation: not ValueGraph.None } whole ? whole : group;
        }

        return group;
    }

    /// <summary>
    /// The pooling behind a group, if it can be part of it. On the way back the code that says which pixel won says too
    /// whether the activation let it pass, so the derivative of the activation may read the group's output as well.
    /// </summary>
    private int PoolingBehind(FusedGroup group)
    {
        int value = Result(group.Last);
        if (_graph.IsScores(value) || (group.Activation != ValueGraph.None && !FollowsFromSlope(Operation(group.Activation))))
            return ValueGraph.None;
        int[] forward = [.. _consumers[value].Where(IsForward)];
        if (forward.Length != 1 || Operation(forward[0]) is not PoolingOperation pool || !CanFuse(pool))
            return ValueGraph.None;
        int pooling = forward[0];
        return _consumers[value].All(consumer => consumer == pooling || IsUndoneWith(consumer, pooling, group.Activation)) ? pooling : ValueGraph.None;
    }

    /// <summary>Whether a step is the derivative of the activation, fed by the way back of the pooling alone.</summary>
    private bool IsUndoneWith(int step, int pooling, int activation)
    {
        if (activation == ValueGraph.None || !IsGradientOf(step, activation))
            return false;
        int producer = _producers[_graph.Steps[step].Read(OperandRole.OutputGradient)];
        return producer != ValueGraph.None && IsGradientOf(producer, pooling) && OnlyConsumer(Result(producer)) == step;
    }

    /// <summary>Whether a step adds two values and belongs to no group yet.</summary>
    private bool IsFree(int sum) => _graph.Steps[sum].Reads.Count == 2 && _groups[sum] is null;

    private bool IsGradientOf(int step, int forward) =>
        _graph.Steps[step].Kind == StepKind.InputGradient && _graph.Steps[step].Layer == _graph.Steps[forward].Layer;

    /// <summary>Whether a step is the derivative of an activation which the passes of the batch normalisation in front of it undo, both of them in training.</summary>
    private bool IsUndoneByBatchNorm(int step) =>
        _isTraining && Operation(step) is ActivationOperation && ForwardGroup(step) is { Sum: ValueGraph.None } group
        && Operation(group.Main) is BatchNormOperation && !_graph.Layers.Layers[_graph.Steps[group.Main].Layer].IsFrozen;

    /// <summary>The group of the forward step of the same layer.</summary>
    private FusedGroup? ForwardGroup(int step) =>
        _forwardSteps.TryGetValue(_graph.Steps[step].Layer, out int forward) ? _groups[forward] : null;

    /// <summary>Whether a step only looks at its operand under another shape.</summary>
    private bool IsView(int step) =>
        Operation(step) is FlattenOperation && FlattenedLayout.IsInPlace(_graph.Layers, _graph.Steps[step].Layer);

    private bool IsForward(int step) => _graph.Steps[step].Kind == StepKind.Forward;

    private LayerOperation Operation(int step) => _graph.Layers.Layers[_graph.Steps[step].Layer].Operation;

    /// <summary>What a step computes, its notes aside.</summary>
    private int Result(int step) => _graph.Steps[step].Writes[0];

    /// <summary>The step that alone reads a value which nobody asks for; None if there are others.</summary>
    private int OnlyConsumer(int value) =>
        _consumers[value].Count == 1 && !_graph.IsScores(value) && !_asked.Contains(value) ? _consumers[value][0] : ValueGraph.None;

    /// <summary>Activations that cost one or two instructions and whose derivative follows from the sign of the output.</summary>
    private static bool IsFusible(LayerOperation operation) => operation is ActivationOperation { Function.IsFusible: true };

    /// <summary>Whether the winners of a pooling can say too what the activation did.</summary>
    private static bool FollowsFromSlope(LayerOperation operation) => operation is ActivationOperation { Function.FollowsFromSlope: true };

    private static bool CanFuse(PoolingOperation pool) =>
        pool.Kind == PoolingKind.Max
        && CoversWithoutOverlap(pool.Vertical)
        && CoversWithoutOverlap(pool.Horizontal)
        // A window of one pixel changes nothing, and a convolution over one pixel is printed as a dense layer, which pools nothing.
        && pool.Vertical.Size * pool.Horizontal.Size is > 1 and <= 9;

    private static bool CoversWithoutOverlap(WindowAxis axis) =>
        axis.Stride == axis.Size && axis.PadBefore == 0 && axis.Output * axis.Size <= axis.Input;
}
