using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the end of a convolution tile that pools: the maximum of every window straight from the accumulators, the
/// activation on what is left, and in training a byte that says which pixel won, or 255 when the activation stopped it.
/// </summary>
internal sealed class PooledEpiloguePrinter(SourceWriter writer, SpatialContraction contraction, VectorWidth width)
{
    private readonly int _columns = width.Columns(contraction.Block);

    /// <param name="row">C# name of the first conv row of the tile.</param>
    /// <param name="size">Conv columns of the tile.</param>
    public void Print(string row, int size)
    {
        (int height, int windowWidth, _) = contraction.Pooling!.Value;
        string offset = Sum(
            Times($"({row} / {height})", contraction.Target.RowStride),
            Times($"(column / {windowWidth})", contraction.Target.PixelStride));
        writer.Line($"ref float yTile = {Ref("y", offset)};");
        if (contraction.SavesCodes)
            writer.Line($"ref byte cTile = {Ref("c", offset)};");
        for (int window = 0; window < size / windowWidth; window++)
        {
            for (int column = 0; column < _columns; column++)
            {
                string[] candidates =
                [
                    .. Enumerable.Range(0, height * windowWidth).Select(index =>
                        $"a{index / windowWidth * size + window * windowWidth + index % windowWidth}_{column}"),
                ];
                PrintWindow(candidates, window * contraction.Target.PixelStride + column * width.Lanes);
            }
        }
    }

    private void PrintWindow(string[] candidates, int element)
    {
        using (writer.Block())
        {
            writer.Line($"{width.Type}<float> best = {Maximum(candidates)};");
            if (contraction.SavesCodes)
            {
                string code = $"{width.Type}.Create({candidates.Length - 1})";
                for (int index = candidates.Length - 2; index >= 0; index--)
                    code = $"{width.Type}.ConditionalSelect({width.Type}.Equals(best, {candidates[index]}).AsInt32(), {width.Type}.Create({index}), {code})";
                if (contraction.Activation is { Kind: ActivationKind.ReLU })
                    code = $"{width.Type}.ConditionalSelect({width.Type}.GreaterThan(best, {width.Type}<float>.Zero).AsInt32(), {code}, {width.Type}.Create(255))";
                writer.Line($"{width.Type}<int> winner = {code};");
                writer.Line($"VectorBytes.Store(winner, ref Unsafe.Add(ref cTile, {element}));");
            }

            writer.Line(Store(Activate(width, contraction.Activation, "best"), "yTile", element));
        }
    }

    /// <summary>A balanced tree of maxima.</summary>
    private string Maximum(ReadOnlySpan<string> values)
    {
        if (values.Length == 1)
            return values[0];
        int half = values.Length / 2;
        return $"{width.Type}.MaxNative({Maximum(values.Slice(0, half))}, {Maximum(values.Slice(half))})";
    }
}
