using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints attention: a thread for each query of each head makes its row of probabilities, which lie in memory of the kernel's own, and a thread for each
/// value of a result or gradient makes its sum over steps.
/// </summary>
internal sealed class AttentionPrinter
{
    private readonly IlgpuNetwork _network;
    private readonly IlgpuProgram _program;
    private readonly Kernel _kernel;
    private readonly AttentionKernel _forward;
    private readonly AttentionExtent _extent;
    private readonly int _threads;
    private readonly TensorBuffer _query;
    private readonly TensorBuffer _key;
    private readonly TensorBuffer _value;
    private readonly TensorBuffer _result;

    public AttentionPrinter(IlgpuNetwork network, IlgpuProgram program, Kernel kernel)
    {
        (_network, _program, _kernel, _threads) = (network, program, kernel, network.Target.Threads);
        _forward = kernel as AttentionKernel ?? ((AttentionGradientKernel)kernel).Forward;
        _extent = _forward.Extent;
        (_query, _key, _value, _result) = (program[_forward.Query.Buffer], program[_forward.Key.Buffer], program[_forward.Value.Buffer], program[_forward.Target]);
    }

    /// <summary>
    /// Floats of each sample that a kernel needs for itself: the probabilities, the factors of those that are dropped or kept, and on the way back the gradients of the scores.
    /// </summary>
    public static int OwnFloats(Kernel kernel) => kernel switch
    {
        AttentionKernel attention => (attention.Dropout > 0 ? 2 : 1) * ChannelPadding.RoundUp(attention.Extent.Pairs),
        AttentionGradientKernel { Forward: var forward } => ChannelPadding.RoundUp(forward.Extent.Pairs) + OwnFloats(forward),
        _ => 0,
    };

    public IEnumerable<KernelLaunch> Print()
    {
        KernelLaunch[] probabilities = Drops ? [Probabilities(), Factors()] : [Probabilities()];
        return _kernel is AttentionGradientKernel back
            ? [.. probabilities, ScoreGradient(back), QueryGradient(back), KeyGradient(back), ValueGradient(back)]
            : [.. probabilities, Result()];
    }

    /// <summary>Whether some of the probabilities are dropped.</summary>
    private bool Drops => _forward.Dropout > 0;

    /// <summary>Times the factor of a pair, where some are dropped.</summary>
    private string Factor(string pair) => Drops ? $" * fs[{pair}]" : "";

    private string OwnProbabilities => _program.Own(_kernel, 0, _extent.Pairs);

    private string OwnFactors => _program.Own(_kernel, ChannelPadding.RoundUp(_extent.Pairs), _extent.Pairs);

    private string OwnScoreGradient => _program.Own(_kernel, (Drops ? 2 : 1) * ChannelPadding.RoundUp(_extent.Pairs), _extent.Pairs);

    private string Scale => CSharpLiteral.Of((float)(1 / Math.Sqrt(_extent.HeadFeatures)));

    /// <summary>Statements for the row <c>i</c>: its head, its step, and how many keys it reads.</summary>
    private void PrintRow(SourceWriter body)
    {
        ExactDivision.Split(body, "i", _extent.Steps, _extent.Heads * _extent.Steps, "head", "step");
        string keys = _forward.Lengths == Kernel.None ? CSharpLiteral.Of(_extent.Keys) : $"Math.Max(1, Math.Min({_extent.Keys}, (int)ls[0]))";
        body.Line($"int read = {(_extent.IsCausal ? $"Math.Min(step + 1, {keys})" : keys)};");
    }

    /// <summary>The lengths of keys and values, where they are read.</summary>
    private IEnumerable<(string, string, string, int)> LengthsView(KernelOperands operands)
    {
        if (_forward.Lengths == Kernel.None)
            return [];
        operands.Floats("lengths", _program.Values(_forward.Lengths));
        return [("float", "lengths", "ls", _program[_forward.Lengths].SampleLength)];
    }

    /// <summary>The factors of the probabilities, where some are dropped.</summary>
    private IEnumerable<(string, string, string, int)> FactorsView(KernelOperands operands)
    {
        if (!Drops)
            return [];
        operands.Floats("f", OwnFactors);
        return [("float", "f", "fs", _extent.Pairs)];
    }

    private KernelLaunch Factors()
    {
        KernelOperands operands = new();
        operands.Floats("f", OwnFactors).Int("seed", "memory.Seed").Add("long", "step", "memory.Step");
        SourceWriter body = new();
        ElementKernel.Print(body, _extent.Pairs, _threads, [("float", "f", "fs", _extent.Pairs)], () =>
        {
            body.Line($"long index = (long)Grid.IdxY * {_extent.Pairs} + i;");
            PhiloxText.PrintWord(body, LayerHash.KeyOf(_network.Graph.Layers[_kernel.Layer]));
            body.Line($"fs[i] = (word >> 8) * {CSharpLiteral.Of(1f / (1 << 24))} >= {CSharpLiteral.Of(_forward.Dropout)} ? {CSharpLiteral.Of(1f / (1f - _forward.Dropout))} : 0f;");
        });
        return Launch("Dropped", "Draws which probabilities are dropped, and what those that are kept are scaled by.", operands, body, _extent.Pairs);
    }

    private KernelLaunch Probabilities()
    {
        KernelOperands operands = new();
        operands.Floats("q", _program.Values(_query.Id)).Floats("k", _program.Values(_key.Id)).Floats("p", OwnProbabilities);
        int rows = _extent.Heads * _extent.Steps;
        SourceWriter body = new();
        (string, string, string, int)[] views =
            [("float", "q", "qs", _query.SampleLength), ("float", "k", "ks", _key.SampleLength), ("float", "p", "ps", _extent.Pairs), .. LengthsView(operands)];
        ElementKernel.Print(body, rows, _threads, views, () =>
        {
            PrintRow(body);
            body.Line($"int query = step * {_query.PixelStride} + head * {_extent.HeadFeatures};");
            body.Line($"int place = i * {_extent.Keys};");
            body.Line("float largest = 0f;");
            using (body.Block("for (int key = 0; key < read; key++)"))
            {
                body.Line($"int at = key * {_key.PixelStride} + {_forward.Key.FirstChannel} + head * {_extent.HeadFeatures};");
                body.Line("float score = 0f;");
                body.Line($"for (int feature = 0; feature < {_extent.HeadFeatures}; feature++)");
                using (body.Indent())
                    body.Line("score += qs[query + feature] * ks[at + feature];");
                body.Line($"score *= {Scale};");
                body.Line("largest = key == 0 || score > largest ? score : largest;");
                body.Line("ps[place + key] = score;");
            }

            body.Line("float sum = 0f;");
            using (body.Block("for (int key = 0; key < read; key++)"))
            {
                body.Line("float power = MathF.Exp(ps[place + key] - largest);");
                body.Line("ps[place + key] = power;");
                body.Line("sum += power;");
            }

            body.Line($"for (int key = 0; key < {_extent.Keys}; key++)");
            using (body.Indent())
                body.Line("ps[place + key] = key < read ? ps[place + key] / sum : 0f;");
        });
        return Launch("Probabilities", "P = softmax(Q · Kᵀ / √d): a row for each query of each head.", operands, body, rows);
    }

    private KernelLaunch Result()
    {
        KernelOperands operands = new();
        operands.Floats("p", OwnProbabilities).Floats("v", _program.Values(_value.Id)).Floats("y", _program.Values(_result.Id));
        SourceWriter body = new();
        ElementKernel.Print(
            body, _result.SampleLength, _threads,
            [("float", "p", "ps", _extent.Pairs), ("float", "v", "vs", _value.SampleLength), ("float", "y", "ys", _result.SampleLength), .. FactorsView(operands)],
            () =>
            {
                PrintSum(body, _result.PixelStride, _result.SampleLength, _extent.HeadValues, () =>
                {
                    body.Line($"int place = (head * {_extent.Steps} + step) * {_extent.Keys};");
                    body.Line($"for (int key = 0; key < {_extent.Keys}; key++)");
                    using (body.Indent())
                        body.Line($"sum += ps[place + key]{Factor("place + key")} * vs[key * {_value.PixelStride} + {_forward.Value.FirstChannel} + channel];");
                });
                body.Line("ys[i] = sum;");
            });
        return Launch("", "y = P · V of each head.", operands, body, _result.SampleLength);
    }

    private KernelLaunch ScoreGradient(AttentionGradientKernel back)
    {
        KernelOperands operands = new();
        operands.Floats("p", OwnProbabilities).Floats("v", _program.Values(_value.Id)).Floats("dy", _program.Values(back.Gradient)).Floats("ds", OwnScoreGradient);
        int rows = _extent.Heads * _extent.Steps;
        SourceWriter body = new();
        ElementKernel.Print(
            body, rows, _threads,
            [
                ("float", "p", "ps", _extent.Pairs), ("float", "v", "vs", _value.SampleLength), ("float", "dy", "dys", _result.SampleLength), ("float", "ds", "dss", _extent.Pairs),
                .. LengthsView(operands), .. FactorsView(operands),
            ],
            () =>
            {
                PrintRow(body);
                body.Line($"int gradient = step * {_result.PixelStride} + head * {_extent.HeadValues};");
                body.Line($"int place = i * {_extent.Keys};");
                body.Line("float products = 0f;");
                using (body.Block("for (int key = 0; key < read; key++)"))
                {
                    body.Line($"int at = key * {_value.PixelStride} + {_forward.Value.FirstChannel} + head * {_extent.HeadValues};");
                    body.Line("float change = 0f;");
                    body.Line($"for (int number = 0; number < {_extent.HeadValues}; number++)");
                    using (body.Indent())
                        body.Line("change += dys[gradient + number] * vs[at + number];");
                    if (Drops)
                        body.Line("change *= fs[place + key];");
                    body.Line("dss[place + key] = change;");
                    body.Line("products += change * ps[place + key];");
                }

                body.Line($"for (int key = 0; key < {_extent.Keys}; key++)");
                using (body.Indent())
                    body.Line($"dss[place + key] = key < read ? ps[place + key] * (dss[place + key] - products) * {Scale} : 0f;");
            });
        return Launch("Scores", "dS = P ∘ (dP − Σ P ∘ dP) / √d with dP = dY · Vᵀ.", operands, body, rows);
    }

    private KernelLaunch QueryGradient(AttentionGradientKernel back) => Gradient(
        back, back.Query, "dQ = dS · K.", "Queries", _extent.HeadFeatures, OwnScoreGradient, _program.Values(_key.Id), _key.SampleLength,
        body =>
        {
            body.Line($"for (int key = 0; key < {_extent.Keys}; key++)");
            using (body.Indent())
                body.Line($"sum += pairs[(head * {_extent.Steps} + step) * {_extent.Keys} + key] * others[key * {_key.PixelStride} + {_forward.Key.FirstChannel} + channel];");
        });

    private KernelLaunch KeyGradient(AttentionGradientKernel back) => Gradient(
        back, back.Key, "dK = dSᵀ · Q.", "Keys", _extent.HeadFeatures, OwnScoreGradient, _program.Values(_query.Id), _query.SampleLength,
        body => PrintTurnedSum(body, _query.PixelStride, _ => ""));

    private KernelLaunch ValueGradient(AttentionGradientKernel back) => Gradient(
        back, back.Value, "dV = Pᵀ · dY.", "Values", _extent.HeadValues, OwnProbabilities, _program.Values(back.Gradient), _result.SampleLength,
        body => PrintTurnedSum(body, _result.PixelStride, Factor), FactorsView);

    private void PrintTurnedSum(SourceWriter body, int stride, Func<string, string> factor)
    {
        string pair = $"(head * {_extent.Steps} + query) * {_extent.Keys} + step";
        body.Line($"for (int query = 0; query < {_extent.Steps}; query++)");
        using (body.Indent())
            body.Line($"sum += pairs[{pair}]{factor(pair)} * others[query * {stride} + channel];");
    }

    /// <summary>A gradient as a sum over the steps of what is on the other side, for each value of each head; zero in the padding behind the last one.</summary>
    private KernelLaunch Gradient(
        AttentionGradientKernel back, HeadChannels target, string summary, string part, int width, string pairs, string others, int othersLength, Action<SourceWriter> print,
        Func<KernelOperands, IEnumerable<(string, string, string, int)>>? furtherViews = null)
    {
        TensorBuffer buffer = _program[target.Buffer];
        bool isLast = !new[] { back.Query, back.Key, back.Value }.Any(other => other.Buffer == target.Buffer && other.FirstChannel > target.FirstChannel);
        int channels = isLast ? buffer.PixelStride - target.FirstChannel : _extent.Heads * width, length = buffer.Pixels * channels;
        KernelOperands operands = new();
        operands.Floats("pair", pairs).Floats("other", others).Floats("gradient", _program.Values(target.Buffer));
        SourceWriter body = new();
        ElementKernel.Print(
            body, length, _threads,
            [
                ("float", "pair", "pairs", _extent.Pairs), ("float", "other", "others", othersLength), ("float", "gradient", "gradients", buffer.SampleLength),
                .. furtherViews?.Invoke(operands) ?? [],
            ],
            () =>
            {
                PrintSum(body, channels, length, width, () => print(body));
                body.Line($"gradients[step * {buffer.PixelStride} + {target.FirstChannel} + channel] = sum;");
            });
        return Launch(part, summary, operands, body, length);
    }

    /// <summary>Statements for the value <c>i</c> of some channels of each step: its step, channel and head, and its sum.</summary>
    /// <param name="channels">Channels of a step, those of all heads first.</param>
    /// <param name="length">Values of all steps.</param>
    /// <param name="width">Channels of a head.</param>
    private void PrintSum(SourceWriter body, int channels, int length, int width, Action print)
    {
        ExactDivision.Split(body, "i", channels, length, "step", "channel");
        body.Line("float sum = 0f;");
        using (channels > _extent.Heads * width ? body.Block($"if (channel < {_extent.Heads * width})") : body.Indent(0))
        {
            body.Line($"int head = {ExactDivision.Quotient("channel", width, channels)};");
            print();
        }
    }

    private KernelLaunch Launch(string part, string summary, KernelOperands operands, SourceWriter body, int length) =>
        _network.Kernels.Launch(_kernel.Name + part, summary, operands, body, _threads, ElementKernel.Groups(length, _threads));
}
