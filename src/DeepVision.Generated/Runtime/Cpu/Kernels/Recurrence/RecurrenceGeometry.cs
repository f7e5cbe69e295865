namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of a recurrence.</summary>
/// <param name="Steps">Steps of the sequence.</param>
/// <param name="Units">Values of the state.</param>
/// <param name="Gates">Sums for each unit and step.</param>
/// <param name="Block">Outputs packed side by side in the weights.</param>
/// <param name="ReturnsSequence">Whether the states behind all steps come out.</param>
/// <param name="GoesBackwards">Whether the last step comes first.</param>
public readonly record struct RecurrenceGeometry(int Steps, int Units, int Gates, int Block, bool ReturnsSequence, bool GoesBackwards)
{
    /// <summary>Steps of the pieces between which no gradient passes, counted from the step that comes first; 0 for all in one.</summary>
    public int BackpropagationSteps { get; init; }

    /// <summary>Samples that go through the steps together: they share every weight that is loaded.</summary>
    internal const int Group = 32;

    /// <summary>Floats of a state, padding included.</summary>
    internal int UnitStride => Lanes.RoundUp(Units);

    /// <summary>Floats of the sums of a step, padding included.</summary>
    internal int GateStride => Lanes.RoundUp(Gates * Units);

    /// <summary>The product with the state.</summary>
    internal DenseGeometry Product => new(Units, UnitStride, Gates * Units, GateStride, Block);

    /// <summary>The product of the gates' gradients with the turned weights.</summary>
    internal DenseGeometry TurnedProduct => new(Gates * Units, GateStride, Units, UnitStride, TurnedBlock);

    /// <summary>Units packed side by side in the turned weights.</summary>
    internal int TurnedBlock => UnitStride % 64 == 0 ? 64 : UnitStride % 32 == 0 ? 32 : Lanes.Count;

    /// <summary>Place in the sequence of the step that comes as number <paramref name="order"/>.</summary>
    internal int PlaceOf(int order) => GoesBackwards ? Steps - 1 - order : order;

    /// <summary>Whether a piece of the sequence ends in front of the step that comes as number <paramref name="order"/>.</summary>
    internal bool IsCutBefore(int order) => order > 0 && BackpropagationSteps > 0 && order % BackpropagationSteps == 0;
}
