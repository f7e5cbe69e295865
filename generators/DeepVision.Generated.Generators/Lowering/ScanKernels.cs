using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Family Scan: the steps of a recurrent layer, one behind the other. What each step adds to the gates has been made of the input before, for
/// all steps at once.
/// </summary>
/// <param name="Source">What the input gives the gates.</param>
/// <param name="Target">The states behind all steps, or that behind the last one.</param>
/// <param name="States">Receives the state in front of each step, for the way back; None where there is none.</param>
/// <param name="Notes">Receives what the cell notes of each step, for the way back; None where there is none.</param>
/// <param name="Weight">Index of what the state is multiplied by in the parameter plan.</param>
/// <param name="Bias">Index of what is added to that product, or None.</param>
internal sealed record RecurrenceKernel(
    int Layer, string Name, RecurrenceOperation Recurrence, int Source, int Target, int States, int Notes, int Weight, int Bias) : Kernel(Layer, Name)
{
    /// <summary>The state in front of the first step; None for zeros.</summary>
    public int Initial { get; init; } = None;

    /// <summary>The memory in front of it; None for zeros.</summary>
    public int InitialMemory { get; init; } = None;

    /// <summary>What the state in front of each step is multiplied by; None for nothing.</summary>
    public int Factors { get; init; } = None;

    public override IEnumerable<int> Reads => Present(Source, Initial, InitialMemory, Factors);

    public override IEnumerable<int> Writes => Present(Target, States, Notes);

    public override IEnumerable<StateAccess> StateReads => Present(Weight, Bias).Select(index => new StateAccess(StateKind.Parameter, index));
}

/// <summary>Family Scan: the way back through the steps, from the last to the first.</summary>
/// <param name="Gradient">dy, of all states or of the last one.</param>
/// <param name="States">The state in front of each step.</param>
/// <param name="Notes">What the cell noted.</param>
/// <param name="Target">Receives the gradient of what the input gives the gates.</param>
/// <param name="HiddenTarget">Receives that of what the state gives them, where it is another one; else None.</param>
/// <param name="Weight">Index of what the state is multiplied by in the parameter plan.</param>
internal sealed record RecurrenceGradientKernel(
    int Layer, string Name, RecurrenceOperation Recurrence, int Gradient, int States, int Notes, int Target, int HiddenTarget, int Weight) : Kernel(Layer, Name)
{
    /// <summary>The memory in front of the first step; None for zeros.</summary>
    public int InitialMemory { get; init; } = None;

    /// <summary>Receives the gradient of the state in front of the first step, where somebody asks for it; else None.</summary>
    public int InitialTarget { get; init; } = None;

    /// <summary>Receives the gradient of the memory in front of it, likewise.</summary>
    public int MemoryTarget { get; init; } = None;

    /// <summary>What the state in front of each step was multiplied by; None for nothing.</summary>
    public int Factors { get; init; } = None;

    public override IEnumerable<int> Reads => Present(Gradient, States, Notes, InitialMemory, Factors);

    public override IEnumerable<int> Writes => Present(Target, HiddenTarget, InitialTarget, MemoryTarget);

    public override IEnumerable<StateAccess> StateReads => [new(StateKind.Parameter, Weight)];
}
