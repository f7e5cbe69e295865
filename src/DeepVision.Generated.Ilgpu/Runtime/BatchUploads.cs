using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// Brings batches to the device: a ring of places, each with page-locked memory on the host and a buffer on the device, so that
/// a batch travels while the one before is computed.
/// </summary>
internal sealed class BatchUploads : IDisposable
{
    /// <summary>One batch is filled, one travels, one is computed.</summary>
    private const int Places = 3;

    private readonly Place[] _places = new Place[Places];
    private readonly Accelerator _accelerator;
    private readonly AcceleratorStream _copies;
    private readonly int _inputLength;
    private readonly int _targetLength;
    private readonly int _labelLength;
    private readonly int _capacity;
    private readonly Section[] _furtherInputs;
    private readonly Section[] _furtherAnswers;
    private long _length;
    private int _next;

    /// <param name="accelerator">The device.</param>
    /// <param name="allocator">Its memory.</param>
    /// <param name="copies">Stream for the uploads: one of its own where the device can copy beside kernels.</param>
    /// <param name="inputLength">Values of one input.</param>
    /// <param name="targetLength">Values of one target; 0 where the loss takes labels.</param>
    /// <param name="labelLength">Labels of one sample where the loss takes labels.</param>
    /// <param name="capacity">Samples of a batch at most.</param>
    /// <param name="architecture">Says what further inputs and heads there are.</param>
    public BatchUploads(
        Accelerator accelerator, DeviceAllocator allocator, AcceleratorStream copies, int inputLength, int targetLength, int labelLength, int capacity, NetworkArchitecture architecture)
    {
        (_accelerator, _copies, _inputLength, _targetLength, _labelLength, _capacity) = (accelerator, copies, inputLength, targetLength, labelLength, capacity);
        _length = InputsLength + AnswersLength;
        _furtherInputs = [.. architecture.FurtherInputs.Select(input => NextSection(input.Shape.Length))];
        _furtherAnswers = [.. architecture.Heads.Skip(1).Select(head => NextSection(Math.Max(1, head.TargetLength)))];
        long length = _length;
        for (int i = 0; i < Places; i++)
        {
            DeviceBuffer<float> buffer = allocator.Allocate<float>(IlgpuMemory.Header + length + IlgpuMemory.Header);
            // The sections count from behind the first header; zeros lie in front of each.
            _places[i] = new Place(buffer, accelerator.AllocatePageLocked1D<float>(length), StreamEvents.Create(accelerator), StreamEvents.Create(accelerator))
            {
                FurtherInputs = [.. _furtherInputs.Select(section => buffer.View.SubView(section.Start, IlgpuMemory.Header + section.Length(capacity) + IlgpuMemory.Header))],
                FurtherAnswers = [.. _furtherAnswers.Select(section => buffer.View.SubView(section.Start + IlgpuMemory.Header, section.Length(capacity)))],
            };
            _places[i].Staging.Span.Clear();
        }
    }

    /// <summary>The inputs with the floats behind them that kernels may read.</summary>
    private long InputsLength => (long)_capacity * _inputLength + IlgpuMemory.Header;

    /// <summary>Labels or targets, in the same buffer, so that one copy brings all.</summary>
    private long AnswersLength => (long)_capacity * AnswerLength;

    /// <summary>Labels or values of a target of one sample.</summary>
    private int AnswerLength => _targetLength == 0 ? _labelLength : _targetLength;

    /// <summary>Queues the upload of a batch, and lets the stream of the kernels wait for it.</summary>
    /// <param name="batch">The batch; it may be overwritten when this returns.</param>
    /// <param name="memory">Gets the views of what was uploaded.</param>
    public void Upload(Batch batch, IlgpuMemory memory)
    {
        Place place = _places[_next];
        place.Uploaded.Wait();
        Span<float> staging = place.Staging.Span;
        batch.Inputs.AsSpan(0, batch.Count * _inputLength).CopyTo(staging);
        Span<float> answers = staging[(int)InputsLength..];
        if (_targetLength == 0)
            batch.Labels.AsSpan(0, batch.Count * _labelLength).CopyTo(MemoryMarshal.Cast<float, int>(answers));
        else
            batch.Targets.AsSpan(0, batch.Count * _targetLength).CopyTo(answers);

        for (int i = 0; i < _furtherInputs.Length; i++)
            batch.FurtherInput(i).AsSpan(0, batch.Count * _furtherInputs[i].SampleLength).CopyTo(_furtherInputs[i].Of(staging));
        for (int i = 0; i < _furtherAnswers.Length; i++)
        {
            if (batch.LabelsOf(i + 1) is { Length: > 0 } labels)
                labels.AsSpan(0, batch.Count).CopyTo(MemoryMarshal.Cast<float, int>(_furtherAnswers[i].Of(staging)));
            else
                batch.TargetsOf(i + 1).AsSpan(0, batch.Count * _furtherAnswers[i].SampleLength).CopyTo(_furtherAnswers[i].Of(staging));
        }

        place.Used.Delay(_copies);
        Copy(place, batch.Count);
        place.Uploaded.Set(_copies);
        place.Uploaded.Delay(memory.Stream);

        ArrayView<float> view = place.Buffer.View;
        ArrayView<float> uploaded = view.SubView(IlgpuMemory.Header + InputsLength, AnswersLength);
        memory.Input = view;
        memory.Labels = uploaded.Cast<int>();
        memory.Targets = uploaded;
        memory.FurtherInputs = place.FurtherInputs;
        memory.FurtherAnswers = place.FurtherAnswers;
    }

    /// <summary>Says that the kernels which read the batch uploaded last are queued.</summary>
    public void EndUse(AcceleratorStream stream)
    {
        _places[_next].Used.Set(stream);
        _next = (_next + 1) % Places;
    }

    public void Dispose()
    {
        foreach (Place place in _places)
            place?.Dispose();
    }

    /// <summary>ILGPU copies all of a page-locked array to an OpenCL device, whatever the view; elsewhere half a batch is half the work.</summary>
    private void Copy(Place place, int count)
    {
        ArrayView<float> source = place.Staging.ArrayView;
        ArrayView<float> target = place.Buffer.View.SubView(IlgpuMemory.Header, _length);
        if (count == _capacity || _accelerator.AcceleratorType == AcceleratorType.OpenCL)
        {
            target.CopyFrom(_copies, source);
            return;
        }

        long inputs = (long)count * _inputLength;
        long answers = (long)count * AnswerLength;
        target.SubView(0, inputs).CopyFrom(_copies, source.SubView(0, inputs));
        target.SubView(InputsLength, answers).CopyFrom(_copies, source.SubView(InputsLength, answers));
        foreach (Section section in _furtherInputs)
            target.SubView(section.Start, section.Length(count)).CopyFrom(_copies, source.SubView(section.Start, section.Length(count)));
        foreach (Section section in _furtherAnswers)
            target.SubView(section.Start, section.Length(count)).CopyFrom(_copies, source.SubView(section.Start, section.Length(count)));
    }

    /// <summary>Room behind all that there is so far, with zeros in front and floats that may be read behind.</summary>
    private Section NextSection(int sampleLength)
    {
        // A multiple of 16 floats from the beginning of the buffer, of which the first header is none of the staging memory.
        Section section = new((_length + 2 * IlgpuMemory.Header - 1) / IlgpuMemory.Header * IlgpuMemory.Header, sampleLength);
        _length = section.Start + section.Length(_capacity) + IlgpuMemory.Header;
        return section;
    }

    /// <summary>Where the values of a further input, or the labels or targets of a further head lie.</summary>
    /// <param name="Start">Their first float in the staging memory.</param>
    /// <param name="SampleLength">Values of one sample.</param>
    private sealed record Section(long Start, int SampleLength)
    {
        public long Length(int count) => (long)count * SampleLength;

        public Span<float> Of(Span<float> staging) => staging[(int)Start..];
    }

    private sealed record Place(DeviceBuffer<float> Buffer, PageLockedArray1D<float> Staging, StreamEvent Uploaded, StreamEvent Used) : IDisposable
    {
        public ArrayView<float>[] FurtherInputs { get; init; } = [];

        public ArrayView<float>[] FurtherAnswers { get; init; } = [];

        public void Dispose()
        {
            Uploaded.Wait();
            Uploaded.Dispose();
            Used.Dispose();
            Staging.Dispose();
            Buffer.Dispose();
        }
    }
}
