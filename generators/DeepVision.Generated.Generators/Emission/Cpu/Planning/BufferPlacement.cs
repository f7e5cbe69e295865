using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Gives every buffer its scope and place. A buffer that only one segment of groups touches lives in the worker's
/// scratch memory; all others have a place for each sample, shared between buffers whose stages don't meet.
/// </summary>
internal sealed record BufferPlacement(
    EquatableArray<PlacedBuffer> Buffers, int BatchFloats, int BatchBytes, int ScratchFloats, int ScratchBytes)
{
    /// <param name="storage">Which buffers lie in one place.</param>
    /// <param name="units">Kernels that run in units over all samples.</param>
    /// <param name="recomputed">Buffers that are made in two segments of groups.</param>
    public static BufferPlacement Of(
        KernelProgram program, StoragePlan storage, IReadOnlyList<Stage> stages, IReadOnlyList<UnitKernel> units, HashSet<int> recomputed)
    {
        int count = program.Buffers.Count;
        // Buffer → the segments that touch it, in order, and when each of them begins and ends to, counted in kernels.
        var segments = new List<(Segment Segment, int First, int Last)>[count];
        var (firstStage, lastStage) = (new int[count], new int[count]);
        for (int id = 0; id < count; id++)
        {
            segments[id] = [];
            (firstStage[id], lastStage[id]) = (int.MaxValue, -1);
        }

        int time = 0;
        for (int stage = 0; stage < stages.Count; stage++)
        {
            foreach (Segment segment in stages[stage].Segments)
            {
                foreach (int kernel in segment.Kernels)
                    Use(kernel, stage, segment);
            }
        }

        // Those are read or written over all samples: by units, and the results by the caller.
        HashSet<int> whole = [];
        foreach (UnitKernel unit in units)
        {
            Use(unit.Kernel, unit.Stage, null);
            whole.UnionWith(program.Kernels[unit.Kernel].Reads.Concat(program.Kernels[unit.Kernel].Writes).Select(storage.Of));
        }

        foreach (int result in program.Results.Select(storage.Of))
        {
            lastStage[result] = stages.Count;
            whole.Add(result);
        }

        HashSet<int> inputs = [.. program.Inputs];

        bool IsGroup(int id) =>
            !whole.Contains(id)
            && (segments[id].Count == 1 || recomputed.Contains(id))
            && segments[id].All(use => use.Segment.Kind == SegmentKind.Groups);
        HashSet<int> inner = [.. stages.SelectMany(stage => stage.Segments).SelectMany(segment => segment.Bands).SelectMany(band => band.InnerBuffers(program))];
        int[] all = [.. Enumerable.Range(0, count).Where(id => !inputs.Contains(id) && lastStage[id] >= 0 && !inner.Contains(id))];

        var placed = new PlacedBuffer[count];
        foreach (int outside in Enumerable.Range(0, count).Where(id => inputs.Contains(id) || lastStage[id] < 0))
            placed[outside] = new PlacedBuffer(BufferScope.External, 0);
        foreach (int id in inner)
            placed[id] = new PlacedBuffer(BufferScope.Band, 0);
        var lengths = new Dictionary<(BufferScope, ElementKind), int>();
        foreach (ElementKind kind in new[] { ElementKind.Float, ElementKind.Byte })
        {
            (Dictionary<int, int> batch, int batchLength) = ArenaPlanner.Plan(all
                .Where(id => program.Buffers[id].Kind == kind && !IsGroup(id))
                .Select(id => new ArenaRequest(id, program.Buffers[id].SampleLength, firstStage[id], lastStage[id])));
            (Dictionary<int, int> group, int groupLength) = ArenaPlanner.Plan(all
                .Where(id => program.Buffers[id].Kind == kind && IsGroup(id))
                .Select(id => new ArenaRequest(
                    id, segments[id].Max(use => use.Segment.LengthOf(program.Buffers[id])), segments[id][0].First, segments[id][0].Last)
                {
                    Again = segments[id].Count == 1 ? null : (segments[id][1].First, segments[id][1].Last),
                }));
            foreach (KeyValuePair<int, int> item in batch)
                placed[item.Key] = new PlacedBuffer(BufferScope.Batch, item.Value);
            foreach (KeyValuePair<int, int> item in group)
                placed[item.Key] = new PlacedBuffer(BufferScope.Group, item.Value);
            lengths[(BufferScope.Batch, kind)] = batchLength;
            lengths[(BufferScope.Group, kind)] = groupLength;
        }

        for (int id = 0; id < count; id++)
            placed[id] = placed[storage.Of(id)] with { FirstChannel = storage.Views.Of(id)?.FirstChannel ?? 0 };

        return new BufferPlacement(
            placed.ToEquatableArray(),
            lengths[(BufferScope.Batch, ElementKind.Float)], lengths[(BufferScope.Batch, ElementKind.Byte)],
            lengths[(BufferScope.Group, ElementKind.Float)], lengths[(BufferScope.Group, ElementKind.Byte)]);

        void Use(int kernel, int stage, Segment? segment)
        {
            foreach (int id in program.Kernels[kernel].Reads.Concat(program.Kernels[kernel].Writes).Select(storage.Of))
            {
                (firstStage[id], lastStage[id]) = (Math.Min(firstStage[id], stage), Math.Max(lastStage[id], stage));
                if (segment is null)
                    continue;
                List<(Segment Segment, int First, int Last)> uses = segments[id];
                if (uses.Count > 0 && ReferenceEquals(uses[uses.Count - 1].Segment, segment))
                    uses[uses.Count - 1] = uses[uses.Count - 1] with { Last = time };
                else
                    uses.Add((segment, time, time));
            }

            // All operands of bands are in use at the same time.
            if (segment?.BandOf(kernel) is not { } band || kernel == band.Kernels[band.Kernels.Count - 1])
                time++;
        }
    }
}
