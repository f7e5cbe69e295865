using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, features) → vector (units), or sequence (steps, units): SimpleRNN, LSTM and GRU.</summary>
internal sealed class RecurrentRule(string kind, params RecurrentCell[] cells) : LayerRule
{
    private const string Nonlinearity = "Nonlinearity";

    public override string Kind => kind;

    public override IReadOnlyList<LayerOption> Options { get; } =
    [
        new("ReturnSequences", false), new("GoBackwards", false), new("Bias", true),
        .. cells.Length > 1 ? [new(Nonlinearity, 0)] : Array.Empty<LayerOption>(),
    ];

    public override LayerResult Infer(LayerContext layer)
    {
        SequenceCheck.Check(layer);
        int units = layer.AtLeast(1, "units");
        RecurrentCell cell = cells[cells.Length > 1 ? layer.Member(Nonlinearity, cells.Length) : 0];
        // An image that slipped in goes on as its rows.
        (int steps, int features) = layer.Input.Rank == 3 ? (layer.Input.Height, layer.Input.Width) : (layer.Input.Width, layer.Input.Channels);
        RecurrenceOperation operation = new(cell, steps, features, units, layer.Flag("ReturnSequences"), layer.Flag("GoBackwards"), layer.Flag("Bias"));
        int values = (int)Math.Min(int.MaxValue, (long)operation.Gates * units);
        // Each bias lies behind its weight: backends may sum both gradients in one piece.
        List<ParameterDeclaration> parameters = [new(RecurrentRoles.InputWeight, [values, features], FanIn: features, FanOut: values)];
        if (operation.HasBias)
            parameters.Add(new(RecurrentRoles.InputBias, [values], FanIn: features, FanOut: values) { Initializer = cell == RecurrentCell.LSTM ? "ForgetGate" : RecurrentRoles.InputBias.Initializer });
        parameters.Add(new(RecurrentRoles.HiddenWeight, [values, units], FanIn: units, FanOut: values));
        if (operation.HasBias)
            parameters.Add(new(RecurrentRoles.HiddenBias, [values], FanIn: units, FanOut: values));
        return new LayerResult(
            operation, operation.ReturnsSequence ? Shape.Sequence(steps, units) : Shape.Vector(units), parameters.ToEquatableArray(),
            Sizes.Saturated(steps, values, (int)Math.Min(int.MaxValue, (long)features + units)));
    }
}
