namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// How a contraction runs: the algorithm and all that its code depends on, as a value. Contractions with equal plans share
/// their code, whatever they are called and wherever their operands lie.
/// </summary>
internal abstract record ContractionPlan
{
    /// <summary>Floats that it uses while it runs.</summary>
    public virtual int ScratchFloats => 0;

    /// <summary>Independent units that a weight gradient can be cut into; 0 if it can't be cut.</summary>
    public virtual int UnitCount => 0;

    /// <summary>Whether neighbouring units are faster in one call, because they read the same.</summary>
    public virtual bool UnitsRunTogether => false;

    /// <summary>Neighbouring units that should never be torn apart without need, because most of what each begins with serves the others.</summary>
    public virtual int UnitsOfGroup => 1;

    /// <summary>Whether units write the gradients of their weights without reading them, so that nobody has to clear them.</summary>
    public virtual bool UnitsStoreWeights => false;

    /// <summary>Whether it should see all samples of a worker at once, because a group would be too few for each weight that is loaded.</summary>
    public virtual bool PrefersAllSamples => false;

    /// <summary>
    /// Whether a weight gradient may be summed in lanes of samples, which stay with one worker from the convolution to the
    /// gradient of its weights: they need not be kept for the whole batch nor travel between processors.
    /// </summary>
    public virtual bool PrefersLanes => true;
}

/// <summary>Groups that don't fill whole vectors, depthwise ones above all: kernels of the runtime library that don't depend on the shape.</summary>
internal sealed record GroupedContraction : ContractionPlan;

/// <summary>
/// The gradient of a network's input that has fewer channels than a vector has lanes: a kernel of the runtime library whose lanes are
/// outputs, where a printed one would fill its vectors with nothing.
/// </summary>
internal sealed record FewChannelsContraction : ContractionPlan;
