using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, features) → vector (units), or sequence (steps, units): SimpleRNN, LSTM and GRU.</summary>
internal sealed class RecurrentRule(string kind, params RecurrentCell[] cells) : LayerRule
{
    public const string MergeMode = "MergeMode";
    private const string Nonlinearity = "Nonlinearity";
    private const string GoBackwards = "GoBackwards";
    private const string Bidirectional = "Bidirectional";
    private const string TruncatedBackpropagationSteps = "TruncatedBackpropagationSteps";

    /// <summary>The members of the library's <c>MergeMode</c>, in order.</summary>
    public static readonly string[] MergeModes = ["Concat", "Sum", "Multiply", "Average"];

    public override string Kind => kind;

    public override IReadOnlyList<LayerOption> Options { get; } =
    [
        new("ReturnSequences", false), new(GoBackwards, false), new(Bidirectional, false), new(MergeMode, 0), new(KnownNames.InitialState, null), new("RecurrentDropout", 0f),
        new(TruncatedBackpropagationSteps, 0), new("Bias", true),
        .. cells.Length > 1 ? [new(Nonlinearity, 0)] : Array.Empty<LayerOption>(),
        .. cells is [RecurrentCell.LSTM] ? [new(KnownNames.InitialMemory, null)] : Array.Empty<LayerOption>(),
    ];

    /// <summary>In both directions: a layer that goes forwards, one that goes backwards, and the join of the two.</summary>
    public override DirectedParts? DirectionsOf(LayerDeclaration layer)
    {
        if (layer[Bidirectional] is not true)
            return null;
        LayerDeclaration forward = layer with { Arguments = layer.Arguments.Where(argument => argument.Name is not (Bidirectional or MergeMode or GoBackwards)).ToEquatableArray() };
        LayerDeclaration backward = forward with { Arguments = [.. forward.Arguments, new LayerArgument(GoBackwards, IsPositional: false, true)] };
        string join = layer[MergeMode] is int mode && mode > 0 && mode < MergeModes.Length ? MergeModes[mode] : MergeModes[0];
        return new DirectedParts(forward, backward, new LayerDeclaration(join == "Sum" ? "Add" : join, IsLoss: false, layer.Part, layer.Compiles, []));
    }

    public override LayerResult Infer(LayerContext layer)
    {
        SequenceCheck.Check(layer);
        CheckDirections(layer);
        int units = layer.AtLeast(1, "units");
        // What a layer reads by name stands behind the sequence, in this order.
        int givers = 1;
        bool hasState = IsGiven(layer, KnownNames.InitialState, units, ref givers), hasMemory = IsGiven(layer, KnownNames.InitialMemory, units, ref givers);
        RecurrentCell cell = cells[cells.Length > 1 ? layer.Member(Nonlinearity, cells.Length) : 0];
        // An image that slipped in goes on as its rows.
        (int steps, int features) = layer.Input.Rank == 3 ? (layer.Input.Height, layer.Input.Width) : (layer.Input.Width, layer.Input.Channels);
        RecurrenceOperation operation = new(cell, steps, features, units, layer.Flag("ReturnSequences"), layer.Flag(GoBackwards), layer.Flag("Bias"));
        RecurrentRoles roles = layer.Written[Bidirectional] is true && operation.GoesBackwards ? RecurrentRoles.Reverse : RecurrentRoles.Forward;
        int values = (int)Math.Min(int.MaxValue, (long)operation.Gates * units);
        // Each bias lies behind its weight: backends may sum both gradients in one piece.
        List<ParameterDeclaration> parameters = [new(roles.InputWeight, [values, features], FanIn: features, FanOut: values)];
        if (operation.HasBias)
            parameters.Add(new(roles.InputBias, [values], FanIn: features, FanOut: values) { Initializer = cell == RecurrentCell.LSTM ? "ForgetGate" : roles.InputBias.Initializer });
        parameters.Add(new(roles.HiddenWeight, [values, units], FanIn: units, FanOut: values));
        if (operation.HasBias)
            parameters.Add(new(roles.HiddenBias, [values], FanIn: units, FanOut: values));
        return new LayerResult(
            operation with
            {
                Roles = roles,
                HasInitialState = hasState,
                HasInitialMemory = hasMemory,
                Dropout = layer.Where("RecurrentDropout", value => value >= 0 && value < 1, "at least 0 and below 1", instead: 0),
                BackpropagationSteps = BackpropagationStepsOf(layer, steps),
            }, operation.ReturnsSequence ? Shape.Sequence(steps, units) : Shape.Vector(units), parameters.ToEquatableArray(),
            Sizes.Saturated(steps, values, (int)Math.Min(int.MaxValue, (long)features + units)));
    }

    /// <summary>Whether a state or a memory begins with what another layer gives; reports a vector that doesn't fit.</summary>
    private static bool IsGiven(LayerContext layer, string option, int units, ref int givers)
    {
        if (layer.Declaration[option] is not string)
            return false;
        Shape given = layer.Sources[givers++].Shape;
        if (given != Shape.Vector(units))
            layer.ReportShapeAt(option, ShapeDiagnostics.ArgumentOutOfRange, layer.Here, option, Shape.Vector(units).WithArticle() + ", one value for each unit", given.WithArticle());
        return true;
    }

    /// <summary>The steps of a piece through which gradients go back; 0 for all.</summary>
    private static int BackpropagationStepsOf(LayerContext layer, int steps)
    {
        int piece = layer.AtLeast(0, TruncatedBackpropagationSteps);
        if (piece > steps)
            layer.ReportShapeAt(TruncatedBackpropagationSteps, ShapeDiagnostics.TooFewSteps, layer.Here, Text.Of(piece), Text.Of(steps));
        return piece < steps ? piece : 0;
    }

    /// <summary>Reports options that contradict each other. Of a layer in both directions the part that comes first says it.</summary>
    private static void CheckDirections(LayerContext layer)
    {
        if (layer.Written[Bidirectional] is not true)
        {
            if (layer.IsGiven(MergeMode))
                layer.ReportArgument(MergeMode, ShapeDiagnostics.NothingToMerge, layer.Here);
            return;
        }

        if (layer.Flag(GoBackwards))
            return;
        if (layer.Written[GoBackwards] is true)
            layer.ReportArgument(GoBackwards, ShapeDiagnostics.BackwardsBothWays, layer.Here);
        if (layer.Written[MergeMode] is int mode && (mode < 0 || mode >= MergeModes.Length))
            layer.ReportRange(MergeMode, "a member of the enum " + MergeMode, Text.Of(mode));
    }
}
