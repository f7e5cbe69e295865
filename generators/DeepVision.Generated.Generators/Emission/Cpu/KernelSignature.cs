namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Parameters of a printed kernel, in order.</summary>
/// <param name="TypeParameters">Type parameters besides that of the row.</param>
internal sealed record KernelSignature((string Type, string Name)[] Parameters, bool HasActivation)
{
    private const string ActivationConstraint = "where TActivation : struct, ITileActivation";
    private const string RowConstraint = "where TRow : struct, ITileRow<TRow>";

    public string Declaration => string.Join(", ", Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));

    /// <summary>The parameters as arguments of a method with the same ones.</summary>
    public string Arguments => string.Join(", ", Parameters.Select(parameter => (parameter.Type.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Name));

    /// <summary>Type arguments of a method that runs with a type of row.</summary>
    public string TypeArguments(string row) => HasActivation ? $"<TActivation, {row}>" : $"<{row}>";

    /// <summary>Opens the kernel that chooses between the vector widths and calls a method for each.</summary>
    /// <param name="methods">For each width the method and its type of row.</param>
    public void PrintChoice(SourceWriter writer, string name, string summary, IReadOnlyList<(VectorWidth Width, string Method, string Row)> methods)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public static void {name}{(HasActivation ? "<TActivation>" : "")}({Declaration})");
        if (HasActivation)
            Constrain(writer, ActivationConstraint);
        using (writer.Block())
        {
            for (int index = 0; index < methods.Count; index++)
            {
                (VectorWidth width, string method, string row) = methods[index];
                string condition = $"if ({width.Type}.IsHardwareAccelerated)";
                writer.Line(index == 0 ? condition : index == methods.Count - 1 ? "else" : "else " + condition);
                using (writer.Indent())
                    writer.Line($"{method}{TypeArguments(row)}({Arguments});");
            }
        }
    }

    /// <summary>Opens a method that does the work for one type of row.</summary>
    public SourceWriter.Scope Method(SourceWriter writer, string name)
    {
        writer.Line(KernelText.HotPath);
        writer.Line($"private static void {name}{TypeArguments("TRow")}({Declaration})");
        if (HasActivation)
            Constrain(writer, ActivationConstraint);
        Constrain(writer, RowConstraint);
        return writer.Block();
    }

    private static void Constrain(SourceWriter writer, string constraint)
    {
        using (writer.Indent())
            writer.Line(constraint);
    }
}
