using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Networks;

/// <summary>
/// One Dense layer in scalar code: enough of an engine to test everything around engines. Dropout is imitated by a
/// factor on the gradients that depends on seed and step, batch normalisation by a running mean of the inputs.
/// </summary>
internal sealed class LinearEngine(Network network, Func<ReadOnlySpan<float>, Batch, int, float[], double> lossAndGradient) : NetworkEngine
{
    private readonly int _inputs = network.Architecture.InputShape.Length;
    private readonly int _outputs = network.Architecture.OutputShape.Length;
    private readonly float[] _gradients = new float[network.Architecture.TrainableLength];

    public override string DeviceName => "scalar test engine";

    public override ReadOnlySpan<float> Gradients => _gradients;

    public bool IsDisposed { get; private set; }

    /// <summary>Replaces the loss of a step, given the number of steps before.</summary>
    public Func<long, float, float>? LossOverride { get; set; }

    /// <summary>What updates find instead of updating.</summary>
    public UpdateFault? FaultOverride { get; set; }

    /// <summary>Called inside each step.</summary>
    public Action<Batch, StepContext>? OnStep { get; set; }

    /// <summary>Called inside each prediction.</summary>
    public Action? OnForward { get; set; }

    /// <summary>The clip norms and learning rates that updates were called with.</summary>
    public List<(float LearningRate, float ClipNorm, int Threads)> Updates { get; } = [];

    public override StepResult ComputeGradients(Batch batch, in StepContext context)
    {
        OnStep?.Invoke(batch, context);
        ParameterTensor weight = network.Architecture.Parameters[0], bias = network.Architecture.Parameters[1], mean = network.Architecture.Parameters[2];
        float noise = 1 + 0.1f * (Philox.Generate(Philox.Key(context.Seed, RandomPurpose.Dropout), (ulong)context.Step, 0).Word0 / (float)uint.MaxValue);
        Array.Clear(_gradients);
        float[] scores = new float[_outputs], delta = new float[_outputs];
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            ReadOnlySpan<float> input = batch.Inputs.AsSpan(sample * _inputs, _inputs);
            Scores(input, scores);
            loss += lossAndGradient(scores, batch, sample, delta);
            if (batch.Labels.Length > 0 && scores.AsSpan().IndexOf(scores.Max()) == batch.Labels[sample])
                correct++;
            for (int output = 0; output < _outputs; output++)
            {
                float scaled = delta[output] * noise / batch.Count;
                _gradients[bias.Offset + bias.Layout.PackedOffset(output, 0, 0, 0)] += scaled;
                for (int i = 0; i < _inputs; i++)
                    _gradients[weight.Offset + weight.Layout.PackedOffset(output, i, 0, 0)] += scaled * input[i];
            }
        }

        ref float running = ref network.Parameters.Values[mean.Offset];
        running = 0.9f * running + 0.1f * batch.Inputs[0];
        network.Parameters.MarkChanged();
        float meanLoss = (float)(loss / batch.Count);
        return new StepResult(LossOverride?.Invoke(context.Step, meanLoss) ?? meanLoss, correct, batch.Count);
    }

    public override UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads)
    {
        Updates.Add((learningRate, clipNorm, threads));
        if (FaultOverride is { } fault)
            return fault;
        optimizer.Update(new UpdateStep(state.Step, learningRate), network.Parameters.Values[.._gradients.Length], _gradients, state.Slice(0, _gradients.Length));
        network.Parameters.MarkChanged();
        return default;
    }

    public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads)
    {
        OnForward?.Invoke();
        for (int sample = 0; sample < count; sample++)
            Scores(inputs.Slice(sample * _inputs, _inputs), scores.Slice(sample * _outputs, _outputs));
    }

    public override void Dispose() => IsDisposed = true;

    private void Scores(ReadOnlySpan<float> input, Span<float> scores)
    {
        ParameterTensor weight = network.Architecture.Parameters[0], bias = network.Architecture.Parameters[1];
        ReadOnlySpan<float> values = network.Parameters.Values;
        for (int output = 0; output < _outputs; output++)
        {
            float sum = values[bias.Offset + bias.Layout.PackedOffset(output, 0, 0, 0)];
            for (int i = 0; i < _inputs; i++)
                sum += values[weight.Offset + weight.Layout.PackedOffset(output, i, 0, 0)] * input[i];
            scores[output] = sum;
        }
    }
}
