using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>The gradient of the input: one call at a time, in chunks if it is a large one, as predictions are.</content>
public abstract partial class IlgpuEngine
{
    private IlgpuMemory? _inputGradient;
    private DeviceBuffer<float> _inputGradientInput;
    private DeviceBuffer<float> _scoreGradients;
    private float[] _gradientPixels = [];
    private bool _hasInputGradientKernels;

    /// <inheritdoc/>
    public override void InputGradient(ReadOnlySpan<float> inputs, int count, ReadOnlySpan<float> scoreGradients, Span<float> inputGradients, int threads)
    {
        int inputLength = _architecture.InputShape.Length;
        int outputLength = _plan.OutputPixels * _plan.OutputChannels;
        if (inputs.Length < (long)count * inputLength || inputGradients.Length < (long)count * inputLength || scoreGradients.Length < (long)count * outputLength)
            throw new ArgumentException("The inputs or the gradients have too few values for the number of samples.");
        if (count == 0)
            return;
        lock (_lock)
        {
            Enter();
            UploadParameters();
            IlgpuMemory memory = PrepareInputGradient(count);
            for (int first = 0; first < count; first += memory.Capacity)
            {
                int samples = Math.Min(memory.Capacity, count - first);
                CopyUp(inputs.Slice(first * inputLength, samples * inputLength), _inputGradientInput.View.SubView(IlgpuMemory.Header, samples * inputLength));
                CopyUp(scoreGradients.Slice(first * outputLength, samples * outputLength), _scoreGradients.View.SubView(0, samples * outputLength));
                RunInputGradient(memory, samples);
                CopyPixelsDown(
                    memory.Arena.SubView(memory.At(_plan.InputGradientPrefix), samples * _plan.InputGradientPixels * _plan.InputGradientStride),
                    _gradientPixels, _plan.InputGradientStride, inputGradients[(first * inputLength)..], inputLength / _plan.InputGradientPixels);
            }
        }
    }

    /// <summary>Compiles the kernels of the gradient of the input; called once, before it is first asked for.</summary>
    protected virtual void LoadInputGradientKernels(Accelerator accelerator)
    {
    }

    /// <summary>Queues the forward pass of a prediction and the way back to the input.</summary>
    /// <param name="memory">Buffers, with the inputs in them and the gradient of the scores in the place of targets.</param>
    /// <param name="count">Samples.</param>
    protected virtual void RunInputGradient(IlgpuMemory memory, int count) => throw new InvalidOperationException("The network has no gradient of its input.");

    /// <summary>Copies pixels from the device, and leaves out their padding channels.</summary>
    private void CopyPixelsDown(ArrayView<float> padded, float[] staging, int stride, Span<float> plain, int channels)
    {
        int length = (int)padded.Length;
        CopyDown(padded, staging.AsSpan(0, length));
        for (int pixel = 0; pixel < length / stride; pixel++)
            staging.AsSpan(pixel * stride, channels).CopyTo(plain[(pixel * channels)..]);
    }

    private IlgpuMemory PrepareInputGradient(int count)
    {
        if (!_hasInputGradientKernels)
        {
            Compile(LoadInputGradientKernels);
            _hasInputGradientKernels = true;
        }

        int inputLength = _architecture.InputShape.Length;
        long sampleBytes = sizeof(float) * ((long)_plan.InputGradientFloats + inputLength) + _plan.InputGradientBytes;
        int capacity = Math.Min(count, (int)Math.Clamp(PredictionBytes / sampleBytes, 1, LargestChunk));
        if (_inputGradient is not null && _inputGradient.Capacity >= capacity)
            return _inputGradient;

        DisposeInputGradient();
        var lengths = new MemoryLengths(_plan.InputGradientFloats, _plan.InputGradientBytes, _plan.InputGradientScratchFloats, 0, 0);
        IlgpuMemory memory = new(_allocator, _stream, _parameters.View, lengths, capacity);
        _inputGradientInput = _allocator.Allocate<float>(2 * IlgpuMemory.Header + (long)capacity * inputLength);
        _scoreGradients = _allocator.Allocate<float>((long)capacity * _plan.OutputPixels * _plan.OutputChannels);
        (memory.Input, memory.Targets) = (_inputGradientInput.View, _scoreGradients.View);
        _gradientPixels = new float[capacity * _plan.InputGradientPixels * _plan.InputGradientStride];
        return _inputGradient = memory;
    }

    private void DisposeInputGradient()
    {
        _inputGradient?.Dispose();
        _inputGradient = null;
        _inputGradientInput.Dispose();
        _scoreGradients.Dispose();
        (_inputGradientInput, _scoreGradients) = (default, default);
    }
}
