using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Where lies what a caller keeps from step to step: of recurrent layers the state, and memory behind it; of attention the steps so far, their keys and values; of positions the steps so far.
/// Where some states begin with what other layers give, the last number says whether they have. Attention and positions mirror the library's <c>AttentionKernels</c> and <c>ChannelKernels</c>.
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
            HasBeginning |= kernel is RecurrenceKernel recurrence && BeginsWithGiven(recurrence);
            Length += length;
            if (room > 0)
                Room = Room == 0 ? room : Math.Min(Room, room);
        }

        if (!HasBeginning)
            return;
        Begun = Length++;
        Beginning = KernelsOfBeginning(program);
    }

    /// <summary>Whether some states begin with what other layers give.</summary>
    public bool HasBeginning { get; }

    /// <summary>Where the number lies that isn't zero once they have.</summary>
    public int Begun { get; }

    /// <summary>The kernels, by their numbers, whose results nothing else reads.</summary>
    public IReadOnlyCollection<int> Beginning { get; } = [];

    /// <summary>Floats of all of them.</summary>
    public int Length { get; }

    /// <summary>Steps for which there is room; 0 for any number.</summary>
    public int Room { get; }

    /// <summary>Where a layer's begins.</summary>
    public int OffsetOf(int layer) => _offsets[layer];

    /// <summary>Whether a state that is carried begins with what another layer gives.</summary>
    public static bool BeginsWithGiven(RecurrenceKernel kernel) => kernel.Recurrence.CarriesState && (kernel.Initial != Kernel.None || kernel.InitialMemory != Kernel.None);

    private static HashSet<int> KernelsOfBeginning(KernelProgram program)
    {
        HashSet<int> read = [program.Output], beginning = [];
        for (int index = program.Kernels.Count - 1; index >= 0; index--)
        {
            Kernel kernel = program.Kernels[index];
            if (!kernel.Writes.Any(read.Contains))
                beginning.Add(index);
            else
                read.UnionWith(kernel is RecurrenceKernel { Recurrence.CarriesState: true } step ? [step.Source] : kernel.Reads);
        }

        return beginning;
    }

    private static (int Length, int Room) Of(Kernel kernel) => kernel switch
    {
        RecurrenceKernel { Recurrence: { CarriesState: true } recurrence } => ((recurrence.Cell == RecurrentCell.LSTM ? 2 : 1) * ChannelPadding.RoundUp(recurrence.Units), 0),
        AttentionKernel { CarriedSteps: > 0 and var room, Extent: var extent } =>
            (ChannelPadding.Lanes + extent.Heads * (extent.HeadFeatures * ChannelPadding.RoundUp(room) + room * ChannelPadding.RoundUp(extent.HeadValues)), room),
        BiasKernel { CarriedSteps: > 0 and var room } => (ChannelPadding.Lanes, room),
        _ => (0, 0),
    };
}
