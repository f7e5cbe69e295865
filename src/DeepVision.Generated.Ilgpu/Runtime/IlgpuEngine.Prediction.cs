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
    private float[] _scores = [];
    private bool _hasPredictionKernels;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads)
    {
        int inputLength = _architecture.InputShape.Length;
        int outputLength = _plan.OutputPixels * _plan.OutputChannels;
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
        CopyUp(inputs, _predictionInput.View.SubView(IlgpuMemory.Header, inputs.Length));
        RunPrediction(memory, samples);
        int length = samples * _plan.OutputPixels * _plan.OutputStride;
        CopyPixelsDown(memory.Arena.SubView(memory.At(_plan.ScoresPrefix), length), _scores, _plan.OutputStride, scores, _plan.OutputChannels);
    }

    private IlgpuMemory PreparePrediction(int count)
    {
        if (!_hasPredictionKernels)
        {
            Compile(LoadPredictionKernels);
            _hasPredictionKernels = true;
        }

        long sampleBytes = sizeof(float) * ((long)_plan.PredictionFloats + _architecture.InputShape.Length);
        int capacity = Math.Min(count, (int)Math.Clamp(PredictionBytes / sampleBytes, 1, LargestChunk));
        if (_prediction is not null && _prediction.Capacity >= capacity)
            return _prediction;

        DisposePrediction();
        var lengths = new MemoryLengths(_plan.PredictionFloats, 0, _plan.PredictionScratchFloats, 0, 0);
        IlgpuMemory prediction = new(_allocator, _stream, _parameters.View, lengths, capacity);
        _predictionInput = _allocator.Allocate<float>(2 * IlgpuMemory.Header + (long)capacity * _architecture.InputShape.Length);
        prediction.Input = _predictionInput.View;
        _scores = new float[capacity * _plan.OutputPixels * _plan.OutputStride];
        return _prediction = prediction;
    }

    private void DisposePrediction()
    {
        _prediction?.Dispose();
        _prediction = null;
        _predictionInput.Dispose();
        _predictionInput = default;
    }
}
