using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints recurrences: a launch for each step, with a thread for each value of the state. Threads of a step read what those of the step
/// before it wrote, so each launch makes one step of all samples. Sums run in the order of the units or gates.
/// </summary>
internal sealed class RecurrencePrinter
{
    private readonly IlgpuNetwork _network;
    private readonly IlgpuProgram _program;
    private readonly Kernel _kernel;
    private readonly RecurrenceOperation _recurrence;
    private readonly PackedLayout _weights;
    private readonly int _unitStride;
    private readonly int _gateStride;
    private readonly int _noteStride;

    public RecurrencePrinter(IlgpuNetwork network, IlgpuProgram program, Kernel kernel)
    {
        (_network, _program, _kernel) = (network, program, kernel);
        (_recurrence, int weight) = kernel is RecurrenceGradientKernel back
            ? (back.Recurrence, back.Weight)
            : (((RecurrenceKernel)kernel).Recurrence, ((RecurrenceKernel)kernel).Weight);
        _weights = network.LayoutOf(weight);
        (_unitStride, _gateStride, _noteStride) = StridesOf(_recurrence);
    }

    /// <summary>Floats of each sample that a kernel needs for itself: states and notes where nobody keeps them, what is carried from step to step on the way back.</summary>
    public static int OwnFloats(Kernel kernel)
    {
        switch (kernel)
        {
            case RecurrenceKernel { States: Kernel.None, Recurrence: var recurrence }:
                (int unitStride, _, int noteStride) = StridesOf(recurrence);
                return recurrence.Steps * (unitStride + noteStride);
            case RecurrenceGradientKernel { Recurrence: var recurrence }:
                return StridesOf(recurrence).Units;
            default:
                return 0;
        }
    }

    public IEnumerable<KernelLaunch> Print()
    {
        if (_kernel is RecurrenceKernel forward)
            return Enumerable.Range(0, _recurrence.Steps).Select(order => Forward(forward, order));
        RecurrenceGradientKernel back = (RecurrenceGradientKernel)_kernel;
        IEnumerable<KernelLaunch> steps = Enumerable.Range(0, _recurrence.Steps).Reverse().Select(order => Backward(back, order));
        return back.InitialTarget == Kernel.None && back.MemoryTarget == Kernel.None ? steps : steps.Append(InitialGradients(back));
    }

    private static (int Units, int Gates, int Notes) StridesOf(RecurrenceOperation recurrence) => (
        ChannelPadding.RoundUp(recurrence.Units), ChannelPadding.RoundUp(recurrence.GateValues), ScanLowering.NotesOf(recurrence.Cell) * ChannelPadding.RoundUp(recurrence.Units));

    /// <summary>Place in the sequence of the step that comes as this number, or −1.</summary>
    private int PlaceOf(int order) => order < 0 || order >= _recurrence.Steps ? -1 : _recurrence.GoesBackwards ? _recurrence.Steps - 1 - order : order;

    private int OutputLength => _recurrence.ReturnsSequence ? _recurrence.Steps * _unitStride : _unitStride;

    private KernelLaunch Forward(RecurrenceKernel kernel, int order)
    {
        (int steps, int units) = (_recurrence.Steps, _recurrence.Units);
        KernelOperands operands = new();
        operands.Floats("p", _program.Values(kernel.Source)).Floats("w", _network.Weights(kernel.Weight));
        if (kernel.Bias != Kernel.None)
            operands.Floats("bias", _network.Weights(kernel.Bias));
        bool hasInitial = kernel.Initial != Kernel.None, hasMemory = kernel.InitialMemory != Kernel.None, drops = kernel.Factors != Kernel.None;
        if (hasInitial)
            operands.Floats("initial", _program.Values(kernel.Initial));
        if (hasMemory)
            operands.Floats("initialMemory", _program.Values(kernel.InitialMemory));
        if (drops)
            operands.Floats("factors", _program.Values(kernel.Factors));
        operands
            .Floats("y", _program.Values(kernel.Target))
            .Floats("states", kernel.States == Kernel.None ? _program.Own(kernel, 0, steps * _unitStride) : _program.Values(kernel.States))
            .Floats("notes", kernel.Notes == Kernel.None ? _program.Own(kernel, steps * _unitStride, steps * _noteStride) : _program.Values(kernel.Notes))
            .Int("place", CSharpLiteral.Of(PlaceOf(order))).Int("before", CSharpLiteral.Of(PlaceOf(order - 1))).Int("after", CSharpLiteral.Of(PlaceOf(order + 1)));
        SourceWriter body = new();
        (string, string, string, int)[] views =
        [
            ("float", "p", "ps", steps * _gateStride), ("float", "y", "ys", OutputLength), ("float", "states", "hs", steps * _unitStride), ("float", "notes", "ns", steps * _noteStride),
            .. hasInitial ? [("float", "initial", "h0s", _unitStride)] : Array.Empty<(string, string, string, int)>(),
            .. hasMemory ? [("float", "initialMemory", "c0s", _unitStride)] : Array.Empty<(string, string, string, int)>(),
            .. drops ? [("float", "factors", "fs", _unitStride)] : Array.Empty<(string, string, string, int)>(),
        ];
        ElementKernel.Print(body, _unitStride, Threads, views, () =>
        {
            body.Line("float h = 0f;");
            using (units < _unitStride ? body.Block($"if (i < {units})") : body.Indent(0))
            {
                for (int gate = 0; gate < _recurrence.Gates; gate++)
                {
                    body.Line($"int row{gate} = {gate * units} + i;");
                    body.Line($"int weight{gate} = {Weight($"row{gate}")};");
                    body.Line($"float q{gate} = {(kernel.Bias == Kernel.None ? "0f" : $"bias[row{gate}]")};");
                }

                using (hasInitial ? body.Indent(0) : body.Block("if (before >= 0)"))
                using (body.Block($"for (int unit = 0; unit < {units}; unit++)"))
                {
                    body.Line($"float state = {(hasInitial ? $"before < 0 ? h0s[unit]{(drops ? " * fs[unit]" : "")} : " : "")}hs[place * {_unitStride} + unit];");
                    for (int gate = 0; gate < _recurrence.Gates; gate++)
                        body.Line($"q{gate} += state * w[weight{gate} + unit * {_weights.Block}];");
                }

                PrintCell(body, hasInitial ? "h0s[i]" + (drops ? " * fs[i]" : "") : "0f", hasMemory ? "c0s[i]" : "0f");
            }

            body.Line("if (before < 0)");
            body.Line($"    hs[place * {_unitStride} + i] = {(hasInitial ? "h0s[i]" + (drops ? " * fs[i]" : "") : "0f")};");
            body.Line("if (after >= 0)");
            body.Line($"    hs[after * {_unitStride} + i] = h{(drops ? " * fs[i]" : "")};");
            if (_recurrence.ReturnsSequence)
            {
                body.Line($"ys[place * {_unitStride} + i] = h;");
            }
            else
            {
                body.Line("if (after < 0)");
                body.Line("    ys[i] = h;");
            }
        });
        return Launch("A step: the state behind it, of what the input and the state in front of it give.", operands, body);
    }

    /// <summary>The state h of what the gates add up, and what the cell notes.</summary>
    /// <param name="body">Where it is written.</param>
    /// <param name="initial">The state in front of the first step.</param>
    /// <param name="initialMemory">The memory in front of it.</param>
    private void PrintCell(SourceWriter body, string initial, string initialMemory)
    {
        string Sum(int gate) => $"ps[place * {_gateStride} + row{gate}] + q{gate}";
        void Note(int number, string value) => body.Line($"ns[place * {_noteStride} + {number * _unitStride} + i] = {value};");
        switch (_recurrence.Cell)
        {
            case RecurrentCell.Tanh:
                body.Line($"h = ScalarMath.Tanh({Sum(0)});");
                Note(0, "h");
                break;
            case RecurrentCell.ReLU:
                body.Line($"float sum = {Sum(0)};");
                body.Line("h = sum <= 0f ? 0f : sum;");
                Note(0, "h");
                break;
            case RecurrentCell.LSTM:
                body.Line($"float input = ScalarMath.Sigmoid({Sum(0)});");
                body.Line($"float forget = ScalarMath.Sigmoid({Sum(1)});");
                body.Line($"float cell = ScalarMath.Tanh({Sum(2)});");
                body.Line($"float output = ScalarMath.Sigmoid({Sum(3)});");
                body.Line($"float last = {MemoryBefore(initialMemory)};");
                body.Line("float memory = input * cell + forget * last;");
                body.Line("h = output * ScalarMath.Tanh(memory);");
                Note(0, "input");
                Note(1, "forget");
                Note(2, "cell");
                Note(3, "output");
                Note(4, "memory");
                break;
            default:
                body.Line($"float reset = ScalarMath.Sigmoid({Sum(0)});");
                body.Line($"float update = ScalarMath.Sigmoid({Sum(1)});");
                body.Line($"float candidate = ScalarMath.Tanh(ps[place * {_gateStride} + row2] + reset * q2);");
                body.Line($"float last = before >= 0 ? hs[place * {_unitStride} + i] : {initial};");
                body.Line("h = candidate + update * (last - candidate);");
                Note(0, "reset");
                Note(1, "update");
                Note(2, "candidate");
                Note(3, "q2");
                break;
        }
    }

    private KernelLaunch Backward(RecurrenceGradientKernel kernel, int order)
    {
        (int steps, int units) = (_recurrence.Steps, _recurrence.Units);
        bool hasHidden = kernel.HiddenTarget != Kernel.None, carries = _recurrence.Cell is RecurrentCell.LSTM or RecurrentCell.GRU;
        KernelOperands operands = new();
        operands.Floats("dy", _program.Values(kernel.Gradient)).Floats("w", _network.Weights(kernel.Weight)).Floats("states", _program.Values(kernel.States))
            .Floats("notes", _program.Values(kernel.Notes)).Floats("dp", _program.Values(kernel.Target));
        List<(string, string, string, int)> views =
        [
            ("float", "dy", "dys", OutputLength), ("float", "states", "hs", steps * _unitStride), ("float", "notes", "ns", steps * _noteStride), ("float", "dp", "dps", steps * _gateStride),
        ];
        if (hasHidden)
        {
            operands.Floats("dq", _program.Values(kernel.HiddenTarget));
            views.Add(("float", "dq", "dqs", steps * _gateStride));
        }

        bool hasMemory = kernel.InitialMemory != Kernel.None;
        if (hasMemory)
        {
            operands.Floats("initialMemory", _program.Values(kernel.InitialMemory));
            views.Add(("float", "initialMemory", "c0s", _unitStride));
        }

        bool drops = AddPassed(kernel, carries, operands, views);

        // In front of a piece of the sequence that gradients don't leave, no step comes after.
        int piece = _recurrence.BackpropagationSteps, after = piece > 0 && (order + 1) % piece == 0 ? -1 : PlaceOf(order + 1);
        operands.Int("place", CSharpLiteral.Of(PlaceOf(order))).Int("before", CSharpLiteral.Of(PlaceOf(order - 1))).Int("after", CSharpLiteral.Of(after));
        string hidden = hasHidden ? "dqs" : "dps";
        SourceWriter body = new();
        ElementKernel.Print(body, _unitStride, Threads, views, () =>
        {
            using (units < _unitStride ? body.Block($"if (i < {units})") : body.Indent(0))
            {
                body.Line(_recurrence.ReturnsSequence ? $"float dh = dys[place * {_unitStride} + i];" : $"float dh = place == {PlaceOf(steps - 1)} ? dys[i] : 0f;");
                if (carries)
                    body.Line("float carry = after < 0 ? 0f : cs[i];");
                using (body.Block("if (after >= 0)"))
                {
                    // Before it was multiplied, the state came out as it was.
                    string sum = drops ? "dNext" : "dh";
                    if (drops)
                        body.Line("float dNext = 0f;");
                    if (_recurrence.Cell == RecurrentCell.GRU)
                        body.Line($"{sum} += carry;");
                    using (body.Block($"for (int row = 0; row < {_recurrence.GateValues}; row++)"))
                        body.Line($"{sum} += {hidden}[after * {_gateStride} + row] * w[{Weight("row")} + i * {_weights.Block}];");
                    if (drops)
                        body.Line("dh += dNext * fs[i];");
                }

                PrintCellGradient(body, hidden, hasMemory ? "c0s[i]" : "0f");
            }

            if (_gateStride > _recurrence.GateValues)
            {
                using (body.Block($"if (i < {_gateStride - _recurrence.GateValues})"))
                {
                    body.Line($"dps[place * {_gateStride} + {_recurrence.GateValues} + i] = 0f;");
                    if (hasHidden)
                        body.Line($"dqs[place * {_gateStride} + {_recurrence.GateValues} + i] = 0f;");
                }
            }
        });
        return Launch("A step back: the gradient of what the gates add up, of that of the state.", operands, body);
    }

    /// <summary>Adds what a gradient is carried by from step to step, and what the state was multiplied by. Gives whether it was.</summary>
    private bool AddPassed(RecurrenceGradientKernel kernel, bool carries, KernelOperands operands, List<(string, string, string, int)> views)
    {
        if (carries)
        {
            operands.Floats("carried", _program.Own(kernel, 0, _unitStride));
            views.Add(("float", "carried", "cs", _unitStride));
        }

        bool drops = kernel.Factors != Kernel.None;
        if (drops)
        {
            operands.Floats("factors", _program.Values(kernel.Factors));
            views.Add(("float", "factors", "fs", _unitStride));
        }

        return drops;
    }

    /// <summary>The gradients of state and memory in front of the first step: of the state by those of the gates there, of the memory what the step there has left.</summary>
    private KernelLaunch InitialGradients(RecurrenceGradientKernel kernel)
    {
        bool hasHidden = kernel.HiddenTarget != Kernel.None, hasState = kernel.InitialTarget != Kernel.None, hasMemory = kernel.MemoryTarget != Kernel.None;
        bool carries = hasMemory || _recurrence.Cell == RecurrentCell.GRU;
        KernelOperands operands = new();
        List<(string, string, string, int)> views = [];
        if (hasState)
        {
            operands.Floats("w", _network.Weights(kernel.Weight)).Floats("dq", _program.Values(hasHidden ? kernel.HiddenTarget : kernel.Target)).Floats("dh", _program.Values(kernel.InitialTarget));
            views.AddRange([("float", "dq", "dqs", _recurrence.Steps * _gateStride), ("float", "dh", "dhs", _unitStride)]);
        }

        if (hasMemory)
        {
            operands.Floats("dc", _program.Values(kernel.MemoryTarget));
            views.Add(("float", "dc", "dcs", _unitStride));
        }

        bool drops = AddPassed(kernel, carries, operands, views);

        SourceWriter body = new();
        ElementKernel.Print(body, _unitStride, Threads, views, () =>
        {
            if (hasMemory)
                body.Line(_recurrence.Units < _unitStride ? $"dcs[i] = i < {_recurrence.Units} ? cs[i] : 0f;" : "dcs[i] = cs[i];");
            if (!hasState)
                return;
            body.Line("float sum = 0f;");
            using (_recurrence.Units < _unitStride ? body.Block($"if (i < {_recurrence.Units})") : body.Indent(0))
            {
                if (_recurrence.Cell == RecurrentCell.GRU)
                    body.Line("sum = cs[i];");
                using (body.Block($"for (int row = 0; row < {_recurrence.GateValues}; row++)"))
                    body.Line($"sum += dqs[{PlaceOf(0) * _gateStride} + row] * w[{Weight("row")} + i * {_weights.Block}];");
            }

            body.Line($"dhs[i] = sum{(drops ? " * fs[i]" : "")};");
        });
        return _network.Kernels.Launch(
            _kernel.Name + "OfState", "The gradients of what stands in front of the first step.", operands, body, Threads, ElementKernel.Groups(_unitStride, Threads));
    }

    /// <summary>The gradients of the gates by that of the state, dh.</summary>
    /// <param name="body">Where they are written.</param>
    /// <param name="hidden">Receives what the state gets.</param>
    /// <param name="initialMemory">The memory in front of the first step.</param>
    private void PrintCellGradient(SourceWriter body, string hidden, string initialMemory)
    {
        string Noted(int number) => $"ns[place * {_noteStride} + {number * _unitStride} + i]";
        void Set(string buffer, int gate, string value) => body.Line($"{buffer}[place * {_gateStride} + {gate * _recurrence.Units} + i] = {value};");
        switch (_recurrence.Cell)
        {
            case RecurrentCell.Tanh:
                body.Line($"float h = {Noted(0)};");
                Set(hidden, 0, "dh * (1f - h * h)");
                break;
            case RecurrentCell.ReLU:
                Set(hidden, 0, $"{Noted(0)} <= 0f ? 0f : dh");
                break;
            case RecurrentCell.LSTM:
                body.Line($"float input = {Noted(0)}, forget = {Noted(1)}, cell = {Noted(2)}, output = {Noted(3)};");
                body.Line($"float read = ScalarMath.Tanh({Noted(4)});");
                body.Line($"float last = {MemoryBefore(initialMemory)};");
                body.Line("float dc = carry + dh * output * (1f - read * read);");
                body.Line("cs[i] = dc * forget;");
                Set(hidden, 0, "dc * cell * input * (1f - input)");
                Set(hidden, 1, "dc * last * forget * (1f - forget)");
                Set(hidden, 2, "dc * input * (1f - cell * cell)");
                Set(hidden, 3, "dh * read * output * (1f - output)");
                break;
            default:
                body.Line($"float reset = {Noted(0)}, update = {Noted(1)}, candidate = {Noted(2)};");
                body.Line("cs[i] = dh * update;");
                body.Line("float dn = dh * (1f - update) * (1f - candidate * candidate);");
                body.Line($"float dr = dn * {Noted(3)} * reset * (1f - reset);");
                body.Line($"float dz = dh * (hs[place * {_unitStride} + i] - candidate) * update * (1f - update);");
                foreach (string buffer in new[] { "dps", "dqs" })
                {
                    Set(buffer, 0, "dr");
                    Set(buffer, 1, "dz");
                }

                Set("dps", 2, "dn");
                Set("dqs", 2, "dn * reset");
                break;
        }
    }

    /// <summary>The memory in front of a step.</summary>
    private string MemoryBefore(string initial) => $"before < 0 ? {initial} : ns[before * {_noteStride} + {4 * _unitStride} + i]";

    /// <summary>Place of the weights of an output.</summary>
    private string Weight(string row)
    {
        int block = _weights.Block, rows = _recurrence.GateValues;
        return $"{ExactDivision.Quotient(row, block, rows)} * {_weights.Inputs * block} + ({ExactDivision.Remainder(row, block, rows)})";
    }

    private int Threads => Math.Min(_network.Target.Threads, _unitStride);

    private KernelLaunch Launch(string summary, KernelOperands operands, SourceWriter body) =>
        _network.Kernels.Launch(_kernel.Name, summary, operands, body, Threads, ElementKernel.Groups(_unitStride, Threads));
}
