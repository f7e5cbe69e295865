using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// What kernels compute, sample by sample, by plain loops in float64 on memory that somebody else gives. Weights lie packed
/// in one flat buffer as the parameter plan says.
/// </summary>
internal sealed partial class KernelArithmetic
{
    private readonly GraphData _data;
    private readonly KernelProgram _program;
    private readonly ParameterPlan _plan;
    private readonly double[] _parameters;
    private readonly double[] _gradients;
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
            case ContractionKernel { Normalization: { } normalization } contraction:
                Behind(normalization, normalization.Target, contraction with { Source = normalization.Target, Normalization = null }, sample, at);
                break;
            case WindowKernel { Normalization: { } normalization } window:
                Behind(normalization, normalization.Target, window with { Source = normalization.Target, Normalization = null }, sample, at);
                break;
            case BatchNormKernel { Pooling: { } pooling } norm:
                Behind(pooling, pooling.Target, norm with { Gradient = pooling.Target, Pooling = null }, sample, at);
                break;
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
            case JoinKernel join:
                Join(join, at);
                break;
            case SoftmaxKernel softmax:
                Softmax(softmax, at);
                break;
            case LossKernel loss:
                Loss(loss, sample, at(loss.Source).Span, at(loss.Target).Span);
                break;
            case ScoresGradientKernel given:
                TensorBuffer gradient = _program.Buffers[given.Target];
                int values = gradient.Pixels * gradient.Channels;
                at(given.Target).Span.Clear();
                for (int i = 0; i < values; i++)
                    at(given.Target).Span[PlaceIn(gradient, i)] = _data.Targets[sample * values + i];
                break;
            case BatchNormKernel norm:
                BatchNorm(norm, at);
                break;
            default:
                throw new NotSupportedException(kernel.GetType().Name);
        }
    }

    /// <summary>Two kernels that are one: what the first makes for the second lies nowhere else.</summary>
    private void Behind(Kernel first, int between, Kernel second, int sample, Func<int, Memory<double>> at)
    {
        Memory<double> made = new double[_program.Buffers[between].SampleLength];
        Run(first, sample, WithMade);
        Run(second, sample, WithMade);

        Memory<double> WithMade(int id) => id == between ? made : at(id);
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
            // Some of them may lie among the channels of others.
            int read = PlaceIn(from, i), written = PlaceIn(to, i), beside = kernel.Auxiliary == Kernel.None ? 0 : PlaceIn(_program.Buffers[kernel.Auxiliary], i);
            switch (kernel.Kind)
            {
                case MapKind.Activation:
                    target[written] = Activate(kernel.Activation, source[read]);
                    break;
                case MapKind.ActivationGradient:
                    target[written] = source[read] * Slope(kernel.Activation!, auxiliary[beside]);
                    break;
                case MapKind.Dropout:
                    auxiliary[beside] = GraphData.DropoutFactor(kernel.Layer, sample, i, kernel.Rate);
                    target[written] = source[read] * auxiliary[beside];
                    break;
                case MapKind.DropoutGradient:
                    target[written] = source[read] * auxiliary[beside];
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
            double sum = 0, scale = _data.Labels.Sum(Weight) / kernel.Weight;
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
                double difference = kernel.Operation.Kind == "MeanSquaredError" ? 2 * (scores[place] - target) : 1 / (1 + Math.Exp(-scores[place])) - target;
                gradient[place] = kernel.Weight * difference / _data.Targets.Length;
            }
        }

        ClearPadding(buffer, gradient);
    }

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

    /// <summary>Clears the pixels of a buffer, and nothing of what lies between them.</summary>
    private static void ClearOwn(TensorBuffer buffer, Span<double> values)
    {
        for (int pixel = 0; pixel < buffer.Pixels; pixel++)
            values.Slice(pixel * buffer.PixelStride, buffer.OwnStride).Clear();
    }

    private static void ClearPadding(TensorBuffer buffer, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            // Behind the padding of a pixel there are none, or the channels of others.
            if (i % buffer.PixelStride is var channel && channel >= buffer.Channels && channel < ChannelPadding.RoundUp(buffer.Channels))
                values[i] = 0;
        }
    }

    private static double Activate(ElementwiseFunction? activation, double x) => activation?.Kind switch
    {
        null => x,
        "ReLU" => x > 0 || double.IsNaN(x) ? x : 0,
        "LeakyReLU" => x > 0 ? x : activation.Parameters[0] * x,
        "SiLU" => x / (1 + Math.Exp(-x)),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        _ => throw new NotSupportedException(activation.Kind),
    };

    /// <summary>The derivative of an activation by its output, or by its input where the output doesn't tell it.</summary>
    private static double Slope(ElementwiseFunction activation, double kept) => activation.Kind switch
    {
        "ReLU" => kept > 0 ? 1 : double.IsNaN(kept) ? kept : 0,
        "LeakyReLU" => kept > 0 ? 1 : double.IsNaN(kept) ? kept : activation.Parameters[0],
        "SiLU" => (1 + kept / (1 + Math.Exp(kept))) / (1 + Math.Exp(-kept)),
        "Sigmoid" => kept * (1 - kept),
        "Tanh" => 1 - kept * kept,
        _ => throw new NotSupportedException(activation.Kind),
    };
}
