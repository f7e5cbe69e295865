using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Memory that a recurrence uses while it runs. Mirrors the library's <c>RecurrenceGeometry</c>.</summary>
internal static class ScanScratch
{
    /// <summary>Samples that go through the steps together.</summary>
    private const int GroupSamples = 32;

    public static int FloatsOf(Kernel kernel) => kernel switch
    {
        // State, memory and what the state gives the gates.
        RecurrenceKernel { Recurrence: var recurrence } => GroupSamples * (2 * Units(recurrence) + Gates(recurrence)),

        // The gradients of state and memory, the part of the state's that passes the gates by, the gradients of the gates, and the turned weights.
        RecurrenceGradientKernel { Recurrence: var recurrence } =>
            GroupSamples * (3 * Units(recurrence) + Gates(recurrence)) + Units(recurrence) * recurrence.GateValues,
        _ => 0,
    };

    private static int Units(RecurrenceOperation recurrence) => ChannelPadding.RoundUp(recurrence.Units);

    private static int Gates(RecurrenceOperation recurrence) => ChannelPadding.RoundUp(recurrence.GateValues);
}
