using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Decides the order and the memory of a program on the CPU: which kernels take a few samples through several layers
/// while they are in cache, which take the whole batch, where workers must wait for each other, and which weight
/// gradients are summed in lanes of samples and which in units of outputs.
/// </summary>
internal sealed class CpuScheduler
{
    /// <summary>Lanes of samples in which sums over the batch are kept; fixed, so that sums don't depend on the threads.</summary>
    public const int Lanes = 16;

    /// <summary>All lanes together take this much memory at most; larger gradients are cut into units.</summary>
    private const int LaneBytes = 4 * 1024 * 1024;

    /// <summary>What a group of samples touches should stay in the second-level cache.</summary>
    private const int GroupBytes = 512 * 1024;

    /// <summary>Weights beyond this leave the cache between two groups, which then should be larger.</summary>
    private const int CachedWeightBytes = 1024 * 1024;

    private readonly KernelProgram _program;
    private readonly ParameterPlan _parameters;
    private readonly WinogradRule _winograd;
    private readonly List<Stage> _stages = [];
    private readonly List<Segment> _segments = [];
    private readonly List<LanePartial> _partials = [];
    private readonly List<LaneGradient> _laneGradients = [];
    private readonly List<UnitGradient> _unitGradients = [];
    private readonly HashSet<int> _laneKernels;
    private int _laneFloats;

    private CpuScheduler(KernelProgram program, ParameterPlan parameters, WinogradRule winograd)
    {
        (_program, _parameters, _winograd) = (program, parameters, winograd);
        _laneKernels = ChooseLaneKernels();
    }

    public static CpuSchedule Schedule(KernelProgram program, ParameterPlan parameters, WinogradRule winograd) =>
        new CpuScheduler(program, parameters, winograd).Run();

    private CpuSchedule Run()
    {
        for (int index = 0; index < _program.Kernels.Count; index++)
            Place(index);
        CloseStage(Kernel.None);

        List<Stage> stages = [.. _stages.Select(stage => stage with { Segments = stage.Segments.Select(WithGroupSize).ToEquatableArray() })];
        BufferPlacement placement = BufferPlacement.Of(_program, stages, [.. _unitGradients.Select(unit => unit.Kernel)]);
        return new CpuSchedule(
            _program, stages.ToEquatableArray(), placement.Buffers, placement.BatchFloats, placement.BatchBytes,
            placement.ScratchFloats, placement.ScratchFloats + KernelScratchFloats(), placement.ScratchBytes,
            _laneGradients.ToEquatableArray(), _unitGradients.ToEquatableArray(), _laneFloats, _partials.ToEquatableArray());
    }

    private void Place(int index)
    {
        Kernel kernel = _program.Kernels[index];
        switch (kernel)
        {
            case ContractionKernel { Pass: ContractionPass.WeightGradient } gradient when !_laneKernels.Contains(index):
                _unitGradients.Add(new UnitGradient(index, new ContractionFactory(_program, _parameters).UnitCount(gradient, _winograd)));
                return;

            case ContractionKernel { Pass: ContractionPass.WeightGradient } gradient:
            {
                int weightOffset = _laneFloats;
                _laneFloats += _parameters.Parameters[gradient.Weight].Layout.PackedLength;
                int biasOffset = _laneFloats;
                if (gradient.Bias != Kernel.None)
                    _laneFloats += _parameters.Parameters[gradient.Bias].Layout.PackedLength;
                _laneGradients.Add(new LaneGradient(index, weightOffset, biasOffset));
                Append(SegmentKind.Groups, index);
                return;
            }

            case BatchNormKernel { SynchronizesBatch: true } norm:
                _partials.Add(new LanePartial(index, _laneFloats));
                _laneFloats += 2 * _program.Buffers[norm.Source].PixelStride;
                Append(SegmentKind.Lanes, index);
                CloseStage(index);
                return;

            default:
                Append(PrefersAllSamples(kernel) ? SegmentKind.Samples : SegmentKind.Groups, index);
                return;
        }
    }

    private bool PrefersAllSamples(Kernel kernel) => kernel switch
    {
        ContractionKernel contraction => contraction.Geometry.IsDense || _winograd.PrefersAllSamples(contraction, _program),
        LossKernel => true,
        _ => kernel.Reads.Concat(kernel.Writes).All(id => _program.Buffers[id].Pixels == 1),
    };

    /// <summary>The most that one kernel uses while it runs.</summary>
    private int KernelScratchFloats()
    {
        ContractionFactory factory = new(_program, _parameters);
        return _program.Kernels
            .OfType<ContractionKernel>()
            .Select(kernel => factory.ScratchFloats(kernel, _winograd))
            .Append(0)
            .Max();
    }

    private void Append(SegmentKind kind, int kernel)
    {
        Segment? last = _segments.Count == 0 ? null : _segments[_segments.Count - 1];
        if (last is not null && last.Kind == kind)
            _segments[_segments.Count - 1] = last with { Kernels = last.Kernels.Append(kernel).ToEquatableArray() };
        else
            _segments.Add(new Segment(kind, 0, [kernel]));
    }

    private void CloseStage(int combine)
    {
        if (_segments.Count > 0)
            _stages.Add(new Stage(_segments.ToEquatableArray(), combine));
        _segments.Clear();
    }

    /// <summary>The smallest gradients first, as long as sixteen copies of all of them stay small.</summary>
    private HashSet<int> ChooseLaneKernels()
    {
        HashSet<int> chosen = [];
        long bytes = 0;
        IEnumerable<(int Index, long Bytes, bool IsPrinted)> candidates = _program.Kernels
            .Select((kernel, index) => (kernel, index))
            .Where(item => item.kernel is ContractionKernel { Pass: ContractionPass.WeightGradient, Geometry.IsDense: false } contraction && !_winograd.Applies(contraction, _program))
            .Select(item => (item.index, LaneBytesOf((ContractionKernel)item.kernel), ContractionFactory.IsPrinted(((ContractionKernel)item.kernel).Geometry)))
            .OrderBy(item => item.Item2)
            .ThenBy(item => item.index);
        foreach ((int index, long size, bool isPrinted) in candidates)
        {
            // Only printed kernels know units.
            if (bytes + size > LaneBytes && isPrinted)
                continue;
            bytes += size;
            chosen.Add(index);
        }

        return chosen;
    }

    private long LaneBytesOf(ContractionKernel kernel) =>
        (long)Lanes * sizeof(float) * _parameters.Parameters[kernel.Weight].Layout.PackedLength;

    private Segment WithGroupSize(Segment segment)
    {
        if (segment.Kind != SegmentKind.Groups)
            return segment;
        long activations = segment.Kernels
            .SelectMany(index => _program.Kernels[index].Reads.Concat(_program.Kernels[index].Writes))
            .Distinct()
            .Sum(id => (long)_program.Buffers[id].SampleLength * (_program.Buffers[id].Kind == ElementKind.Float ? sizeof(float) : 1));
        long weights = segment.Kernels
            .Select(index => _program.Kernels[index])
            .OfType<ContractionKernel>()
            .Sum(kernel => (long)_parameters.Parameters[kernel.Weight].Layout.PackedLength * sizeof(float));
        long size = Math.Max(weights > CachedWeightBytes ? 4 : 1, Math.Min(8, GroupBytes / Math.Max(1, activations)));
        return segment with { GroupSize = (int)size };
    }
}
