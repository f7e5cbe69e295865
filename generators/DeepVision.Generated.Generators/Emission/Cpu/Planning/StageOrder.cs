using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// The order of a program in which workers meet least: what needs no sum over the batch that isn't there yet comes in front of the place where they
/// meet next. Branches side by side, each with a batch normalisation, then wait for each other once, not one behind the other, and what all of them read
/// is still in cache. Kernels of one stage keep their order, and no sum depends on it.
/// </summary>
internal static class StageOrder
{
    public static KernelProgram Of(KernelProgram program)
    {
        // Where the caller comes in between, or a part is left out at times, the order is given.
        if (program.InputGradientStart != Kernel.None || !program.Kernels.Any(IsCombined))
            return program;
        int[] stages = StagesOf(program);
        return program with
        {
            Kernels = program.Kernels.Select((kernel, index) => (kernel, stage: stages[index]))
                .OrderBy(item => item.stage)
                .ThenBy(item => IsCombined(item.kernel))
                .Select(item => item.kernel)
                .ToEquatableArray(),
        };
    }

    /// <summary>For each kernel, how often workers must meet in front of it.</summary>
    private static int[] StagesOf(KernelProgram program)
    {
        int[] stages = new int[program.Kernels.Count], made = new int[program.Buffers.Count];
        Dictionary<StateAccess, int> combined = [];
        int first = 0, latest = 0;
        for (int index = 0; index < stages.Length; index++)
        {
            Kernel kernel = program.Kernels[index];
            // Nothing goes back before all is forward: gradients that come early would only take memory.
            if (kernel is LossKernel)
                first = latest;
            int stage = kernel.StateReads.Select(access => combined.TryGetValue(access, out int there) ? there : 0)
                .Concat(kernel.Reads.Select(buffer => made[buffer])).Append(first).Max();
            stages[index] = stage;
            latest = Math.Max(latest, stage);
            foreach (int buffer in kernel.Writes)
                made[buffer] = stage;
            if (!IsCombined(kernel))
                continue;
            foreach (StateAccess access in kernel.StateWrites)
                combined[access] = stage + 1;
        }

        return stages;
    }

    private static bool IsCombined(Kernel kernel) => kernel is BatchNormKernel { SynchronizesBatch: true };
}
