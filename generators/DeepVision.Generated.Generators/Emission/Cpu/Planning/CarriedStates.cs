using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Where the states of recurrent layers lie that a caller keeps from step to step: state, and memory behind it. Where some begin with what other layers give, the last number says whether they have.
/// </summary>
internal sealed class CarriedStates
{
    private readonly Dictionary<int, int> _offsets = [];

    public CarriedStates(KernelProgram program)
    {
        foreach (RecurrenceKernel kernel in program.Kernels.OfType<RecurrenceKernel>().Where(kernel => kernel.Recurrence.CarriesState))
        {
            _offsets.Add(kernel.Layer, Length);
            HasBeginning |= BeginsWithGiven(kernel);
            Length += (kernel.Recurrence.Cell == RecurrentCell.LSTM ? 2 : 1) * ChannelPadding.RoundUp(kernel.Recurrence.Units);
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
}
