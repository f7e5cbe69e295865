using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Networks;

/// <summary>Architectures and data for the hand-written networks below.</summary>
internal static class Linear
{
    public static NetworkArchitecture Architecture(string name, int inputs, int outputs)
    {
        var weight = new WeightLayout(outputs, inputs, 1, 1, inputs, 16);
        var vector = WeightLayout.Vector(outputs);
        int biasOffset = weight.PackedLength, trainable = biasOffset + vector.PackedLength;
        return new NetworkArchitecture(
            name,
            new TensorShape(inputs),
            new TensorShape(outputs),
            [
                new LayerInfo("dense_1", $"Dense({outputs})", [LayerInfo.NetworkInput], new TensorShape(outputs), inputs * outputs + outputs, inputs * outputs, new OperationInfo.Dense()),
                new LayerInfo("dropout_1", "Dropout(0.5)", [0], new TensorShape(outputs), 0, 0, new OperationInfo.Dropout(0.5f)),
            ],
            [
                new ParameterTensor("dense_1.weight", 0, [outputs, inputs], weight, 0, Initializer.GlorotUniform, inputs, outputs),
                new ParameterTensor("dense_1.bias", 0, [outputs], vector, biasOffset, Initializer.Zeros, inputs, outputs),
                new ParameterTensor("dense_1.running_mean", 0, [1], WeightLayout.Vector(1), trainable, Initializer.Zeros, 1, 1, Group: ParameterGroup.Statistics),
                new ParameterTensor("dense_1.constant", 0, [1], WeightLayout.Vector(1), trainable + 16, Initializer.Ones, 1, 1, L2: 1, Group: ParameterGroup.Frozen),
            ],
            trainable,
            16,
            trainable + 32);
    }

    /// <summary>Softmax with cross-entropy, for <see cref="LinearEngine"/>.</summary>
    public static double CrossEntropy(ReadOnlySpan<float> scores, Batch batch, int sample, float[] delta)
    {
        double[] exponentials = [.. scores.ToArray().Select(score => Math.Exp(score))];
        for (int i = 0; i < delta.Length; i++)
            delta[i] = (float)(exponentials[i] / exponentials.Sum()) - (i == batch.Labels[sample] ? 1 : 0);
        return -Math.Log(exponentials[batch.Labels[sample]] / exponentials.Sum());
    }

    /// <summary>Points around the corners of a square, one class each, with some overlap.</summary>
    public static TensorDataset Corners(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = new float[count * 2];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 3;
            inputs[2 * i] = (labels[i] == 1 ? 1 : 0) + 0.6f * (float)(random.NextDouble() - 0.5);
            inputs[2 * i + 1] = (labels[i] == 2 ? 1 : 0) + 0.6f * (float)(random.NextDouble() - 0.5);
        }

        return new TensorDataset(inputs, new TensorShape(2), labels);
    }
}

internal sealed class LinearClassifier(int seed = 1) : ClassificationNetwork(Linear.Architecture(nameof(LinearClassifier), 2, 3), seed, null)
{
    public new LinearEngine Engine => (LinearEngine)base.Engine;

    public StepResult TrainStep(Batch batch, Optimizer optimizer) => Step(batch, optimizer);

    /// <summary>The loop as the generator emits it.</summary>
    public TrainingHistory Train(Dataset data, TrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using TrainingRun run = BeginTraining(data, options, progress, cancellationToken);
        while (run.NextEpoch())
        {
            while (run.NextBatch())
                run.Report(TrainStep(run.Batch, run.Optimizer));
            run.EndEpoch();
        }

        return run.History;
    }

    public float[] AllParameters() => Parameters.Values.ToArray();

    protected override NetworkEngine CreateCpuEngine() => new LinearEngine(this, Linear.CrossEntropy);
}

internal sealed class LinearRegressor(int seed = 1) : RegressionNetwork(Linear.Architecture(nameof(LinearRegressor), 2, 2), seed, null)
{
    public StepResult TrainStep(Batch batch, Optimizer optimizer) => Step(batch, optimizer);

    protected override NetworkEngine CreateCpuEngine() => new LinearEngine(this, static (scores, batch, sample, delta) =>
    {
        double loss = 0;
        for (int i = 0; i < delta.Length; i++)
        {
            float error = scores[i] - batch.Targets[sample * delta.Length + i];
            delta[i] = 2 * error / delta.Length;
            loss += error * error / delta.Length;
        }

        return loss;
    });
}

internal sealed class LinearBinary(int seed = 1) : BinaryNetwork(Linear.Architecture(nameof(LinearBinary), 2, 2), seed, null)
{
    public StepResult TrainStep(Batch batch, Optimizer optimizer) => Step(batch, optimizer);

    protected override NetworkEngine CreateCpuEngine() => new LinearEngine(this, static (_, _, _, _) => 0);
}

/// <summary>Calls a method for each report, on the caller's thread.</summary>
internal sealed class ProgressCall(Action<TrainingProgress> call) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => call(value);
}

/// <summary>Collects progress on the caller's thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class ProgressList : List<TrainingProgress>, IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => Add(value);
}
