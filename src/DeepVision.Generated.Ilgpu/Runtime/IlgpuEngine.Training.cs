using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>The training step up to the gradients.</content>
public abstract partial class IlgpuEngine
{
    private IlgpuMemory? _training;
    private BatchUploads? _uploads;
    private StepReports? _reports;
    private readonly Dictionary<int, float[]> _balancedWeights = [];
    private float[] _hostGradients = [];
    private DeviceBuffer<float> _statisticsBefore;

    /// <summary>The step whose gradients are queued and whose report isn't; its ticket is 0 if there is none.</summary>
    private OpenStep _open;

    private long _lastTicket;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Gradients
    {
        get
        {
            lock (_lock)
            {
                if (_training is null)
                    return [];
                Enter();
                if (_hostGradients.Length == 0)
                    _hostGradients = new float[_architecture.TrainableLength];
                CopyDown(_training.Gradients(0, _hostGradients.Length), _hostGradients);
                return _hostGradients;
            }
        }
    }

    /// <inheritdoc/>
    public override void SetClassWeights(int head, float[] weights)
    {
        lock (_lock)
        {
            Enter();
            CloseOpenStep();
            _balancedWeights[head] = weights;

            // It holds the weights of before.
            _uploads?.Dispose();
            _training?.Dispose();
            (_uploads, _training) = (null, null);
        }
    }

    /// <inheritdoc/>
    public override StepResult ComputeGradients(Batch batch, in StepContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_lock)
        {
            IlgpuMemory memory = BeginPass(batch);
            (float weight, int labels) = SumOfWeights(batch, 0, WeightsOf(_plan.ClassWeights, _plan.BalancedClasses, 0), _plan.IgnoredLabel, _plan.SamplesCountAlike, _plan.HasLengths);
            int values = _plan.SamplesCountAlike ? 0 : _plan.HasLengths ? TargetLength / _plan.OutputPixels : TargetLength;
            float lossScale = ComputeLossScale(_plan.LossWeight, weight, values);
            (memory.Seed, memory.Step, memory.LossScale) = (context.Seed, context.Step, lossScale);
            for (int head = 0; head < _plan.AuxiliaryLosses.Length; head++)
            {
                AuxiliaryLoss loss = _plan.AuxiliaryLosses[head];
                float sum = loss.IsPenalty ? batch.Count : SumOfWeights(batch, loss.Answers, WeightsOf(loss), loss.IgnoredLabel, loss.SamplesCountAlike, loss.HasLengths).Weight;
                memory.ScaleAuxiliary(head, ComputeLossScale(loss.Weight, sum, loss.IsPenalty || loss.SamplesCountAlike ? 0 : loss.TargetLength ?? TargetLength));
            }

            // Several heads that predict have no common weight of the batch.
            if (_architecture.Heads.Count > 1)
                (weight, labels) = (batch.Count, batch.Count);

            RunTraining(memory, batch.Count);
            if (_plan.StatisticsFloats > 0)
                MarkParametersNewer();

            _open = new OpenStep(++_lastTicket, context.Step, batch.Count);
            return new StepResult(_network, _lastTicket, batch.Count) { Weight = weight, LabelCount = labels };
        }
    }

    /// <inheritdoc/>
    public override bool IsStepDone(long ticket)
    {
        lock (_lock)
        {
            Enter();
            return ticket != _open.Ticket && _reports!.IsDone(ticket);
        }
    }

    /// <inheritdoc/>
    public override StepOutcome ReadStep(long ticket)
    {
        lock (_lock)
        {
            Enter();
            if (ticket == _open.Ticket)
                CloseOpenStep();
            return _reports!.Read(ticket);
        }
    }

    /// <inheritdoc/>
    public override bool HasDiverged
    {
        get
        {
            lock (_lock)
                return _reports is { HasDiverged: true };
        }
    }

    /// <inheritdoc/>
    public override StepDivergence EndDivergence()
    {
        lock (_lock)
        {
            Enter();
            CloseOpenStep();
            StepDivergence divergence = _reports!.EndDivergence(_stream);
            RestoreStatistics();
            return divergence;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Kernels number samples along the second dimension of their grid.</remarks>
    public override int LargestBatch => 65535;

    /// <summary>What stands before every pass in training mode: earlier steps are done with, and parameters, statistics and batch are in place.</summary>
    private IlgpuMemory BeginPass(Batch batch)
    {
        Enter();
        CloseOpenStep();
        IlgpuMemory memory = PrepareTraining(batch);
        UploadParameters();
        KeepStatistics();
        _uploads!.Upload(batch, memory);
        return memory;
    }

    private IlgpuMemory PrepareTraining(Batch batch)
    {
        if (batch.Count > LargestBatch)
            throw new ArgumentException(FormattableString.Invariant($"A batch of {batch.Count} samples is more than a launch of kernels can number: {LargestBatch} at most."), nameof(batch));
        if (_reports is null)
        {
            Compile(LoadTrainingKernels);
            Compile(LoadStepKernels);
            _statisticsBefore = _allocator.Allocate<float>(StatisticsLength);
            _reports = new StepReports(_accelerator, _allocator, _reading, _architecture.InputShape.Length, TargetLength);
        }

        if (_training is not null && _training.Capacity >= batch.Count)
            return _training;

        // The old memory goes first, so that both are never held at once.
        int capacity = Math.Min(Math.Max(batch.Capacity, _training?.Capacity ?? 0), LargestBatch);
        _uploads?.Dispose();
        _training?.Dispose();
        (_uploads, _training) = (null, null);
        if (_uploadedVersion == 0)
            UploadParameters();
        var lengths = new MemoryLengths(_plan.TrainingFloats, _plan.TrainingBytes, _plan.ScratchFloats, _plan.StatisticsFloats, _architecture.TrainableLength, _plan.ComparesSamples);
        IlgpuMemory training = new(_allocator, _stream, _parameters.View, lengths, capacity, WeightsOf(_plan.ClassWeights, _plan.BalancedClasses, 0), [.. _plan.AuxiliaryLosses.Select(WeightsOf)]);
        _uploads = new BatchUploads(_accelerator, _allocator, _copies, _architecture.InputShape.Length, TargetLength, LabelLength, capacity, _architecture);

        // The memory is cleared on this stream, and filled from another.
        _stream.Synchronize();
        return _training = training;
    }

    private int TargetLength => _architecture.Heads.Count > 0 ? _architecture.Heads[0].TargetLength
        : _network is ClassificationNetwork { HasSoftTargets: false } or SegmentationNetwork or EmbeddingNetwork ? 0
        : _architecture.OutputShape.Length;

    /// <summary>Labels of a sample where the loss takes labels.</summary>
    private int LabelLength => _network is SegmentationNetwork || _architecture.Heads is [{ Kind: HeadKind.Segmentation }, ..] ? _plan.OutputPixels : 1;

    /// <summary>
    /// The sum of the class weights of the batch's labels, all 1 without class weights, and how many labels count; of networks without
    /// labels, the number of samples.
    /// </summary>
    private (float Weight, int Labels) SumOfWeights(Batch batch, int answers, float[]? classWeights, int ignoredLabel, bool samplesCountAlike, bool hasLengths)
    {
        if (hasLengths)
            return SumOfStepWeights(batch, answers, classWeights, ignoredLabel);
        if (ignoredLabel == SoftmaxCrossEntropy.NoLabel && (classWeights is null || samplesCountAlike))
            return (samplesCountAlike ? batch.Count : batch.Count * LabelLength, batch.Count * LabelLength);
        double sum = 0;
        int counted = 0;
        foreach (int label in batch.LabelsOf(answers).AsSpan(0, batch.Count * LabelLength))
        {
            if (label == ignoredLabel)
                continue;
            counted++;
            sum += classWeights is null ? 1 : classWeights[label];
        }

        return (samplesCountAlike ? batch.Count : (float)sum, counted);
    }

    /// <summary>The same over the steps in front of the ends of sequences that differ in length; of networks without labels, the number of these steps.</summary>
    private (float Weight, int Labels) SumOfStepWeights(Batch batch, int answers, float[]? classWeights, int ignoredLabel)
    {
        // The lengths are the last input.
        float[] lengths = batch.FurtherInput(_architecture.FurtherInputs.Count - 1);
        int[] labels = batch.LabelsOf(answers);
        double sum = 0;
        int counted = 0;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            int length = (int)lengths[sample];
            foreach (int label in labels.Length == 0 ? [] : labels.AsSpan(sample * LabelLength, length))
            {
                counted += label == ignoredLabel ? 0 : 1;
                sum += label == ignoredLabel ? 0 : classWeights is null ? 1 : classWeights[label];
            }

            if (labels.Length == 0)
                sum += length;
        }

        return ((float)sum, labels.Length == 0 ? batch.Count : counted);
    }

    private float[]? WeightsOf(AuxiliaryLoss loss) => WeightsOf(loss.ClassWeights, loss.BalancedClasses, loss.Answers);

    /// <summary>Weights of the classes: those that are declared or, where they follow from the data, those of the training under way, all 1 until one begins.</summary>
    private float[]? WeightsOf(float[]? declared, bool isBalanced, int head)
    {
        if (!isBalanced)
            return declared;
        if (_balancedWeights.TryGetValue(head, out float[]? weights))
            return weights;
        int classes = (_architecture.Heads.Count > 0 ? _architecture.Heads[head].Shape : _architecture.OutputShape).Channels;
        return _balancedWeights[head] = [.. Enumerable.Repeat(1f, classes)];
    }

    /// <summary>
    /// What makes a sum a mean, times a loss's weight; 0 if all samples have the class weight 0, so that such a batch has no loss and
    /// no gradients.
    /// </summary>
    private static float ComputeLossScale(float lossWeight, float weight, int targetLength) =>
        weight == 0 ? 0 : targetLength == 0 ? lossWeight / weight : lossWeight / (weight * targetLength);

    private int StatisticsLength => _architecture.StatisticsLength;

    /// <summary>What layers keep beside the weights.</summary>
    private ArrayView<float> Statistics => _parameters.View.SubView(_architecture.TrainableLength, StatisticsLength);

    /// <summary>The forward pass moves the running statistics before anybody knows whether the step goes well.</summary>
    private void KeepStatistics()
    {
        if (StatisticsLength > 0)
            _keepStatistics(_stream, Cover(StatisticsLength), Statistics, _statisticsBefore.View, _reports!.Status, StatisticsLength);
    }

    /// <summary>Brings the running statistics back to what they were before the step, unless somebody has written parameters since.</summary>
    private void RestoreStatistics()
    {
        if (StatisticsLength == 0 || _uploadedVersion != _network.Parameters.Version)
            return;
        _statisticsBefore.View.CopyTo(_stream, Statistics);
        MarkParametersNewer();
    }

    /// <summary>Queues the report of a step without an update, if one is open.</summary>
    private void CloseOpenStep()
    {
        if (_open.Ticket == 0)
            return;
        FinishOpenStep(isUpdate: false, learningRate: 0);
        _reports!.End(_stream);
    }

    /// <summary>Queues the report of the step that is open, if any; its end must be marked behind the last kernel that adds to it.</summary>
    /// <returns>The report.</returns>
    private ArrayView<int> FinishOpenStep(bool isUpdate, float learningRate)
    {
        if (_open.Ticket == 0)
            return default;
        if (isUpdate)
            FindFaults();
        (OpenStep step, _open) = (_open, default);
        IlgpuMemory memory = _training!;
        ArrayView<int> report = _reports!.Begin(step.Ticket, step.Step, learningRate);
        int inputs = step.Count * _architecture.InputShape.Length;
        int targets = step.Count * TargetLength;
        float lossScale = AddAuxiliaryLosses(step.Count);
        _finishStep(
            _stream, Groups(1, 1, 1, _stepThreads), memory.Losses, memory.Hits, memory.Input.SubView(IlgpuMemory.Header, inputs), memory.Targets,
            _reports.Status, _reports.Faults, report, step.Count, inputs, targets, lossScale, isUpdate ? StepReports.Stamp(step.Ticket) : 0);
        _uploads!.EndUse(_stream);
        return report;
    }

    /// <summary>Makes the losses of the samples those of all heads together, if there are several.</summary>
    /// <returns>The factor that is left.</returns>
    private float AddAuxiliaryLosses(int count)
    {
        IlgpuMemory memory = _training!;
        float scale = memory.LossScale;
        for (int head = 0; head < _plan.AuxiliaryLosses.Length; head++)
        {
            _addLosses(_stream, Cover(count), memory.Losses, memory.AuxiliaryLosses(head), scale, memory.AuxiliaryScale(head), count);
            scale = 1;
        }

        return scale;
    }

    private void FindFaults()
    {
        int gradients = _architecture.TrainableLength / 4;
        _findNotFinite(_stream, Cover(gradients), _training!.Gradients(0, _architecture.TrainableLength), _reports!.Faults, (int)UpdateFaultKind.Gradient, 0, gradients);
        if (StatisticsLength > 0)
            _findNotFinite(_stream, Cover(StatisticsLength / 4), Statistics, _reports.Faults, (int)UpdateFaultKind.Statistics, _architecture.TrainableLength, StatisticsLength / 4);
    }

    private void DisposeTraining()
    {
        _uploads?.Dispose();
        _training?.Dispose();
        _reports?.Dispose();
        _statisticsBefore.Dispose();
        _slots.Dispose();
        _scales.Dispose();
        _squareSums.Dispose();
    }

    /// <summary>A step whose gradients are queued.</summary>
    /// <param name="Ticket">Number of the step on this engine, from 1.</param>
    /// <param name="Step">Steps that the network has taken before.</param>
    /// <param name="Count">Samples.</param>
    private readonly record struct OpenStep(long Ticket, long Step, int Count);
}
