using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// A layer graph by plain loops in float64 over NHWC tensors, and its gradients by central differences. Shares nothing with
/// the generator but the description of the graph.
/// </summary>
internal sealed partial class ReferenceNetwork(GraphData data)
{
    private readonly LayerGraph _graph = data.Graph;

    /// <summary>Which way each ReLU and each maximum went in the last run: a difference is none where they differ.</summary>
    private int _decisions;

    /// <summary>The scores of the batch: what the loss of the head that predicts reads.</summary>
    public double[] Scores(bool isTraining) => ValueOf(ScoresOf(_graph.Heads.Single(head => !head.IsTrainingOnly)), Run(isTraining, 0, new double[_graph.Layers.Count][]));

    /// <summary>The derivatives of the loss of a training step by some values of a parameter.</summary>
    public double[] Derivatives(int layer, ParameterRole role, IEnumerable<int> indices)
    {
        double[][] values = Run(isTraining: true, 0, new double[_graph.Layers.Count][]);
        return [.. indices.Select(index => Derivative(layer, role, index, values))];
    }

    /// <summary>The derivatives of Σ target · score of a prediction by some values of the input.</summary>
    public double[] InputDerivatives(IEnumerable<int> indices) =>
        [.. indices.Select(index => Derivative(data.Input, index, () => Scores(isTraining: false).Zip(data.Targets, (score, target) => score * target).Sum()))];

    private double Derivative(int layer, ParameterRole role, int index, double[][] values) => Derivative(data.Parameters[(layer, role)], index, () =>
    {
        // What stands in front of the layer doesn't change.
        double[][] moving = [.. values];
        Run(isTraining: true, layer, moving);
        return _graph.Heads.Sum(head => head.Weight * LossOf(head.Loss, ValueOf(ScoresOf(head), moving)));
    });

    private double Derivative(double[] variables, int index, Func<double> run)
    {
        double value = variables[index];
        for (double step = 1e-5; ; step /= 10)
        {
            (double above, int decisionsAbove) = At(value + step);
            (double below, int decisionsBelow) = At(value - step);
            variables[index] = value;
            if (decisionsAbove == decisionsBelow || step < 1e-8)
                return (above - below) / (2 * step);
        }

        (double Result, int Decisions) At(double moved)
        {
            variables[index] = moved;
            return (run(), _decisions);
        }
    }

    private int ScoresOf(NetworkHead head) => head is { Loss.Kind: "BinaryCrossEntropy", Layer: >= 0 and var last }
        && _graph.Layers[last].Operation is ActivationOperation { Function.Kind: "Sigmoid" }
            ? _graph.Layers[last].Inputs[0]
            : head.Layer;

    private double[] ValueOf(int layer, double[][] values) => layer == LayerNode.NetworkInput ? data.Input : values[layer];

    /// <summary>Computes the outputs of all layers from one on.</summary>
    private double[][] Run(bool isTraining, int from, double[][] values)
    {
        _decisions = 17;
        for (int layer = from; layer < _graph.Layers.Count; layer++)
        {
            LayerNode node = _graph.Layers[layer];
            double[] x = ValueOf(node.Inputs[0], values);
            values[layer] = node.Operation switch
            {
                ConvolutionOperation convolution => Convolution(layer, convolution, x),
                DenseOperation dense => Dense(layer, dense, x),
                PoolingOperation pooling => Pooling(pooling, node.InputShape, x),
                GlobalAveragePoolingOperation => GlobalAverage(node.InputShape, x),
                FlattenOperation => x,
                JoinOperation => Join(node, [.. node.Inputs.Select(input => ValueOf(input, values))]),
                ActivationOperation activation => [.. x.Select(value => Activation(activation, value))],
                SoftmaxOperation => Softmax(x, node.Output.Channels),
                DropoutOperation dropout => isTraining && !node.IsFrozen ? Dropout(layer, dropout, x) : x,
                BatchNormOperation norm => BatchNorm(layer, norm, x, isTraining && !node.IsFrozen),
                _ => throw new NotSupportedException(node.Operation.GetType().Name),
            };
        }

        return values;
    }

    private double[] Convolution(int layer, ConvolutionOperation operation, double[] x)
    {
        (WindowAxis rows, WindowAxis columns) = (operation.Vertical, operation.Horizontal);
        double[] weight = data.Parameters[(layer, ParameterRole.Weight)];
        double[]? bias = operation.HasBias ? data.Parameters[(layer, ParameterRole.Bias)] : null;
        int perGroup = operation.InputChannels / operation.Groups, filtersPerGroup = operation.Filters / operation.Groups;
        var y = new double[data.Samples * rows.Output * columns.Output * operation.Filters];
        int place = 0;
        for (int n = 0; n < data.Samples; n++)
        for (int row = 0; row < rows.Output; row++)
        for (int column = 0; column < columns.Output; column++)
        for (int filter = 0; filter < operation.Filters; filter++)
        {
            double sum = bias?[filter] ?? 0;
            for (int i = 0; i < perGroup; i++)
            for (int kr = 0; kr < rows.Size; kr++)
            for (int kc = 0; kc < columns.Size; kc++)
            {
                int r = row * rows.Stride + kr * rows.Dilation - rows.PadBefore, c = column * columns.Stride + kc * columns.Dilation - columns.PadBefore;
                if (r < 0 || r >= rows.Input || c < 0 || c >= columns.Input)
                    continue;
                int channel = filter / filtersPerGroup * perGroup + i;
                sum += x[((n * rows.Input + r) * columns.Input + c) * operation.InputChannels + channel]
                    * weight[((filter * perGroup + i) * rows.Size + kr) * columns.Size + kc];
            }

            y[place++] = sum;
        }

        return y;
    }

    private double[] Dense(int layer, DenseOperation operation, double[] x)
    {
        double[] weight = data.Parameters[(layer, ParameterRole.Weight)];
        var y = new double[data.Samples * operation.Units];
        for (int n = 0; n < data.Samples; n++)
        for (int unit = 0; unit < operation.Units; unit++)
        {
            double sum = operation.HasBias ? data.Parameters[(layer, ParameterRole.Bias)][unit] : 0;
            for (int i = 0; i < operation.Inputs; i++)
                sum += weight[unit * operation.Inputs + i] * x[n * operation.Inputs + i];
            y[n * operation.Units + unit] = sum;
        }

        return y;
    }

    private double[] Pooling(PoolingOperation operation, Shape input, double[] x)
    {
        (WindowAxis rows, WindowAxis columns) = (operation.Vertical, operation.Horizontal);
        var y = new double[data.Samples * rows.Output * columns.Output * input.Channels];
        int place = 0;
        for (int n = 0; n < data.Samples; n++)
        for (int row = 0; row < rows.Output; row++)
        for (int column = 0; column < columns.Output; column++)
        for (int channel = 0; channel < input.Channels; channel++)
        {
            double sum = 0, maximum = double.NegativeInfinity;
            int inside = 0, padded = 0, winner = 0;
            for (int kr = 0; kr < rows.Size; kr++)
            for (int kc = 0; kc < columns.Size; kc++)
            {
                int r = row * rows.Stride + kr - rows.PadBefore, c = column * columns.Stride + kc - columns.PadBefore;
                if (r < rows.Input + rows.PadAfter && c < columns.Input + columns.PadAfter)
                    padded++;
                if (r < 0 || r >= rows.Input || c < 0 || c >= columns.Input)
                    continue;
                inside++;
                double value = x[((n * rows.Input + r) * columns.Input + c) * input.Channels + channel];
                sum += value;
                if (value > maximum)
                    (maximum, winner) = (value, kr * columns.Size + kc);
            }

            if (operation.Kind == PoolingKind.Max)
                Decide(winner);
            y[place++] = operation.Kind == PoolingKind.Max ? maximum : sum / (operation.CountPadding ? padded : inside);
        }

        return y;
    }

    private double[] GlobalAverage(Shape input, double[] x)
    {
        int pixels = input.Height * input.Width;
        var y = new double[data.Samples * input.Channels];
        for (int i = 0; i < x.Length; i++)
            y[i / (pixels * input.Channels) * input.Channels + i % input.Channels] += x[i] / pixels;
        return y;
    }

    private double Activation(ActivationOperation operation, double x)
    {
        switch (operation.Function.Kind)
        {
            case "ReLU":
                Decide(x > 0 ? 1 : 0);
                return Math.Max(0, x);
            case "LeakyReLU":
                Decide(x > 0 ? 1 : 0);
                return x > 0 ? x : operation.Function.Parameters[0] * x;
            case "SiLU":
                return x / (1 + Math.Exp(-x));
            case "Sigmoid":
                return 1 / (1 + Math.Exp(-x));
            case "Tanh":
                return Math.Tanh(x);
            default:
                throw new NotSupportedException(operation.Function.Kind);
        }
    }

    private static double[] Softmax(double[] x, int channels)
    {
        var y = new double[x.Length];
        for (int start = 0; start < x.Length; start += channels)
        {
            double[] powers = [.. x.Skip(start).Take(channels).Select(Math.Exp)];
            for (int i = 0; i < channels; i++)
                y[start + i] = powers[i] / powers.Sum();
        }

        return y;
    }

    private double[] Dropout(int layer, DropoutOperation operation, double[] x)
    {
        int length = x.Length / data.Samples;
        return [.. x.Select((value, i) => value * GraphData.DropoutFactor(layer, i / length, i % length, operation.Rate))];
    }

    private double[] BatchNorm(int layer, BatchNormOperation operation, double[] x, bool isTraining)
    {
        double[] Of(ParameterRole role) => data.Parameters[(layer, role)];
        int channels = Of(ParameterRole.Weight).Length;
        var y = new double[x.Length];
        for (int channel = 0; channel < channels; channel++)
        {
            (double mean, double variance) = (Of(ParameterRole.RunningMean)[channel], Of(ParameterRole.RunningVariance)[channel]);
            if (isTraining)
            {
                double[] values = [.. x.Where((_, i) => i % channels == channel)];
                mean = values.Average();
                variance = values.Sum(value => (value - mean) * (value - mean)) / values.Length;
            }

            for (int i = channel; i < x.Length; i += channels)
                y[i] = Of(ParameterRole.Weight)[channel] * (x[i] - mean) / Math.Sqrt(variance + operation.Epsilon) + Of(ParameterRole.Bias)[channel];
        }

        return y;
    }

    private double LossOf(LossOperation operation, double[] scores)
    {
        int length = scores.Length / data.Samples;
        switch (operation)
        {
            case SoftmaxCrossEntropyOperation loss:
            {
                double Weight(int label) => loss.ClassWeights.Count == 0 ? 1 : loss.ClassWeights[label];
                double total = 0;
                for (int n = 0; n < data.Samples; n++)
                {
                    double sum = scores.Skip(n * length).Take(length).Sum(Math.Exp);
                    double Cost(int label) => -Weight(label) * (scores[n * length + label] - Math.Log(sum));
                    total += (1 - (double)loss.LabelSmoothing) * Cost(data.Labels[n]);
                    for (int label = 0; label < length; label++)
                        total += loss.LabelSmoothing / (double)length * Cost(label);
                }

                return total / data.Labels.Sum(Weight);
            }

            case { Kind: "MeanSquaredError" }:
                return scores.Zip(data.Targets, (score, target) => (score - target) * (score - target)).Average();

            case { Kind: "BinaryCrossEntropy" }:
                return scores.Zip(data.Targets, (score, target) => Math.Log(1 + Math.Exp(score)) - target * score).Average();

            default:
                throw new NotSupportedException(operation.GetType().Name);
        }
    }

    private void Decide(int way) => _decisions = unchecked(_decisions * 31 + way);
}
