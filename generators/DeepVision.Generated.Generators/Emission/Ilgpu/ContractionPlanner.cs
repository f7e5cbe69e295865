using DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Chooses how a contraction runs on a GPU: by tiles in shared memory where its shape allows, directly elsewhere.</summary>
internal static class ContractionPlanner
{
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) Print(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
    {
        TiledContractionPrinter tiled = new(network, program, kernel);
        DirectContractionPrinter direct = new(network, program, kernel);
        bool isTiled = TiledContractionPrinter.Fits(kernel);
        switch (kernel.Pass)
        {
            case ContractionPass.Forward when isTiled && program.PartsOf(kernel) is { } parts:
                return ([tiled.Forward(parts.Count, parts.Memory), ForwardSumPrinter.Print(network, program, kernel, parts)], 0);
            case ContractionPass.Forward:
                return ([isTiled ? tiled.Forward() : direct.Forward()], 0);
            case ContractionPass.InputGradient:
                return ([isTiled ? tiled.InputGradient() : direct.InputGradient()], 0);
            default:
                return isTiled ? TiledWeightGradient(network, kernel, tiled) : DirectWeightGradient(network, program, kernel, direct);
        }
    }

    /// <summary>
    /// Parts of the reduction of a dense layer's forward pass, whose results are too few to keep a GPU busy; 1 for all others.
    /// </summary>
    public static int ForwardParts(IlgpuTarget target, ContractionKernel kernel)
    {
        if (kernel.Pass != ContractionPass.Forward || !kernel.Geometry.IsDense || !TiledContractionPrinter.Fits(kernel))
            return 1;
        int columns = ChannelPadding.RoundUp(kernel.Geometry.OutputChannels);
        int reduction = kernel.Geometry.InputChannels;
        TileShape tile = TileTable.Choose(target, TileTable.UsualBatch, columns, reduction);
        int groups = ExactDivision.Groups(TileTable.UsualBatch, tile.Rows) * (columns / tile.Columns);
        int steps = ExactDivision.Groups(reduction, tile.Depth);
        // A part of fewer than four steps spends more on its start and its sum than it saves.
        int parts = Math.Max(1, Math.Min(TileTable.ManyGroups / 2 / groups, steps / 4));
        // Parts of whole steps, none of them empty.
        return ExactDivision.Groups(steps, ExactDivision.Groups(steps, Math.Min(parts, target.IsSmall ? 2 : 32)));
    }

    private static (IReadOnlyList<KernelLaunch>, int) TiledWeightGradient(IlgpuNetwork network, ContractionKernel kernel, TiledContractionPrinter tiled)
    {
        WeightGradientPlan plan = WeightGradientPlan.Of(network, kernel, TiledParts(network, kernel));
        bool isWhole = plan.Parts == 1;
        string scratch = $"memory.Scratch(0, {plan.ScratchFloats})";
        string? bias = plan.BiasLength == 0 ? null
            : isWhole ? network.Gradients(kernel.Bias)
            : $"memory.Scratch({plan.WeightLength}, {plan.ScratchFloats - plan.WeightLength})";
        List<KernelLaunch> launches = [tiled.WeightGradient(plan.Parts, plan.Stride, isWhole ? network.Gradients(kernel.Weight) : scratch, bias)];
        if (!isWhole)
            launches.Add(SumOfParts(network, kernel, plan, scratch));
        return (launches, plan.ScratchFloats);
    }

    private static int TiledParts(IlgpuNetwork network, ContractionKernel kernel)
    {
        const int MostFloats = 1 << 23;
        ContractionGeometry geometry = kernel.Geometry;
        TileShape tile = TiledContractionPrinter.WeightGradientTile(network, kernel);
        int groups = ExactDivision.Groups(geometry.Vertical.Size * geometry.Horizontal.Size * geometry.InputChannels, tile.Rows)
            * (ChannelPadding.RoundUp(geometry.OutputChannels) / tile.Columns);
        int steps = ExactDivision.Groups((long)TileTable.UsualBatch * geometry.Vertical.Output * geometry.Horizontal.Output, tile.Depth);
        int parts = Math.Min(Math.Min(2 * TileTable.ManyGroups / groups, steps / 4), MostFloats / network.LayoutOf(kernel.Weight).PackedLength);
        return Math.Max(1, Math.Min(parts, network.Target.IsSmall ? 3 : 128));
    }

    private static (IReadOnlyList<KernelLaunch>, int) DirectWeightGradient(
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
            launches.Add(SumOfParts(network, kernel, plan, scratch));
        return launches;
    }

    private static KernelLaunch SumOfParts(IlgpuNetwork network, ContractionKernel kernel, WeightGradientPlan plan, string scratch)
    {
        // The bias lies behind its weights among the parameters, as in each part.
        int offset = network.Parameters.Parameters[kernel.Weight].Offset;
        return SumPrinter.Parts(network, kernel.Name + "Sum", scratch, $"memory.Gradients({offset}, {plan.Stride})", plan.Stride, plan.Parts);
    }

    private static int DirectParts(IlgpuNetwork network, ContractionKernel kernel)
    {
        const int MostFloats = 1 << 20;
        int length = network.LayoutOf(kernel.Weight).PackedLength;
        return Math.Max(1, Math.Min(network.Target.IsSmall ? 3 : 32, MostFloats / length));
    }
}
