using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>One step of a sequence after the other.</content>
public abstract partial class CpuEngine
{
    // Of one call; whoever comes at the same time makes another one.
    private AlignedBuffer<float>? _stepMemory;

    private readonly int[] _stepInputs;

    /// <inheritdoc/>
    public override int StateLength => _plan.StateFloats;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> StepInputs => _stepInputs;

    /// <inheritdoc/>
    public override int StepRoom => _plan.StepRoom;

    /// <inheritdoc/>
    public override string WhyNoSteps => _plan.StepObstacle is { } layer ? layer + " needs more of it than the steps read so far" : base.WhyNoSteps;

    /// <inheritdoc/>
    public override unsafe void Next(Span<float> state, ReadOnlySpan<float> input, Span<float> scores)
    {
        int length = 0;
        foreach (int values in _stepInputs)
            length += values;
        if (state.Length < _plan.StateFloats || input.Length < length || scores.Length < _plan.OutputChannels)
            throw new ArgumentException("The state, the input or the scores have too few values.");
        EnsureFolded();
        AlignedBuffer<float> memory = Interlocked.Exchange(ref _stepMemory, null) ?? new AlignedBuffer<float>(_plan.StepFloats);
        int place = _plan.StepInputLength;
        foreach (InputPlace further in _plan.StepFurtherInputs)
        {
            input.Slice(place, further.Length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref memory.Reference, further.Offset), further.Length));
            place += further.Length;
        }

        // As in predictions.
        fixed (float* features = input, memories = state)
            RunStep(ref Unsafe.AsRef<float>(features), ref memory.Reference, ref Unsafe.AsRef<float>(memories));
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref memory.Reference, _plan.StepScoresOffset), _plan.OutputChannels).CopyTo(scores);
        _stepMemory = memory;
    }

    /// <summary>Runs one step of a sequence in prediction mode; its scores are left at the plan's offset.</summary>
    /// <param name="input">First feature of the step; further inputs lie in their places in the memory.</param>
    /// <param name="memory"><see cref="CpuEnginePlan.StepFloats"/> floats.</param>
    /// <param name="state"><see cref="CpuEnginePlan.StateFloats"/> floats; become those behind the step.</param>
    protected virtual void RunStep(ref float input, ref float memory, ref float state) => throw new InvalidOperationException("The network has no steps.");
}
