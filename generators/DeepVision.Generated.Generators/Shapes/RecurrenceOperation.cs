namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a recurrent layer does at each step.</summary>
internal enum RecurrentCell
{
    /// <summary>h = tanh(W x + U h + b).</summary>
    Tanh,

    /// <summary>h = max(W x + U h + b, 0).</summary>
    ReLU,

    /// <summary>Input, forget and output gate around a memory of its own (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
    LSTM,

    /// <summary>Reset and update gate (Cho et al. 2014), the reset behind the product with the last state.</summary>
    GRU,
}

/// <summary>
/// A state of <paramref name="Units"/> values that every step of a sequence changes, from zeros on: the state behind the last step, or those
/// behind all steps.
/// </summary>
/// <param name="Features">Values of a step of the input.</param>
/// <param name="ReturnsSequence">Whether the states behind all steps come out.</param>
/// <param name="GoesBackwards">Whether the last step comes first; what belongs to a step stays in its place.</param>
/// <param name="HasBias">Whether both products have a bias.</param>
internal sealed record RecurrenceOperation(RecurrentCell Cell, int Steps, int Features, int Units, bool ReturnsSequence, bool GoesBackwards, bool HasBias) : LayerOperation
{
    /// <summary>What its tensors are called.</summary>
    public RecurrentRoles Roles { get; init; } = RecurrentRoles.Forward;

    /// <summary>Probability with which training drops a value of the state in front of all steps of a sequence.</summary>
    public float Dropout { get; init; }

    /// <summary>Steps of the pieces, counted from the step that is read first, between which training passes no gradient of the state; 0 for all in one.</summary>
    public int BackpropagationSteps { get; init; }

    /// <summary>Whether an input behind the sequence is the state in front of the first step, in place of zeros.</summary>
    public bool HasInitialState { get; init; }

    /// <summary>Whether the last input is the memory in front of the first step, in place of zeros.</summary>
    public bool HasInitialMemory { get; init; }

    /// <summary>Number of the input that is the state in front of the first step, or −1.</summary>
    public int StateInput => HasInitialState ? 1 : -1;

    /// <summary>Number of the input that is the memory in front of it, or −1.</summary>
    public int MemoryInput => HasInitialMemory ? StateInput > 0 ? 2 : 1 : -1;

    /// <summary>Whether it goes on from a state that the caller keeps.</summary>
    public bool CarriesState { get; init; }

    /// <summary>Values for each unit that the products with input and state give.</summary>
    public int Gates => Cell switch { RecurrentCell.LSTM => 4, RecurrentCell.GRU => 3, _ => 1 };

    /// <summary>Values that the products give.</summary>
    public int GateValues => Gates * Units;

    /// <summary>Whether the gradients of the two products differ.</summary>
    public bool HasHiddenGradient => Cell == RecurrentCell.GRU;
}

/// <summary>The tensors of a recurrent layer, under the names that PyTorch gives those of a layer.</summary>
/// <param name="InputWeight">What the input is multiplied by [gates · units, features].</param>
/// <param name="HiddenWeight">What the last state is multiplied by [gates · units, units].</param>
/// <param name="InputBias">What is added to the first product.</param>
/// <param name="HiddenBias">What is added to the second product.</param>
internal sealed record RecurrentRoles(ParameterRole InputWeight, ParameterRole HiddenWeight, ParameterRole InputBias, ParameterRole HiddenBias)
{
    public static readonly RecurrentRoles Forward = Of("");

    /// <summary>Of the direction of a layer in both that reads the last step first.</summary>
    public static readonly RecurrentRoles Reverse = Of("_reverse");

    private static RecurrentRoles Of(string direction) => new(
        new("weight_ih_l0" + direction, "GlorotUniform"), new("weight_hh_l0" + direction, "Orthogonal"), new("bias_ih_l0" + direction, "Zeros"), new("bias_hh_l0" + direction, "Zeros"));
}
