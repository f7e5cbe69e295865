using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// What a network with several inputs or several heads that predict has of its own: methods that predict and evaluate, with a parameter
/// for each input, and the types of their results, with a member for each head.
/// </summary>
internal sealed class SeveralMembers
{
    private const string Library = "global::DeepVision.Generated.";
    private const string Dataset = Library + "Dataset data, int batchSize = 64, global::System.Threading.CancellationToken cancellationToken = default";

    private readonly SourceWriter _writer;
    private readonly NetworkModel _model;
    private readonly Head[] _heads;
    private readonly (string Name, Shape Shape, bool IsLengths)[] _inputs;

    private SeveralMembers(SourceWriter writer, NetworkModel model)
    {
        (_writer, _model) = (writer, model);
        LayerGraph graph = model.Graph;
        HashSet<string> parameters = new(StringComparer.Ordinal) { "pass", "results" };
        _inputs =
        [
            (Unique(parameters, "input"), graph.Input, false),
            .. graph.FurtherInputs.Select(input => (Unique(parameters, Camel(ScopeNames.WhyMalformed(input.Name) is null ? ScopeNames.AccessorOf(input.Name) : "further")), input.Shape, input.IsLengths)),
        ];

        // Without a mistake in it a head beside others has a name, and no two have the same.
        HashSet<string> members = new(KnownNames.ResultMembers, StringComparer.Ordinal);
        _heads =
        [
            .. graph.AllPredicting.Select(head =>
            {
                string member = Unique(members, head.Name is null ? "Result" : ScopeNames.AccessorOf(head.Name));
                string values = graph.AllPredicting.Skip(1).Any() ? Camel(member) : head.Loss.Network == NetworkKind.Regression ? "values" : "probabilities";
                return new Head(member, Unique(parameters, values), head.Loss.Network, graph.OutputOf(head.Layer))
                {
                    StepsOfOne = head.Loss.HasLengths ? $"{_inputs[0].Name}.Length / {Text.Of(graph.Input.Channels)}" : null,
                };
            }),
        ];
    }

    private bool HasOneHead => _heads.Length == 1;

    /// <summary>What the network does, for its summary.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="input">Its own input in words.</param>
    public static string Summary(LayerGraph graph, string input)
    {
        IEnumerable<string> inputs = graph.FurtherInputs.Select(further => further.Name + " (" + further.Shape + ")").Prepend(input);
        IEnumerable<string> outputs = graph.AllPredicting.Select(head =>
            (head.Name is null ? "" : head.Name + ": ")
            + (head.Loss.Network == NetworkKind.Segmentation ? Head.PlacesOf(graph.OutputOf(head.Layer)) + " in " + Text.Of(graph.OutputOf(head.Layer).Channels) + " classes"
                : head.Loss.Network.IsClassification ? Text.Of(graph.OutputOf(head.Layer).Channels) + " classes"
                : head.Loss.Network == NetworkKind.Binary ? "yes or no (" + graph.OutputOf(head.Layer) + ")"
                : "numbers (" + graph.OutputOf(head.Layer) + ")"));
        return "Reads " + string.Join(", ", inputs) + " and gives " + string.Join(", ", outputs) + ".";
    }

    public static void Write(SourceWriter writer, NetworkModel model)
    {
        SeveralMembers members = new(writer, model);
        if (model.Generates("Predict") && model.Generates("Output"))
        {
            members.WritePredictOne();
            members.WritePredict();
        }

        if (model.Generates("Evaluate") && model.Generates("Evaluation"))
            members.WriteEvaluate();
        if (members.HasOneHead)
            return;
        if (model.Generates("Output"))
            members.WriteOutput();
        if (model.Generates("Evaluation"))
            members.WriteEvaluation();
    }

    private void WritePredictOne()
    {
        WriteSummary("What the network says about one sample. Safe to call from several threads at once.");
        foreach ((string name, Shape shape, _) in _inputs.Where(input => !input.IsLengths))
            _writer.Line($"/// <param name=\"{name.TrimStart('@')}\">Values as in training: {(HasLengths && name == _inputs[0].Name ? $"1 to {shape.Width} steps of {shape.Channels}, one behind the other" : shape.ToString())}.</param>");
        WriteLengthExceptions();
        string signature = $"public {(HasOneHead ? _heads[0].PredictionType : "Output")} Predict({InputParameters(isOne: true)})";
        if (IsBroken(signature))
            return;
        using (_writer.Block(signature))
        {
            foreach (Head head in _heads)
                _writer.Line($"float[] {head.Parameter} = new float[{head.LengthOfOne}];");
            using (_writer.Block($"using ({Library}PredictionPass pass = base.BeginPrediction({_inputs[0].Name}, isOne: true))"))
                WritePass(isOne: true);
            _writer.Line();
            _writer.Line($"return {(HasOneHead ? _heads[0].Prediction : "new(" + string.Join(", ", _heads.Select(head => head.Prediction)) + ")")};");
        }
    }

    private void WritePredict()
    {
        WriteSummary("The same for one or several samples, without allocating. Safe to call from several threads at once.");
        foreach ((string name, Shape shape, bool isLengths) in _inputs)
            _writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{(isLengths ? $"Steps of each sample's sequence, 1 to {_inputs[0].Shape.Width}; what stands behind them doesn't count." : $"Values of {shape} for each sample, one after another.")}</param>");
        foreach (Head head in _heads)
            _writer.Line($"/// <param name=\"{head.Parameter.TrimStart('@')}\">Takes {(head.Kind == NetworkKind.Regression ? "values" : "probabilities")} of {head.Shape} for each sample{(head.StepsOfOne is null ? "" : "; zeros behind the end of its sequence")}.</param>");
        WriteLengthExceptions();
        string outputs = string.Concat(_heads.Select(head => $", global::System.Span<float> {head.Parameter}"));
        string signature = $"public void Predict({InputParameters(isOne: false)}{outputs})";
        if (IsBroken(signature))
            return;
        using (_writer.Block(signature))
        {
            _writer.Line($"using {Library}PredictionPass pass = base.BeginPrediction({_inputs[0].Name});");
            WritePass(isOne: false);
        }
    }

    private void WritePass(bool isOne)
    {
        for (int i = 1; i < _inputs.Length; i++)
        {
            if (!_inputs[i].IsLengths)
                _writer.Line($"pass.SetInput({CSharpLiteral.Of(i)}, {_inputs[i].Name});");
            else if (!isOne)
                _writer.Line($"pass.SetLengths({_inputs[i].Name});");
        }

        _writer.Line("pass.Run();");
        for (int i = 0; i < _heads.Length; i++)
            _writer.Line($"pass.GetOutput({CSharpLiteral.Of(i)}, {_heads[i].Parameter});");
    }

    private void WriteEvaluate()
    {
        WriteSummary(HasOneHead ? "How well the network does on a data set." : "How well each head does on a data set.");
        _writer.Line("/// <param name=\"data\">Samples with all inputs and all labels and targets.</param>");
        _writer.Line("/// <param name=\"batchSize\">Samples that run together; results don't depend on it.</param>");
        _writer.Line("/// <param name=\"cancellationToken\">Ends the evaluation.</param>");
        _writer.Line("/// <exception cref=\"global::System.ArgumentException\">The data set is empty or doesn't fit the network.</exception>");
        string signature = $"public {(HasOneHead ? _heads[0].ResultType : "Evaluation")} Evaluate({Dataset})";
        if (IsBroken(signature))
            return;
        using (_writer.Block(signature))
        {
            _writer.Line($"{Library}HeadResults results = base.EvaluateHeads(data, batchSize, cancellationToken);");
            string[] results = [.. _heads.Select((head, index) => $"results.{head.Kind.HeadKind}({CSharpLiteral.Of(index)})")];
            _writer.Line(HasOneHead ? $"return {results[0]};" : $"return new(results.Loss, {string.Join(", ", results)});");
        }
    }

    private void WriteOutput()
    {
        WriteSummary("What the network says about one sample: a member for each head.");
        foreach (Head head in _heads)
            _writer.Line($"/// <param name=\"{head.Member}\">{head.Description}</param>");
        _writer.Line($"public readonly record struct Output({string.Join(", ", _heads.Select(head => head.PredictionType + " " + CSharpIdentifier.Of(head.Member)))});");
    }

    private void WriteEvaluation()
    {
        WriteSummary("How well the heads do on a data set: a member for each.");
        _writer.Line("/// <param name=\"Loss\">The losses of the heads, each times its weight, added.</param>");
        foreach (Head head in _heads)
            _writer.Line($"/// <param name=\"{head.Member}\">The result of the head {head.Member}.</param>");
        using (_writer.Block($"public sealed record Evaluation(double Loss, {string.Join(", ", _heads.Select(head => head.ResultType + " " + CSharpIdentifier.Of(head.Member)))})"))
        {
            string results = string.Join(", ", _heads.Select(head => $"({CSharpLiteral.Of(head.Member)}, {CSharpIdentifier.Of(head.Member)})"));
            _writer.Line("/// <summary>The loss, and the result of each head.</summary>");
            _writer.Line($"public override string ToString() => {Library}HeadResults.Describe(Loss, {results});");
        }
    }

    private bool HasLengths => _inputs.Any(input => input.IsLengths);

    /// <summary>One sequence is as long as it is; of several the lengths have to be said.</summary>
    private string InputParameters(bool isOne) => string.Join(", ", _inputs.Where(input => !isOne || !input.IsLengths)
        .Select(input => $"global::System.ReadOnlySpan<{(input.IsLengths ? "int" : "float")}> {input.Name}"));

    private void WriteSummary(string text)
    {
        _writer.Line();
        _writer.Line("/// <summary>" + text + "</summary>");
    }

    private void WriteLengthExceptions()
    {
        _writer.Line("/// <exception cref=\"global::System.ArgumentException\">A number of values is wrong; the message says which.</exception>");
        _writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The network is disposed.</exception>");
    }

    /// <summary>With an error in the network the member throws.</summary>
    private bool IsBroken(string signature)
    {
        if (_model.Error is null)
            return false;
        _writer.Line(signature + " => throw " + BrokenMembers.Error + ";");
        return true;
    }

    /// <summary>The name as an identifier, with a number if it is taken.</summary>
    private static string Unique(HashSet<string> taken, string name)
    {
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
            unique = name + Text.Of(number);
        return CSharpIdentifier.Of(unique);
    }

    private static string Camel(string name) => Lowering.Identifiers.LowerCamel(name);

    /// <summary>One head that predicts.</summary>
    /// <param name="Member">The member of the results that is called by it.</param>
    /// <param name="Parameter">The variable that takes what it gives.</param>
    /// <param name="Kind">What its loss makes of it.</param>
    /// <param name="Shape">Shape of what it gives.</param>
    private sealed record Head(string Member, string Parameter, NetworkKind Kind, Shape Shape)
    {
        /// <summary>Steps of a sequence that is as long as it is, as an expression; null where all samples give as much.</summary>
        public string? StepsOfOne { get; init; }

        /// <summary>How many values it gives for one sample, as an expression.</summary>
        public string LengthOfOne => StepsOfOne is null ? CSharpLiteral.Of((int)Shape.Length) : StepsOfOne + " * " + Text.Of(Shape.Channels);

        /// <summary>What a prediction gives.</summary>
        public string PredictionType => IsLabelled ? Library + "LabelMap" : Kind.IsClassification ? Library + "Prediction" : IsNumber ? "float" : "float[]";

        /// <summary>The expression that makes it of the values.</summary>
        public string Prediction => IsLabelled ? $"{Library}LabelMap.OfProbabilities({Text.Of(Shape.Height)}, {StepsOfOne ?? Text.Of(Shape.Width)}, {Parameter})"
            : Kind.IsClassification ? $"new {Library}Prediction({Parameter})" : IsNumber ? Parameter + "[0]" : Parameter;

        private bool IsNumber => Shape.Length == 1 && StepsOfOne is null;

        /// <summary>What an evaluation gives.</summary>
        public string ResultType => Library + Kind.HeadKind + "Result";

        /// <summary>Whether it gives a class for each pixel or step.</summary>
        private bool IsLabelled => Kind == NetworkKind.Segmentation;

        /// <summary>What a label map has labels of.</summary>
        public static string PlacesOf(Shape shape) => shape.Rank == 2 ? Text.Of(shape.Width) + " steps" : ShapeText.Size(shape.Height, shape.Width) + " pixels";

        public string Description => Kind.IsClassification ? "The class, with the probabilities of all."
            : (Kind == NetworkKind.Binary ? "The probability of yes" : "The estimate") + (IsNumber ? "." : " of each of " + Shape + " values.");
    }
}
