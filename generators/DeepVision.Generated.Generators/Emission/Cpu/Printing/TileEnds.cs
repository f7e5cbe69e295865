using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints what happens to a tile of a convolution in front of its taps and behind them.</summary>
internal sealed class TileEnds(SourceWriter writer, SpatialContraction contraction, TileRun run)
{
    /// <summary>Behind the first row of taps that a tile reads it goes on from the sums that the target keeps.</summary>
    public void PrintBegin(RowTaps taps)
    {
        PrintPlace();
        using (writer.Block($"if (tap > {taps.First})"))
        {
            for (int pixel = 0; pixel < run.Size; pixel++)
                writer.Line($"{SpatialContractionPrinter.Accumulator(pixel)}.Load({Ref("y", Offset(pixel))});");
        }

        writer.Line();
    }

    /// <summary>The target receives the sums, or the results behind the last row of taps that a tile reads.</summary>
    public void PrintEnd(RowTaps taps)
    {
        using (writer.Block($"if (tap == {taps.End} - 1)"))
        {
            for (int pixel = 0; pixel < run.Size; pixel++)
                writer.Line($"{SpatialContractionPrinter.Accumulator(pixel)}.Activate<TActivation>(slope);");
        }

        writer.Line();
        for (int pixel = 0; pixel < run.Size; pixel++)
            writer.Line($"{SpatialContractionPrinter.Accumulator(pixel)}.Store({Ref("y", Offset(pixel))});");
    }

    /// <summary>The target receives the results.</summary>
    public void PrintEnd()
    {
        if (contraction.Window is { } window)
        {
            writer.Line($"nint place = {Sum("first", Times($"row / {window.Height}", contraction.Target.RowStride), Times($"column / {window.Width}", contraction.Target.PixelStride))};");
            PooledEpiloguePrinter.PrintCalls(writer, contraction, window, run.Size);
            return;
        }

        PrintPlace();
        if (contraction.HasAddend)
            writer.Line("ref float s = ref Unsafe.Add(ref addend, place);");
        if (!contraction.IsForward)
            writer.Line("ref float v = ref Unsafe.Add(ref values, place);");
        for (int pixel = 0; pixel < run.Size; pixel++)
        {
            (string sums, string offset) = (SpatialContractionPrinter.Accumulator(pixel), Offset(pixel));
            if (contraction.HasAddend)
                writer.Line($"{sums}.Add({Ref("s", offset)});");
            writer.Line(contraction.IsForward
                ? $"{sums}.Activate<TActivation>(slope);"
                : $"{sums}.Differentiate<TActivation>({Ref("v", offset)}, slope);");
            writer.Line($"{sums}.Store({Ref("y", offset)});");
        }
    }

    private void PrintPlace()
    {
        (AxisClass vertical, AxisClass horizontal) = (run.Vertical, run.Horizontal);
        string row = Sum(CSharpLiteral.Of(vertical.First), Times("row", vertical.Step));
        writer.Line($"nint place = {Sum(
            "first",
            Times(row, contraction.Target.RowStride),
            Times("column", horizontal.Step * contraction.Target.PixelStride),
            CSharpLiteral.Of(horizontal.First * contraction.Target.PixelStride))};");
        writer.Line("ref float y = ref Unsafe.Add(ref target, place);");
    }

    /// <summary>How far behind a tile's first pixel another one lies.</summary>
    private string Offset(int pixel) => CSharpLiteral.Of(pixel * run.Horizontal.Step * contraction.Target.PixelStride);
}
