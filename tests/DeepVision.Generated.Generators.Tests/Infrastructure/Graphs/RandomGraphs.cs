using CsCheck;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// Small graphs with all operations, values with several consumers, and joins. Each is made from a list of choices; a shorter
/// list and smaller choices give simpler graphs, towards which a failing one shrinks.
/// </summary>
internal static class RandomGraphs
{
    private const int MostLayers = 10;

    public static Gen<LayerGraph> Any { get; } = Gen.Int[0, 999].Array[0, 80].Select(choices => new Maker(choices).Make());

    /// <summary>Such graphs with some layers frozen.</summary>
    public static Gen<LayerGraph> Frozen { get; } = Gen.Select(Any, Gen.Int[0, 3].Array[60], WithFrozenLayers);

    /// <param name="choices">For each layer 0 if it is frozen; at least one that has parameters isn't.</param>
    private static LayerGraph WithFrozenLayers(LayerGraph graph, int[] choices)
    {
        LayerGraph frozen = graph with { Layers = graph.Layers.Select((layer, index) => choices[index % choices.Length] == 0 ? GraphBuilder.Freeze(layer) : layer).ToEquatableArray() };
        return frozen.Layers.Any(layer => layer.Parameters.Any(parameter => parameter.IsTrainable)) ? frozen : graph;
    }

    private sealed class Maker(int[] choices)
    {
        private readonly HashSet<int> _read = [];
        private int _next;
        private GraphBuilder _net = GraphBuilder.Vector(1);

        public LayerGraph Make()
        {
            _net = Choose(6) == 5 ? GraphBuilder.Vector(3 + Choose(4)) : GraphBuilder.Image(3 + Choose(5), 3 + Choose(4), 1 + Choose(3));
            int loss = Choose(3);
            for (int layers = Choose(MostLayers); layers > 0; layers--)
                Append();
            int[] ends = [.. Enumerable.Range(0, _net.Count).Where(layer => !_read.Contains(layer))];
            if (ends.Length == 1 && loss == 1 && _net.Count > 1)
                return _net.MeanSquaredError();
            Join(ends, units: 2 + Choose(3));
            AppendHeads(loss, _net.ShapeOf(_net.Current).Channels);
            return loss switch
            {
                0 => _net.CrossEntropy(0.1f * Choose(2), Choose(2) == 1 ? [.. Enumerable.Range(0, _net.ShapeOf(_net.Current).Channels).Select(label => 0.5f + label)] : []),
                1 => _net.MeanSquaredError(),
                _ => _net.Sigmoid().BinaryCrossEntropy(),
            };
        }

        /// <summary>Adds one layer, mostly behind the last one, and mostly one that may fuse with it.</summary>
        private void Append()
        {
            bool isChain = Choose(4) < 3;
            if (!isChain)
                _net.From(Choose(_net.Count + 1) - 1);
            _read.Add(_net.Current);
            Shape shape = _net.ShapeOf(_net.Current);
            bool isFirst = _net.Current == LayerNode.NetworkInput;
            if (isFirst && Choose(3) > 0)
                AppendContraction(shape);
            else if (!isFirst && isChain && Choose(2) == 1)
                AppendTail(shape);
            else if (shape.Rank == 3)
                AppendToImage(shape);
            else
                AppendToVector();
        }

        private void AppendContraction(Shape shape)
        {
            if (shape.Rank == 3)
                _net.Conv(1 + Choose(4), size: 1 + 2 * Choose(2), same: true, bias: Choose(2) == 0);
            else
                _net.Dense(2 + Choose(3), bias: Choose(2) == 0);
        }

        /// <summary>What fuses with a contraction in front of it, in the order in which it does.</summary>
        private void AppendTail(Shape shape)
        {
            switch (_net.OperationOf(_net.Current))
            {
                case ConvolutionOperation or DenseOperation when Choose(4) == 0:
                    _net.BatchNorm();
                    break;
                case ConvolutionOperation or DenseOperation or BatchNormOperation when Choose(4) == 1:
                    _net.LeakyReLU(0.25f);
                    break;
                case ConvolutionOperation or DenseOperation or BatchNormOperation when Choose(4) == 2:
                    AppendSum();
                    break;
                case ConvolutionOperation or DenseOperation or BatchNormOperation or JoinOperation:
                    _net.ReLU();
                    break;
                case ActivationOperation when shape is { Rank: 3, Height: > 1, Width: > 1 }:
                    _net.MaxPool(2);
                    break;
                default:
                    AppendContraction(shape);
                    break;
            }
        }

        private void AppendToImage(Shape shape)
        {
            int smallest = Math.Min(shape.Height, shape.Width);
            switch (Choose(20))
            {
                case 0 or 1:
                    _net.Conv(1 + Choose(4), size: 1 + 2 * Choose(2), same: true, bias: Choose(2) == 0);
                    break;
                case 2 when smallest > 3:
                    _net.Conv(1 + Choose(4), size: 2 + Choose(2), stride: 1 + Choose(2), pad: Choose(2));
                    break;
                case 2 or 3:
                    _net.Conv(shape.Channels * (1 + Choose(2)), size: 2, pad: 1, groups: shape.Channels, dilation: 1 + Choose(2));
                    break;
                case 4 or 5:
                    _net.ReLU();
                    break;
                case 6 when smallest > 1:
                    _net.MaxPool(2);
                    break;
                case 7 when smallest > 2:
                    _net.MaxPool(size: 2 + Choose(2), stride: 1 + Choose(2), pad: Choose(2));
                    break;
                case 8 when smallest > 1:
                    _net.AvgPool(size: 2, stride: 1 + Choose(2), pad: Choose(2));
                    break;
                case 9 or 18:
                    _net.BatchNorm();
                    break;
                case 10:
                    _net.Flatten();
                    break;
                case 11 when Choose(3) == 0:
                    _net.GlobalAvgPool();
                    break;
                case 12:
                    _net.MaxPool(2, same: true);
                    break;
                case 13:
                    AppendSum();
                    break;
                case 14:
                    AppendResidual(shape);
                    break;
                case 15 or 16:
                    AppendJoin();
                    break;
                case 17:
                    AppendGate(shape);
                    break;
                default:
                    AppendElementwise();
                    break;
            }
        }

        private void AppendToVector()
        {
            switch (Choose(11))
            {
                case 0 or 1:
                    _net.Dense(2 + Choose(3), bias: Choose(2) == 0);
                    break;
                case 2:
                    _net.ReLU();
                    break;
                case 3 or 9:
                    _net.BatchNorm();
                    break;
                case 4:
                    AppendSum();
                    break;
                case 5:
                    AppendResidual(_net.ShapeOf(_net.Current));
                    break;
                case 6:
                    _net.Flatten();
                    break;
                case 7 or 8:
                    AppendJoin();
                    break;
                default:
                    AppendElementwise();
                    break;
            }
        }

        /// <summary>What stands here goes past a contraction and is added to it.</summary>
        private void AppendResidual(Shape shape)
        {
            int past = _net.Current;
            if (shape.Rank == 3)
                _net.Conv(shape.Channels, size: 1, same: true);
            else
                _net.Dense(shape.Channels);
            _read.Add(_net.Current);
            if (Choose(2) == 1)
                _read.Add(_net.BatchNorm().Current);
            _net.Join("Add", new AddOperation(), past);
            if (Choose(3) == 0)
                return;
            _read.Add(_net.Current);
            _net.ReLU();
        }

        private void AppendElementwise()
        {
            switch (Choose(7))
            {
                case 0:
                    _net.LeakyReLU(0.25f);
                    break;
                case 1:
                    _net.Sigmoid();
                    break;
                case 2:
                    if (Choose(2) == 0)
                        _net.Tanh();
                    else
                        _net.SiLU();
                    break;
                case 3:
                    _net.Softmax();
                    break;
                case 4:
                    _net.Dropout(0.25f);
                    break;
                default:
                    // Slopes with which an activation doesn't fuse.
                    _net.LeakyReLU(Choose(3));
                    break;
            }
        }

        /// <summary>Adds one other value of the same shape, or two; a value may be added to itself.</summary>
        private void AppendSum() => JoinWith("Add", new AddOperation(), (shape, current) => shape == current);

        /// <summary>Joins one or two other values in another way.</summary>
        private void AppendJoin()
        {
            switch (Choose(6))
            {
                case 0:
                    JoinWith("Average", new AverageOperation(), (shape, current) => shape == current);
                    break;
                case 1:
                    JoinWith("Maximum", new MaximumOperation(), (shape, current) => shape == current);
                    break;
                case 2:
                    JoinWith("Multiply", new MultiplyOperation(), (shape, current) => shape == current);
                    break;
                default:
                    JoinWith("Concat", new ConcatOperation(), (shape, current) => shape with { Channels = 0 } == current with { Channels = 0 });
                    break;
            }
        }

        private void JoinWith(string kind, JoinOperation operation, Func<Shape, Shape, bool> fits)
        {
            int current = _net.Current;
            int[] candidates = [.. Enumerable.Range(0, _net.Count).Reverse().Where(layer => layer != current).Append(LayerNode.NetworkInput).Append(current)
                .Where(layer => fits(_net.ShapeOf(layer), _net.ShapeOf(current)))];
            int[] others = [.. Enumerable.Range(0, 1 + Choose(3) / 2).Select(_ => candidates[Choose(candidates.Length)])];
            _read.UnionWith(others);
            _net.Join(kind, operation, others);
        }

        /// <summary>Squeeze and excitation, or attention: what stands here is multiplied by a gate made of it, on either side.</summary>
        private void AppendGate(Shape shape)
        {
            (int whole, int before) = (_net.Current, _net.Count);
            if (Choose(2) == 0)
                _net.GlobalAvgPool().Dense(shape.Channels).Sigmoid();
            else
                _net.Conv(1, size: 1).Sigmoid();
            int gate = _net.Current;
            _read.UnionWith(Enumerable.Range(before, _net.Count - before));
            (int first, int second) = Choose(2) == 0 ? (whole, gate) : (gate, whole);
            _net.From(first).Join("Multiply", new MultiplyOperation(), second);
        }

        /// <summary>Brings all values that nobody reads to one vector.</summary>
        private void Join(int[] ends, int units)
        {
            List<int> vectors = [];
            foreach (int end in ends.Length == 0 ? [LayerNode.NetworkInput] : ends)
            {
                _net.From(end);
                if (_net.ShapeOf(end).Rank == 3)
                    _net.Flatten();
                vectors.Add(_net.Dense(units).Current);
            }

            if (vectors.Count > 1)
                _net.From(vectors[0]).Join("Add", new AddOperation(), [.. vectors.Skip(1)]);
        }

        /// <summary>Puts losses that only training knows behind one value or two, mostly with layers of their own.</summary>
        private void AppendHeads(int loss, int units)
        {
            int scores = _net.Current;
            for (int heads = Choose(3); heads > 0; heads--)
            {
                int read = Choose(_net.Count + 1) - 1;
                _net.From(read);
                if (_net.ShapeOf(read).Rank == 3)
                    _net.Flatten();
                if (Choose(3) > 0 || _net.ShapeOf(_net.Current).Channels != units)
                    _net.Dense(units);
                float weight = 0.25f * (1 + Choose(3));
                if (loss == 0)
                    _net.AuxiliaryCrossEntropy(weight, 0.1f * Choose(2), Choose(2) == 1 ? [.. Enumerable.Range(1, units).Select(label => 0.5f * label)] : []);
                else if (loss == 1)
                    _net.AuxiliaryMeanSquaredError(weight);
                else
                    _net.Sigmoid().AuxiliaryBinaryCrossEntropy(weight);
            }

            _net.From(scores);
        }

        private int Choose(int count) => _next < choices.Length ? choices[_next++] % count : 0;
    }
}
