using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Small pieces of C# that all kernel printers share.</summary>
internal static class KernelText
{
    public const string HotPath = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    /// <summary>
    /// Locals that a method may have, as the printers count them: those that the just-in-time compiler makes of operations on
    /// rows. It keeps track of 1,024; beyond that everything goes through memory.
    /// </summary>
    public const int MostLocals = 700;

    /// <summary><c>ref Unsafe.Add(ref name, offset)</c>, or the name alone for offset zero.</summary>
    public static string Ref(string name, string offset) =>
        offset is "0" or "" ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {offset})";

    /// <summary>A sum of terms without zeros; "0" when nothing is left.</summary>
    public static string Sum(params string[] terms)
    {
        string sum = string.Join(" + ", terms.Where(term => term is not "0" and not ""));
        return sum.Length == 0 ? "0" : sum.Replace("+ -", "- ");
    }

    /// <summary><c>term * factor</c>, simplified; a term with an operator gets parentheses.</summary>
    public static string Times(string term, int factor) => factor switch
    {
        0 => "0",
        1 => term,
        _ => $"{(term.Contains(' ') ? $"({term})" : term)} * {CSharpLiteral.Of(factor)}",
    };

    /// <summary>How many samples there are to a kernel, of so many: it may take each of their images for one.</summary>
    public static string Count(Kernel kernel, string samples) => Times(samples, kernel.Images);

    /// <summary>Further arguments for operands that lie among the channels of others: the distance of two of their pixels.</summary>
    public static string Strides(params (string Parameter, TensorBuffer Operand)[] operands) => string.Concat(operands
        .Where(operand => operand.Operand.LiesApart)
        .Select(operand => $", {operand.Parameter}: {CSharpLiteral.Of(operand.Operand.PixelStride)}"));

    /// <summary>The same as properties of a geometry.</summary>
    public static string StrideProperties(params (string Property, TensorBuffer Operand)[] operands) => ObjectInitializer.Of(
        [.. operands.Where(operand => operand.Operand.LiesApart).Select(operand => $"{operand.Property} = {CSharpLiteral.Of(operand.Operand.PixelStride)}")]);

    /// <summary>A value some floats behind a reference.</summary>
    public static string Element(string name, int offset) =>
        offset == 0 ? name : $"Unsafe.Add(ref {name}, {CSharpLiteral.Of(offset)})";

    /// <summary>The library's type for an activation at the end of a kernel.</summary>
    public static string ActivationType(ElementwiseFunction? activation) => activation switch
    {
        null => "TileIdentity",
        { Ceiling: not null } => "TileReLU6",
        { IsGate: true } => "TileReLU",
        _ => "TileLeakyReLU",
    };

    /// <summary>A normalisation that a kernel does to what it reads.</summary>
    public static string Normalization(CpuNetwork network, BatchNormKernel norm) =>
        $"new(ref Statistics({CSharpLiteral.Of(network.Statistics.Mean(norm.Layer))}), ref Statistics({CSharpLiteral.Of(network.Statistics.InverseDeviation(norm.Layer))}), "
        + $"ref Weights({network.OffsetOf(norm.Parameters.Scale)}), ref Weights({network.OffsetOf(norm.Parameters.Shift)}), {Slope(norm.Activation)})";

    /// <summary>The slope by which kernels of the library know a fused activation: 1 is none, 0 is ReLU.</summary>
    public static string Slope(ElementwiseFunction? activation) => CSharpLiteral.Of(activation is null ? 1f : activation.NegativeSlope!.Value);

    /// <summary>
    /// One step of a register tile: loads a row of weights and adds its products with a source value of each position.
    /// </summary>
    /// <param name="row">The row that is loaded.</param>
    /// <param name="positions">Accumulator and offset of the source value of each position.</param>
    public static void MultiplyAddStep(
        SourceWriter writer, string row, IReadOnlyList<(string Accumulator, int Offset)> positions, string source, int sourceOffset, string weights, int weightOffset)
    {
        writer.Line($"{row}.Load({Ref(weights, CSharpLiteral.Of(weightOffset))});");
        for (int index = 0; index < positions.Count;)
        {
            (string accumulator, int offset) = positions[index];
            if (StepOfFour(positions, index) is { } step)
            {
                string sums = string.Join(", ", positions.Skip(index).Take(4).Select(position => "ref " + position.Accumulator));
                writer.Line($"{row}.MultiplyAddTo({Ref(source, CSharpLiteral.Of(sourceOffset + offset))}, {step}, {sums});");
                index += 4;
            }
            else
            {
                writer.Line($"{accumulator}.MultiplyAdd({Element(source, sourceOffset + offset)}, {row});");
                index++;
            }
        }
    }

    /// <summary>The distance of the source values of four positions from one on, if it is the same between all of them.</summary>
    private static int? StepOfFour(IReadOnlyList<(string Accumulator, int Offset)> positions, int first)
    {
        if (positions.Count - first < 4)
            return null;
        int step = positions[first + 1].Offset - positions[first].Offset;
        return Enumerable.Range(1, 3).All(index => positions[first + index].Offset == positions[first].Offset + index * step) ? step : null;
    }

    /// <summary>About the locals of some operations on rows: for each operation some, and two for each vector.</summary>
    public static int Locals(int operations, int columns) => operations * (3 + 2 * columns);

    /// <summary>Declares the rows of a tile, several to a line.</summary>
    /// <param name="initial">What they begin with.</param>
    public static void DeclareRows(SourceWriter writer, IReadOnlyList<string> names, string initial = "default")
    {
        const int perLine = 8;
        for (int first = 0; first < names.Count; first += perLine)
            writer.Line($"TRow {string.Join(", ", names.Skip(first).Take(perLine).Select(name => $"{name} = {initial}"))};");
    }
}
