using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>
/// Applies the differentiation rules from the last layer to the first (reverse accumulation). A value that several layers
/// read gets the sum of what they give it; where nothing that is asked for lies before a value, neither a parameter that trains nor the
/// network's input, nobody asks for its gradient.
/// </summary>
internal sealed class Backpropagation
{
    private readonly LayerGraph _layers;
    private readonly int[] _outputs;
    private readonly GraphMode _mode;
    private readonly List<GraphValue> _values;
    private readonly List<GraphStep> _steps;

    /// <summary>Value → the terms of its gradient, in the order in which they come about; the first may be the sum of several.</summary>
    private readonly Dictionary<int, List<int>> _terms = [];

    /// <summary>Layer → what it noted on the way forward.</summary>
    private readonly Dictionary<int, int> _saved = [];

    private Backpropagation(LayerGraph layers, int[] outputs, GraphMode mode, List<GraphValue> values, List<GraphStep> steps)
    {
        (_layers, _outputs, _mode, _values, _steps) = (layers, outputs, mode, values, steps);
        for (int value = 0; value < values.Count; value++)
        {
            if (values[value].Kind == ValueKind.Saved)
                _saved.Add(values[value].Layer, value);
        }
    }

    /// <summary>Appends the backward pass to the steps.</summary>
    /// <param name="layers">The network.</param>
    /// <param name="outputs">Layer → value of its output.</param>
    /// <param name="heads">For each loss the value that it reads and the gradient of that, a first term of the whole one.</param>
    /// <param name="wantsInputGradient">Whether the gradient of the network's input is asked for.</param>
    /// <param name="mode">How the forward pass ran; only in training the gradients of parameters are asked for.</param>
    /// <param name="values">Receives new values.</param>
    /// <param name="steps">Receives new steps.</param>
    /// <returns>The gradients that are asked for: those of the parameters, and that of the input or None.</returns>
    public static (List<int> Parameters, int Input) Append(
        LayerGraph layers, int[] outputs, IReadOnlyList<(int Scores, int Gradient)> heads, bool wantsInputGradient, GraphMode mode,
        List<GraphValue> values, List<GraphStep> steps)
    {
        Backpropagation pass = new(layers, outputs, mode, values, steps);
        foreach ((int scores, int gradient) in heads)
            pass.TermsOf(scores).Add(gradient);
        return pass.Run(wantsInputGradient);
    }

    private (List<int> Parameters, int Input) Run(bool wantsInputGradient)
    {
        HashSet<int> wanted = ValuesBehindAsked(wantsInputGradient);
        List<int> asked = [];
        for (int layer = _layers.Layers.Count - 1; layer >= 0; layer--)
        {
            int gradient = GradientOf(_outputs[layer]);
            if (gradient != ValueGraph.None)
                Differentiate(layer, gradient, wanted, asked);
        }

        return (asked, wantsInputGradient ? GradientOf(ValueGraph.Input) : ValueGraph.None);
    }

    private void Differentiate(int layer, int gradient, HashSet<int> wanted, List<int> asked)
    {
        LayerNode node = _layers.Layers[layer];
        DifferentiationRule rule = DifferentiationRules.Of(node, _mode);
        bool trains = Trains(node);
        bool isWanted = node.Inputs.Any(input => wanted.Contains(OutputOf(input)));
        int parameters = ValueGraph.None;
        if (trains || (isWanted && rule.InputReads.Contains(OperandRole.ParameterGradient)))
        {
            parameters = ValueGraphBuilder.Add(_values, new GraphValue(ValueKind.ParameterGradient, layer));
            _steps.Add(new GraphStep(StepKind.ParameterGradient, layer, Operands(rule.ParameterReads, 0), [parameters]));
            if (trains)
                asked.Add(parameters);
        }

        for (int index = 0; index < node.Inputs.Count; index++)
        {
            int input = OutputOf(node.Inputs[index]);
            if (!wanted.Contains(input))
                continue;
            List<int> terms = TermsOf(input);
            if (rule.Input == InputGradientRule.Passed)
            {
                terms.Add(gradient);
                continue;
            }

            int term = ValueGraphBuilder.Add(_values, new GraphValue(ValueKind.Gradient, node.Inputs[index], By: input));
            _steps.Add(new GraphStep(StepKind.InputGradient, layer, Operands(rule.InputReads, index), [term]) { Input = index });
            terms.Add(term);
            if (node.Operation is ConvolutionOperation or DenseOperation && input != ValueGraph.Input)
                AddUp(input, terms);
        }

        EquatableArray<Operand> Operands(IReadOnlyList<OperandRole> roles, int index) => roles
            .SelectMany(role => role == OperandRole.OtherInput
                ? node.Inputs.Where((_, other) => other != index).Select(input => new Operand(role, OutputOf(input)))
                : [new Operand(role, ValueOf(role, index))])
            .ToEquatableArray();

        int ValueOf(OperandRole role, int index) => role switch
        {
            OperandRole.Input => OutputOf(node.Inputs[index]),
            OperandRole.Output => _outputs[layer],
            OperandRole.Saved => _saved[layer],
            OperandRole.OutputGradient => gradient,
            OperandRole.ParameterGradient => parameters,
            _ => throw new InvalidOperationException($"A rule can't read a {role}."),
        };
    }

    /// <summary>The terms of a value's gradient so far.</summary>
    private List<int> TermsOf(int value)
    {
        if (!_terms.TryGetValue(value, out List<int>? terms))
            _terms.Add(value, terms = []);
        return terms;
    }

    /// <summary>The gradient of a value: its only term, or the sum of several, which is then made; none if no way leads from it to a loss.</summary>
    private int GradientOf(int value)
    {
        if (!_terms.TryGetValue(value, out List<int>? terms))
            return ValueGraph.None;
        return terms.Count == 1 ? terms[0] : Sum(value, terms);
    }

    /// <summary>
    /// Adds the terms so far to the last one, which a contraction gives: it does so while that is in registers. Their order stays what it would be in one
    /// sum behind them all.
    /// </summary>
    private void AddUp(int value, List<int> terms)
    {
        if (terms.Count == 1)
            return;
        int last = terms[terms.Count - 1];
        terms.RemoveAt(terms.Count - 1);
        int before = terms.Count == 1 ? terms[0] : Sum(value, terms);
        terms.Clear();
        terms.Add(Sum(value, [before, last]));
    }

    private int Sum(int value, IReadOnlyList<int> terms)
    {
        int layer = _values[value].Layer;
        int sum = ValueGraphBuilder.Add(_values, new GraphValue(ValueKind.Gradient, layer, By: value));
        _steps.Add(new GraphStep(
            StepKind.GradientSum, layer, terms.Select(term => new Operand(OperandRole.Term, term)).ToEquatableArray(), [sum]));
        return sum;
    }

    /// <summary>The values whose gradients lead to something that is asked for.</summary>
    private HashSet<int> ValuesBehindAsked(bool wantsInputGradient)
    {
        HashSet<int> wanted = [];
        if (wantsInputGradient)
            wanted.Add(ValueGraph.Input);
        for (int layer = 0; layer < _layers.Layers.Count; layer++)
        {
            LayerNode node = _layers.Layers[layer];
            if (Trains(node) || node.Inputs.Any(input => wanted.Contains(OutputOf(input))))
                wanted.Add(_outputs[layer]);
        }

        return wanted;
    }

    /// <summary>Whether a layer's parameters get gradients.</summary>
    private bool Trains(LayerNode node) => _mode == GraphMode.Training && node.Parameters.Any(parameter => parameter.IsTrainable);

    private int OutputOf(int layer) => ValueGraphBuilder.OutputOf(layer, _outputs);
}
