using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Ilgpu.LayerCases;

/// <summary>The engine for the CPU of networks that were compiled without kernels for it. It keeps parameters and computes nothing.</summary>
public sealed class NoCpuEngine(Network network) : NetworkEngine
{
    public override string DeviceName => "CPU, without kernels";

    public override ReadOnlySpan<float> Gradients => throw NoKernels();

    public override StepResult ComputeGradients(Batch batch, in StepContext context) => throw NoKernels();

    public override UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads) => throw NoKernels();

    public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads) => throw NoKernels();

    public override void Dispose()
    {
    }

    private NotSupportedException NoKernels() =>
        new($"{network.Architecture.Name} is compiled here without kernels for the CPU; the project DeepVision.Generated.LayerCases has it with them.");
}
