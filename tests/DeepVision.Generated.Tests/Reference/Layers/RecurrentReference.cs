namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// A recurrent layer by its formulas, one value after the other. With a = W x + b and q = U h′ + c for each gate:
/// plain h = f(a + q); LSTM in the order i, f, g, o: c = σ(f) c′ + σ(i) tanh(g), h = σ(o) tanh(c);
/// GRU in the order r, z, n: n = tanh(a + σ(r) q), h = (1 − σ(z)) n + σ(z) h′.
/// </summary>
internal sealed class RecurrentReference : ReferenceLayer
{
    private readonly CellKind _kind;
    private readonly int _steps, _features, _units, _gates, _piece;
    private readonly bool _returnsSequences, _goesBackwards;
    private readonly ReferenceParameter _inputWeight, _hiddenWeight;
    private readonly ReferenceParameter? _inputBias, _hiddenBias;
    private readonly DropoutReference? _dropout;

    private ReferenceTensor? _input;

    /// <summary>Of each sample, what its state is multiplied by in front of each step.</summary>
    private double[] _factors = [];

    /// <summary>Whether gradients of states end where a piece of the sequence does.</summary>
    private bool _isCut;

    /// <summary>The states in front of the first step; null for zeros.</summary>
    public ReferenceTensor? Initial { get; set; }

    /// <summary>Their gradients.</summary>
    public ReferenceTensor InitialGradient { get; private set; } = new(0, default);

    /// <summary>The memories in front of the first step; null for zeros.</summary>
    public ReferenceTensor? InitialMemory { get; set; }

    /// <summary>Their gradients.</summary>
    public ReferenceTensor InitialMemoryGradient { get; private set; } = new(0, default);

    /// <summary>Sample and step in the order in which they were read → the gates, and the states and memories in front of and behind the step.</summary>
    private StepRecord[,] _records = new StepRecord[0, 0];

    /// <summary>What happens at each step.</summary>
    public enum CellKind
    {
        Tanh,
        ReLU,
        LSTM,
        GRU,
    }

    private RecurrentReference(SampleShape input, CellKind kind, RecurrentLayer layer, bool goesBackwards, string direction)
        : base(input, new SampleShape(1, layer.ReturnSequences ? input.Width : 1, layer.Units))
    {
        (_kind, _steps, _features, _units) = (kind, input.Width, input.Channels, layer.Units);
        (_returnsSequences, _goesBackwards, _piece) = (layer.ReturnSequences, goesBackwards, layer.TruncatedBackpropagationSteps);
        _dropout = layer.RecurrentDropout > 0 ? new DropoutReference(new SampleShape(1, 1, _units), layer.RecurrentDropout) : null;
        _gates = kind switch { CellKind.LSTM => 4, CellKind.GRU => 3, _ => 1 };
        Parameters["weight_ih_l0" + direction] = _inputWeight = new ReferenceParameter(true, _gates * _units, _features);
        Parameters["weight_hh_l0" + direction] = _hiddenWeight = new ReferenceParameter(true, _gates * _units, _units);
        if (!layer.Bias)
            return;
        Parameters["bias_ih_l0" + direction] = _inputBias = new ReferenceParameter(true, _gates * _units);
        Parameters["bias_hh_l0" + direction] = _hiddenBias = new ReferenceParameter(true, _gates * _units);
    }

    public static RecurrentReference Of(SampleShape input, RecurrentLayer layer) => Of(input, layer, layer.GoBackwards, "");

    /// <summary>The first direction of a layer in both.</summary>
    public static RecurrentReference Forwards(SampleShape input, RecurrentLayer layer) => Of(input, layer, goesBackwards: false, "");

    /// <summary>The second direction of a layer in both, whose tensors end in <c>_reverse</c>.</summary>
    public static RecurrentReference Reverse(SampleShape input, RecurrentLayer layer) => Of(input, layer, goesBackwards: true, "_reverse");

    private static RecurrentReference Of(SampleShape input, RecurrentLayer layer, bool goesBackwards, string direction) => new(
        input,
        layer switch
        {
            LSTM => CellKind.LSTM,
            GRU => CellKind.GRU,
            SimpleRNN { Nonlinearity: Nonlinearity.ReLU } => CellKind.ReLU,
            _ => CellKind.Tanh,
        },
        layer,
        goesBackwards,
        direction);

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        (_input, _isCut) = (input, pass.Training && _piece > 0);
        _records = new StepRecord[input.Count, _steps];
        ReferenceTensor output = new(input.Count, Output);
        KinkDistance = double.PositiveInfinity;
        ReferenceTensor ones = new(input.Count, new SampleShape(1, 1, _units));
        Array.Fill(ones.Values, 1);
        _factors = (_dropout?.Forward(ones, pass) ?? ones).Values;
        for (int sample = 0; sample < input.Count; sample++)
        {
            double[] state = Initial?.Values[(sample * _units)..((sample + 1) * _units)] ?? new double[_units];
            double[] memory = InitialMemory?.Values[(sample * _units)..((sample + 1) * _units)] ?? new double[_units];
            for (int order = 0; order < _steps; order++)
            {
                int place = PlaceOf(order);
                double[] kept = [.. state.Select((value, unit) => value * _factors[sample * _units + unit])];
                StepRecord record = Step(input, sample, place, kept, memory);
                _records[sample, order] = record;
                (state, memory) = (record.State, record.Memory);
                if (_returnsSequences || order == _steps - 1)
                {
                    for (int unit = 0; unit < _units; unit++)
                        output.Values[OutputIndex(sample, place, unit)] = state[unit];
                }
            }
        }

        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        foreach (ReferenceParameter parameter in Parameters.Values)
            Array.Clear(parameter.Gradient);
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        InitialGradient = new ReferenceTensor(outputGradient.Count, new SampleShape(1, 1, _units));
        InitialMemoryGradient = new ReferenceTensor(outputGradient.Count, new SampleShape(1, 1, _units));
        for (int sample = 0; sample < outputGradient.Count; sample++)
        {
            double[] stateGradient = new double[_units], memoryGradient = new double[_units];
            for (int order = _steps - 1; order >= 0; order--)
            {
                int place = PlaceOf(order);
                if (_returnsSequences || order == _steps - 1)
                {
                    for (int unit = 0; unit < _units; unit++)
                        stateGradient[unit] += outputGradient.Values[OutputIndex(sample, place, unit)];
                }

                stateGradient = [.. StepBack(_records[sample, order], inputGradient, sample, place, stateGradient, memoryGradient).Select((value, unit) => value * _factors[sample * _units + unit])];
                if (_isCut && order > 0 && order % _piece == 0)
                    (stateGradient, memoryGradient) = (new double[_units], new double[_units]);
            }

            stateGradient.CopyTo(InitialGradient.Values, sample * _units);
            memoryGradient.CopyTo(InitialMemoryGradient.Values, sample * _units);
        }

        return inputGradient;
    }

    /// <summary>State and memory behind the last step of the last forward pass.</summary>
    public (ReferenceTensor State, ReferenceTensor Memory) Last()
    {
        SampleShape shape = new(1, 1, _units);
        (ReferenceTensor state, ReferenceTensor memory) = (new(_records.GetLength(0), shape), new(_records.GetLength(0), shape));
        for (int sample = 0; sample < state.Count; sample++)
        {
            _records[sample, _steps - 1].State.CopyTo(state.Values, sample * _units);
            _records[sample, _steps - 1].Memory.CopyTo(memory.Values, sample * _units);
        }

        return (state, memory);
    }

    private int PlaceOf(int order) => _goesBackwards ? _steps - 1 - order : order;

    private int InputIndex(int sample, int place, int feature) => (sample * _steps + place) * _features + feature;

    private int OutputIndex(int sample, int place, int unit) => (_returnsSequences ? sample * _steps + place : sample) * _units + unit;

    private StepRecord Step(ReferenceTensor input, int sample, int place, double[] before, double[] memoryBefore)
    {
        int rows = _gates * _units;
        double[] fromInput = new double[rows], fromState = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            fromInput[row] = _inputBias?.Values[row] ?? 0;
            fromState[row] = _hiddenBias?.Values[row] ?? 0;
            for (int feature = 0; feature < _features; feature++)
                fromInput[row] += _inputWeight.Values[row * _features + feature] * input.Values[InputIndex(sample, place, feature)];
            for (int unit = 0; unit < _units; unit++)
                fromState[row] += _hiddenWeight.Values[row * _units + unit] * before[unit];
        }

        double[] gates = new double[rows], state = new double[_units], memory = new double[_units];
        for (int unit = 0; unit < _units; unit++)
        {
            double Sum(int gate) => fromInput[gate * _units + unit] + fromState[gate * _units + unit];
            void Set(int gate, double value) => gates[gate * _units + unit] = value;
            double Gate(int gate) => gates[gate * _units + unit];
            switch (_kind)
            {
                case CellKind.Tanh:
                    Set(0, Math.Tanh(Sum(0)));
                    state[unit] = Gate(0);
                    break;
                case CellKind.ReLU:
                    Set(0, Math.Max(Sum(0), 0));
                    state[unit] = Gate(0);
                    KinkDistance = Math.Min(KinkDistance, Math.Abs(Sum(0)));
                    break;
                case CellKind.LSTM:
                    Set(0, Sigmoid(Sum(0)));
                    Set(1, Sigmoid(Sum(1)));
                    Set(2, Math.Tanh(Sum(2)));
                    Set(3, Sigmoid(Sum(3)));
                    memory[unit] = Gate(1) * memoryBefore[unit] + Gate(0) * Gate(2);
                    state[unit] = Gate(3) * Math.Tanh(memory[unit]);
                    break;
                default:
                    Set(0, Sigmoid(Sum(0)));
                    Set(1, Sigmoid(Sum(1)));
                    Set(2, Math.Tanh(fromInput[2 * _units + unit] + Gate(0) * fromState[2 * _units + unit]));
                    state[unit] = (1 - Gate(1)) * Gate(2) + Gate(1) * before[unit];
                    break;
            }
        }

        return new StepRecord(gates, fromState, before, memoryBefore, state, memory);
    }

    /// <summary>Adds the gradients of a step, and gives that of the state in front of it; the gradient of the memory moves in front of it too.</summary>
    private double[] StepBack(StepRecord record, ReferenceTensor inputGradient, int sample, int place, double[] stateGradient, double[] memoryGradient)
    {
        int rows = _gates * _units;
        double[] byInput = new double[rows], byState = new double[rows], beforeGradient = new double[_units];
        for (int unit = 0; unit < _units; unit++)
        {
            double Gate(int gate) => record.Gates[gate * _units + unit];
            void Set(int gate, double value) => byInput[gate * _units + unit] = byState[gate * _units + unit] = value;
            double dh = stateGradient[unit];
            switch (_kind)
            {
                case CellKind.Tanh:
                    Set(0, dh * (1 - Gate(0) * Gate(0)));
                    break;
                case CellKind.ReLU:
                    Set(0, Gate(0) > 0 ? dh : 0);
                    break;
                case CellKind.LSTM:
                    double read = Math.Tanh(record.Memory[unit]);
                    double dc = memoryGradient[unit] + dh * Gate(3) * (1 - read * read);
                    Set(0, dc * Gate(2) * Gate(0) * (1 - Gate(0)));
                    Set(1, dc * record.MemoryBefore[unit] * Gate(1) * (1 - Gate(1)));
                    Set(2, dc * Gate(0) * (1 - Gate(2) * Gate(2)));
                    Set(3, dh * read * Gate(3) * (1 - Gate(3)));
                    memoryGradient[unit] = dc * Gate(1);
                    break;
                default:
                    double recalled = record.FromState[2 * _units + unit];
                    double dn = dh * (1 - Gate(1)) * (1 - Gate(2) * Gate(2));
                    Set(0, dn * recalled * Gate(0) * (1 - Gate(0)));
                    Set(1, dh * (record.Before[unit] - Gate(2)) * Gate(1) * (1 - Gate(1)));
                    Set(2, dn);
                    byState[2 * _units + unit] = dn * Gate(0);
                    beforeGradient[unit] = dh * Gate(1);
                    break;
            }
        }

        for (int row = 0; row < rows; row++)
        {
            if (_inputBias is not null && _hiddenBias is not null)
            {
                _inputBias.Gradient[row] += byInput[row];
                _hiddenBias.Gradient[row] += byState[row];
            }

            for (int feature = 0; feature < _features; feature++)
            {
                int index = InputIndex(sample, place, feature);
                _inputWeight.Gradient[row * _features + feature] += byInput[row] * _input!.Values[index];
                inputGradient.Values[index] += byInput[row] * _inputWeight.Values[row * _features + feature];
            }

            for (int unit = 0; unit < _units; unit++)
            {
                _hiddenWeight.Gradient[row * _units + unit] += byState[row] * record.Before[unit];
                beforeGradient[unit] += byState[row] * _hiddenWeight.Values[row * _units + unit];
            }
        }

        return beforeGradient;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private sealed record StepRecord(double[] Gates, double[] FromState, double[] Before, double[] MemoryBefore, double[] State, double[] Memory);
}
