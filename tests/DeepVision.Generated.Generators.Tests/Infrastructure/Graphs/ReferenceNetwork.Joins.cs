using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>What makes one value of several.</summary>
internal sealed partial class ReferenceNetwork
{
    /// <summary>Values of one tensor by sample, row, column and channel; a tensor with one row, column or channel has the same for all.</summary>
    private double[] Join(LayerNode node, double[][] inputs)
    {
        Shape[] shapes = [.. node.Inputs.Select(input => input == LayerNode.NetworkInput ? _graph.Input : _graph.Layers[input].Output)];
        var y = new double[data.Samples * (int)node.Output.Length];
        int place = 0;
        for (int n = 0; n < data.Samples; n++)
        for (int row = 0; row < node.Output.Height; row++)
        for (int column = 0; column < node.Output.Width; column++)
        for (int channel = 0; channel < node.Output.Channels; channel++)
        {
            double Value(int input, int c)
            {
                Shape shape = shapes[input];
                int r = shape.Height == 1 ? 0 : row, q = shape.Width == 1 ? 0 : column;
                return inputs[input][((n * shape.Height + r) * shape.Width + q) * shape.Channels + (shape.Channels == 1 ? 0 : c)];
            }

            double[] values = node.Operation is ConcatOperation ? [] : [.. shapes.Select((_, input) => Value(input, channel))];
            switch (node.Operation)
            {
                case AddOperation:
                    y[place++] = values.Sum();
                    break;
                case AverageOperation:
                    y[place++] = values.Average();
                    break;
                case MultiplyOperation:
                    y[place++] = values.Aggregate((product, value) => product * value);
                    break;
                case MaximumOperation:
                    Decide(Array.IndexOf(values, values.Max()));
                    y[place++] = values.Max();
                    break;
                case ConcatOperation:
                    (int input, int own) = (0, channel);
                    while (own >= shapes[input].Channels)
                        own -= shapes[input++].Channels;
                    y[place++] = Value(input, own);
                    break;
                default:
                    throw new NotSupportedException(node.Operation.GetType().Name);
            }
        }

        return y;
    }
}
