using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Small pieces of C# that all kernel printers share.</summary>
internal static class KernelText
{
    public const string HotPath = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

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

    public static string Load(VectorWidth width, string name, int offset) =>
        offset == 0 ? $"{width.Type}.LoadUnsafe(ref {name})" : $"{width.Type}.LoadUnsafe(ref {name}, {CSharpLiteral.Of(offset)})";

    public static string Store(string value, string name, int offset) =>
        offset == 0 ? $"{value}.StoreUnsafe(ref {name});" : $"{value}.StoreUnsafe(ref {name}, {CSharpLiteral.Of(offset)});";

    public static string Element(string name, int offset) =>
        offset == 0 ? name : $"Unsafe.Add(ref {name}, {CSharpLiteral.Of(offset)})";

    /// <summary>The fused activation of a vector.</summary>
    public static string Activate(VectorWidth width, ElementwiseFunction? activation, string value) =>
        activation is null ? value : new VectorScalarPrinter(width.Type).Value(activation.Value, _ => value);

    /// <summary>The gradient in front of a fused activation, by that behind it and by the activation's output.</summary>
    public static string Differentiate(VectorWidth width, ElementwiseFunction activation, string gradient, string output) =>
        new VectorScalarPrinter(width.Type).Value(activation.InputGradient, variable => variable == Scalar.Gradient.Name ? gradient : output);

    /// <summary>The slope by which kernels of the runtime library know a fused activation; 1 stands for none.</summary>
    public static string Slope(ElementwiseFunction? activation) => CSharpLiteral.Of(activation is null ? 1f : activation.NegativeSlope!.Value);

    /// <summary>
    /// One step of a register tile: loads the weights of one source value and adds its products to every position.
    /// </summary>
    /// <param name="positions">Accumulator and offset of the source value of each position.</param>
    public static void MultiplyAddStep(
        SourceWriter writer, VectorWidth width, IReadOnlyList<(string Accumulator, int Offset)> positions, int columns,
        string source, int sourceOffset, string weights, int weightOffset)
    {
        for (int column = 0; column < columns; column++)
            writer.Line($"w{column} = {Load(width, weights, weightOffset + column * width.Lanes)};");
        foreach ((string accumulator, int offset) in positions)
        {
            writer.Line($"s = {width.Type}.Create({Element(source, sourceOffset + offset)});");
            for (int column = 0; column < columns; column++)
                writer.Line($"{accumulator}_{column} = {width.MultiplyAdd}(s, w{column}, {accumulator}_{column});");
        }
    }

    /// <summary>Declares the weight vectors and the broadcast of <see cref="MultiplyAddStep"/>.</summary>
    public static void DeclareOperands(SourceWriter writer, VectorWidth width, int columns) =>
        writer.Line($"{width.Type}<float> s, {string.Join(", ", Enumerable.Range(0, columns).Select(column => $"w{column}"))};");
}
