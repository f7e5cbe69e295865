using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>From gradients to parameters.</content>
public abstract partial class IlgpuEngine
{
    private readonly Action _fetchState;

    /// <summary>What an optimizer remembers, slot behind slot.</summary>
    private DeviceBuffer<float> _slots;

    /// <summary>Whose state lies on the device; null while the host's arrays are the newest.</summary>
    private OptimizerState? _stateOwner;

    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, NoiseTensor, float, int, long>? _addGradientNoise;

    /// <inheritdoc/>
    public override UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(state);
        lock (_lock)
        {
            Enter();
            if (_training is null)
                throw new InvalidOperationException("There are no gradients to update from.");
            long time = Times is null ? 0 : Now();
            (long ticket, int count) = (_open.Ticket, _open.Count);
            ArrayView<int> report = FinishOpenStep(isUpdate: true, learningRate);
            AddPenalties();
            ArrayView<float> scale = _scales.View.SubView(0, 1);
            if (clipNorm > 0)
            {
                scale = _scales.View.SubView(1, 1);
                ComputeClipScale(scale, clipNorm);
            }

            if (optimizer.GetNoiseDeviation(state.Step) is > 0 and var deviation)
                scale = AddGradientNoise(scale, deviation);

            var step = new UpdateStep(state.Step, learningRate);
            if (TryRunOptimizer(optimizer, step, state, scale))
            {
                ProjectOntoConstraints();
                MarkParametersNewer();
                if (state.SlotCount > 0)
                    state.MarkNewerElsewhere(_fetchState);
                if (ticket > 0)
                {
                    _finishUpdate(_stream, Groups(1, 1, 1, 1), _reports!.Status, _reports.Faults, report, StepReports.Stamp(ticket));
                    _reports.End(_stream);
                }

                if (state.HasAverages)
                    MoveAverages(optimizer, step, state);
            }
            else
            {
                UpdateOnHost(optimizer, step, state, scale, ticket);
            }

            if (Times is not null)
                Record(_updateKernel, time, count);
            return default;
        }
    }

    private void AddPenalties()
    {
        IReadOnlyList<ParameterTensor> tensors = _architecture.Parameters;
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            if (!tensor.IsTrainable || (tensor.L1 == 0 && tensor.L2 == 0))
                continue;
            int length = tensor.Layout.PackedLength;
            _addPenalty(_stream, Cover(length), _training!.Weights(tensor.Offset, length), _training.Gradients(tensor.Offset, length), length, tensor.L1, 2 * tensor.L2);
        }
    }

    private void ComputeClipScale(ArrayView<float> scale, float clipNorm)
    {
        int quads = _architecture.TrainableLength / 4;
        _sumSquares(_stream, Groups(SquareGroups, 1, 1, _stepThreads), _training!.Gradients(0, _architecture.TrainableLength), _squareSums.View, quads);
        _clipScale(_stream, Groups(1, 1, 1, _stepThreads), _squareSums.View, scale, SquareGroups, clipNorm);
    }

    /// <summary>Scales the gradients and adds noise to them.</summary>
    /// <returns>The factor that is left.</returns>
    private ArrayView<float> AddGradientNoise(ArrayView<float> scale, float deviation)
    {
        if (_addGradientNoise is null)
        {
            Compile(accelerator =>
            {
                Compiling(nameof(GradientNoiseKernels.Add));
                _addGradientNoise = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, NoiseTensor, float, int, long>(GradientNoiseKernels.Add);
            });
        }

        IReadOnlyList<ParameterTensor> tensors = _architecture.Parameters;
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            if (!tensor.IsTrainable)
                continue;
            int length = tensor.Layout.PackedLength;
            _addGradientNoise!(_stream, Cover(length), _training!.Gradients(tensor.Offset, length), scale, NoiseTensor.For(tensor), deviation, _training.Seed, _training.Step);
        }

        return _scales.View.SubView(0, 1);
    }

    /// <summary>One launch for all parameters, or one for each range of those that are updated alike.</summary>
    /// <returns>False for an optimizer of the user's own.</returns>
    private bool TryRunOptimizer(Optimizer optimizer, in UpdateStep step, OptimizerState state, ArrayView<float> scale)
    {
        int all = _architecture.TrainableLength / 4;
        ReadOnlySpan<UpdateRange> ranges = _network.Parameters.FindUpdateRanges(optimizer);
        if (ranges.IsEmpty)
            return TryRunOptimizer(optimizer, step, state, scale, new QuadRange(all, 0, all));
        bool isKnown = true;
        foreach (UpdateRange range in ranges)
        {
            if (isKnown && range.Factor != 0)
                isKnown = TryRunOptimizer(optimizer, range.Of(step), state, scale, new QuadRange(all, range.Start / 4, (range.Start + range.Length) / 4));
        }

        return isKnown;
    }

    /// <summary>The kernel and its factors for each of the library's optimizers: a row each.</summary>
    private bool TryRunOptimizer(Optimizer optimizer, in UpdateStep step, OptimizerState state, ArrayView<float> scale, QuadRange range) => optimizer switch
    {
        SGD { Momentum: 0 } sgd => RunOptimizer(OptimizerKernels.Sgd, SgdFactors.For(sgd, step), state, scale, range),
        SGD sgd => RunOptimizer(OptimizerKernels.SgdMomentum, SgdFactors.For(sgd, step), state, scale, range),
        Adam { AmsGrad: true } adam => RunOptimizer(OptimizerKernels.AmsGrad, AdamFactors.For(adam, step), state, scale, range),
        Adam adam => RunOptimizer(OptimizerKernels.Adam, AdamFactors.For(adam, step), state, scale, range),
        AdamW { AmsGrad: true } adam => RunOptimizer(OptimizerKernels.AmsGrad, AdamFactors.For(adam, step), state, scale, range),
        AdamW adam => RunOptimizer(OptimizerKernels.Adam, AdamFactors.For(adam, step), state, scale, range),
        NAdam nAdam => RunOptimizer(OptimizerKernels.NAdam, NAdamFactors.For(nAdam, step), state, scale, range),
        RAdam rAdam => RunOptimizer(OptimizerKernels.RAdam, RAdamFactors.For(rAdam, step), state, scale, range),
        Adamax adamax => RunOptimizer(OptimizerKernels.Adamax, AdamaxFactors.For(adamax, step), state, scale, range),
        Lion lion => RunOptimizer(OptimizerKernels.Lion, LionFactors.For(lion, step), state, scale, range),
        RMSprop { Momentum: 0 } rmsProp => RunOptimizer(OptimizerKernels.RmsProp, RmsPropFactors.For(rmsProp, step), state, scale, range),
        RMSprop rmsProp => RunOptimizer(OptimizerKernels.RmsPropMomentum, RmsPropFactors.For(rmsProp, step), state, scale, range),
        Adagrad adagrad => RunOptimizer(OptimizerKernels.Adagrad, AdagradFactors.For(adagrad, step), state, scale, range),
        Adadelta adadelta => RunOptimizer(OptimizerKernels.Adadelta, AdadeltaFactors.For(adadelta, step), state, scale, range),
        _ => false,
    };

    private bool RunOptimizer<TFactors>(
        Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, QuadRange, TFactors> kernel,
        TFactors factors, OptimizerState state, ArrayView<float> scale, QuadRange range)
        where TFactors : unmanaged
    {
        UploadState(state);
        int length = _architecture.TrainableLength;
        FindOptimizer(kernel)(
            _stream, Cover(range.End - range.First), _training!.Weights(0, length), _training.Gradients(0, length), _slots.View,
            _reports!.Status, _reports.Faults, scale, range, factors);
        return true;
    }

    /// <summary>An optimizer of the user's own knows nothing of devices: correct, but everything travels to the host and back.</summary>
    private void UpdateOnHost(Optimizer optimizer, in UpdateStep step, OptimizerState state, ArrayView<float> scale, long ticket)
    {
        int length = _architecture.TrainableLength;
        _scale(_stream, Cover(length), _training!.Gradients(0, length), scale, length);
        if (ticket > 0)
        {
            _reports!.End(_stream);
            if (_reports.Read(ticket).IsLeftOut)
                return;
        }

        ReadOnlySpan<float> gradients = Gradients;
        int fault;
        try
        {
            fault = UpdateOnHost(_network, optimizer, step, gradients, state);
        }
        catch
        {
            RestoreStatistics();
            throw;
        }

        _network.Parameters.MarkChanged();
        if (fault >= 0 && ticket > 0)
            _reports!.Diverge(ticket, fault);
    }

    /// <summary>Brings an optimizer's memory to the device, unless it is there.</summary>
    private void UploadState(OptimizerState state)
    {
        if (_stateOwner == state)
            return;

        // Another optimizer had the buffer; what it remembers goes home first.
        _stateOwner?.Fetch();
        _stateOwner = null;
        long length = (long)state.SlotCount * _architecture.TrainableLength;
        if (_slots.IsEmpty || _slots.View.Length < length)
        {
            _slots.Dispose();
            _slots = default;
            _slots = _allocator.Allocate<float>(length);
        }

        for (int slot = 0; slot < state.SlotCount; slot++)
            CopyUp(state[slot], Slot(slot));
        _stateOwner = state;
    }

    private void FetchState()
    {
        lock (_lock)
        {
            if (_isDisposed || _stateOwner is not { } state)
                return;
            _accelerator.Bind();
            _stateOwner = null;
            for (int slot = 0; slot < state.SlotCount; slot++)
                CopyDown(Slot(slot), state[slot]);
        }
    }

    private ArrayView<float> Slot(int slot) => _slots.View.SubView((long)slot * _architecture.TrainableLength, _architecture.TrainableLength);
}
