using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// What kernels compute, sample by sample, by plain loops in float64 on memory that somebody else gives. Weights lie packed
/// in one flat buffer as the parameter plan says.
/// </summary>
internal sealed class KernelArithmetic
{
    private readonly GraphData _data;
    private readonly KernelProgram _program;
    private readonly ParameterPlan _plan;
    private readonly double[] _parameters;
    private readonly double[] _gradients;
    private readonly Dictionary<int, (double[] Mean, double[] Variance)> _statistics = [];

    /// <summary>Sums of a batch normalisation's pass over the samples so far.</summary>
    private readonly Dictionary<string, (double[] First, double[] Second, int Pixels)> _sums = [];

    public KernelArithmetic(GraphData data, KernelProgram program, ParameterPlan plan)
    {
        (_data, _program, _plan) = (data, program, plan);
        _parameters = new double[plan.StorageLength];
        _gradients = new double[plan.StorageLength];
        Array.Fill(_gradients, double.NaN);
        for (int index = 0; index < plan.Parameters.Count; index++)
        {
            double[] values = data.Parameters[(plan.Parameters[index].Layer, plan.Parameters[index].Declaration.Role)];
            for (int i = 0; i < values.Length; i++)
                _parameters[PlaceOf(index, i)] = values[i];
        }
    }

    public double[] Gradient(int layer, ParameterRole role)
    {
        int index = Enumerable.Range(0, _plan.Parameters.Count).Single(i => _plan.Parameters[i].Layer == layer && _plan.Parameters[i].Declaration.Role == role);
        return [.. Enumerable.Range(0, (int)_plan.Parameters[index].Declaration.Count).Select(i => _gradients[PlaceOf(index, i)])];
    }

    /// <summary>The values of one sample without padding.</summary>
    public static IEnumerable<double> Logical(TensorBuffer buffer, Memory<double> memory) =>
        Enumerable.Range(0, buffer.Pixels * buffer.Channels).Select(i => memory.Span[PlaceIn(buffer, i)]);

    /// <summary>Runs a kernel on one sample.</summary>
    public void Run(Kernel kernel, int sample, Func<int, Memory<double>> at)
    {
        switch (kernel)
        {
            case ContractionKernel { Pass: ContractionPass.Forward } contraction:
                Forward(contraction, at);
                break;
            case ContractionKernel { Pass: ContractionPass.InputGradient } contraction:
                InputGradient(contraction, at);
                break;
            case ContractionKernel contraction:
                WeightGradient(contraction, at(contraction.Source).Span, at(contraction.Gradient).Span);
                break;
            case WindowKernel { Pass: WindowPass.Forward } window:
                Pool(window, at);
                break;
            case WindowKernel window:
                Unpool(window, at);
                break;
            case MapKernel map:
                Map(map, sample, at);
                break;
            case SumKernel sum:
                for (int i = 0; i < at(sum.Target).Length; i++)
                    at(sum.Target).Span[i] = sum.Sources.Sum(source => at(source).Span[i]);
                break;
            case SoftmaxKernel softmax:
                Softmax(softmax, at);
                break;
            case LossKernel loss:
                Loss(loss, sample, at(loss.Source).Span, at(loss.Target).Span);
                break;
            case BatchNormKernel norm:
                BatchNorm(norm, at);
                break;
            default:
                throw new NotSupportedException(kernel.GetType().Name);
        }
    }

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

    private void Forward(ContractionKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        TensorBuffer result = _program.Buffers[kernel.Target];
        ContractionGeometry geometry = kernel.Geometry;
        (int poolHeight, int poolWidth) = kernel.Pooling is { } pooling ? (pooling.Height, pooling.Width) : (1, 1);
        target.Clear();
        for (int row = 0; row < result.Height; row++)
        for (int column = 0; column < result.Width; column++)
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            double best = double.NegativeInfinity;
            int winner = 0;
            for (int window = 0; window < poolHeight * poolWidth; window++)
            {
                (int r, int c) = (row * poolHeight + window / poolWidth, column * poolWidth + window % poolWidth);
                double sum = kernel.Bias == Kernel.None ? 0 : _parameters[PlaceOf(kernel.Bias, output)];
                foreach ((int input, int weight) in Terms(kernel, r, c, output))
                    sum += source[input] * _parameters[weight];
                double addend = kernel.Addend == Kernel.None ? 0 : at(kernel.Addend).Span[(row * result.Width + column) * result.PixelStride + output];
                double value = Activate(kernel.Activation, Fold(kernel, output, sum) + addend);
                if (value > best || double.IsNaN(value))
                    (best, winner) = (value, window);
            }

            int place = (row * result.Width + column) * result.PixelStride + output;
            target[place] = best;
            if (kernel.Pooling is { Codes: not Kernel.None and int codes })
                at(codes).Span[place] = kernel.Activation is { Kind: ActivationKind.ReLU } && best == 0 ? 255 : winner;
        }
    }

    /// <summary>The batch normalisation that is part of the weights.</summary>
    private double Fold(ContractionKernel kernel, int output, double sum)
    {
        if (kernel.Form != WeightForm.Folded)
            return sum;
        double Of(ParameterRole role) => _data.Parameters[(kernel.BatchNorm, role)][output];
        double epsilon = ((BatchNormOperation)_data.Graph.Layers[kernel.BatchNorm].Operation).Epsilon;
        double scale = Of(ParameterRole.Weight) / Math.Sqrt(Of(ParameterRole.RunningVariance) + epsilon);
        return sum * scale + Of(ParameterRole.Bias) - Of(ParameterRole.RunningMean) * scale;
    }

    private void InputGradient(ContractionKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        target.Clear();
        ContractionGeometry geometry = kernel.Geometry;
        int stride = _program.Buffers[kernel.Source].PixelStride;
        for (int row = 0; row < geometry.Vertical.Output; row++)
        for (int column = 0; column < geometry.Horizontal.Output; column++)
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            double gradient = source[(row * geometry.Horizontal.Output + column) * stride + output];
            foreach ((int input, int weight) in Terms(kernel, row, column, output))
                target[input] += gradient * _parameters[weight];
        }

        if (kernel.Addend != Kernel.None)
        {
            Span<double> addend = at(kernel.Addend).Span;
            for (int i = 0; i < target.Length; i++)
                target[i] += addend[i];
        }

        if (kernel.Derivative is { } derivative)
        {
            Span<double> values = at(derivative.Values).Span;
            for (int i = 0; i < target.Length; i++)
                target[i] *= Slope(derivative.Activation, values[i]);
        }
    }

    private void WeightGradient(ContractionKernel kernel, Span<double> source, Span<double> gradient)
    {
        ContractionGeometry geometry = kernel.Geometry;
        int stride = _program.Buffers[kernel.Gradient].PixelStride;
        Begin(kernel.Weight);
        if (kernel.Bias != Kernel.None)
            Begin(kernel.Bias);
        for (int row = 0; row < geometry.Vertical.Output; row++)
        for (int column = 0; column < geometry.Horizontal.Output; column++)
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            double dy = gradient[(row * geometry.Horizontal.Output + column) * stride + output];
            foreach ((int input, int weight) in Terms(kernel, row, column, output))
                _gradients[weight] += source[input] * dy;
            if (kernel.Bias != Kernel.None)
                _gradients[PlaceOf(kernel.Bias, output)] += dy;
        }

        void Begin(int parameter)
        {
            PlacedParameter placed = _plan.Parameters[parameter];
            if (double.IsNaN(_gradients[placed.Offset]))
                _gradients.AsSpan(placed.Offset, placed.Layout.PackedLength).Clear();
        }
    }

    /// <summary>Which input values and weights are multiplied for one output value: places in one sample and in the flat buffer.</summary>
    private IEnumerable<(int Input, int Weight)> Terms(ContractionKernel kernel, int row, int column, int output)
    {
        ContractionGeometry geometry = kernel.Geometry;
        PlacedParameter weight = _plan.Parameters[kernel.Weight];
        PackedLayout layout = weight.Layout;
        int block = output / layout.Block, lane = output % layout.Block;
        if (geometry.IsDense)
        {
            // A long vector, whatever image it may have been.
            for (int input = 0; input < geometry.InputChannels; input++)
                yield return (input, weight.Offset + (block * geometry.InputChannels + input) * layout.Block + lane);
            yield break;
        }

        int stride = _program.Buffers[kernel.Pass == ContractionPass.InputGradient ? kernel.Target : kernel.Source].PixelStride;
        for (int kr = 0; kr < geometry.Vertical.Size; kr++)
        for (int kc = 0; kc < geometry.Horizontal.Size; kc++)
        {
            (int r, int c) = (Position(geometry.Vertical, row, kr), Position(geometry.Horizontal, column, kc));
            if (r < 0 || r >= geometry.Vertical.Input || c < 0 || c >= geometry.Horizontal.Input)
                continue;
            for (int input = 0; input < geometry.InputsPerGroup; input++)
            {
                int channel = output / geometry.OutputsPerGroup * geometry.InputsPerGroup + input;
                int tap = (block * layout.KernelHeight + kr) * layout.KernelWidth + kc;
                yield return ((r * geometry.Horizontal.Input + c) * stride + channel, weight.Offset + (tap * layout.InputStride + input) * layout.Block + lane);
            }
        }
    }

    private void Pool(WindowKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        TensorBuffer result = _program.Buffers[kernel.Target];
        target.Clear();
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

    private void Map(MapKernel kernel, int sample, Func<int, Memory<double>> at)
    {
        TensorBuffer from = _program.Buffers[kernel.Source], to = _program.Buffers[kernel.Target];
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        Span<double> auxiliary = kernel.Auxiliary == Kernel.None ? default : at(kernel.Auxiliary).Span;
        if (kernel.Kind == MapKind.Repack)
        {
            target.Clear();
            for (int i = 0; i < from.Pixels * from.Channels; i++)
                target[PlaceIn(to, i)] = source[PlaceIn(from, i)];
            return;
        }

        for (int i = 0; i < from.Pixels * from.Channels; i++)
        {
            int place = PlaceIn(from, i);
            switch (kernel.Kind)
            {
                case MapKind.Activation:
                    target[place] = Activate(kernel.Activation, source[place]);
                    break;
                case MapKind.ActivationGradient:
                    target[place] = source[place] * Slope(kernel.Activation, auxiliary[place]);
                    break;
                case MapKind.Dropout:
                    auxiliary[place] = GraphData.DropoutFactor(kernel.Layer, sample, i, kernel.Rate);
                    target[place] = source[place] * auxiliary[place];
                    break;
                case MapKind.DropoutGradient:
                    target[place] = source[place] * auxiliary[place];
                    break;
                default:
                    throw new NotSupportedException(kernel.Kind.ToString());
            }
        }

        ClearPadding(to, target);
    }

    private void Softmax(SoftmaxKernel kernel, Func<int, Memory<double>> at)
    {
        TensorBuffer buffer = _program.Buffers[kernel.Target];
        for (int pixel = 0; pixel < buffer.Pixels; pixel++)
        {
            Span<double> Row(int id) => at(id).Span.Slice(pixel * buffer.PixelStride, buffer.Channels);
            Span<double> source = Row(kernel.Source), target = Row(kernel.Target);
            double sum = 0;
            for (int i = 0; i < source.Length; i++)
                sum += kernel.Values == Kernel.None ? Math.Exp(source[i]) : source[i] * Row(kernel.Values)[i];
            for (int i = 0; i < source.Length; i++)
                target[i] = kernel.Values == Kernel.None ? Math.Exp(source[i]) / sum : Row(kernel.Values)[i] * (source[i] - sum);
        }

        ClearPadding(buffer, at(kernel.Target).Span);
    }

    private void Loss(LossKernel kernel, int sample, Span<double> scores, Span<double> gradient)
    {
        TensorBuffer buffer = _program.Buffers[kernel.Source];
        int length = buffer.Pixels * buffer.Channels;
        if (kernel.Operation is SoftmaxCrossEntropyOperation loss)
        {
            double Weight(int label) => loss.ClassWeights.Count == 0 ? 1 : loss.ClassWeights[label];
            double sum = 0, scale = _data.Labels.Sum(Weight);
            for (int i = 0; i < length; i++)
                sum += Math.Exp(scores[i]);
            // Each label has a share of the cross-entropy, and pulls its own score up.
            double[] shares = [.. Enumerable.Range(0, length).Select(label =>
                Weight(label) * (loss.LabelSmoothing / (double)length + (label == _data.Labels[sample] ? 1 - (double)loss.LabelSmoothing : 0)) / scale)];
            for (int i = 0; i < length; i++)
                gradient[i] = shares.Sum() * Math.Exp(scores[i]) / sum - shares[i];
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                (int place, double target) = (PlaceIn(buffer, i), _data.Targets[sample * length + i]);
                double difference = kernel.Operation is MeanSquaredErrorOperation ? 2 * (scores[place] - target) : 1 / (1 + Math.Exp(-scores[place])) - target;
                gradient[place] = difference / _data.Targets.Length;
            }
        }

        ClearPadding(buffer, gradient);
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
                double term = kernel.Pass == BatchNormPass.Statistics ? x : OutputGradient(kernel, place, at);
                first[channel] += term;
                second[channel] += term * (kernel.Pass == BatchNormPass.Statistics ? x : Normalized(channel, x));
            }

            return;
        }

        Span<double> target = at(kernel.Target).Span;
        for (int i = 0; i < buffer.Pixels * buffer.Channels; i++)
        {
            (int place, int channel) = (PlaceIn(buffer, i), i % buffer.Channels);
            double scale = Of(ParameterRole.Weight, channel);
            if (kernel.Pass != BatchNormPass.InputGradient)
            {
                target[place] = Activate(kernel.Activation, scale * Normalized(channel, source[place]) + Of(ParameterRole.Bias, channel));
                continue;
            }

            double count = _data.Samples * buffer.Pixels;
            double normalized = Normalized(channel, source[place]);
            double shifts = _gradients[PlaceOf(kernel.Parameters.Shift, channel)], scales = _gradients[PlaceOf(kernel.Parameters.Scale, channel)];
            target[place] = scale / Deviation(channel) * (OutputGradient(kernel, place, at) - shifts / count - normalized * scales / count);
        }

        ClearPadding(buffer, target);

        (double Mean, double Variance) Moments(int channel) => kernel.Pass == BatchNormPass.Predict
            ? (Of(ParameterRole.RunningMean, channel), Of(ParameterRole.RunningVariance, channel))
            : (_statistics[kernel.Layer].Mean[channel], _statistics[kernel.Layer].Variance[channel]);

        double Deviation(int channel) => Math.Sqrt(Moments(channel).Variance + kernel.Epsilon);

        double Normalized(int channel, double x) => (x - Moments(channel).Mean) / Deviation(channel);
    }

    private static double OutputGradient(BatchNormKernel kernel, int place, Func<int, Memory<double>> at) =>
        at(kernel.Gradient).Span[place] * (kernel.Activation is { } activation ? Slope(activation, at(kernel.Values).Span[place]) : 1);

    /// <summary>Where a value lies in the flat buffer: its index in logical order.</summary>
    private int PlaceOf(int parameter, int index)
    {
        PlacedParameter placed = _plan.Parameters[parameter];
        PackedLayout layout = placed.Layout;
        if (placed.Declaration.Dimensions.Count == 1)
            return placed.Offset + index;
        int perOutput = (int)placed.Declaration.Count / layout.Outputs;
        (int output, int rest) = (index / perOutput, index % perOutput);
        // A convolution's weights lie in files by input, row, column; a dense layer's columns here by row, column, channel.
        (int row, int column, int input) = placed.Declaration.Dimensions.Count == 4
            ? (rest / layout.KernelWidth % layout.KernelHeight, rest % layout.KernelWidth, rest / (layout.KernelHeight * layout.KernelWidth))
            : (rest / layout.Inputs / layout.KernelWidth, rest / layout.Inputs % layout.KernelWidth, rest % layout.Inputs);
        int tap = (output / layout.Block * layout.KernelHeight + row) * layout.KernelWidth + column;
        return placed.Offset + (tap * layout.InputStride + input) * layout.Block + output % layout.Block;
    }

    private static int PlaceIn(TensorBuffer buffer, int index) => index / buffer.Channels * buffer.PixelStride + index % buffer.Channels;

    private static int Position(WindowAxis axis, int output, int tap) => output * axis.Stride + tap * axis.Dilation - axis.PadBefore;

    private static void ClearPadding(TensorBuffer buffer, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i % buffer.PixelStride >= buffer.Channels)
                values[i] = 0;
        }
    }

    private static double Activate(FusedActivation? activation, double x) => activation switch
    {
        null => x,
        { Kind: ActivationKind.ReLU } => x > 0 || double.IsNaN(x) ? x : 0,
        { Kind: ActivationKind.LeakyReLU, Slope: float slope } => x > 0 ? x : slope * x,
        { Kind: ActivationKind.Sigmoid } => 1 / (1 + Math.Exp(-x)),
        { Kind: ActivationKind.Tanh } => Math.Tanh(x),
        { Kind: ActivationKind kind } => throw new NotSupportedException(kind.ToString()),
    };

    /// <summary>The derivative of an activation by its output.</summary>
    private static double Slope(FusedActivation activation, double y) => activation.Kind switch
    {
        ActivationKind.ReLU => y > 0 ? 1 : double.IsNaN(y) ? y : 0,
        ActivationKind.LeakyReLU => y > 0 ? 1 : double.IsNaN(y) ? y : activation.Slope,
        ActivationKind.Sigmoid => y * (1 - y),
        ActivationKind.Tanh => 1 - y * y,
        _ => throw new NotSupportedException(activation.Kind.ToString()),
    };
}
