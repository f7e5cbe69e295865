using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Chooses how a contraction runs on a GPU: by tiles in shared memory where its shape allows, directly elsewhere.</summary>
internal static class ContractionPlanner
{
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) Print(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
    {
        DirectContractionPrinter direct = new(network, program, kernel);
        return kernel.Pass switch
        {
            ContractionPass.Forward => ([direct.Forward()], 0),
            ContractionPass.InputGradient => ([direct.InputGradient()], 0),
            _ => WeightGradient(network, program, kernel, direct),
        };
    }

    private static (IReadOnlyList<KernelLaunch>, int) WeightGradient(
        IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel, DirectContractionPrinter direct)
    {
        WeightGradientPlan plan = WeightGradientPlan.Of(network, kernel, DirectParts(network, kernel));
        return (WithSums(network, program, kernel, plan, direct.WeightGradient), plan.ScratchFloats);
    }

    /// <summary>The gradients of weights and bias: the parts side by side in scratch memory, then one sum over both.</summary>
    private static List<KernelLaunch> WithSums(
        IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel, WeightGradientPlan plan, Func<int, int, string, KernelLaunch> printWeights)
    {
        bool isWhole = plan.Parts == 1;
        string scratch = $"memory.Scratch(0, {plan.ScratchFloats})";
        string biasScratch = $"memory.Scratch({plan.WeightLength}, {plan.ScratchFloats - plan.WeightLength})";
        List<KernelLaunch> launches = [printWeights(plan.Parts, plan.Stride, isWhole ? network.Gradients(kernel.Weight) : scratch)];
        if (plan.BiasLength > 0)
        {
            launches.Add(SumPrinter.Channels(
                network, kernel.Name + "Bias", program.Values(kernel.Gradient), program[kernel.Gradient],
                isWhole ? network.Gradients(kernel.Bias) : biasScratch, plan.Parts, plan.Stride));
        }

        if (!isWhole)
        {
            // The bias lies behind its weights among the parameters, as in each part.
            int offset = network.Parameters.Parameters[kernel.Weight].Offset;
            launches.Add(SumPrinter.Parts(
                network, kernel.Name + "Sum", scratch, $"memory.Gradients({offset}, {plan.Stride})", plan.Stride, plan.Parts));
        }

        return launches;
    }

    private static int DirectParts(IlgpuNetwork network, ContractionKernel kernel)
    {
        const int MostFloats = 1 << 20;
        int length = network.LayoutOf(kernel.Weight).PackedLength;
        return Math.Max(1, Math.Min(network.Target.IsSmall ? 3 : 32, MostFloats / length));
    }
}
