using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Prediction: one call at a time, in chunks if it is a large one.</content>
public abstract partial class IlgpuEngine
{
    /// <summary>Samples that run together at most, if memory allows.</summary>
    private const int LargestChunk = 1024;

    /// <summary>Memory that predictions take at most, unless one sample needs more.</summary>
    private const long PredictionBytes = 1L << 30;

    private IlgpuMemory? _prediction;
    private DeviceBuffer<float> _predictionInput;
    private DeviceBuffer<float>[] _predictionFurther = [];
    private float[] _scores = [];

    /// <summary>One of several inputs, sample after sample, on its way to the device.</summary>
    private float[] _gathered = [];
    private bool _hasPredictionKernels;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads)
    {
        int inputLength = _architecture.InputLength;
        int outputLength = _architecture.OutputLength;
        if (inputs.Length < (long)count * inputLength || scores.Length < (long)count * outputLength)
            throw new ArgumentException("The inputs or the scores have too few values for the number of samples.");
        if (count == 0)
            return;
        lock (_lock)
        {
            Enter();
            UploadParameters();
            IlgpuMemory memory = PreparePrediction(count);
            for (int first = 0; first < count; first += memory.Capacity)
            {
                int samples = Math.Min(memory.Capacity, count - first);
                ForwardChunk(memory, inputs.Slice(first * inputLength, samples * inputLength), samples, scores.Slice(first * outputLength, samples * outputLength));
            }
        }
    }

    private void ForwardChunk(IlgpuMemory memory, ReadOnlySpan<float> inputs, int samples, Span<float> scores)
    {
        if (_architecture.Heads.Count > 0)
        {
            ForwardSeveral(memory, inputs, samples, scores);
            return;
        }

        CopyUp(inputs, _predictionInput.View.SubView(IlgpuMemory.Header, inputs.Length));
        RunPrediction(memory, samples);
        int length = samples * _plan.OutputPixels * _plan.OutputStride;
        CopyPixelsDown(memory.Arena.SubView(memory.At(_plan.ScoresPrefix), length), _scores, _plan.OutputStride, scores, _plan.OutputChannels);
    }

    /// <summary>Several inputs and heads come sample by sample, and lie in memories of their own on the device.</summary>
    private void ForwardSeveral(IlgpuMemory memory, ReadOnlySpan<float> inputs, int samples, Span<float> scores)
    {
        int place = 0, inputLength = _architecture.InputLength, outputLength = _architecture.OutputLength;
        for (int number = 0; number <= _architecture.FurtherInputs.Count; number++)
        {
            int length = number == 0 ? _architecture.InputShape.Length : _architecture.FurtherInputs[number - 1].Shape.Length;
            ArrayView<float> target = number == 0 ? memory.Input : memory.FurtherInput(number - 1);
            Span<float> gathered = _gathered.AsSpan(0, samples * length);
            for (int n = 0; n < samples; n++)
                inputs.Slice(n * inputLength + place, length).CopyTo(gathered[(n * length)..]);
            CopyUp(gathered, target.SubView(IlgpuMemory.Header, gathered.Length));
            place += length;
        }

        RunPrediction(memory, samples);
        place = 0;
        ScoresPlace first = new(_plan.ScoresPrefix, _plan.OutputPixels, _plan.OutputChannels, _plan.OutputStride);
        foreach (ScoresPlace output in (ReadOnlySpan<ScoresPlace>)[first, .. _plan.FurtherOutputs])
        {
            Span<float> padded = _scores.AsSpan(0, samples * output.Pixels * output.Stride);
            CopyDown(memory.Arena.SubView(memory.At(output.Prefix), padded.Length), padded);
            for (int pixel = 0; pixel < samples * output.Pixels; pixel++)
            {
                padded.Slice(pixel * output.Stride, output.Channels)
                    .CopyTo(scores[(pixel / output.Pixels * outputLength + place + pixel % output.Pixels * output.Channels)..]);
            }

            place += output.Pixels * output.Channels;
        }
    }

    private IlgpuMemory PreparePrediction(int count)
    {
        if (!_hasPredictionKernels)
        {
            Compile(LoadPredictionKernels);
            _hasPredictionKernels = true;
        }

        long sampleBytes = sizeof(float) * ((long)_plan.PredictionFloats + _architecture.InputLength);
        int capacity = Math.Min(count, (int)Math.Clamp(PredictionBytes / sampleBytes, 1, LargestChunk));
        if (_prediction is not null && _prediction.Capacity >= capacity)
            return _prediction;

        DisposePrediction();
        var lengths = new MemoryLengths(_plan.PredictionFloats, 0, _plan.PredictionScratchFloats, 0, 0);
        IlgpuMemory prediction = new(_allocator, _stream, _parameters.View, lengths, capacity);
        _predictionInput = _allocator.Allocate<float>(2 * IlgpuMemory.Header + (long)capacity * _architecture.InputShape.Length);
        prediction.Input = _predictionInput.View;
        _predictionFurther = [.. _architecture.FurtherInputs.Select(input => _allocator.Allocate<float>(2 * IlgpuMemory.Header + (long)capacity * input.Shape.Length))];
        prediction.FurtherInputs = [.. _predictionFurther.Select(buffer => buffer.View)];
        if (_architecture.Heads.Count > 0)
            _gathered = new float[capacity * _architecture.Inputs.Max(input => input.Shape.Length)];
        _scores = new float[capacity * _plan.FurtherOutputs.Select(output => output.Pixels * output.Stride).Append(_plan.OutputPixels * _plan.OutputStride).Max()];
        return _prediction = prediction;
    }

    private void DisposePrediction()
    {
        _prediction?.Dispose();
        _prediction = null;
        _predictionInput.Dispose();
        _predictionInput = default;
        foreach (DeviceBuffer<float> buffer in _predictionFurther)
            buffer.Dispose();
        _predictionFurther = [];
    }
}
