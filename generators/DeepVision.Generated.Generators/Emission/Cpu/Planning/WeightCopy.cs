using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>A copy of a weight that a kernel of the training step reads.</summary>
/// <param name="Kernel">The one that reads it.</param>
/// <param name="Transposed">The transposed weights; where there are planes too, they only pass through scratch memory, of which the convolution itself needs more.</param>
/// <param name="Planes">The planes of a Winograd convolution, or null.</param>
/// <param name="Stage">The stage in front of which it is made.</param>
/// <param name="IsInTime">Whether it is made anew in every step and lives no longer than the stage that reads it.</param>
/// <param name="Part">Which part of the kernel reads it, each in the stage behind that of the one before; the copies of all lie in one place.</param>
internal sealed record WeightCopy(ContractionKernel Kernel, TransposedWeight? Transposed, WinogradWeight? Planes, int Stage, bool IsInTime, int Part = 0)
{
    /// <summary>Smaller copies are kept: together they are small too, and that they are made is nothing to wait for.</summary>
    private const int KeptFloats = 256 * 1024;

    /// <summary>Parts of the kernel.</summary>
    public int Parts { get; init; } = 1;

    public int Length => Planes?.Length ?? Transposed!.Length;

    /// <summary>Independent units of the work that makes it.</summary>
    public int Units => Transposed?.Units ?? Planes!.Units;

    /// <summary>All copies of a schedule: transposed weights first, then planes.</summary>
    public static WeightCopy[] AllOf(CpuSchedule schedule, ParameterPlan parameters)
    {
        Dictionary<ContractionKernel, int> stages = [];
        for (int stage = schedule.Stages.Count - 1; stage >= 0; stage--)
        {
            foreach (Kernel kernel in schedule.Stages[stage].Segments.SelectMany(segment => segment.Kernels).Select(index => schedule.Program.Kernels[index]))
            {
                if (kernel is ContractionKernel contraction)
                    stages[contraction] = stage;
            }
        }

        return
        [
            .. schedule.Program.Kernels.OfType<ContractionKernel>()
                .Where(kernel => kernel.Pass != ContractionPass.WeightGradient)
                .SelectMany(Of)
                .OrderBy(copy => copy.Planes is not null),
        ];

        IEnumerable<WeightCopy> Of(ContractionKernel kernel)
        {
            TransposedWeight? transposed = TransposedWeight.IsReadBy(kernel, schedule.Plans[kernel]) ? TransposedWeight.Of(kernel, 0) : null;
            WinogradWeight? planes = schedule.Plans[kernel] is WinogradContraction { ReadsCopy: true } plan ? WinogradWeight.Of(kernel, plan, parameters, 0) : null;
            if (transposed is null && planes is null)
                return [];
            int parts = schedule.Plans[kernel] is WinogradContraction winograd ? winograd.Parts : 1;
            WeightCopy copy = new(kernel, transposed is null ? null : transposed with { Blocks = transposed.Blocks / parts }, planes, Stage: 0, IsInTime: false) { Parts = parts };
            return schedule.MakesCopiesInTime && copy.Length > KeptFloats
                ? Enumerable.Range(0, parts).Select(part => copy with { Stage = stages[kernel] + part, IsInTime = true, Part = part })
                : [copy];
        }
    }
}
