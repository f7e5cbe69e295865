using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>What makes one buffer of several, and its way back.</summary>
internal sealed partial class KernelArithmetic
{
    private void Join(JoinKernel kernel, Func<int, Memory<double>> at)
    {
        TensorBuffer result = _program.Buffers[kernel.Writes.First()];
        // Several places of a result may depend on one that it overwrites, but for what the kernel allows.
        double[] values = [.. Enumerable.Range(0, result.Pixels * result.Channels).Select(i => ValueOf(kernel, i, at))];
        Span<double> target = at(result.Id).Span;
        ClearOwn(result, target);
        for (int i = 0; i < values.Length; i++)
            target[PlaceIn(result, i)] = values[i];
    }

    /// <summary>The value at an index in logical order.</summary>
    private double ValueOf(JoinKernel kernel, int index, Func<int, Memory<double>> at)
    {
        double At(int id, int i) => at(id).Span[PlaceIn(_program.Buffers[id], i)];
        int channels = _program.Buffers[kernel.Writes.First()].Channels;
        (int pixel, int channel) = (index / channels, index % channels);
        switch (kernel)
        {
            case SumKernel sum:
                double total = Activate(sum.Activation, sum.Sources.Sum(term => At(term, index)));
                return total * (sum.Derivative is { } derivative ? Slope(derivative.Activation, At(derivative.Values, index)) : 1);

            case MeanKernel mean:
                // A third is a number between two floats.
                return mean.Sources.Sum(term => At(term, index)) / Math.Round(1 / mean.Scale);

            case ProductKernel product:
                int gate = product.Gate switch { Broadcast.Pixels => channel, Broadcast.Channels => pixel, _ => index };
                return product.Sources.Skip(1).Aggregate(At(product.Sources[0], index), (value, factor) => value * At(factor, gate));

            case InnerProductKernel product:
                TensorBuffer factors = _program.Buffers[product.First];
                return Enumerable.Range(0, factors.Pixels * factors.Channels)
                    .Where(i => product.Over == Broadcast.Pixels ? i % factors.Channels == channel : i / factors.Channels == pixel)
                    .Sum(i => At(product.First, i) * At(product.Second, i));

            case MaximumKernel maximum:
                double[] values = [.. maximum.Sources.Select(operand => At(operand, index))];
                int winner = Array.FindIndex(values, value => value.Equals(values.Any(double.IsNaN) ? double.NaN : values.Max()));
                if (maximum.Winners != Kernel.None)
                    at(maximum.Winners).Span[PlaceIn(_program.Buffers[maximum.Winners], index)] = winner;
                return values[winner];

            case MaximumGradientKernel maximum:
                return At(maximum.Winners, index) == maximum.Input ? At(maximum.Source, index) : 0;

            case ConcatKernel concat:
                int source = 0;
                for (; channel >= _program.Buffers[concat.Sources[source]].Channels; source++)
                    channel -= _program.Buffers[concat.Sources[source]].Channels;
                return At(concat.Sources[source], pixel * _program.Buffers[concat.Sources[source]].Channels + channel);

            case SliceKernel slice:
                return At(slice.Source, pixel * _program.Buffers[slice.Source].Channels + slice.FirstChannel + channel);

            default:
                throw new NotSupportedException(kernel.GetType().Name);
        }
    }
}
