using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// The printed kernels of one network. Contractions with equal plans are one kernel: every place in memory is an argument,
/// so layers of equal shape share it.
/// </summary>
/// <param name="takesUnits">Whether convolutions take a range of their units: in networks whose workers share kernels.</param>
internal sealed class KernelLibrary(bool takesUnits)
{
    private readonly Dictionary<ContractionPlan, string> _names = [];
    private readonly List<(ContractionPlan Plan, string Name)> _kernels = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Adds a kernel unless an equal one is there.</summary>
    /// <returns>The name to call.</returns>
    public string Add(ContractionPlan plan, string name)
    {
        if (_names.TryGetValue(plan, out string? known))
            return known;
        string unique = name;
        for (int number = 2; !_taken.Add(unique); number++)
            unique = name + CSharpLiteral.Of(number);
        _names.Add(plan, unique);
        _kernels.Add((plan, unique));
        return unique;
    }

    /// <summary>Writes the class of all kernels.</summary>
    public void Write(SourceWriter writer)
    {
        if (_kernels.Count == 0)
            return;
        writer.Line("/// <summary>");
        writer.Line("/// The kernels of this network that depend on its shapes. Each is written for rows of vectors of any size; the JIT compiler");
        writer.Line("/// makes the one for the processor.");
        writer.Line("/// </summary>");
        using (writer.Block("file static class Kernels"))
        {
            for (int index = 0; index < _kernels.Count; index++)
            {
                if (index > 0)
                    writer.Line();
                (ContractionPlan plan, string name) = _kernels[index];
                Print(writer, plan, name);
            }

            foreach (PoolingWindow window in _kernels.Select(kernel => (kernel.Plan as SpatialContraction)?.Window).OfType<PoolingWindow>().Distinct())
            {
                writer.Line();
                PooledEpiloguePrinter.PrintMethod(writer, window);
            }
        }
    }

    private void Print(SourceWriter writer, ContractionPlan plan, string name)
    {
        switch (plan)
        {
            case SpatialContraction spatial:
                new SpatialContractionPrinter(writer, spatial, name, takesUnits).Print();
                break;
            case SpatialWeightGradient gradient:
                new SpatialWeightGradientPrinter(writer, gradient, name).Print();
                break;
            default:
                throw new InvalidOperationException($"{plan.GetType().Name} is a kernel of the runtime library.");
        }
    }
}
