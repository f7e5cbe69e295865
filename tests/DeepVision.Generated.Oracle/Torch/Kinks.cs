using DeepVision.Generated.Oracle.Chains;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DeepVision.Generated.Oracle.Torch;

/// <summary>
/// How near values come to a place where rounding decides which way the gradient goes, as a part of the tensor's largest value.
/// What is equal exactly doesn't count: it is so on both sides, and both take the same branch.
/// </summary>
internal static class Kinks
{
    /// <summary>The smallest distance from zero.</summary>
    public static double OfZero(Tensor input) => Smallest(input.abs(), input);

    /// <summary>The smallest lead of a window's largest value over the next.</summary>
    public static double OfMaxima(Tensor input, PoolingLayer layer)
    {
        (Window rows, Window columns) = (layer.Rows, layer.Columns);
        if (rows.Size * columns.Size == 1)
            return double.PositiveInfinity;
        using IDisposable noGradients = no_grad();
        Tensor padded = Functional.pad(input, (columns.Before, Behind(columns), rows.Before, Behind(rows)), PaddingModes.Constant, double.NegativeInfinity);
        Tensor windows = padded.unfold(2, rows.Size, rows.Stride).unfold(3, columns.Size, columns.Stride).flatten(4);
        Tensor largest = windows.topk(2, 4, true, true).values;
        return Smallest(largest.select(4, 0) - largest.select(4, 1), input);

        // Enough for the last window, wherever it ends.
        static long Behind(Window window) => Math.Max(0, (window.Output - 1) * window.Stride + window.Size - window.Input - window.Before);
    }

    private static double Smallest(Tensor distances, Tensor input)
    {
        using IDisposable noGradients = no_grad();
        Tensor counted = where(distances > 0, distances, torch.tensor(double.PositiveInfinity).to(distances.dtype));
        double scale = input.abs().max().to(ScalarType.Float64).item<double>();
        return scale == 0 ? double.PositiveInfinity : counted.min().to(ScalarType.Float64).item<double>() / scale;
    }
}
