using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Prints the end of a convolution tile that pools: the maximum of every window straight from the accumulators, the
/// activation on what is left, and in training a byte that says which pixel won, or 255 when ReLU stopped it.
/// A window with not-a-number gives not-a-number, and the gradient of such a window goes to its last pixel.
/// </summary>
internal static class PooledEpiloguePrinter
{
    /// <summary>Prints the calls for the windows of a tile, which lie side by side.</summary>
    /// <param name="size">Columns of the tile.</param>
    public static void PrintCalls(SourceWriter writer, SpatialContraction contraction, PoolingWindow window, int size)
    {
        for (int index = 0; index < size / window.Width; index++)
        {
            string candidates = string.Join(", ", Enumerable.Range(0, window.Height * window.Width).Select(candidate =>
                $"a{candidate / window.Width * size + index * window.Width + candidate % window.Width}"));
            writer.Line($"{MethodName(window)}<TActivation, TRow>({candidates}, slope, ref target, ref winners, {Sum("place", CSharpLiteral.Of(index * contraction.Target.PixelStride))});");
        }
    }

    /// <summary>Prints the method that ends a window, shared by all kernels that pool alike.</summary>
    public static void PrintMethod(SourceWriter writer, PoolingWindow window)
    {
        string[] candidates = [.. Enumerable.Range(0, window.Height * window.Width).Select(index => "a" + CSharpLiteral.Of(index))];
        string parameters = string.Join(", ", candidates.Select(candidate => $"in TRow {candidate}"));
        writer.Line("/// <summary>Stores the activation of the maximum of a window, and which pixel won if somebody wants to know.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Line($"private static void {MethodName(window)}<TActivation, TRow>({parameters}, float slope, ref float target, ref byte winners, nint place)");
        KernelSignature.PrintConstraints(writer, [KernelSignature.Activation, KernelSignature.Row]);
        using (writer.Block())
        {
            PrintMaximum(writer, "best", candidates);
            for (int index = 0; index < candidates.Length; index += 2)
                writer.Line($"best.KeepNaN({candidates[index]}, {candidates[Math.Min(index + 1, candidates.Length - 1)]});");
            using (writer.Block("if (!Unsafe.IsNullRef(ref winners))"))
            {
                writer.Line("TRow code = default;");
                writer.Line($"code.SetCode({candidates.Length - 1});");
                for (int index = candidates.Length - 2; index >= 0; index--)
                    writer.Line($"code.SetCodeWhereEqual(best, {candidates[index]}, {index});");
                writer.Line("if (TActivation.IsGate)");
                using (writer.Indent())
                    writer.Line("code.SetStoppedWhereNotPositive(best);");
                writer.Line("code.StoreBytes(ref Unsafe.Add(ref winners, place));");
            }

            writer.Line();
            writer.Line("best.Activate<TActivation>(slope);");
            writer.Line("best.Store(ref Unsafe.Add(ref target, place));");
        }
    }

    private static string MethodName(PoolingWindow window) => $"StoreMaximum{window.Height}x{window.Width}";

    /// <summary>A balanced tree of maxima: each half in a row of its own, and then the larger one of both.</summary>
    private static void PrintMaximum(SourceWriter writer, string name, ReadOnlySpan<string> values)
    {
        int half = values.Length / 2;
        if (half <= 1)
        {
            writer.Line($"TRow {name} = {values[0]};");
        }
        else
        {
            PrintMaximum(writer, name, values.Slice(0, half));
        }

        if (values.Length == 1)
            return;
        if (values.Length - half == 1)
        {
            writer.Line($"{name}.Maximum({values[half]});");
            return;
        }

        string right = name + "Of" + values.Slice(half)[0].ToUpperInvariant();
        PrintMaximum(writer, right, values.Slice(half));
        writer.Line($"{name}.Maximum({right});");
    }
}
