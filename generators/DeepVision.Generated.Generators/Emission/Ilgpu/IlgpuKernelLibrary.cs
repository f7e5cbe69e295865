using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// The printed kernels of one network. Kernels with the same operands and the same text are printed once: every offset is
/// an argument, so layers of equal shape share them.
/// </summary>
internal sealed class IlgpuKernelLibrary
{
    private readonly Dictionary<(EquatableArray<KernelParameter>, string, int, int), KernelFunction> _byText = [];
    private readonly List<KernelFunction> _functions = [];

    public IReadOnlyList<KernelFunction> Functions => _functions;

    /// <summary>Adds a kernel unless an equal one is there, and gives its launch.</summary>
    public KernelLaunch Launch(
        string name, string summary, KernelOperands operands, SourceWriter body, int threads, (string, string, string) groups, int minGroups = 0)
    {
        string text = body.ToString();
        if (!_byText.TryGetValue((operands.Parameters, text, threads, minGroups), out KernelFunction? function))
        {
            string unique = name;
            for (int number = 2; _functions.Any(other => other.Name == unique); number++)
                unique = name + CSharpLiteral.Of(number);
            function = new KernelFunction(unique, summary, operands.Parameters, text, threads, minGroups, operands.AsksForTarget);
            _byText.Add((operands.Parameters, text, threads, minGroups), function);
            _functions.Add(function);
        }

        return new KernelLaunch(function, groups, operands.Arguments);
    }

    public void Write(SourceWriter writer)
    {
        writer.Line("/// <summary>The kernels of this network; ILGPU compiles them for the device that runs it.</summary>");
        using (writer.Block("file static class IlgpuKernels"))
        {
            for (int index = 0; index < _functions.Count; index++)
            {
                if (index > 0)
                    writer.Line();
                KernelFunction function = _functions[index];
                writer.Line($"/// <summary>{function.Summary}</summary>");
                string parameters = string.Join(", ", function.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
                string typeParameter = function.AsksForTarget ? $"<{KernelFunction.Target}>" : "";
                writer.Line($"public static void {function.Name}{typeParameter}({parameters})");
                if (function.AsksForTarget)
                    writer.Line($"    where {KernelFunction.Target} : struct, IKernelTarget");
                using (writer.Block())
                    writer.Line(function.Body.TrimEnd('\n'));
            }
        }
    }
}
