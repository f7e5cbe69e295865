using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Vertical taps [First, End), as C# text, and the rows of a tile that read them.</summary>
internal sealed record RowTaps(string First, string End, int[] Rows)
{
    /// <summary>
    /// Which rows of a tile read which taps, with what that takes in front. Without pooling it is one row, whose taps beyond the source are skipped.
    /// </summary>
    public static List<RowTaps> Print(SourceWriter writer, SpatialContraction contraction, TileRun run)
    {
        if (run.RowSegments is { } segments)
            return [.. segments.Select(segment => new RowTaps(CSharpLiteral.Of(segment.First), CSharpLiteral.Of(segment.End), segment.Positions))];
        AxisClass vertical = run.Vertical;
        if (vertical.IsInterior)
            return [new RowTaps("0", CSharpLiteral.Of(vertical.Taps), [0])];
        writer.Line($"int firstTap = Math.Max(0, {FirstTap(vertical)});");
        writer.Line($"int endTap = Math.Min({vertical.Taps}, {EndTap(vertical)});");
        if (contraction.StreamsWeights)
        {
            writer.Line("if (tap < firstTap || tap >= endTap)");
            using (writer.Indent())
                writer.Line("continue;");
        }

        return [new RowTaps("firstTap", "endTap", [0])];
    }

    private static string FirstTap(AxisClass axis)
    {
        string distance = Sum(CSharpLiteral.Of(-axis.SourceBase), "-" + Times("row", axis.SourceStep));
        return axis.TapSourceStep == 1
            ? distance
            : $"({distance} + {axis.TapSourceStep - 1}) / {axis.TapSourceStep}";
    }

    private static string EndTap(AxisClass axis)
    {
        string rest = CSharpLiteral.Of(axis.SourceLength - axis.SourceBase) + " - " + Times("row", axis.SourceStep);
        return axis.TapSourceStep == 1
            ? rest
            : $"({rest} + {axis.TapSourceStep - 1}) / {axis.TapSourceStep}";
    }
}
