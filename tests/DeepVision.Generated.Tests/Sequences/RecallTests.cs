namespace DeepVision.Generated.Tests.Sequences;

/// <summary>The layer of a transformer encoder, normalised in front of both parts (Xiong et al. 2020).</summary>
public sealed class RecallLayer(int features, int heads) : Block(
    new Branch(), new LayerNorm(), new MultiHeadAttention(heads), new Branch(), new Add(),
    new Branch(), new LayerNorm(), new Conv1D(2 * features, 1), new GELU(), new Conv1D(features, 1), new Branch(), new Add());

/// <summary>Pairs of a key and a value, then a key: the answer is the value that came with it.</summary>
[Network(7, 12)]
[Conv1D(32, 1), PositionEmbedding]
[RecallLayer(32, 2)]
[LayerNorm, Flatten, Dense(6), SoftmaxCrossEntropy]
public partial class RecallNetwork;

/// <summary>The same without steps that read each other.</summary>
[Network(7, 12)]
[Conv1D(32, 1), PositionEmbedding]
[LayerNorm, Conv1D(64, 1), GELU, Conv1D(32, 1)]
[LayerNorm, Flatten, Dense(6), SoftmaxCrossEntropy]
public partial class NoRecallNetwork;

/// <summary>A task that needs attention: what counts of a sequence depends on what is asked at its end.</summary>
public class RecallTests
{
    private const int Pairs = 6, Values = 6;

    [Fact]
    public void Attention_finds_the_value_whose_key_is_asked()
    {
        using RecallNetwork attending = new(seed: 1);
        using NoRecallNetwork other = new(seed: 1);
        Dataset train = Draw(4000, seed: 1), test = Draw(500, seed: 2);

        attending.Train(train, new TrainingOptions { Epochs = 8, BatchSize = 32, Optimizer = new Adam(3e-3f) });
        other.Train(train, new TrainingOptions { Epochs = 8, BatchSize = 32, Optimizer = new Adam(3e-3f) });

        Assert.InRange(attending.Evaluate(test).Accuracy, 0.95, 1);
        Assert.InRange(other.Evaluate(test).Accuracy, 0, 0.6);
    }

    /// <summary>Sequences in which each key stands once, at a random place, with a random value.</summary>
    private static TensorDataset Draw(int count, int seed)
    {
        Random random = new(seed);
        const int features = Pairs + Values, length = (Pairs + 1) * features;
        float[] inputs = new float[count * length];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++)
        {
            int[] keys = [.. Enumerable.Range(0, Pairs)], values = [.. keys.Select(_ => random.Next(Values))];
            random.Shuffle(keys);
            for (int step = 0; step < Pairs; step++)
            {
                inputs[sample * length + step * features + keys[step]] = 1;
                inputs[sample * length + step * features + Pairs + values[step]] = 1;
            }

            int asked = random.Next(Pairs);
            inputs[sample * length + Pairs * features + keys[asked]] = 1;
            labels[sample] = values[asked];
        }

        return new TensorDataset(inputs, RecallNetwork.InputShape, labels);
    }
}
