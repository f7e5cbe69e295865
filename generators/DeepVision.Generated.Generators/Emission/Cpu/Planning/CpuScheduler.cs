using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Decides the order and the memory of a program on the CPU: which kernels take a few samples through several layers
/// while they are in cache, which take the whole batch, where workers must wait for each other, and which weight
/// gradients are summed in lanes of samples and which in units of outputs.
/// </summary>
internal sealed class CpuScheduler
{
    /// <summary>Lanes of samples in which sums over the batch are kept; fixed, so that sums don't depend on the threads.</summary>
    public const int Lanes = 16;

    /// <summary>Sixteen lanes of gradients take this much memory at most; what is left is cut into units.</summary>
    private const int LaneBytes = 20 * 1024 * 1024;

    /// <summary>What a group of samples touches should stay in the second-level cache.</summary>
    private const int GroupBytes = 700 * 1024;

    /// <summary>Weights beyond this leave the cache between two groups, which then should be larger.</summary>
    private const int CachedWeightBytes = 1024 * 1024;

    /// <summary>Copies of weights beyond this are worth that all workers meet in front of each: the step of such a network takes a hundred milliseconds.</summary>
    public const int KeptCopyBytes = 64 * 1024 * 1024;

    private readonly KernelProgram _program;
    private readonly ParameterPlan _parameters;
    private readonly ChannelViews _views;
    private readonly IReadOnlyDictionary<ContractionKernel, ContractionPlan> _plans;
    private readonly List<Stage> _stages = [];
    private readonly List<Segment> _segments = [];

    /// <summary>Kernels of the stage that has been begun whose sums are combined behind it.</summary>
    private readonly List<int> _combines = [];
    private readonly List<LanePartial> _partials = [];
    private readonly List<LaneGradient> _laneGradients = [];
    private readonly List<(int Kernel, int Units, int Stage)> _units = [];
    private readonly HashSet<int> _laneKernels;
    private readonly bool[] _hasLargeWeights;
    private readonly bool _makesCopiesInTime;
    private readonly int? _rowBandBytes;
    private int _laneGradientFloats;
    private int _laneSumFloats;
    private int _part;

    private CpuScheduler(KernelProgram program, ParameterPlan parameters, WinogradUse winograd, long keptCopyBytes, int? rowBandBytes)
    {
        _rowBandBytes = rowBandBytes;
        program = NormalizedPoolings.Of(NormalizedSources.Of(StageOrder.Of(program)));
        // Which algorithm runs a contraction doesn't depend on where its pixels lie.
        IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans = ContractionPlanner.Plan(program, parameters, winograd);
        ApartOperands apart = new(plans);
        (_program, _views) = ChannelViews.Of(program, apart.CanWrite, apart.CanRead);
        _plans = _views == ChannelViews.None ? plans : ContractionPlanner.Plan(_program, parameters, winograd);
        _parameters = parameters;
        _laneKernels = ChooseLaneKernels();
        _hasLargeWeights = FindLargeWeights();
        if (!program.Kernels.Any(kernel => kernel is ContractionKernel { Pass: ContractionPass.WeightGradient }))
            return;
        _makesCopiesInTime = _plans.Values.OfType<WinogradContraction>().Where(plan => plan.ReadsCopy).Sum(plan => plan.WeightFloats * sizeof(float)) > keptCopyBytes;
        _plans = _plans.ToDictionary(plan => plan.Key, plan => plan.Value is WinogradContraction winograd ? ForTraining(plan.Key, winograd) : plan.Value);
    }

    /// <param name="keptCopyBytes">
    /// Copies of weights that a training step may keep. Where they are more, a copy that is large lives no longer than the stage that reads it, and
    /// weight gradients free what they read as soon as they can.
    /// </param>
    /// <param name="rowBandBytes">Bytes that a grouped convolution reads of a sample from which on it runs in bands of rows; null where nothing runs in bands.</param>
    public static CpuSchedule Schedule(KernelProgram program, ParameterPlan parameters, WinogradUse winograd, long keptCopyBytes = KeptCopyBytes, int? rowBandBytes = null) =>
        new CpuScheduler(program, parameters, winograd, keptCopyBytes, rowBandBytes).Run();

    private CpuSchedule Run()
    {
        for (int index = 0; index < _program.Kernels.Count; index++)
        {
            // What is left out where nobody asks for it is a stage of its own.
            if (index == _program.InputGradientStart)
                CloseStage();
            Place(index);
        }

        CloseStage();

        UnitKernel[] units =
        [
            .. _units
                .Select(unit => new UnitKernel(unit.Kernel, unit.Units, Math.Min(unit.Stage, _stages.Count)))
                .OrderBy(unit => unit.Stage)
                .ThenBy(unit => _parameters.Parameters[unit.ParameterOf(_program)].Offset),
        ];
        HashSet<int> recomputed = Recomputation.Apply(_program, _plans, _views, _stages, [.. units.Select(unit => unit.Kernel)]);
        StoragePlan storage = StoragePlan.Of(_program, OrderOf(units), recomputed, _views);
        List<Stage> stages =
        [
            .. _stages.Select(stage => stage with
            {
                Segments = PixelBands.Cut([.. stage.Segments.Select(segment => WithBands(WithGroupSize(segment, storage), storage))], _program, _plans)
                    .Select(segment => ChannelBands.Cut(segment, _program, _plans))
                    .ToEquatableArray(),
            }),
        ];
        BufferPlacement placement = BufferPlacement.Of(_program, storage, stages, units, recomputed);
        CpuSchedule schedule = new(
            _program, _plans, stages.ToEquatableArray(), storage, placement.Buffers, placement.BatchFloats, placement.BatchBytes,
            placement.ScratchFloats, placement.ScratchFloats + KernelScratchFloats(stages), placement.ScratchBytes,
            _laneGradients.ToEquatableArray(), units.ToEquatableArray(), _laneGradientFloats, _laneSumFloats, _partials.ToEquatableArray())
        {
            MakesCopiesInTime = _makesCopiesInTime,
        };
        PlacementVerifier.Verify(schedule);
        return schedule;
    }

    /// <summary>The kernels in the order in which they run.</summary>
    private int[] OrderOf(UnitKernel[] units) =>
    [
        .. Enumerable.Range(0, _stages.Count + 1).SelectMany(stage => (stage == _stages.Count ? [] : _stages[stage].Segments.SelectMany(segment => segment.Kernels))
            .Concat(units.Where(unit => unit.Stage == stage).Select(unit => unit.Kernel))),
    ];

    private void Place(int index)
    {
        Kernel kernel = _program.Kernels[index];
        if (kernel.StateReads.Any(IsMadeBehindStage))
            CloseStage();
        switch (kernel)
        {
            case ContractionKernel { Pass: ContractionPass.WeightGradient } gradient when !_laneKernels.Contains(index):
                AddUnits(index, _plans[gradient].UnitCount);
                return;

            case ContractionKernel { Pass: ContractionPass.WeightGradient } gradient:
                AddLaneGradient(index, gradient.Weight, gradient.Bias);
                return;

            case ContractionKernel contraction when TransformsWeights(contraction):
                CloseStage();
                AddUnits(index, _plans[contraction].UnitCount);
                return;

            case EmbeddingGradientKernel gradient:
                AddUnits(index, EmbeddingUnits.CountOf(gradient.Embedding));
                return;

            case ChannelGradientKernel gradient:
                AddLaneGradient(index, gradient.Weight, gradient.Bias);
                return;

            case BatchNormKernel { SynchronizesBatch: true } norm:
                _partials.Add(new LanePartial(index, _laneSumFloats));
                _laneSumFloats += 2 * _program.Buffers[norm.Source].OwnStride;
                Append(SegmentKind.Lanes, index);
                _combines.Add(index);
                return;

            // Workers read what others have made, and nobody may write there meanwhile.
            case LossKernel { Operation.IsBatchWide: true }:
                CloseStage();
                Append(SegmentKind.Samples, index);
                CloseStage();
                return;

            // Here the caller comes in between: what is in front of it is done by then.
            case ScoresGradientKernel when _segments.Count > 0:
                CloseStage();
                goto default;

            // Its copy lies where that of another stage has been.
            case ContractionKernel contraction when ReadsCopyInTime(contraction):
                if (StageKernels().Any(ReadsCopyInTime))
                    CloseStage();
                Append(index);
                for (int part = 1; part < ((WinogradContraction)_plans[contraction]).Parts; part++)
                {
                    CloseStage();
                    _part = part;
                    Append(index);
                }

                return;

            default:
                Append(index);
                return;
        }
    }

    private void Append(int index)
    {
        if (PrefersAllSamples(_program.Kernels[index]))
            Append(SegmentKind.Samples, index);
        else
            Append(SegmentKind.Groups, index, _hasLargeWeights[index]);
    }

    /// <summary>The contractions of the stage that has been begun.</summary>
    private IEnumerable<ContractionKernel> StageKernels() =>
        _segments.SelectMany(segment => segment.Kernels).Select(index => _program.Kernels[index]).OfType<ContractionKernel>();

    private bool ReadsCopyInTime(ContractionKernel kernel) => _makesCopiesInTime && _plans[kernel] is WinogradContraction { HasLargeWeights: true, ReadsCopy: true };

    private bool TransformsWeights(ContractionKernel kernel) => _plans[kernel] is WinogradContraction { TransformsWeights: true };

    /// <summary>
    /// How a contraction of a training step comes to its transformed weights. Units run behind a stage, so in front of one that transforms its own there has to be
    /// one, with which it may be left out.
    /// </summary>
    private WinogradContraction ForTraining(ContractionKernel kernel, WinogradContraction plan)
    {
        bool isFirst = _program.Inputs.Contains(kernel.Source), isLeftOut = _program.InputGradientStart != Kernel.None && _program.Kernels.Skip(_program.InputGradientStart).Contains(kernel);
        if (!isFirst && !isLeftOut && WinogradRule.TransformsWeights(kernel, plan))
            return plan with { TransformsWeights = true };
        return ReadsCopyInTime(kernel) ? plan with { Parts = WinogradRule.PartsOf(plan) } : plan;
    }

    /// <summary>
    /// A kernel that is cut into units over all samples. They can run behind the stage in which the last of what it reads is made; those of a convolution behind
    /// one of their own, an empty one if need be: what they make is there behind it, and each worker has an equal share. Gradients of weights may wait for the
    /// end of the step.
    /// </summary>
    private void AddUnits(int index, int units)
    {
        bool IsConvolution(int kernel) => _program.Kernels[kernel].Writes.Any();
        bool waits = !_makesCopiesInTime && !IsConvolution(index);
        if (!waits && _segments.Count == 0 && _units.Any(unit => unit.Stage == _stages.Count - 1 && (IsConvolution(index) || IsConvolution(unit.Kernel))))
            AddStage();
        _units.Add((index, units, waits ? int.MaxValue : _segments.Count > 0 ? _stages.Count : _stages.Count - 1));
    }

    /// <summary>A kernel whose gradients are summed in lanes.</summary>
    private void AddLaneGradient(int kernel, int weight, int bias)
    {
        int weightOffset = _laneGradientFloats;
        if (weight != Kernel.None)
            _laneGradientFloats += _parameters.Parameters[weight].Layout.PackedLength;
        int biasOffset = _laneGradientFloats;
        if (bias != Kernel.None)
            _laneGradientFloats += _parameters.Parameters[bias].Layout.PackedLength;
        _laneGradients.Add(new LaneGradient(kernel, weightOffset, biasOffset));
        Append(SegmentKind.Groups, kernel, _hasLargeWeights[kernel]);
        AddToLane(weightOffset, _laneGradientFloats);
    }

    private bool PrefersAllSamples(Kernel kernel) => kernel switch
    {
        ContractionKernel contraction => _plans[contraction].PrefersAllSamples,
        LossKernel or RecurrenceKernel or RecurrenceGradientKernel => true,
        _ => kernel.Reads.Concat(kernel.Writes).All(id => _program.Buffers[id].Pixels == 1),
    };

    /// <summary>
    /// For each kernel, whether the weights of the contraction that runs next leave the cache between two groups. What runs in
    /// front of it only prepares its input; behind the last one that one counts.
    /// </summary>
    private bool[] FindLargeWeights()
    {
        bool[] large = new bool[_program.Kernels.Count];
        int last = Array.FindLastIndex([.. _program.Kernels], kernel => kernel is ContractionKernel { Pass: not ContractionPass.WeightGradient });
        bool next = last >= 0 && IsLarge((ContractionKernel)_program.Kernels[last]);
        for (int index = large.Length - 1; index >= 0; index--)
        {
            if (_program.Kernels[index] is ContractionKernel { Pass: not ContractionPass.WeightGradient } kernel)
                next = IsLarge(kernel);
            large[index] = next;
        }

        return large;

        bool IsLarge(ContractionKernel kernel) => _plans[kernel] switch
        {
            DenseContraction => false,
            WinogradContraction winograd => winograd.HasLargeWeights,
            _ => (long)_parameters.Parameters[kernel.Weight].Layout.PackedLength * sizeof(float) > CachedWeightBytes,
        };
    }

    /// <summary>The most that one kernel uses while it runs.</summary>
    private int KernelScratchFloats(List<Stage> stages) =>
        _plans.Values.Select(plan => plan.ScratchFloats)
            .Concat(_program.Kernels.SelectMany(kernel => new[] { ScanScratch.FloatsOf(kernel), AttentionScratch.FloatsOf(kernel), NormalizedPoolings.ScratchFloats(kernel, _program) }))
            .Concat(stages.SelectMany(stage => stage.Segments).SelectMany(segment => segment.Bands).Select(band => band.ScratchFloats)).Append(0).Max();

    private void Append(SegmentKind kind, int kernel, bool hasLargeWeights = false)
    {
        Segment? last = _segments.Count == 0 ? null : _segments[_segments.Count - 1];
        if (last is not null && last.Kind == kind && last.HasLargeWeights == hasLargeWeights)
            _segments[_segments.Count - 1] = last with { Kernels = last.Kernels.Append(kernel).ToEquatableArray() };
        else
            _segments.Add(new Segment(kind, 0, [kernel], hasLargeWeights));
    }

    /// <summary>Lets the last segment sum some more of the lanes' gradients; they lie behind those it has.</summary>
    private void AddToLane(int start, int end)
    {
        Segment last = _segments[_segments.Count - 1];
        if (last.LaneLength > 0)
            start = last.LaneStart;
        _segments[_segments.Count - 1] = last with { LaneStart = start, LaneLength = end - start };
    }

    /// <summary>Whether the stage that has been begun makes something only behind its end, where the sums of all lanes are there.</summary>
    private bool IsMadeBehindStage(StateAccess access) => _combines.Any(index => _program.Kernels[index].StateWrites.Contains(access));

    private void CloseStage()
    {
        if (_segments.Count > 0)
            AddStage();
        _segments.Clear();
        _combines.Clear();
        _part = 0;
    }

    private void AddStage() => _stages.Add(new Stage(_segments.ToEquatableArray(), _combines.ToEquatableArray()) { Part = _part });

    /// <summary>The smallest gradients first, as long as sixteen copies of all of them stay small.</summary>
    private HashSet<int> ChooseLaneKernels()
    {
        HashSet<int> chosen = [];
        long bytes = 0;
        IEnumerable<(int Index, long Bytes, bool HasUnits)> candidates = _program.Kernels
            .Select((kernel, index) => (kernel, index))
            .Where(item => item.kernel is ContractionKernel { Pass: ContractionPass.WeightGradient } contraction && _plans[contraction].PrefersLanes)
            .Select(item => (item.index, LaneBytesOf((ContractionKernel)item.kernel), _plans[(ContractionKernel)item.kernel].UnitCount > 0))
            .OrderBy(item => item.Item2)
            .ThenBy(item => item.index);
        foreach ((int index, long size, bool hasUnits) in candidates)
        {
            if (bytes + size > LaneBytes && hasUnits)
                continue;
            bytes += size;
            chosen.Add(index);
        }

        return chosen;
    }

    private long LaneBytesOf(ContractionKernel kernel) =>
        (long)Lanes * sizeof(float) * _parameters.Parameters[kernel.Weight].Layout.PackedLength;

    private Segment WithBands(Segment segment, StoragePlan storage) =>
        _rowBandBytes is int bytes ? segment with { Bands = KernelBand.Of(_program, _plans, storage, segment, bytes) } : segment;

    private Segment WithGroupSize(Segment segment, StoragePlan storage)
    {
        if (segment.Kind != SegmentKind.Groups)
            return segment;
        long activations = segment.BuffersOf(_program)
            .Select(id => storage.Views.Of(id) is null ? storage.Of(id) : id)
            .Distinct()
            .Sum(id => (long)_program.Buffers[id].OwnLength * (_program.Buffers[id].Kind == ElementKind.Float ? sizeof(float) : 1));
        long most = Math.Max(segment.HasLargeWeights ? 4 : 1, GroupBytes / Math.Max(1, activations));
        // Lanes of usual batches have a power of two of samples, and groups should divide them.
        return segment with { GroupSize = most >= 8 ? 8 : most >= 4 ? 4 : most >= 2 ? 2 : 1 };
    }
}
