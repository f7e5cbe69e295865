using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>Poolings and their way back.</summary>
internal sealed partial class KernelArithmetic
{
    private void Pool(WindowKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        TensorBuffer result = _program.Buffers[kernel.Target];
        ClearOwn(_program.Buffers[kernel.Target], target);
        for (int row = 0; row < kernel.Vertical.Output; row++)
        for (int column = 0; column < kernel.Horizontal.Output; column++)
        for (int channel = 0; channel < result.Channels; channel++)
        {
            double sum = 0, best = double.NegativeInfinity;
            int winner = 0;
            foreach ((int pixel, int code) in Window(kernel, row, column))
            {
                double value = source[pixel * _program.Buffers[kernel.Source].PixelStride + channel];
                sum += value;
                if (value > best || double.IsNaN(value))
                    (best, winner) = (value, code);
            }

            int place = (row * result.Width + column) * result.PixelStride + channel;
            target[place] = kernel.Kind == PoolingKind.Max ? best : sum / Divisor(kernel, row, column);
            if (kernel.Codes != Kernel.None)
                at(kernel.Codes).Span[place] = winner;
        }
    }

    private void Unpool(WindowKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        TensorBuffer gradient = _program.Buffers[kernel.Source];
        target.Clear();
        for (int row = 0; row < kernel.Vertical.Output; row++)
        for (int column = 0; column < kernel.Horizontal.Output; column++)
        for (int channel = 0; channel < gradient.Channels; channel++)
        {
            int place = (row * gradient.Width + column) * gradient.PixelStride + channel;
            double dy = source[place] * (kernel.Derivative is { } derivative ? Slope(derivative.Activation, at(derivative.Values).Span[place]) : 1);
            foreach ((int pixel, int code) in Window(kernel, row, column))
            {
                double share = kernel.Kind == PoolingKind.Average ? 1.0 / Divisor(kernel, row, column) : at(kernel.Codes).Span[place] == code ? 1 : 0;
                target[pixel * _program.Buffers[kernel.Target].PixelStride + channel] += dy * share;
            }
        }
    }

    /// <summary>The pixels of a window that lie inside, with their numbers in it.</summary>
    private static IEnumerable<(int Pixel, int Code)> Window(WindowKernel kernel, int row, int column)
    {
        for (int kr = 0; kr < kernel.Vertical.Size; kr++)
        for (int kc = 0; kc < kernel.Horizontal.Size; kc++)
        {
            (int r, int c) = (Position(kernel.Vertical, row, kr), Position(kernel.Horizontal, column, kc));
            if (r >= 0 && r < kernel.Vertical.Input && c >= 0 && c < kernel.Horizontal.Input)
                yield return (r * kernel.Horizontal.Input + c, kr * kernel.Horizontal.Size + kc);
        }
    }

    private static int Divisor(WindowKernel kernel, int row, int column)
    {
        int Counted(WindowAxis axis, int output) => Enumerable.Range(0, axis.Size).Select(tap => Position(axis, output, tap))
            .Count(position => kernel.CountPadding ? position < axis.Input + axis.PadAfter : position >= 0 && position < axis.Input);
        return Counted(kernel.Vertical, row) * Counted(kernel.Horizontal, column);
    }
}
