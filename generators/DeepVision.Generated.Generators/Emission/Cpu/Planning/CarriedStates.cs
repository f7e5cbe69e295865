using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Where lies what a caller keeps from step to step: of recurrent layers the state, and memory behind it; of attention the steps so far, their keys and values; of positions the steps so far.
/// Attention and positions mirror the library's <c>AttentionKernels</c> and <c>ChannelKernels</c>.
/// </summary>
internal sealed class CarriedStates
{
    private readonly Dictionary<int, int> _offsets = [];

    public CarriedStates(KernelProgram program)
    {
        foreach (Kernel kernel in program.Kernels)
        {
            (int length, int room) = Of(kernel);
            if (length == 0)
                continue;
            _offsets.Add(kernel.Layer, Length);
            Length += length;
            if (room > 0)
                Room = Room == 0 ? room : Math.Min(Room, room);
        }
    }

    /// <summary>Floats of all of them.</summary>
    public int Length { get; }

    /// <summary>Steps for which there is room; 0 for any number.</summary>
    public int Room { get; }

    /// <summary>Where a layer's begins.</summary>
    public int OffsetOf(int layer) => _offsets[layer];

    private static (int Length, int Room) Of(Kernel kernel) => kernel switch
    {
        RecurrenceKernel { Recurrence: var recurrence } => ((recurrence.Cell == RecurrentCell.LSTM ? 2 : 1) * ChannelPadding.RoundUp(recurrence.Units), 0),
        AttentionKernel { CarriedSteps: > 0 and var room, Extent: var extent } =>
            (ChannelPadding.Lanes + extent.Heads * (extent.HeadFeatures * ChannelPadding.RoundUp(room) + room * ChannelPadding.RoundUp(extent.HeadValues)), room),
        BiasKernel { CarriedSteps: > 0 and var room } => (ChannelPadding.Lanes, room),
        _ => (0, 0),
    };
}
