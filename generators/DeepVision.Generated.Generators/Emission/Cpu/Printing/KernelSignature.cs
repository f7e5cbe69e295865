using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Parameters of a printed kernel, in order.</summary>
/// <param name="TypeParameters">Its type parameters with their constraints; methods that do the work have one more, for their rows.</param>
internal sealed record KernelSignature((string Name, string Constraint)[] TypeParameters, (string Type, string Name)[] Parameters)
{
    public static (string Name, string Constraint) Activation { get; } = ("TActivation", "ITileActivation");

    public static (string Name, string Constraint) Row { get; } = ("TRow", "ITileRow<TRow>");

    /// <summary>Type arguments of a method that works with a type of row.</summary>
    public string TypeArguments(string row = "TRow") => $"<{string.Join(", ", TypeParameters.Select(parameter => parameter.Name).Append(row))}>";

    /// <summary>Prints the kernel that chooses between the vector widths and calls a method for each.</summary>
    /// <param name="methods">For each width the method and its type of row.</param>
    public void PrintChoice(SourceWriter writer, string name, string summary, IReadOnlyList<(VectorWidth Width, string Method, string Row)> methods)
    {
        string arguments = string.Join(", ", Parameters.Select(parameter => (parameter.Type.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Name));
        string types = TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", TypeParameters.Select(parameter => parameter.Name))}>";
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Line($"public static void {name}{types}({Declaration(Parameters)})");
        PrintConstraints(writer, TypeParameters);
        using (writer.Block())
        {
            for (int index = 0; index < methods.Count; index++)
            {
                (VectorWidth width, string method, string row) = methods[index];
                string condition = $"if ({width.Type}.IsHardwareAccelerated)";
                writer.Line(index == 0 ? condition : index == methods.Count - 1 ? "else" : "else " + condition);
                using (writer.Indent())
                    writer.Line($"{method}{TypeArguments(row)}({arguments});");
            }
        }
    }

    /// <summary>Opens the method that does the work for one type of row.</summary>
    public SourceWriter.Scope Method(SourceWriter writer, string name) => Method(writer, name, Parameters);

    /// <summary>Opens a method that does a part of it, with parameters of its own.</summary>
    public SourceWriter.Scope Method(SourceWriter writer, string name, IEnumerable<(string Type, string Name)> parameters)
    {
        writer.Line(KernelText.HotPath);
        writer.Line($"private static void {name}{TypeArguments()}({Declaration(parameters)})");
        PrintConstraints(writer, TypeParameters.Append(Row));
        return writer.Block();
    }

    /// <summary>Prints the constraints of a method's type parameters.</summary>
    public static void PrintConstraints(SourceWriter writer, IEnumerable<(string Name, string Constraint)> parameters)
    {
        using (writer.Indent())
        {
            foreach ((string name, string constraint) in parameters)
                writer.Line($"where {name} : struct, {constraint}");
        }
    }

    private static string Declaration(IEnumerable<(string Type, string Name)> parameters) =>
        string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
}
