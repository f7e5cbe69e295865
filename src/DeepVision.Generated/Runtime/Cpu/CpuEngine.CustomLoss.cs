using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The training step of networks that end in CustomLoss: in two halves, with the program in between.</content>
public abstract partial class CpuEngine
{
    private int _stepWorkers;

    /// <inheritdoc/>
    public override void ForwardTraining(Batch batch, in StepContext context, Span<float> scores)
    {
        CustomLossPlan plan = RequireCustomLoss();
        _stepWorkers = BeginStep(batch, context);
        using (WorkerTeam.Shared.Lease())
            RunStages(0, plan.BackwardStage, _stepWorkers);

        MarkStatistics();
        CopyPixels(ref BatchFloats(plan.ScoresOffset, plan.ScoresLength, 0), _plan.OutputStride, ref MemoryMarshal.GetReference(scores), _plan.OutputChannels, Count * _plan.OutputPixels);
    }

    /// <inheritdoc/>
    public override void BackwardTraining(Batch batch, Span<float> inputGradients)
    {
        CustomLossPlan plan = RequireCustomLoss();
        if (_batch is null || _batch != batch)
            throw new InvalidOperationException("The batch is not that of the last forward pass.");
        using (WorkerTeam.Shared.Lease())
        {
            RunStages(plan.BackwardStage, inputGradients.IsEmpty ? plan.InputGradientStage : _plan.Stages, _stepWorkers);
            RunUnits(Phase.Gradients, _gradientUnits.At(_plan.Stages), _stepWorkers);
        }

        EndStep();
        if (inputGradients.IsEmpty)
            return;
        int pixels = plan.InputGradientPixels, channels = _architecture.InputShape.Length / pixels;
        ref float gradient = ref BatchFloats(plan.InputGradientOffset, pixels * plan.InputGradientStride, 0);
        CopyPixels(ref gradient, plan.InputGradientStride, ref MemoryMarshal.GetReference(inputGradients), channels, Count * pixels);
    }

    /// <summary>The gradient of a sample's scores as the program gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float OutputGradient(int sample) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_batch!.Targets), (nint)sample * _architecture.OutputShape.Length);

    private CustomLossPlan RequireCustomLoss() => _plan.CustomLoss ?? throw new NotSupportedException("Only a network that ends in CustomLoss takes the gradients of its scores.");
}
