using System.Text;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// The printed kernels of one network. Kernels with the same signature and the same text are printed once: every offset
/// is an argument, so layers of equal shape share them.
/// </summary>
internal sealed class KernelLibrary
{
    /// <summary>Stands for the name while texts are compared; no identifier contains it.</summary>
    private const string Placeholder = "\u00a7";

    private readonly Dictionary<string, string> _names = [];
    private readonly List<PrintedKernel> _kernels = [];
    private readonly SortedDictionary<string, Func<VectorWidth, string>> _helpers = new(StringComparer.Ordinal);

    /// <summary>Adds a method that kernels share; it is printed once for each vector width.</summary>
    public void AddHelper(string name, Func<VectorWidth, string> print) => _helpers[name] = print;

    /// <summary>Adds a kernel unless an equal one is there.</summary>
    /// <param name="methodNames">The methods printed for a name, where a kernel is more than one.</param>
    /// <returns>The name to call.</returns>
    public string Add(
        string name, string parameters, string arguments, Action<SourceWriter, VectorWidth, string> print,
        Func<string, IReadOnlyList<string>>? methodNames = null)
    {
        Dictionary<VectorWidth, string> texts = [];
        foreach (VectorWidth width in VectorWidth.All)
        {
            SourceWriter writer = new();
            print(writer, width, Placeholder);
            texts.Add(width, writer.ToString());
        }

        string key = texts[VectorWidth.Wide];
        if (_names.TryGetValue(key, out string? known))
            return known;
        string unique = name;
        for (int number = 2; _names.ContainsValue(unique); number++)
            unique = name + CSharpLiteral.Of(number);
        _names.Add(key, unique);
        _kernels.Add(new PrintedKernel(unique, parameters, arguments, methodNames?.Invoke(unique) ?? [unique], texts));
        return unique;
    }

    /// <summary>Writes the classes: one that chooses, and one for each vector width.</summary>
    public void Write(SourceWriter writer)
    {
        if (_kernels.Count == 0)
            return;
        writer.Line("/// <summary>The kernels of this network. Each is there for three vector widths; the JIT compiler keeps the one that the processor runs.</summary>");
        using (writer.Block("file static class Kernels"))
        {
            for (int index = 0; index < _kernels.Count; index++)
            {
                if (index > 0)
                    writer.Line();
                WriteChoice(writer, _kernels[index]);
            }
        }

        foreach (VectorWidth width in VectorWidth.All)
        {
            writer.Line();
            writer.Line($"/// <summary>Kernels for vectors of {width.Lanes} floats.</summary>");
            using (writer.Block($"file static class {width.ClassName}"))
            {
                StringBuilder text = new();
                foreach (PrintedKernel kernel in _kernels)
                    text.Append(kernel.Texts[width].Replace(Placeholder, kernel.Name));
                foreach (Func<VectorWidth, string> print in _helpers.Values)
                    text.Append(print(width)).Append('\n');
                // Every method ends with an empty line; the last one closes the class.
                writer.Line(text.ToString().TrimEnd('\n'));
            }
        }
    }

    private static void WriteChoice(SourceWriter writer, PrintedKernel kernel)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {kernel.Name}({kernel.Parameters})"))
        {
            for (int index = 0; index < VectorWidth.All.Length; index++)
            {
                VectorWidth width = VectorWidth.All[index];
                bool isLast = index == VectorWidth.All.Length - 1;
                string condition = isLast ? "else" : $"{(index == 0 ? "if" : "else if")} ({width.Type}.IsHardwareAccelerated)";
                using (writer.Block(condition))
                {
                    foreach (string method in kernel.MethodNames)
                        writer.Line($"{width.ClassName}.{method}({kernel.Arguments});");
                }
            }
        }
    }

    private sealed record PrintedKernel(
        string Name, string Parameters, string Arguments, IReadOnlyList<string> MethodNames, Dictionary<VectorWidth, string> Texts);
}
