using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>The training step of networks that end in CustomLoss: in two halves, with the program in between, who waits for the scores.</content>
public abstract partial class IlgpuEngine
{
    private float[] _trainingPixels = [];

    /// <summary>The step whose forward pass has run and whose gradients aren't asked for yet; its count is 0 if there is none.</summary>
    private OpenStep _openPass;

    /// <inheritdoc/>
    public override void ForwardTraining(Batch batch, in StepContext context, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CustomLossPlan plan = RequireCustomLoss();
        lock (_lock)
        {
            IlgpuMemory memory = BeginPass(batch);
            (memory.Seed, memory.Step, memory.LossScale) = (context.Seed, context.Step, 1);
            RunTraining(memory, batch.Count);
            if (_plan.StatisticsFloats > 0)
                MarkParametersNewer();
            ReadPixels(memory, plan.ScoresPrefix, batch.Count * _plan.OutputPixels, _plan.OutputStride, scores, _plan.OutputChannels);
            _openPass = new OpenStep(0, context.Step, batch.Count);

            // Nobody reads the results of such steps, so this is where a divergence is noticed: all that was queued before is done.
            if (_lastTicket > 0)
                _reports!.Read(_lastTicket);
        }
    }

    /// <inheritdoc/>
    public override void BackwardTraining(Batch batch, Span<float> inputGradients)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CustomLossPlan plan = RequireCustomLoss();
        lock (_lock)
        {
            Enter();
            if (_openPass.Count == 0 || _openPass.Count != batch.Count)
                throw new InvalidOperationException("The batch is not that of the last forward pass.");
            IlgpuMemory memory = _training!;
            CopyUp(batch.Targets.AsSpan(0, batch.Count * TargetLength), memory.Targets);
            RunBackward(memory, batch.Count);
            if (!inputGradients.IsEmpty)
            {
                RunBackwardToInput(memory, batch.Count);
                int pixels = plan.InputGradientPixels;
                ReadPixels(memory, plan.InputGradientPrefix, batch.Count * pixels, plan.InputGradientStride, inputGradients, _architecture.InputShape.Length / pixels);
            }

            (_open, _openPass) = (_openPass with { Ticket = ++_lastTicket }, default);
        }
    }

    /// <summary>Queues the way back from the gradient of the scores, which lies in the place of targets, to the parameters.</summary>
    /// <param name="memory">Buffers, as the forward pass has left them.</param>
    /// <param name="count">Samples.</param>
    protected virtual void RunBackward(IlgpuMemory memory, int count) => RequireCustomLoss();

    /// <summary>Queues what is left of the way back to the input.</summary>
    /// <param name="memory">Buffers, as <see cref="RunBackward"/> has left them.</param>
    /// <param name="count">Samples.</param>
    protected virtual void RunBackwardToInput(IlgpuMemory memory, int count) => RequireCustomLoss();

    private void ReadPixels(IlgpuMemory memory, int prefix, int pixels, int stride, Span<float> plain, int channels)
    {
        int length = pixels * stride;
        if (_trainingPixels.Length < length)
            _trainingPixels = new float[length];
        CopyPixelsDown(memory.Arena.SubView(memory.At(prefix), length), _trainingPixels, stride, plain, channels);
    }

    private CustomLossPlan RequireCustomLoss() => _plan.CustomLoss ?? throw new NotSupportedException("Only a network that ends in CustomLoss takes the gradients of its scores.");
}
