using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>
/// Output positions of one axis that are computed alike: position <c>First + t·Step</c> for t in [0, Count), whose
/// kernel taps j in [0, Taps) are kernel index <c>FirstTap + j·TapStep</c> and read source position
/// <c>t·SourceStep + SourceBase + j·TapSourceStep</c>, where that lies inside the source.
/// </summary>
/// <remarks>
/// A forward pass has one class. The input gradient of a layer with stride s is a convolution of the output gradient by
/// the turned kernel in which only every s-th tap meets a value; which taps depends on the position modulo s, so it has
/// s classes, some of them without any tap.
/// </remarks>
internal sealed record AxisClass(
    int First, int Step, int Count, int FirstTap, int TapStep, int Taps, int SourceStep, int SourceBase, int TapSourceStep, int SourceLength)
{
    /// <summary>Forward: output o reads input o·stride + k·dilation − pad.</summary>
    public static AxisClass[] Forward(WindowAxis axis) =>
    [
        new(First: 0, Step: 1, axis.Output, FirstTap: 0, TapStep: 1, axis.Size,
            axis.Stride, -axis.PadBefore, axis.Dilation, axis.Input),
    ];

    /// <summary>
    /// Input gradient with the kernel turned by 180°: input i reads output (i + pad − (size − 1 − k)·dilation) / stride
    /// where that division leaves no rest.
    /// </summary>
    public static AxisClass[] InputGradient(WindowAxis axis)
    {
        int offset = axis.PadBefore - (axis.Size - 1) * axis.Dilation;
        int tapStep = axis.Stride / GreatestCommonDivisor(axis.Stride, axis.Dilation);
        List<AxisClass> classes = [];
        for (int residue = 0; residue < Math.Min(axis.Stride, axis.Input); residue++)
        {
            int count = (axis.Input - residue + axis.Stride - 1) / axis.Stride;
            int firstTap = -1;
            for (int tap = 0; tap < Math.Min(axis.Size, tapStep) && firstTap < 0; tap++)
            {
                if ((residue + offset + tap * axis.Dilation) % axis.Stride == 0)
                    firstTap = tap;
            }

            if (firstTap < 0)
            {
                classes.Add(new AxisClass(residue, axis.Stride, count, 0, 1, Taps: 0, 1, 0, 1, axis.Output));
                continue;
            }

            classes.Add(new AxisClass(
                residue, axis.Stride, count, firstTap, tapStep, (axis.Size - firstTap + tapStep - 1) / tapStep,
                SourceStep: 1,
                SourceBase: (residue + offset + firstTap * axis.Dilation) / axis.Stride,
                TapSourceStep: tapStep * axis.Dilation / axis.Stride,
                axis.Output));
        }

        return [.. classes];
    }

    /// <summary>The taps that position t reads: the valid ones form one range.</summary>
    public (int First, int End) TapsOf(int t)
    {
        int origin = t * SourceStep + SourceBase;
        int first = 0;
        while (first < Taps && origin + first * TapSourceStep < 0)
            first++;
        int end = Taps;
        while (end > first && origin + (end - 1) * TapSourceStep >= SourceLength)
            end--;
        return (first, end);
    }

    /// <summary>Whether every position reads every tap.</summary>
    public bool IsInterior => Enumerable.Range(0, Count).All(t => TapsOf(t) == (0, Taps));

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
