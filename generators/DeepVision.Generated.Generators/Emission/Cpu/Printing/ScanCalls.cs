using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of recurrences.</summary>
internal static class ScanCalls
{
    private const string Nothing = "ref Unsafe.NullRef<float>()";

    public static IEnumerable<string> Call(Kernel kernel, CpuNetwork network, EngineFields fields, BufferReferences buffers, string sample, string count)
    {
        string At(int id) => id == Kernel.None ? Nothing : "ref " + buffers.At(id, sample);
        string Parameter(int index) => index == Kernel.None ? Nothing : $"ref Weights({network.OffsetOf(index)})";
        string Geometry(RecurrenceOperation recurrence, int weight) => fields.RecurrenceGeometry(kernel.Layer, recurrence, network.Parameters.Parameters[weight].Layout.Block);
        string State(RecurrenceKernel scan) => KernelText.Ref("state", CSharpLiteral.Of(network.States!.OffsetOf(scan.Layer)));
        string scratch = "ref " + buffers.KernelScratchOf("worker.Index");
        if (kernel is RecurrenceKernel beginning && CarriedStates.BeginsWithGiven(beginning))
        {
            yield return "if (begins)";
            yield return $"    RecurrenceKernels.Begin({Geometry(beginning.Recurrence, beginning.Weight)}, {At(beginning.Initial)}, {At(beginning.InitialMemory)}, {State(beginning)});";
        }

        yield return kernel switch
        {
            RecurrenceKernel { Recurrence.CarriesState: true } scan =>
                $"RecurrenceKernels.Next<{CellOf(scan.Recurrence)}>({Geometry(scan.Recurrence, scan.Weight)}, {At(scan.Source)}, {Parameter(scan.Weight)}, {Parameter(scan.Bias)}, "
                + $"{State(scan)}, {At(scan.Target)}, {scratch});",
            RecurrenceKernel scan =>
                $"RecurrenceKernels.Forward<{CellOf(scan.Recurrence)}>({Geometry(scan.Recurrence, scan.Weight)}, {At(scan.Source)}, {Parameter(scan.Weight)}, {Parameter(scan.Bias)}, "
                + $"{At(scan.Initial)}, {At(scan.InitialMemory)}, {At(scan.Factors)}, {At(scan.Target)}, {At(scan.States)}, {At(scan.Notes)}, {scratch}, {count});",
            RecurrenceGradientKernel scan =>
                $"RecurrenceKernels.Backward<{CellOf(scan.Recurrence)}>({Geometry(scan.Recurrence, scan.Weight)}, {At(scan.Gradient)}, {Parameter(scan.Weight)}, "
                + $"{At(scan.States)}, {At(scan.Notes)}, {At(scan.InitialMemory)}, {At(scan.Target)}, {At(scan.HiddenTarget == Kernel.None ? scan.Target : scan.HiddenTarget)}, {At(scan.InitialTarget)}, {At(scan.MemoryTarget)}, {At(scan.Factors)}, "
                + $"{scratch}, {count});",
            _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no call."),
        };
    }

    /// <summary>The call for steps of sequences that differ in length.</summary>
    public static string Steps(StepsKernel kernel, BufferReferences buffers, string sample, string count)
    {
        TensorBuffer sequence = buffers[kernel.IsGradient ? kernel.Target : kernel.Source];
        string operands = $"ref {buffers.At(kernel.Source, sample)}, ref {buffers.At(kernel.Lengths, sample)}, {buffers[kernel.Lengths].SampleLength}, ref {buffers.At(kernel.Target, sample)}";
        string size = $"{count}, {sequence.Pixels}, {sequence.PixelStride}";
        return (kernel.Steps, kernel.IsGradient) switch
        {
            (StepsKind.MaskLowest, false) => $"StepsKernels.MaskLowest({operands}, {size}, {sequence.Channels});",
            (StepsKind.Mask or StepsKind.MaskLowest, _) => $"StepsKernels.Mask({operands}, {size});",
            (StepsKind.Reverse, _) => $"StepsKernels.Reverse({operands}, {size});",
            (_, true) => $"StepsKernels.{kernel.Steps}Gradient({operands}, {size});",
            _ => $"StepsKernels.{kernel.Steps}({operands}, {size});",
        };
    }

    private static string CellOf(RecurrenceOperation recurrence) =>
        recurrence.Cell is RecurrentCell.Tanh or RecurrentCell.ReLU ? $"SimpleCell<{recurrence.Cell}Nonlinearity>" : recurrence.Cell + "Cell";
}
