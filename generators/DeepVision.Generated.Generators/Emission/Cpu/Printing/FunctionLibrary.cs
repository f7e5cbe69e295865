using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Activations and losses of one network as structs, which loops of the runtime library take as type arguments: the JIT
/// compiler makes a loop of its own for each. Equal ones are printed once.
/// </summary>
internal sealed class FunctionLibrary
{
    private static readonly VectorScalarPrinter s_printer = new();

    private readonly Dictionary<object, string> _names = [];

    /// <summary>Adds an activation that isn't fused.</summary>
    /// <returns>The struct's name.</returns>
    public string Add(ElementwiseFunction function) => Add(function, function.Kind);

    /// <summary>Adds a loss.</summary>
    /// <returns>The struct's name.</returns>
    public string Add(ElementwiseLoss loss) => Add(loss, loss.Kind);

    private string Add(object function, string name)
    {
        if (_names.TryGetValue(function, out string? known))
            return known;
        string unique = name;
        for (int number = 2; _names.ContainsValue(unique); number++)
            unique = name + CSharpLiteral.Of(number);
        _names.Add(function, unique);
        return unique;
    }

    /// <summary>Writes the structs, an empty line behind each.</summary>
    public void Write(SourceWriter writer)
    {
        foreach (KeyValuePair<object, string> item in _names.OrderBy(item => item.Value, StringComparer.Ordinal))
        {
            if (item.Key is ElementwiseFunction function)
                Write(writer, item.Value, function);
            else
                Write(writer, item.Value, (ElementwiseLoss)item.Key);
            writer.Line();
        }
    }

    private static void Write(SourceWriter writer, string name, ElementwiseFunction function)
    {
        string kept = function.GradientReadsInput ? Scalar.X.Name : Scalar.Y.Name;
        writer.Line($"/// <summary>{function} of sixteen values.</summary>");
        using (writer.Block($"file readonly struct {name} : IElementwiseFunction"))
        {
            writer.Line($"public static bool KeepsZero => {CSharpLiteral.Of(function.KeepsZero)};");
            writer.Line();
            WriteMethod(writer, $"Value({Parameter(Scalar.X.Name)})", function.Value);
            writer.Line();
            WriteMethod(writer, $"InputGradient({Parameter(Scalar.Gradient.Name)}, {Parameter(kept)})", function.InputGradient);
        }
    }

    private static void WriteMethod(SourceWriter writer, string signature, Scalar result)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block("public static Vector512<float> " + signature))
        {
            s_printer.WriteLocals(writer, name => name, result);
            writer.Line($"return {s_printer.Value(result, name => name)};");
        }
    }

    private static void Write(SourceWriter writer, string name, ElementwiseLoss loss)
    {
        writer.Line($"/// <summary>{loss} of sixteen values.</summary>");
        using (writer.Block($"file readonly struct {name} : IElementwiseLoss"))
        {
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Block(
                $"public static void Evaluate({Parameter(Scalar.X.Name)}, {Parameter(Scalar.Target.Name)}, out {Parameter("loss")}, out {Parameter(Scalar.Gradient.Name)})"))
            {
                s_printer.WriteLocals(writer, variable => variable, loss.Value, loss.Gradient);
                writer.Line($"loss = {s_printer.Value(loss.Value, variable => variable)};");
                writer.Line($"gradient = {s_printer.Value(loss.Gradient, variable => variable)};");
            }
        }
    }

    private static string Parameter(string name) => "Vector512<float> " + name;
}
