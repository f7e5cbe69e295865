using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Turns contraction records into what the CPU's printers print.</summary>
internal sealed class ContractionFactory(KernelProgram program, ParameterPlan parameters)
{
    /// <summary>
    /// Whether groups, if any, fill whole vectors. Others (depthwise above all) run in kernels of the runtime library.
    /// </summary>
    public static bool IsPrinted(ContractionGeometry geometry) =>
        geometry.Groups == 1
        || (geometry.InputsPerGroup % ChannelPadding.Lanes == 0 && geometry.OutputsPerGroup % ChannelPadding.Lanes == 0);

    /// <summary>Independent units that a weight gradient is cut into.</summary>
    public int UnitCount(ContractionKernel kernel, WinogradRule winograd) =>
        winograd.Applies(kernel, program) ? WinogradGradient(kernel).UnitCount
        : kernel.Geometry.IsDense ? DenseGradient(kernel).UnitCount
        : SpatialGradient(kernel).UnitCount;

    /// <summary>Floats that a kernel uses while it runs.</summary>
    public int ScratchFloats(ContractionKernel kernel, WinogradRule winograd) =>
        kernel is { Geometry.IsDense: true, Pass: ContractionPass.InputGradient } ? DenseInputs(kernel).ScratchFloats
        : kernel.Geometry.IsDense && kernel.Pass == ContractionPass.WeightGradient ? DenseGradient(kernel).ScratchFloats
        : !winograd.Applies(kernel, program) ? 0
        : kernel.Pass == ContractionPass.WeightGradient ? WinogradGradient(kernel).ScratchFloats
        : Winograd(kernel).ScratchFloats;

    /// <summary>Channels packed side by side in the transposed weights of an input gradient.</summary>
    public static int TransposedBlock(ContractionGeometry geometry) =>
        ChannelPadding.Block(geometry.Groups > 1 ? geometry.InputsPerGroup : geometry.InputChannels, widest: 32);

    public SpatialContraction Spatial(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        bool forward = kernel.Pass == ContractionPass.Forward;
        TensorBuffer source = program.Buffers[kernel.Source];
        TensorBuffer target = program.Buffers[kernel.Target];
        int targetChannels = ChannelPadding.RoundUp(forward ? geometry.OutputChannels : geometry.InputChannels);
        int perGroup = forward ? geometry.OutputsPerGroup : geometry.InputsPerGroup;
        string kernelSize = $"{geometry.Vertical.Size}×{geometry.Horizontal.Size}";
        string derivative = kernel.Derivative is { } fused ? $", times the derivative of {fused.Activation.Kind}" : "";
        // The tile's rows and columns follow the convolution; the buffer holds what is left after the pooling.
        string summary = forward
            ? $"{Extent(source)} → {Extent(target)}: {kernelSize} convolution{Bias(kernel)}{Activation(kernel)}{Pooling(kernel)}."
            : $"{Extent(source)} → {Extent(target)}: input gradient of a {kernelSize} convolution{derivative}.";
        return new SpatialContraction(
            kernel.Name, summary,
            forward ? AxisClass.Forward(geometry.Vertical) : AxisClass.InputGradient(geometry.Vertical),
            forward ? AxisClass.Forward(geometry.Horizontal) : AxisClass.InputGradient(geometry.Horizontal),
            ImageExtent.Of(source), ImageExtent.Of(target),
            ReducedChannels: forward ? geometry.InputsPerGroup : geometry.OutputsPerGroup,
            targetChannels,
            geometry.Groups == 1 ? targetChannels : perGroup,
            geometry.Vertical.Size, geometry.Horizontal.Size,
            forward ? Layout(kernel).Block : TransposedBlock(geometry),
            kernel.Bias != Kernel.None || kernel.BatchNorm != Kernel.None,
            kernel.Activation, kernel.Pooling, kernel.Derivative?.Activation);
    }

    public WinogradContraction Winograd(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        bool forward = kernel.Pass == ContractionPass.Forward;
        int source = program.Buffers[kernel.Source].PixelStride;
        int target = program.Buffers[kernel.Target].PixelStride;
        string derivative = kernel.Derivative is { } fused ? $", times the derivative of {fused.Activation.Kind}" : "";
        string channels = forward
            ? $"{geometry.InputChannels} → {geometry.OutputChannels} channels: 3×3 convolution{Bias(kernel)}{Activation(kernel)}{Pooling(kernel)}"
            : $"{geometry.OutputChannels} → {geometry.InputChannels} channels: input gradient of a 3×3 convolution{derivative}";
        return new WinogradContraction(
            kernel.Name, $"{channels}; Winograd F(4×4, 3×3).",
            WinogradGeometry(geometry, source, target, WinogradContraction.PassTiles, forward),
            forward ? geometry.InputChannels : geometry.OutputChannels, source, target,
            kernel.Bias != Kernel.None || kernel.BatchNorm != Kernel.None,
            kernel.Activation, kernel.Pooling, kernel.Derivative?.Activation);
    }

    public DenseContraction Dense(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        return new DenseContraction(
            kernel.Name,
            $"{geometry.InputChannels} → {geometry.OutputChannels}: dense{Bias(kernel)}{Activation(kernel)}.",
            geometry.InputChannels, program.Buffers[kernel.Source].SampleLength, program.Buffers[kernel.Target].SampleLength,
            Layout(kernel).Block, kernel.Bias != Kernel.None || kernel.BatchNorm != Kernel.None, kernel.Activation);
    }

    public DenseInputGradient DenseInputs(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        string derivative = kernel.Derivative is { } fused ? $", times the derivative of {fused.Activation.Kind}" : "";
        return new DenseInputGradient(
            kernel.Name,
            $"{geometry.OutputChannels} → {geometry.InputChannels}: input gradient of a dense layer{derivative}.",
            geometry.OutputChannels, program.Buffers[kernel.Source].SampleLength,
            geometry.InputChannels, program.Buffers[kernel.Target].SampleLength,
            Layout(kernel).Block, kernel.Derivative?.Activation);
    }

    public SpatialWeightGradient SpatialGradient(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        TensorBuffer source = program.Buffers[kernel.Source];
        TensorBuffer gradient = program.Buffers[kernel.Gradient];
        int outputs = ChannelPadding.RoundUp(geometry.OutputChannels);
        return new SpatialWeightGradient(
            kernel.Name,
            $"{Extent(source)} and {Extent(gradient)}: weight gradient of a {geometry.Vertical.Size}×{geometry.Horizontal.Size} convolution, added up.",
            AxisClass.Forward(geometry.Vertical)[0], AxisClass.Forward(geometry.Horizontal)[0],
            ImageExtent.Of(source), ImageExtent.Of(gradient),
            geometry.InputsPerGroup, outputs, geometry.Groups == 1 ? outputs : geometry.OutputsPerGroup,
            Layout(kernel).Block, kernel.Bias != Kernel.None);
    }

    public WinogradWeightGradient WinogradGradient(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        int inputs = program.Buffers[kernel.Source].PixelStride;
        int outputs = program.Buffers[kernel.Gradient].PixelStride;
        return new WinogradWeightGradient(
            kernel.Name,
            $"{geometry.InputChannels} → {geometry.OutputChannels} channels: weight gradient of a 3×3 convolution, added up; Winograd F(4×4, 3×3).",
            WinogradGeometry(geometry, inputs, outputs, WinogradWeightGradient.PassTiles, forward: true),
            geometry.InputChannels, inputs, outputs, Layout(kernel).Block, kernel.Bias != Kernel.None);
    }

    public DenseWeightGradient DenseGradient(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        return new DenseWeightGradient(
            kernel.Name,
            $"{geometry.InputChannels} × {geometry.OutputChannels}: weight gradient of a dense layer.",
            geometry.InputChannels, program.Buffers[kernel.Source].SampleLength,
            program.Buffers[kernel.Gradient].SampleLength, Layout(kernel).Block, kernel.Bias != Kernel.None);
    }

    /// <summary>The input gradient is a convolution of dy by the turned kernel, with the rest of a full padding.</summary>
    private static string WinogradGeometry(ContractionGeometry geometry, int source, int target, int passTiles, bool forward)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (geometry.Vertical, geometry.Horizontal);
        return forward
            ? $"new({vertical.Input}, {horizontal.Input}, {source}, {vertical.Output}, {horizontal.Output}, {target}, {vertical.PadBefore}, {horizontal.PadBefore}, {passTiles})"
            : $"new({vertical.Output}, {horizontal.Output}, {source}, {vertical.Input}, {horizontal.Input}, {target}, {2 - vertical.PadBefore}, {2 - horizontal.PadBefore}, {passTiles})";
    }

    private PackedLayout Layout(ContractionKernel kernel) => parameters.Parameters[kernel.Weight].Layout;

    private static string Extent(TensorBuffer buffer) => new Shape(3, buffer.Height, buffer.Width, buffer.Channels).ToString();

    private static string Bias(ContractionKernel kernel) => kernel.Bias == Kernel.None && kernel.BatchNorm == Kernel.None ? "" : " + bias";

    private static string Activation(ContractionKernel kernel) => kernel.Activation is { } activation ? $" + {activation.Kind}" : "";

    private static string Pooling(ContractionKernel kernel) =>
        kernel.Pooling is { } pooling ? $" + {pooling.Height}×{pooling.Width} max pooling" : "";
}
