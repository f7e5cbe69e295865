using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of max poolings and the batch normalisations in front of them that are one kernel.</summary>
internal sealed class NormalizedPoolingCalls(CpuNetwork network, CpuSchedule schedule, EngineFields fields)
{
    public string Forward(WindowKernel kernel, BatchNormKernel norm, BufferReferences buffers, string sample, string count) =>
        $"NormalizedPooling.MaxForward<{KernelText.ActivationType(norm.Activation)}>({fields.Geometry(kernel, buffers)}, ref {buffers.At(kernel.Source, sample)}, {KernelText.Normalization(network, norm)}, "
        + $"ref {buffers.At(kernel.Target, sample)}, ref {buffers.At(kernel.Codes, sample)}, {count}, {buffers[kernel.Source].OwnStride});";

    /// <param name="sums">Where the sums of a lane go, and where the pixels stand in it, as further arguments.</param>
    public string GradientSums(BatchNormKernel kernel, WindowKernel pooling, BufferReferences buffers, string sample, string count, string sums) =>
        $"NormalizedPooling.GradientSums<{KernelText.ActivationType(kernel.Activation)}>({Operands(kernel, pooling, buffers, sample)}, {count}, {buffers[kernel.Source].OwnStride}, {sums});";

    /// <param name="gradients">The gradients of scale and shift, and the pixels of the batch, as further arguments.</param>
    public string InputGradient(BatchNormKernel kernel, WindowKernel pooling, BufferReferences buffers, string sample, string count, string gradients) =>
        $"NormalizedPooling.InputGradient<{KernelText.ActivationType(kernel.Activation)}>({Operands(kernel, pooling, buffers, sample)}, ref {buffers.At(kernel.Target, sample)}, "
        + $"{gradients}, {count}, {buffers[kernel.Source].OwnStride});";

    private string Operands(BatchNormKernel kernel, WindowKernel pooling, BufferReferences buffers, string sample)
    {
        // The shapes are those of the way forward, from x to what the pooling gives.
        string geometry = fields.Geometry(pooling with { Pass = WindowPass.Forward, Source = kernel.Source, Target = pooling.Source }, buffers);
        return $"{geometry}, ref {buffers.At(kernel.Source, sample)}, ref {buffers.At(pooling.Source, sample)}, ref {buffers.At(pooling.Codes, sample)}, {KernelText.Normalization(network, kernel)}, "
            + $"ref {buffers.KernelScratchOf("worker.Index")}, {NormalizedPoolings.BandRows(pooling, schedule.Program)}";
    }
}
