namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One axis of a depthwise convolution, or of its input gradient: which positions of the source a position of the target sees, through which ones of
/// the kernel.
/// </summary>
/// <param name="Targets">Positions of the target.</param>
/// <param name="Sources">Positions of the source.</param>
/// <param name="Kernel">Positions of the kernel.</param>
/// <param name="Stride">Inputs from one output to the next.</param>
/// <param name="Dilation">Inputs from one position of the kernel to the next.</param>
/// <param name="Pad">Zeros in front of the input.</param>
/// <param name="IsGradient">Whether the target is the input, and the source the outputs' gradient.</param>
internal readonly record struct DepthwiseAxis(int Targets, int Sources, int Kernel, int Stride, int Dilation, int Pad, bool IsGradient)
{
    /// <summary>Targets from one of a run to the next: inputs that are a stride apart are seen through the same positions of the kernel.</summary>
    public int Step => IsGradient ? Stride : 1;

    /// <summary>Sources from one target of a run to the next.</summary>
    public int SourceStep => IsGradient ? 1 : Stride;

    /// <summary>
    /// More runs there can't be: where targets follow one another at a step, each position of the kernel begins to see a source once and ceases to once.
    /// </summary>
    public int MostRuns => Math.Min(Targets, Step * (2 * Kernel + 1));

    /// <summary>The rows of a pass.</summary>
    public static DepthwiseAxis Rows(in GroupedGeometry geometry, bool isGradient) => Of(
        geometry.OutputHeight, geometry.InputHeight, geometry.KernelHeight, geometry.VerticalStride, geometry.VerticalDilation, geometry.PadTop, isGradient);

    /// <summary>The columns of a pass.</summary>
    public static DepthwiseAxis Columns(in GroupedGeometry geometry, bool isGradient) => Of(
        geometry.OutputWidth, geometry.InputWidth, geometry.KernelWidth, geometry.HorizontalStride, geometry.HorizontalDilation, geometry.PadLeft, isGradient);

    /// <summary>The source that a target sees through a position of the kernel, or −1 for none.</summary>
    public int Source(int target, int kernel) => IsGradient
        ? GroupedGeometry.OutputPosition(target, kernel, Stride, Dilation, Pad, Sources)
        : GroupedGeometry.InputPosition(target, kernel, Stride, Dilation, Pad, Sources);

    /// <summary>Cuts the targets into runs of such that see their sources through the same positions of the kernel.</summary>
    /// <param name="runs">Receives the runs, <see cref="MostRuns"/> at most.</param>
    /// <returns>How many there are.</returns>
    public int FindRuns(Span<DepthwiseRun> runs)
    {
        int count = 0;
        for (int first = 0; first < Math.Min(Step, Targets); first++)
        {
            for (int target = first; target < Targets; target += Step)
            {
                (int firstKernel, int endKernel) = KernelOf(target);
                if (target > first && runs[count - 1] is var last && (last.FirstKernel, last.EndKernel) == (firstKernel, endKernel))
                    runs[count - 1] = last with { Count = last.Count + 1 };
                else
                    runs[count++] = new DepthwiseRun(target, 1, firstKernel, endKernel);
            }
        }

        return count;
    }

    private static DepthwiseAxis Of(int outputs, int inputs, int kernel, int stride, int dilation, int pad, bool isGradient) => isGradient
        ? new(inputs, outputs, kernel, stride, dilation, pad, true)
        : new(outputs, inputs, kernel, stride, dilation, pad, false);

    /// <summary>The first position of the kernel through which a target sees a source, and one past the last.</summary>
    private (int First, int End) KernelOf(int target)
    {
        int first = 0, end = Kernel;
        while (first < end && Source(target, first) < 0)
            first++;
        while (end > first && Source(target, end - 1) < 0)
            end--;
        return first == end ? (0, 0) : (first, end);
    }
}

/// <summary>Targets one <see cref="DepthwiseAxis.Step"/> apart which see their sources through the same positions of the kernel.</summary>
/// <param name="First">The first one.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstKernel">The first position of the kernel through which they see a source.</param>
/// <param name="EndKernel">One past the last.</param>
internal readonly record struct DepthwiseRun(int First, int Count, int FirstKernel, int EndKernel);
