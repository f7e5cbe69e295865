using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>The passes of batch normalisation; two of them end when all samples are through.</summary>
internal sealed partial class KernelArithmetic
{
    private readonly Dictionary<int, (double[] Mean, double[] Variance)> _statistics = [];

    /// <summary>Sums of a batch normalisation's pass over the samples so far.</summary>
    private readonly Dictionary<string, (double[] First, double[] Second, int Pixels)> _sums = [];

    /// <summary>Ends a pass of a batch normalisation over all samples.</summary>
    public void Combine(BatchNormKernel kernel)
    {
        (double[] first, double[] second, int pixels) = _sums[kernel.Name];
        if (kernel.Pass == BatchNormPass.Statistics)
        {
            double[] mean = [.. first.Select(sum => sum / pixels)];
            _statistics.Add(kernel.Layer, (mean, [.. second.Select((sum, i) => sum / pixels - mean[i] * mean[i])]));
            return;
        }

        first.CopyTo(_gradients, PlaceOf(kernel.Parameters.Shift, 0));
        second.CopyTo(_gradients, PlaceOf(kernel.Parameters.Scale, 0));
    }

    private void BatchNorm(BatchNormKernel kernel, Func<int, Memory<double>> at)
    {
        TensorBuffer buffer = _program.Buffers[kernel.Source];
        Span<double> source = at(kernel.Source).Span;
        double Of(ParameterRole role, int channel) => _data.Parameters[(kernel.Layer, role)][channel];
        if (kernel.SynchronizesBatch)
        {
            (double[] first, double[] second, int pixels) = _sums.GetValueOrDefault(kernel.Name, (new double[buffer.Channels], new double[buffer.Channels], 0));
            _sums[kernel.Name] = (first, second, pixels + buffer.Pixels);
            for (int i = 0; i < buffer.Pixels * buffer.Channels; i++)
            {
                (int place, int channel) = (PlaceIn(buffer, i), i % buffer.Channels);
                double x = source[place];
                double term = kernel.Pass == BatchNormPass.Statistics ? x : OutputGradient(channel, i);
                first[channel] += term;
                second[channel] += term * (kernel.Pass == BatchNormPass.Statistics ? x : Normalized(channel, x));
            }

            return;
        }

        Span<double> target = at(kernel.Target).Span;
        TensorBuffer result = _program.Buffers[kernel.Target];
        for (int i = 0; i < buffer.Pixels * buffer.Channels; i++)
        {
            (int place, int channel) = (PlaceIn(buffer, i), i % buffer.Channels);
            double scale = Of(ParameterRole.Weight, channel);
            if (kernel.Pass == BatchNormPass.PredictGradient)
            {
                target[place] = scale / Deviation(channel) * source[place];
                continue;
            }

            if (kernel.Pass != BatchNormPass.InputGradient)
            {
                double addend = kernel.Addend == Kernel.None ? 0 : at(kernel.Addend).Span[place];
                target[PlaceIn(result, i)] = Activate(kernel.Activation, scale * Normalized(channel, source[place]) + Of(ParameterRole.Bias, channel) + addend);
                continue;
            }

            double count = _data.Samples * buffer.Pixels;
            double normalized = Normalized(channel, source[place]);
            double shifts = _gradients[PlaceOf(kernel.Parameters.Shift, channel)], scales = _gradients[PlaceOf(kernel.Parameters.Scale, channel)];
            target[PlaceIn(result, i)] = scale / Deviation(channel) * (OutputGradient(channel, i) - shifts / count - normalized * scales / count);
        }

        ClearPadding(result, target);

        (double Mean, double Variance) Moments(int channel) => kernel.Pass is BatchNormPass.Predict or BatchNormPass.PredictGradient
            ? (Of(ParameterRole.RunningMean, channel), Of(ParameterRole.RunningVariance, channel))
            : (_statistics[kernel.Layer].Mean[channel], _statistics[kernel.Layer].Variance[channel]);

        double Deviation(int channel) => Math.Sqrt(Moments(channel).Variance + kernel.Epsilon);

        double Normalized(int channel, double x) => (x - Moments(channel).Mean) / Deviation(channel);

        // Both may lie among the channels of others, and not of the same.
        double OutputGradient(int channel, int index)
        {
            double gradient = at(kernel.Gradient).Span[PlaceIn(_program.Buffers[kernel.Gradient], index)];
            if (kernel.Activation is not { } activation)
                return gradient;
            double y = Of(ParameterRole.Weight, channel) * Normalized(channel, at(kernel.Source).Span[PlaceIn(buffer, index)]) + Of(ParameterRole.Bias, channel);
            return gradient * Slope(activation, Activate(activation, y));
        }
    }
}
