using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of a grouped convolution; height before width, all in pixels.</summary>
/// <param name="InputHeight">Height of the input.</param>
/// <param name="InputWidth">Width of the input.</param>
/// <param name="InputPixelStride">Floats per input pixel: a multiple of 16, or the bare channel count for a network's input.</param>
/// <param name="OutputHeight">Height of the output.</param>
/// <param name="OutputWidth">Width of the output.</param>
/// <param name="OutputPixelStride">Floats per output pixel, a multiple of 16.</param>
/// <param name="KernelHeight">Kernel rows.</param>
/// <param name="KernelWidth">Kernel columns.</param>
/// <param name="VerticalStride">Rows from one output to the next.</param>
/// <param name="HorizontalStride">Columns from one output to the next.</param>
/// <param name="VerticalDilation">Rows from one kernel row to the next.</param>
/// <param name="HorizontalDilation">Columns from one kernel column to the next.</param>
/// <param name="PadTop">Zeros above the input.</param>
/// <param name="PadLeft">Zeros left of the input.</param>
/// <param name="InputChannels">Input channels of all groups.</param>
/// <param name="OutputChannels">Output channels of all groups.</param>
/// <param name="Groups">Groups: output group g sees input group g only.</param>
public readonly record struct GroupedGeometry(
    int InputHeight,
    int InputWidth,
    int InputPixelStride,
    int OutputHeight,
    int OutputWidth,
    int OutputPixelStride,
    int KernelHeight,
    int KernelWidth,
    int VerticalStride,
    int HorizontalStride,
    int VerticalDilation,
    int HorizontalDilation,
    int PadTop,
    int PadLeft,
    int InputChannels,
    int OutputChannels,
    int Groups)
{
    internal nint InputLength => (nint)InputHeight * InputWidth * InputPixelStride;

    internal nint OutputLength => (nint)OutputHeight * OutputWidth * OutputPixelStride;

    /// <summary>The first channel of a depthwise convolution: its weights begin there, and what it reads and writes.</summary>
    internal int FirstChannel { get; private init; }

    /// <summary>Its channels from there on, padding included.</summary>
    internal int PaddedChannels
    {
        get => field == 0 ? InputPixelStride : field;
        private init;
    }

    /// <summary>One input and one output per group, in pixels that can be read sixteen channels at a time.</summary>
    internal bool IsDepthwise =>
        InputChannels == Groups && OutputChannels == Groups && InputPixelStride % Lanes.Count == 0 && OutputPixelStride % Lanes.Count == 0;

    /// <summary>Some channels of a depthwise convolution, which is as many convolutions as it has channels.</summary>
    /// <param name="first">The first one, a multiple of 16.</param>
    /// <param name="count">Their number, a multiple of 16.</param>
    /// <param name="inputPixelStride">Floats from one pixel of their inputs to the next.</param>
    /// <param name="outputPixelStride">Floats from one pixel of their outputs to the next.</param>
    /// <returns>The shapes: inputs and outputs begin with the first of these channels, weights and bias with the layer's.</returns>
    public GroupedGeometry ChannelBand(int first, int count, int inputPixelStride, int outputPixelStride) => this with
    {
        FirstChannel = first,
        PaddedChannels = count,
        InputPixelStride = inputPixelStride,
        OutputPixelStride = outputPixelStride,
    };

    /// <summary>The convolution that gives some rows of the outputs of this one: its first row reads further down.</summary>
    internal GroupedGeometry Rows(int first, int count) => this with { OutputHeight = count, PadTop = PadTop - first * VerticalStride };

    /// <summary>The input row that an output row sees through a kernel row, or −1 in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int InputRow(int outputRow, int kernelRow) =>
        InputPosition(outputRow, kernelRow, VerticalStride, VerticalDilation, PadTop, InputHeight);

    /// <summary>The input column that an output column sees through a kernel column, or −1 in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int InputColumn(int outputColumn, int kernelColumn) =>
        InputPosition(outputColumn, kernelColumn, HorizontalStride, HorizontalDilation, PadLeft, InputWidth);

    /// <summary>The output row that sees an input row through a kernel row, or −1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int OutputRow(int inputRow, int kernelRow) =>
        OutputPosition(inputRow, kernelRow, VerticalStride, VerticalDilation, PadTop, OutputHeight);

    /// <summary>The output column that sees an input column through a kernel column, or −1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int OutputColumn(int inputColumn, int kernelColumn) =>
        OutputPosition(inputColumn, kernelColumn, HorizontalStride, HorizontalDilation, PadLeft, OutputWidth);

    /// <summary>The first output column whose first kernel column lies inside the input.</summary>
    internal int FirstInteriorColumn => (PadLeft + HorizontalStride - 1) / HorizontalStride;

    /// <summary>The first output column whose last kernel column lies right of the input; columns from <see cref="FirstInteriorColumn"/> up to it see all of the kernel.</summary>
    internal int EndInteriorColumn
    {
        get
        {
            int reach = InputWidth - 1 + PadLeft - (KernelWidth - 1) * HorizontalDilation;
            return reach < 0 ? 0 : Math.Min(OutputWidth, reach / HorizontalStride + 1);
        }
    }

    /// <summary>The input position that an output position sees through one of the kernel, or −1 in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int InputPosition(int output, int kernel, int stride, int dilation, int pad, int extent)
    {
        int input = output * stride + kernel * dilation - pad;
        return (uint)input < (uint)extent ? input : -1;
    }

    /// <summary>The output position that sees an input position through one of the kernel, or −1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int OutputPosition(int input, int kernel, int stride, int dilation, int pad, int extent)
    {
        int distance = input + pad - kernel * dilation;
        if (distance < 0)
            return -1;
        int output = stride == 1 ? distance : distance / stride;
        return output < extent && output * stride == distance ? output : -1;
    }
}
