using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Where the states of recurrent layers lie that a caller keeps from step to step: state, and memory behind it.</summary>
internal sealed class CarriedStates
{
    private readonly Dictionary<int, int> _offsets = [];

    public CarriedStates(KernelProgram program)
    {
        foreach (RecurrenceKernel kernel in program.Kernels.OfType<RecurrenceKernel>())
        {
            _offsets.Add(kernel.Layer, Length);
            Length += (kernel.Recurrence.Cell == RecurrentCell.LSTM ? 2 : 1) * ChannelPadding.RoundUp(kernel.Recurrence.Units);
        }
    }

    /// <summary>Floats of all of them.</summary>
    public int Length { get; }

    /// <summary>Where a layer's begins.</summary>
    public int OffsetOf(int layer) => _offsets[layer];
}
