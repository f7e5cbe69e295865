using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>From gradients to parameters.</content>
public abstract partial class IlgpuEngine
{
    private readonly Action _fetchState;
    private DeviceBuffer<float> _first;
    private DeviceBuffer<float> _second;

    /// <summary>What the state's buffers on the device belong to; null while the host's arrays are the newest.</summary>
    private OptimizerState? _stateOwner;

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

            var step = new UpdateStep(state.Step, learningRate);
            if (IsKnown(optimizer))
            {
                UploadState(state);
                RunOptimizer(optimizer, step, scale);
                MarkParametersNewer();
                if (optimizer.StateSlots > 0)
                    state.MarkNewerElsewhere(_fetchState);
                if (ticket > 0)
                {
                    _finishUpdate(_stream, Groups(1, 1, 1, 1), _reports!.Status, _reports.Faults, report, StepReports.Stamp(ticket));
                    _reports.End(_stream);
                }
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

    private static bool IsKnown(Optimizer optimizer) => optimizer is SGD or Adam or AdamW or RMSprop;

    private void AddPenalties()
    {
        IReadOnlyList<ParameterTensor> tensors = _architecture.Parameters;
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            if (tensor.L1 == 0 && tensor.L2 == 0)
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

    private void RunOptimizer(Optimizer optimizer, in UpdateStep step, ArrayView<float> scale)
    {
        int length = _architecture.TrainableLength;
        int quads = length / 4;
        ArrayView<float> weights = _training!.Weights(0, length);
        ArrayView<float> gradients = _training.Gradients(0, length);
        KernelConfig groups = Cover(quads);
        switch (optimizer)
        {
            case SGD { Momentum: 0 } sgd:
                _sgd ??= Load(accelerator => accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, float, float>(OptimizerKernels.Sgd), nameof(OptimizerKernels.Sgd));
                _sgd(_stream, groups, weights, gradients, _reports!.Status, _reports.Faults, scale, quads, step.LearningRate, (float)sgd.WeightDecay);
                break;
            case SGD sgd:
                _sgdMomentum ??= Load(accelerator => accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, float, float, float, float, float>(OptimizerKernels.SgdMomentum), nameof(OptimizerKernels.SgdMomentum));
                (float look, float follow) = sgd.Nesterov ? (1f, (float)sgd.Momentum) : (0f, 1f);
                _sgdMomentum(_stream, groups, weights, gradients, _first.View, _reports!.Status, _reports.Faults, scale, quads, step.LearningRate, (float)sgd.WeightDecay, (float)sgd.Momentum, look, follow);
                break;
            case Adam adam:
                RunAdam(AdamFactors.For(adam, step), weights, gradients, scale, quads, groups);
                break;
            case AdamW adam:
                RunAdam(AdamFactors.For(adam, step), weights, gradients, scale, quads, groups);
                break;
            case RMSprop { Momentum: 0 } rmsProp:
                _rmsProp ??= Load(accelerator => accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, RmsPropFactors>(OptimizerKernels.RmsProp), nameof(OptimizerKernels.RmsProp));
                _rmsProp(_stream, groups, weights, gradients, _first.View, _reports!.Status, _reports.Faults, scale, quads, RmsPropFactors.For(rmsProp, step));
                break;
            case RMSprop rmsProp:
                _rmsPropMomentum ??= Load(accelerator => accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, RmsPropFactors>(OptimizerKernels.RmsPropMomentum), nameof(OptimizerKernels.RmsPropMomentum));
                _rmsPropMomentum(_stream, groups, weights, gradients, _first.View, _second.View, _reports!.Status, _reports.Faults, scale, quads, RmsPropFactors.For(rmsProp, step));
                break;
        }
    }

    private void RunAdam(in AdamFactors factors, ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> scale, int quads, KernelConfig groups)
    {
        _adam ??= Load(accelerator => accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, AdamFactors>(OptimizerKernels.Adam), nameof(OptimizerKernels.Adam));
        _adam(_stream, groups, weights, gradients, _first.View, _second.View, _reports!.Status, _reports.Faults, scale, quads, factors);
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
        int fault = UpdateOnHost(optimizer, step, _network.Parameters.Values[..length], gradients, state);
        _network.Parameters.MarkChanged();
        if (fault >= 0 && ticket > 0)
            _reports!.Diverge(ticket, fault);
    }

    /// <summary>Brings an optimizer's memory to the device, unless it is there.</summary>
    private void UploadState(OptimizerState state)
    {
        if (_stateOwner == state)
            return;

        // Another optimizer had the buffers; what it remembers goes home first.
        if (_stateOwner is not null)
            _ = _stateOwner.First;
        Upload(ref _first, state.First);
        Upload(ref _second, state.Second);
        _stateOwner = state;
    }

    private void Upload(ref DeviceBuffer<float> buffer, float[] values)
    {
        if (values.Length == 0)
            return;
        if (buffer.IsEmpty)
            buffer = _allocator.Allocate<float>(values.Length);
        CopyUp(values, buffer.View);
    }

    private void FetchState()
    {
        lock (_lock)
        {
            if (_isDisposed || _stateOwner is not { } state)
                return;
            _accelerator.Bind();
            _stateOwner = null;
            Fetch(_first, state.First);
            Fetch(_second, state.Second);
        }
    }

    private void Fetch(DeviceBuffer<float> buffer, float[] values)
    {
        if (values.Length > 0)
            CopyDown(buffer.View, values);
    }
}
