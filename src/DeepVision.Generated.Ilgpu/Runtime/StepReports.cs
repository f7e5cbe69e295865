using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// What the steps report. The device writes into a ring, from which the host takes a few reports at a time on a stream of their
/// own, behind the mark of the newest step that is done: reading an old step never waits for a new one.
/// </summary>
internal sealed class StepReports : IDisposable
{
    /// <summary>Steps that may be under way or unread.</summary>
    private const int Ring = 64;

    /// <summary>Steps that can still be read.</summary>
    private const int History = 4096;

    private readonly DeviceBuffer<int> _status;
    private readonly DeviceBuffer<int> _faults;
    private readonly DeviceBuffer<int> _ring;
    private readonly PageLockedArray1D<int> _staging;
    private readonly StreamEvent[] _marks = new StreamEvent[Ring];
    private readonly Step[] _history = new Step[History];
    private readonly AcceleratorStream _reading;
    private readonly int _inputLength;
    private readonly int _targetLength;
    private long _queued;
    private long _read;
    private StepDivergence _divergence;

    /// <param name="accelerator">The device.</param>
    /// <param name="allocator">Its memory.</param>
    /// <param name="reading">Stream to read with.</param>
    /// <param name="inputLength">Values of one input.</param>
    /// <param name="targetLength">Values of one target.</param>
    public StepReports(Accelerator accelerator, DeviceAllocator allocator, AcceleratorStream reading, int inputLength, int targetLength)
    {
        (_reading, _inputLength, _targetLength) = (reading, inputLength, targetLength);
        _status = allocator.Allocate<int>(1);
        _faults = allocator.Allocate<int>(StepKernels.FaultKinds);
        _ring = allocator.Allocate<int>(Ring * StepKernels.ReportLength);
        _staging = accelerator.AllocatePageLocked1D<int>(Ring * StepKernels.ReportLength);
        for (int i = 0; i < Ring; i++)
            _marks[i] = StreamEvent.Create(accelerator);
    }

    /// <summary>Stamp of the first step whose update was left out; 0 if there is none.</summary>
    public ArrayView<int> Status => _status.View;

    /// <summary>What was not finite in the step of <see cref="Status"/>, beside its loss.</summary>
    public ArrayView<int> Faults => _faults.View;

    /// <summary>True if a divergence was read that nobody has asked for.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>A ticket as kernels see it: above 0.</summary>
    public static int Stamp(long ticket) => (int)((ticket - 1) % int.MaxValue) + 1;

    /// <summary>Makes room for the report of the next step.</summary>
    /// <returns>Where the kernel writes it.</returns>
    public ArrayView<int> Begin(long ticket, long step, float learningRate)
    {
        if (ticket - _read > Ring)
            ReadTo(ticket - Ring);
        _history[ticket % History] = new Step(step, learningRate, default);
        _queued = ticket;
        return _ring.View.SubView(ticket % Ring * StepKernels.ReportLength, StepKernels.ReportLength);
    }

    /// <summary>Says that the kernel which writes the report is queued.</summary>
    public void End(AcceleratorStream stream) => _marks[_queued % Ring].Set(stream);

    public bool IsDone(long ticket) => ticket <= _read || (ticket <= _queued && _marks[ticket % Ring].IsReached);

    public StepOutcome Read(long ticket)
    {
        if (ticket <= _queued - History)
            throw new InvalidOperationException(FormattableString.Invariant($"This step's loss was not read within {History} steps, and is gone."));
        if (ticket > _read)
            ReadTo(ticket);
        return _history[ticket % History].Outcome;
    }

    public StepDivergence EndDivergence(AcceleratorStream stream)
    {
        if (_queued > _read)
            ReadTo(_queued);
        HasDiverged = false;
        _status.View.MemSetToZero(stream);
        _faults.View.MemSetToZero(stream);
        return _divergence;
    }

    /// <summary>Notes that an update on the host, of a step that has been read, could not be done as a whole.</summary>
    /// <param name="ticket">Number of the step.</param>
    /// <param name="parameter">The first parameter that would not have been finite.</param>
    public void Diverge(long ticket, int parameter)
    {
        ref Step step = ref _history[ticket % History];
        step = step with { Outcome = step.Outcome with { IsLeftOut = true } };
        HasDiverged = true;
        _divergence = new StepDivergence(step.Number, step.Outcome.Loss, step.LearningRate, new BatchDefects(-1, -1, 0), new UpdateFault(UpdateFaultKind.Weight, parameter));
    }

    public void Dispose()
    {
        foreach (StreamEvent mark in _marks)
            mark?.Dispose();
        _staging.Dispose();
        _ring.Dispose();
        _faults.Dispose();
        _status.Dispose();
    }

    /// <summary>Waits for a step, and takes its report and those of all others that are done by then.</summary>
    private void ReadTo(long ticket)
    {
        _marks[ticket % Ring].Wait();
        while (ticket < _queued && _marks[(ticket + 1) % Ring].IsReached)
            ticket++;

        _ring.View.SubView(0, _staging.Length).CopyTo(_reading, _staging.ArrayView);
        _reading.Synchronize();
        while (_read < ticket)
            Take(++_read);
    }

    private void Take(long ticket)
    {
        ReadOnlySpan<int> report = _staging.Span.Slice((int)(ticket % Ring) * StepKernels.ReportLength, StepKernels.ReportLength);
        int leftOutSince = report[StepKernels.LeftOutSince];
        float loss = BitConverter.Int32BitsToSingle(report[StepKernels.LossBits]);
        ref Step step = ref _history[ticket % History];
        step = step with { Outcome = new StepOutcome(loss, report[StepKernels.Hits], leftOutSince != 0) };
        if (leftOutSince != 0 && leftOutSince == Stamp(ticket))
        {
            HasDiverged = true;
            _divergence = new StepDivergence(step.Number, loss, step.LearningRate, new BatchDefects(
                Sample(report[StepKernels.BadInput], _inputLength),
                Sample(report[StepKernels.BadTarget], _targetLength),
                BitConverter.Int32BitsToSingle(report[StepKernels.LargestInputBits])), Fault(report));
        }
    }

    private static UpdateFault Fault(ReadOnlySpan<int> report) => (UpdateFaultKind)report[StepKernels.FaultKind] is var kind and not UpdateFaultKind.None
        ? new UpdateFault(kind, report[StepKernels.FaultPlace])
        : default;

    private static int Sample(int index, int length) => index == StepKernels.None ? -1 : index / length;

    private readonly record struct Step(long Number, float LearningRate, StepOutcome Outcome);
}
