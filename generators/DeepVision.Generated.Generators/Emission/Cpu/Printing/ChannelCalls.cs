using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of kernels with one parameter for each channel.</summary>
internal static class ChannelCalls
{
    public static string Bias(BiasKernel kernel, string bias, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer source = buffers[kernel.Source], target = buffers[kernel.Target], buffer = kernel.IsForEachPixel ? AsPixel(target) : target;
        string strides = KernelText.Strides(("sourceStride", source), ("targetStride", target));
        return $"ChannelKernels.AddBias(ref {buffers.At(kernel.Source, sample)}, {bias}, ref {buffers.At(kernel.Target, sample)}, {MapCalls.Pixels(buffer, count)}, {buffer.OwnStride}{strides});";
    }

    /// <summary>What one step gets, by how many the caller has counted.</summary>
    public static string NextPosition(BiasKernel kernel, string positions, string state, BufferReferences buffers, string sample) =>
        $"ChannelKernels.AddPosition(ref {buffers.At(kernel.Source, sample)}, {positions}, {state}, ref {buffers.At(kernel.Target, sample)}, {buffers[kernel.Target].PixelStride});";

    /// <summary>A buffer whose samples are one pixel.</summary>
    private static TensorBuffer AsPixel(TensorBuffer buffer) => buffer with { Height = 1, Width = 1, Channels = buffer.SampleLength, PixelStride = buffer.SampleLength };

    public static string PReLU(PReLUKernel kernel, string slopes, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer buffer = buffers[kernel.Target];
        string operands = kernel.Gradient == Kernel.None
            ? $"Forward(ref {buffers.At(kernel.Source, sample)}"
            : $"InputGradient(ref {buffers.At(kernel.Source, sample)}, ref {buffers.At(kernel.Gradient, sample)}";
        return $"PReLUKernels.{operands}, {slopes}, ref {buffers.At(kernel.Target, sample)}, {MapCalls.Pixels(buffer, count)}, {buffer.PixelStride});";
    }

    /// <summary>Gradients of some samples, added to a lane.</summary>
    public static string Lane(ChannelGradientKernel kernel, LaneGradient lane, BufferReferences buffers, string count)
    {
        string At(int id) => $"ref {buffers.At(id, "n")}";
        string bias = $"ref LaneGradient(lane, {lane.BiasOffset})";
        switch (kernel)
        {
            case BiasGradientKernel gradient:
                TensorBuffer buffer = gradient.IsForEachPixel ? AsPixel(buffers[gradient.Gradient]) : buffers[gradient.Gradient];
                return $"ChannelKernels.BiasGradient({At(gradient.Gradient)}, {bias}, {MapCalls.Pixels(buffer, count)}, {buffer.OwnStride}{KernelText.Strides(("gradientStride", buffer))});";
            case PReLUGradientKernel rectifier:
                TensorBuffer values = buffers[rectifier.Source];
                return $"PReLUKernels.SlopeGradient({At(rectifier.Source)}, {At(rectifier.Gradient)}, ref LaneGradient(lane, {lane.WeightOffset}), "
                    + $"{MapCalls.Pixels(values, count)}, {values.PixelStride});";
            case LayerNormGradientKernel norm:
                TensorBuffer image = buffers[norm.Source];
                return $"LayerNormKernels.ParameterGradient({At(norm.Source)}, {At(norm.Gradient)}, {At(norm.Statistics)}, {buffers[norm.Statistics].SampleLength}, "
                    + $"ref LaneGradient(lane, {lane.WeightOffset}), {bias}, {count}, {image.Pixels}, {image.Channels}, {image.PixelStride});";
            case GroupNormGradientKernel norm:
                return $"GroupNormKernels.ParameterGradient({At(norm.Sums)}, ref LaneGradient(lane, {lane.WeightOffset}), {bias}, {count}, {buffers[norm.Sums].PixelStride});";
            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no call.");
        }
    }
}
