using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>Convolutions and dense layers in their three passes.</summary>
internal sealed partial class KernelArithmetic
{
    private void Forward(ContractionKernel kernel, Func<int, Memory<double>> at)
    {
        Span<double> source = at(kernel.Source).Span, target = at(kernel.Target).Span;
        TensorBuffer result = _program.Buffers[kernel.Target];
        ContractionGeometry geometry = kernel.Geometry;
        (int poolHeight, int poolWidth) = kernel.Pooling is { } pooling ? (pooling.Height, pooling.Width) : (1, 1);
        ClearPadding(result, target);
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
                at(codes).Span[place] = kernel.Activation is { Kind: "ReLU" } && best == 0 ? 255 : winner;
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
        ClearOwn(_program.Buffers[kernel.Target], target);
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
}
