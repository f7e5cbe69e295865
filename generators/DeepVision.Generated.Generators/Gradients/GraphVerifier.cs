using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>Checks what the lowering relies on in a graph of values; a failure is a mistake of ours, not of the user.</summary>
internal sealed class GraphVerifier
{
    private readonly ValueGraph _graph;

    /// <summary>Value → the layers that read it on the way forward, one entry for each time; a loss is <see cref="LossReader"/>.</summary>
    private readonly Dictionary<int, List<int>> _readers = [];

    /// <summary>Layer → the value of its output.</summary>
    private readonly Dictionary<int, int> _outputs = new() { [LayerNode.NetworkInput] = ValueGraph.Input };

    /// <summary>Sum of gradients → its step.</summary>
    private readonly Dictionary<int, GraphStep> _sums = [];

    /// <summary>Layers whose notes somebody reads.</summary>
    private readonly HashSet<int> _noted = [];

    private readonly bool _hasFrozenLayers;

    /// <summary>The inputs of layers whose gradients have been made so far.</summary>
    private readonly HashSet<(int Layer, int Input)> _differentiated = [];

    private const int LossReader = -2;

    private GraphVerifier(ValueGraph graph)
    {
        (_graph, _hasFrozenLayers) = (graph, graph.Layers.HasFrozenLayers);
        for (int index = 0; index < graph.Layers.FurtherInputs.Count; index++)
            _outputs.Add(LayerNode.FurtherInput(index), ValueGraph.Input + 1 + index);
        foreach (GraphStep step in graph.Steps)
        {
            if (step.Kind == StepKind.GradientSum)
                _sums[step.Writes[0]] = step;
            if (step.Reads.Any(operand => operand.Role == OperandRole.Saved))
                _noted.Add(step.Layer);
            if (step.Kind == StepKind.Forward)
                _outputs[step.Layer] = step.Writes[0];
            if (step.Kind is not (StepKind.Forward or StepKind.Loss or StepKind.ScoresGradient))
                continue;
            foreach (Operand operand in step.Reads)
            {
                if (!_readers.TryGetValue(operand.Value, out List<int>? readers))
                    _readers.Add(operand.Value, readers = []);
                readers.Add(step.Kind == StepKind.Forward ? step.Layer : LossReader);
            }
        }
    }

    /// <exception cref="InvalidOperationException">
    /// A value is written twice, or read before it is written; a step reads what its rule doesn't name, or writes what nobody
    /// reads; the gradient of an input is made twice; a sum of gradients lacks a term; shapes don't agree; something that is asked for
    /// is missing; a head has no loss, or the gradients of a layer that trains aren't asked for.
    /// </exception>
    public static void Verify(ValueGraph graph) => new GraphVerifier(graph).Run();

    private void Run()
    {
        HashSet<int> written = [ValueGraph.Input, .. _graph.Layers.FurtherInputs.Select((_, index) => ValueGraph.Input + 1 + index)];
        HashSet<int> read = [.. _graph.Asked];
        foreach (GraphStep step in _graph.Steps)
        {
            string name = Name(step);
            foreach (Operand operand in step.Reads)
            {
                Require(written.Contains(operand.Value), $"{name} reads value {operand.Value} before it is written");
                read.Add(operand.Value);
            }

            foreach (int value in step.Writes)
                Require(written.Add(value), $"{name} writes value {value} a second time");
            CheckStep(step, name);
        }

        foreach (int value in _graph.Asked)
            Require(written.Contains(value), $"nobody writes value {value}, which is asked for");
        Require(_graph.FurtherScores.Prepend(_graph.Scores).All(written.Contains), "nobody writes the scores");
        Require(_graph.Mode != GraphMode.InputGradient || _graph.Asked.Contains(_graph.InputGradient), "the gradient of the input is not asked for");
        foreach (GraphStep step in _graph.Steps)
            Require(step.Writes.Any(read.Contains), $"nobody reads what {Name(step)} writes");
        if (_graph.IsTraining)
            CheckTraining();
    }

    /// <summary>Every head has its loss, and every layer that trains and leads to one its gradients, once.</summary>
    private void CheckTraining()
    {
        IEnumerable<int> losses = _graph.Steps.Where(step => step.Kind is StepKind.Loss or StepKind.ScoresGradient).Select(step => step.Head);
        Require(losses.OrderBy(head => head).SequenceEqual(Enumerable.Range(0, _graph.Layers.Heads.Count)), "not every head has its loss, once");
        HashSet<int> learning = _graph.Layers.LayersBehind(_graph.Layers.Heads);
        int[] asked = [.. _graph.Asked.Where(value => _graph.Values[value].Kind == ValueKind.ParameterGradient).Select(value => _graph.Values[value].Layer)];
        for (int layer = 0; layer < _graph.Layers.Layers.Count; layer++)
        {
            int times = learning.Contains(layer) && _graph.Layers.Layers[layer].Parameters.Any(parameter => parameter.IsTrainable) ? 1 : 0;
            Require(asked.Count(other => other == layer) == times, $"the gradients of layer {layer} are not asked for {times} times");
        }
    }

    private void CheckStep(GraphStep step, string name)
    {
        GraphValue result = _graph.Values[step.Writes[0]];
        switch (step.Kind)
        {
            case StepKind.Forward:
                CheckForward(step, name, result);
                break;
            case StepKind.Loss or StepKind.ScoresGradient:
                int scores = step.Read(OperandRole.Input);
                Require(IsOutputOf(scores, _graph.Layers.ScoresOf(_graph.Layers.Heads[step.Head])), $"{name} doesn't read the scores of its head");
                Require(result.Kind == ValueKind.Gradient && result.By == scores, $"{name} doesn't write the gradient of the scores");
                break;
            case StepKind.ParameterGradient:
                Require(result is { Kind: ValueKind.ParameterGradient } && result.Layer == step.Layer, $"{name} doesn't write the gradients of the parameters");
                CheckOperands(step, name, RuleOf(step.Layer).ParameterReads);
                break;
            case StepKind.InputGradient:
                Require(result.Kind == ValueKind.Gradient, $"{name} doesn't write a gradient");
                Require(
                    IsOutputOf(result.By, _graph.Layers.Layers[step.Layer].Inputs[step.Input]),
                    $"{name} writes a gradient by something else than the layer's input {step.Input}");
                Require(_differentiated.Add((step.Layer, step.Input)), $"{name} makes the gradient of input {step.Input} a second time");
                CheckOperands(step, name, RuleOf(step.Layer).InputReads);
                break;
            case StepKind.GradientSum:
                Require(step.Reads.Count > 1, $"{name} adds one term");
                Require(
                    step.Reads.All(term => IsTerm(term.Value, result.By)),
                    $"{name} adds something else than what the readers of one value give it");
                break;
        }
    }

    private void CheckForward(GraphStep step, string name, GraphValue result)
    {
        LayerNode node = _graph.Layers.Layers[step.Layer];
        Require(result is { Kind: ValueKind.Output } && result.Layer == step.Layer, $"{name} doesn't write the layer's output");
        Require(
            step.Reads.Count == node.Inputs.Count && step.Reads.Select((operand, index) => IsOutputOf(operand.Value, node.Inputs[index])).All(fits => fits),
            $"{name} doesn't read the layer's inputs in order");
        Require(_graph.ShapeOf(step.Reads[0].Value) == node.InputShape, $"{name} reads another shape than the layer's");
        if (node.Operation is JoinOperation join)
            Require(join.ShapeOf([.. step.Reads.Select(operand => _graph.ShapeOf(operand.Value))]) == node.Output, $"{name} joins shapes that don't give the layer's");
        if (_graph.Mode != GraphMode.Prediction)
            Require(step.Writes.Count == (NotesSomething(step.Layer) ? 2 : 1), $"{name} doesn't note what its way back needs");
    }

    /// <summary>Whether a layer notes something on the way forward: where layers are frozen, only if somebody reads it.</summary>
    private bool NotesSomething(int layer) =>
        RuleOf(layer).Saves && (!_hasFrozenLayers || _noted.Contains(layer));

    /// <summary>Whether a step reads what its rule names, and that as what the rule says.</summary>
    private void CheckOperands(GraphStep step, string name, IReadOnlyList<OperandRole> roles)
    {
        EquatableArray<int> inputs = _graph.Layers.Layers[step.Layer].Inputs;
        Require(
            step.Reads.Select(operand => operand.Role).SequenceEqual(roles.SelectMany(role => Enumerable.Repeat(role, role == OperandRole.OtherInput ? inputs.Count - 1 : 1))),
            $"{name} reads something else than its rule names");
        Queue<int> others = new(inputs.Where((_, index) => index != step.Input));
        foreach ((OperandRole role, int value) in step.Reads.Select(operand => (operand.Role, operand.Value)))
        {
            if (role == OperandRole.OutputGradient)
            {
                Require(IsWhole(value, _outputs[step.Layer]), $"{name} doesn't read the whole gradient of the layer's output");
                continue;
            }

            GraphValue read = _graph.Values[value];
            Require(
                role switch
                {
                    OperandRole.Input => IsOutputOf(value, inputs[step.Input]),
                    OperandRole.OtherInput => IsOutputOf(value, others.Dequeue()),
                    OperandRole.Output => IsOutputOf(value, step.Layer),
                    OperandRole.Saved => read.Kind == ValueKind.Saved && read.Layer == step.Layer,
                    _ => read.Kind == ValueKind.ParameterGradient && read.Layer == step.Layer,
                },
                $"{name} reads as its {role} what is none");
        }
    }

    /// <summary>Whether a value is the output of a layer, or the network's input.</summary>
    private bool IsOutputOf(int value, int layer) => _outputs.TryGetValue(layer, out int output) && output == value;

    /// <summary>
    /// Whether a gradient is the whole one by a value: it has a term for each time that somebody reads the value, or is handed on
    /// by a sum that alone reads it.
    /// </summary>
    private bool IsWhole(int gradient, int value)
    {
        while (_graph.Values[gradient].Kind == ValueKind.Gradient)
        {
            List<int> readers = ReadersOf(value);
            if (_graph.Values[gradient].By == value)
                return readers.Count == CountTerms(gradient, value);
            if (readers.Count != 1 || !HandsOn(readers[0]))
                return false;
            value = _outputs[readers[0]];
        }

        return false;
    }

    /// <summary>Terms of which a gradient by a value is the sum.</summary>
    private int CountTerms(int gradient, int value) => _graph.Values[gradient].By == value && _sums.TryGetValue(gradient, out GraphStep? sum)
        ? sum.Reads.Sum(term => CountTerms(term.Value, value))
        : 1;

    /// <summary>Whether a gradient is what one reader of a value gives it, or the sum of what some of them do.</summary>
    private bool IsTerm(int gradient, int value) =>
        (_graph.Values[gradient] is { Kind: ValueKind.Gradient, By: int by } && by == value)
        || ReadersOf(value).Any(layer => HandsOn(layer) && IsWhole(gradient, _outputs[layer]));

    /// <summary>Whether a layer gives its inputs the gradient of its output as it is.</summary>
    private bool HandsOn(int layer) =>
        layer != LossReader && RuleOf(layer).Input == InputGradientRule.Passed;

    private DifferentiationRule RuleOf(int layer) => DifferentiationRules.Of(_graph.Layers.Layers[layer], _graph.Mode);

    private List<int> ReadersOf(int value) => _readers.TryGetValue(value, out List<int>? readers) ? readers : [];

    private static string Name(GraphStep step) => $"the {step.Kind} step of layer {step.Layer}";

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The graph is wrong: " + problem + ".");
    }
}
