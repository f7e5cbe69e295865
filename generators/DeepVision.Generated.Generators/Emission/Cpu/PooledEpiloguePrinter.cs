using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the end of a convolution tile that pools: the maximum of every window straight from the accumulators, the
/// activation on what is left, and in training a byte that says which pixel won, or 255 when the activation stopped it.
/// A window with not-a-number gives not-a-number, and the gradient of such a window goes to its last pixel.
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
            Times($"{row} / {height}", contraction.Target.RowStride),
            Times($"column / {windowWidth}", contraction.Target.PixelStride));
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
        string winner = contraction.SavesCodes ? $", ref Unsafe.Add(ref cTile, {element})" : "";
        writer.Line($"{HelperName(contraction)}({string.Join(", ", candidates)}, {Ref("yTile", CSharpLiteral.Of(element))}{winner});");
    }

    /// <summary>Name of the method that ends a window, shared by all kernels that pool alike.</summary>
    public static string HelperName(SpatialContraction contraction) =>
        $"StoreMaximum{contraction.Pooling!.Value.Height}x{contraction.Pooling.Value.Width}"
        + (contraction.Activation is { } activation ? activation.Kind + string.Concat(activation.Parameters.Select(InIdentifier)) : "")
        + (contraction.SavesCodes ? "WithWinner" : "");

    /// <summary>
    /// Prints that method: the maximum of a window, the activation of what is left, and which pixel won.
    /// </summary>
    public static string Helper(SpatialContraction contraction, VectorWidth width)
    {
        SourceWriter writer = new();
        string[] candidates = [.. Enumerable.Range(0, contraction.Pooling!.Value.Height * contraction.Pooling.Value.Width).Select(index => "a" + CSharpLiteral.Of(index))];
        string parameters = string.Join(", ", candidates.Select(candidate => $"{width.Type}<float> {candidate}"));
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static void {HelperName(contraction)}({parameters}, ref float target{(contraction.SavesCodes ? ", ref byte winner" : "")})"))
        {
            writer.Line($"{width.Type}<float> best = {Maximum(width, candidates)};");
            for (int index = 0; index < candidates.Length; index += 2)
                writer.Line($"best = VectorMaximum.KeepNaN(best, {candidates[index]}, {candidates[Math.Min(index + 1, candidates.Length - 1)]});");
            if (contraction.SavesCodes)
            {
                writer.Line($"{width.Type}<int> code = {width.Type}.Create({candidates.Length - 1});");
                for (int index = candidates.Length - 2; index >= 0; index--)
                    writer.Line($"code = {width.Type}.ConditionalSelect({width.Type}.Equals(best, {candidates[index]}).AsInt32(), {width.Type}.Create({index}), code);");
                if (contraction.Activation is { IsGate: true })
                    writer.Line($"code = {width.Type}.ConditionalSelect({width.Type}.LessThanOrEqual(best, {width.Type}<float>.Zero).AsInt32(), {width.Type}.Create(255), code);");
                writer.Line("VectorBytes.Store(code, ref winner);");
            }

            writer.Line($"{Activate(width, contraction.Activation, "best")}.StoreUnsafe(ref target);");
        }

        return writer.ToString();
    }

    private static string InIdentifier(float value) => CSharpLiteral.Of(value).Replace('.', '_').Replace("-", "Minus").Replace("+", "Plus");

    /// <summary>A balanced tree of maxima.</summary>
    private static string Maximum(VectorWidth width, ReadOnlySpan<string> values)
    {
        if (values.Length == 1)
            return values[0];
        int half = values.Length / 2;
        return $"{width.Type}.MaxNative({Maximum(width, values.Slice(0, half))}, {Maximum(width, values.Slice(half))})";
    }
}
