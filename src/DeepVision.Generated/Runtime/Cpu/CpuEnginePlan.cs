namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What the generator decided about memory and schedule. Lengths are in floats unless they say bytes.</summary>
public sealed record CpuEnginePlan
{
    /// <summary>Parallel stages of a training step.</summary>
    public required int Stages { get; init; }

    /// <summary>Activations and gradients kept for every sample of a batch.</summary>
    public required int BatchFloats { get; init; }

    /// <summary>Bytes kept for every sample of a batch: winners of poolings, dropout masks.</summary>
    public required int BatchBytes { get; init; }

    /// <summary>Scratch memory of one worker.</summary>
    public required int ScratchFloats { get; init; }

    /// <summary>Scratch bytes of one worker.</summary>
    public required int ScratchBytes { get; init; }

    /// <summary>Gradients that each of the sixteen lanes sums for itself.</summary>
    public required int LaneGradientFloats { get; init; }

    /// <summary>Where the lanes' gradients belong.</summary>
    public required LaneSegment[] LaneSegments { get; init; }

    /// <summary>Sums of batch normalisation that each lane makes.</summary>
    public required int LaneSumFloats { get; init; }

    /// <summary>Independent units of weight gradients, in the order of their stages and then of their parameters.</summary>
    public required UnitRange[] GradientUnits { get; init; }

    /// <summary>For each of these ranges the stage behind which its units run, ascending; the number of stages for the end of the step. Empty where all run there.</summary>
    public int[] GradientStages { get; init; } = [];

    /// <summary>
    /// For each tensor that trains, in the order of the flat parameter buffer, the stage behind which its gradients are there, sums over lanes aside; the number of
    /// stages for the end of the step. Empty where that is so for all.
    /// </summary>
    public int[] FinishedStages { get; init; } = [];

    /// <summary>Ranges of the gradients that units add to, and that must be zero before.</summary>
    public required UnitRange[] AccumulatedRanges { get; init; }

    /// <summary>Copies of weights that the training step reads: transposed for input gradients, and as planes for Winograd convolutions.</summary>
    public required int TransposedFloats { get; init; }

    /// <summary>Units in which they are made, in the order of their stages and then of their parameters.</summary>
    public required UnitRange[] TransposeUnits { get; init; }

    /// <summary>
    /// For each of these ranges the stage in front of which its units run, ascending. Empty where all run in front of the first and their copies are kept
    /// until the weights change; else some copies lie where others have been.
    /// </summary>
    public int[] TransposeStages { get; init; } = [];

    /// <summary>Copies of weights that predictions read: with batch normalisation folded in, and as planes for Winograd convolutions.</summary>
    public required int FoldedFloats { get; init; }

    /// <summary>Means, deviations and the like of batch normalisation.</summary>
    public required int StatisticsFloats { get; init; }

    /// <summary>Samples that one prediction pass runs through.</summary>
    public required int PredictionChunk { get; init; }

    /// <summary>Memory of one prediction pass.</summary>
    public required int PredictionFloats { get; init; }

    /// <summary>The last floats of that memory, which kernels use while they run. Workers that share a pass have some each.</summary>
    public required int PredictionScratchFloats { get; init; }

    /// <summary>Whether workers share the kernels of a pass when there are not enough samples for all: the network is large enough for it.</summary>
    public bool SharesKernels { get; init; }

    /// <summary>Offset of the scores in that memory.</summary>
    public required int ScoresOffset { get; init; }

    /// <summary>Pixels of one output; 1 for vectors.</summary>
    public required int OutputPixels { get; init; }

    /// <summary>Values per output pixel.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Distance between output pixels.</summary>
    public required int OutputStride { get; init; }

    /// <summary>Copies of weights that the way back to the input reads beside those of predictions: transposed, and as planes for Winograd convolutions.</summary>
    public int GradientWeightFloats { get; init; }

    /// <summary>Samples that one pass to the gradient of the input runs through.</summary>
    public int InputGradientChunk { get; init; }

    /// <summary>Memory of such a pass.</summary>
    public int InputGradientFloats { get; init; }

    /// <summary>Bytes of it: winners of poolings.</summary>
    public int InputGradientBytes { get; init; }

    /// <summary>Offset of the gradient of the input in that memory.</summary>
    public int InputGradientOffset { get; init; }

    /// <summary>Pixels in which the gradient of one input lies.</summary>
    public int InputGradientPixels { get; init; }

    /// <summary>Distance between these pixels.</summary>
    public int InputGradientStride { get; init; }

    /// <summary>Floats that one step of a sequence uses; 0 where there are no steps.</summary>
    public int StepFloats { get; init; }

    /// <summary>Values of the network's own input at a step.</summary>
    public int StepInputLength { get; init; }

    /// <summary>Where the scores of a step begin.</summary>
    public int StepScoresOffset { get; init; }

    /// <summary>Where a step finds the inputs beside the network's own.</summary>
    public InputPlace[] StepFurtherInputs { get; init; } = [];

    /// <summary>Floats that go from step to step.</summary>
    public int StateFloats { get; init; }

    /// <summary>Steps for which they have room; 0 for any number.</summary>
    public int StepRoom { get; init; }

    /// <summary>The layer for which a network that remembers has no steps; null if there is none.</summary>
    public string? StepObstacle { get; init; }

    /// <summary>Where a network with several inputs finds them in the memory of a prediction pass: the network's own first. Empty for one input.</summary>
    public InputPlace[] Inputs { get; init; } = [];

    /// <summary>The scores of the heads that predict beside the first.</summary>
    public OutputPlace[] FurtherOutputs { get; init; } = [];

    /// <summary>The heads that predict beside the first, by their numbers among those that <see cref="AuxiliaryHeads"/> counts.</summary>
    public int[] PredictingHeads { get; init; } = [];

    /// <summary>Losses beside that of the first head that predicts.</summary>
    public int AuxiliaryHeads { get; init; }

    /// <summary>How the training step is cut where the program gives the gradient of the scores; null where the network has a loss of its own.</summary>
    public CustomLossPlan? CustomLoss { get; init; }

    /// <summary>The kernels whose time is measured; null to measure none.</summary>
    public KernelCost[]? Profile { get; init; }
}

/// <summary>A training step in two halves. Offsets are floats per sample of the buffers in front, in the memory for every sample of a batch.</summary>
/// <param name="BackwardStage">First stage of the second half.</param>
/// <param name="InputGradientStage">First of the stages that serve the gradient of the input alone.</param>
/// <param name="ScoresOffset">Where the scores lie.</param>
/// <param name="ScoresLength">Floats of one sample's scores, padding included.</param>
/// <param name="InputGradientOffset">Where the gradient of the input lies.</param>
/// <param name="InputGradientPixels">Pixels in which the gradient of one input lies.</param>
/// <param name="InputGradientStride">Distance between these pixels.</param>
public sealed record CustomLossPlan(
    int BackwardStage, int InputGradientStage, int ScoresOffset, int ScoresLength, int InputGradientOffset, int InputGradientPixels, int InputGradientStride);

/// <summary>Where an input lies.</summary>
/// <param name="Offset">Offset of the first sample.</param>
/// <param name="Length">Values of one sample, which are the distance of two samples too.</param>
public readonly record struct InputPlace(int Offset, int Length);

/// <summary>Where the scores of a head lie.</summary>
/// <param name="Offset">Offset of the first sample.</param>
/// <param name="Pixels">Pixels of one output; 1 for vectors.</param>
/// <param name="Channels">Values per pixel.</param>
/// <param name="Stride">Distance between pixels.</param>
public readonly record struct OutputPlace(int Offset, int Pixels, int Channels, int Stride);

/// <summary>A range of parameters, and the units in which work on it is cut.</summary>
/// <param name="Units">Number of units, of about equal size.</param>
/// <param name="ParameterOffset">Offset in the flat parameter buffer.</param>
/// <param name="Length">Floats; a multiple of 16.</param>
/// <param name="RunsTogether">Whether neighbouring units are faster in one call.</param>
public readonly record struct UnitRange(int Units, int ParameterOffset, int Length, bool RunsTogether = false)
{
    /// <summary>Whether a worker takes all of its own units at once, because each call begins with work that serves all of them.</summary>
    public bool RunsWhole { get; init; }

    /// <summary>Neighbouring units that a worker takes at once while they are its own, because most of what each begins with serves the others.</summary>
    public int Group { get; init; } = 1;
}

/// <summary>A range of gradients that are summed in lanes.</summary>
/// <param name="LaneOffset">Offset in each lane.</param>
/// <param name="ParameterOffset">Offset in the flat parameter buffer.</param>
/// <param name="Length">Floats; a multiple of 16.</param>
public readonly record struct LaneSegment(int LaneOffset, int ParameterOffset, int Length);

/// <summary>One worker's share of a stage.</summary>
/// <param name="Index">Number of the worker, from 0.</param>
/// <param name="FirstLane">First of its lanes.</param>
/// <param name="EndLane">One past its last lane.</param>
public readonly record struct CpuWorker(int Index, int FirstLane, int EndLane);
