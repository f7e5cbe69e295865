using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Runs a schedule in thought and watches the memory that its buffers share; a failure is a mistake of ours, not of the user.</summary>
internal sealed class PlacementVerifier
{
    private readonly CpuSchedule _schedule;

    private readonly Dictionary<ElementKind, ArenaContents> _batch = new() { [ElementKind.Float] = new(), [ElementKind.Byte] = new() };

    private PlacementVerifier(CpuSchedule schedule) => _schedule = schedule;

    /// <exception cref="InvalidOperationException">
    /// A kernel would read what another buffer has overwritten, or what lies in scratch memory of another group; two buffers
    /// overlap while workers may be at either; a buffer reaches beyond its memory.
    /// </exception>
    public static void Verify(CpuSchedule schedule) => new PlacementVerifier(schedule).Run();

    private void Run()
    {
        for (int index = 0; index < _schedule.Stages.Count; index++)
        {
            Stage stage = _schedule.Stages[index];
            CheckBatch([.. stage.Segments.SelectMany(segment => segment.Kernels)]);
            foreach (Segment segment in stage.Segments)
                CheckScratch(segment);
            CheckUnits(index);
        }

        CheckUnits(_schedule.Stages.Count);
        foreach (int result in _schedule.Program.Results.Select(_schedule.Storage.Of))
            Require(_batch[ElementKind.Float].Holds(result), $"{NameOf(result)}, a result, isn't kept");
    }

    /// <summary>Weight gradients behind a stage, over all samples.</summary>
    private void CheckUnits(int stage)
    {
        int[] kernels = [.. _schedule.UnitsBehind(stage).Select(unit => unit.Kernel)];
        CheckBatch(kernels);
        CheckScratch(new Segment(SegmentKind.Samples, 0, new(kernels)));
    }

    /// <summary>
    /// Places for every sample. Workers are anywhere in a stage, so what one stage touches must not overlap, and what it reads
    /// first must lie there from an earlier one.
    /// </summary>
    private void CheckBatch(int[] kernels)
    {
        HashSet<int> touched = [];
        foreach (Kernel kernel in kernels.Select(index => _schedule.Program.Kernels[index]))
        {
            foreach (int place in PlacesOf(kernel.Reads, BufferScope.Batch))
                Require(!touched.Add(place) || ArenaOf(place).Holds(place), $"{kernel.Name} reads {NameOf(place)}, which isn't in its place");
            foreach (int place in PlacesOf(kernel.Writes, BufferScope.Batch))
            {
                int length = _schedule.Program.Buffers[place].SampleLength;
                touched.Add(place);
                foreach (int other in ArenaOf(place).At(place, _schedule.Buffers[place].Offset, length))
                    Require(!touched.Contains(other), $"{kernel.Name} writes {NameOf(place)} over {NameOf(other)}, which the same stage uses");
                CheckEnd(place, length, IsFloat(place) ? _schedule.BatchFloats : _schedule.BatchBytes);
                ArenaOf(place).Put(place, _schedule.Buffers[place].Offset, length);
            }
        }

        ArenaContents ArenaOf(int place) => _batch[_schedule.Program.Buffers[place].Kind];
    }

    /// <summary>Scratch memory: nothing is left from another segment or group.</summary>
    private void CheckScratch(Segment segment)
    {
        Dictionary<ElementKind, ArenaContents> scratch = new() { [ElementKind.Float] = new(), [ElementKind.Byte] = new() };
        foreach (int index in segment.Kernels)
        {
            Kernel kernel = _schedule.Program.Kernels[index];
            int[] reads = [.. PlacesOf(kernel.Reads, BufferScope.Group)];
            KernelBand? band = segment.BandOf(index);
            int[] inUse = band is null ? reads : [.. band.Kernels.SelectMany(number => OperandsOf(number, BufferScope.Group))];
            foreach (int place in OperandsOf(index, BufferScope.Band))
                Require(band is not null && band.InnerBuffers(_schedule.Program).Contains(place), $"{kernel.Name} uses {NameOf(place)}, of which only bands exist");
            foreach (int place in reads)
                Require(ArenaOf(place).Holds(place), $"{kernel.Name} reads {NameOf(place)}, which isn't in scratch memory");
            foreach (int place in PlacesOf(kernel.Writes, BufferScope.Group))
            {
                Require(segment.Kind == SegmentKind.Groups, $"{kernel.Name} writes {NameOf(place)} to scratch memory, which has no room for so many samples");
                int length = segment.LengthOf(_schedule.Program.Buffers[place]);
                foreach (int other in ArenaOf(place).At(place, _schedule.Buffers[place].Offset, length))
                    Require(!inUse.Contains(other), $"{kernel.Name} writes {NameOf(place)} over {NameOf(other)} while it reads it");
                CheckEnd(place, length, IsFloat(place) ? _schedule.KernelScratchOffset : _schedule.ScratchBytes);
                ArenaOf(place).Put(place, _schedule.Buffers[place].Offset, length);
            }
        }

        ArenaContents ArenaOf(int place) => scratch[_schedule.Program.Buffers[place].Kind];

        IEnumerable<int> OperandsOf(int kernel, BufferScope scope) =>
            PlacesOf(_schedule.Program.Kernels[kernel].Reads.Concat(_schedule.Program.Kernels[kernel].Writes), scope);
    }

    private void CheckEnd(int place, int length, int end) =>
        Require(_schedule.Buffers[place].Offset + length <= end, $"{NameOf(place)} reaches beyond its memory");

    private IEnumerable<int> PlacesOf(IEnumerable<int> buffers, BufferScope scope) =>
        buffers.Select(_schedule.Storage.Of).Where(place => _schedule.Buffers[place].Scope == scope);

    private bool IsFloat(int place) => _schedule.Program.Buffers[place].Kind == ElementKind.Float;

    private string NameOf(int place) => _schedule.Program.Buffers[place].Name;

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The placement is wrong: " + problem + ".");
    }
}
