using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>
/// Which buffers lie in the same place. A program writes new buffers only; where a kernel may overwrite an operand that
/// nobody reads behind it, in the order in which a backend runs the kernels, its result takes the operand's place.
/// </summary>
/// <param name="Storages">Buffer → the first of the buffers that lie in its place.</param>
internal sealed record StoragePlan(EquatableArray<int> Storages)
{
    /// <summary>Buffers that lie among the channels of another one.</summary>
    public ChannelViews Views { get; init; } = ChannelViews.None;

    /// <summary>The buffer that gives the place its name: the first of those that lie there.</summary>
    public int Of(int buffer) => Storages[buffer];

    /// <summary>Whether two buffers lie in one place.</summary>
    public bool IsShared(int one, int other) => Storages[one] == Storages[other];

    /// <summary>Plans the places of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="order">The kernels in the order in which they run; one that runs twice stands there twice.</param>
    /// <param name="kept">Buffers in whose place nothing else may lie.</param>
    /// <param name="channelViews">Buffers that lie among the channels of another one; null if there are none.</param>
    public static StoragePlan Of(KernelProgram program, IReadOnlyList<int> order, ISet<int> kept, ChannelViews? channelViews = null)
    {
        ChannelViews views = channelViews ?? ChannelViews.None;
        var lastUse = new int[program.Buffers.Count];
        for (int position = 0; position < order.Count; position++)
        {
            Kernel kernel = program.Kernels[order[position]];
            foreach (int id in kernel.Reads.Concat(kernel.Writes))
                lastUse[id] = position;
        }

        // Those are read from outside.
        foreach (int outside in program.Inputs.Concat(program.Results))
            lastUse[outside] = order.Count;
        int[] storages = [.. Enumerable.Range(0, program.Buffers.Count)];
        HashSet<int> lasting = [.. kept, .. views.Buffers, .. storages.Where(views.HasParts)];
        for (int position = 0; position < order.Count; position++)
        {
            Kernel kernel = program.Kernels[order[position]];
            int operand = kernel.MayOverwrite;
            int result = kernel.Writes.FirstOrDefault();
            if (operand != Kernel.None && lastUse[operand] == position && !lasting.Contains(operand) && !kept.Contains(result) && views.Of(result) is null)
                storages[result] = storages[operand];
        }

        foreach (int part in views.Buffers)
            storages[part] = storages[views.Of(part)!.Value.Target];

        StoragePlan plan = new(storages.ToEquatableArray()) { Views = views };
        StorageVerifier.Verify(program, order, plan);
        return plan;
    }
}
