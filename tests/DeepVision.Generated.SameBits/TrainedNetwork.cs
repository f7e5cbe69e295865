using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.SameBits;

/// <summary>A network that is trained for a few steps from its seed, and the bits that come of it.</summary>
public sealed class TrainedNetwork
{
    private const int Seed = 7;

    private readonly Func<int, int, BitHash> _train;

    private TrainedNetwork(string name, Func<int, int, BitHash> train) => (Name, _train) = (name, train);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainedNetwork> All { get; } =
    [
        Of(() => new OneChannel(Seed), network => network.TrainStep, new Adam(1e-2f)),
        Of(() => new FewChannels(Seed), network => network.TrainStep, new SGD(1e-2f, momentum: 0.9, nesterov: true)),
        Of(() => new ColourImages(Seed), network => network.TrainStep, new RMSprop(1e-3f, momentum: 0.5)),
        Of(() => new WinogradTiles(Seed), network => network.TrainStep, new AdamW(new WarmUpSchedule(new CosineSchedule(1e-2f, totalSteps: 5), steps: 2))),
        Of(() => new ChannelGroups(Seed), network => network.TrainStep, new Adam(1e-2f, weightDecay: 0.01)),
        Of(() => new WideDense(Seed), network => network.TrainStep, new Adam(1e-2f)),
        Of(() => new Answers(Seed), network => network.TrainStep, new Adam(1e-2f)),
        Of(() => new SummedSquares(Seed), network => network.TrainStep, new Adagrad(1e-2f, learningRateDecay: 0.1, weightDecay: 0.01)),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new Adadelta()),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new Adam(1e-2f, weightDecay: 0.01, amsGrad: true), name: "AMSGrad"),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new NAdam(1e-2f, weightDecay: 0.01), name: "NAdam"),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new RAdam(1e-2f, weightDecay: 0.01), name: "RAdam"),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new Adamax(1e-2f, weightDecay: 0.01), name: "Adamax"),
        Of(() => new SmoothedSteps(Seed), network => network.TrainStep, new Lion(1e-3f, weightDecay: 0.1), name: "Lion"),
        Of(() => new LeNet5(Seed), network => network.TrainStep, new Adam(1e-3f)),
        Of(() => new MnistNet(Seed), network => network.TrainStep, new Adam(1e-3f)),
        Of(() => new VggNet(Seed), network => network.TrainStep, new Adam(1e-3f), samples: 3),
        Of(() => new Perceptron(Seed), network => network.TrainStep, new Adam(1e-3f)),
    ];

    /// <summary>Its class.</summary>
    public string Name { get; }

    /// <summary>Trains it anew.</summary>
    /// <param name="threads">Threads to train with; they must not change anything.</param>
    /// <param name="steps">Steps to take.</param>
    public BitHash Train(int threads, int steps = 3) => _train(threads, steps);

    /// <summary>A network of a class that is known at run time only.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="create">Makes it from a seed.</param>
    /// <param name="trainStep">The <c>TrainStep</c> of its class.</param>
    internal static TrainedNetwork Of(string name, Func<int, Network> create, Func<Network, Func<Batch, Optimizer, StepResult>> trainStep) =>
        Of(() => create(Seed), trainStep, new Adam(1e-3f), name: name);

    private static TrainedNetwork Of<TNetwork>(
        Func<TNetwork> create, Func<TNetwork, Func<Batch, Optimizer, StepResult>> trainStep, Optimizer optimizer, int samples = 19, string? name = null)
        where TNetwork : Network
    {
        return new TrainedNetwork(name ?? typeof(TNetwork).Name, (threads, steps) =>
        {
            using TNetwork network = create();
            network.Threads = threads;
            Func<Batch, Optimizer, StepResult> train = trainStep(network);
            float[] losses = new float[steps];
            for (int step = 0; step < losses.Length; step++)
                losses[step] = train(Draw(network, step == 1 ? samples / 3 : samples, step), optimizer).Loss;

            Batch batch = Draw(network, samples, step: losses.Length);
            bool isMulti = network is MultiNetwork;
            float[] scores = new float[samples * (isMulti ? network.Architecture.OutputLength : network.Architecture.Layers[^1].OutputShape.Length)];
            using NetworkEngine engine = network.Device.CreateEngine(network);
            // What a prediction reads of several inputs, sample by sample, is drawn anew: it needn't be what training has seen.
            float[] inputs = isMulti ? [.. DrawSampleBySample(network, samples, losses.Length)] : batch.Inputs;
            engine.Forward(inputs, samples, scores, threads);
            return new BitHash().Add(losses).Add(network.Parameters.Values).Add(scores);
        });
    }

    /// <summary>Inputs in −1..1 or tokens, targets in 0..1 or labels, from the generator that draws the same everywhere.</summary>
    private static Batch Draw(Network network, int count, int step)
    {
        if (network is MultiNetwork)
            return DrawSeveral(network, count, step);
        TensorShape output = network.Architecture.Layers[^1].OutputShape;
        bool takesLabels = network is ClassificationNetwork or SegmentationNetwork or EmbeddingNetwork;
        Batch batch = network.CreateBatch(count);
        batch.Count = count;
        for (int i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = InputOf(network, 0, Fraction(i, step));
        for (int i = 0; i < batch.Targets.Length; i++)
            batch.Targets[i] = Fraction(batch.Inputs.Length + i, step);
        if (network is ClassificationNetwork { HasSoftTargets: true })
            Normalise(batch.Targets, output.Channels);
        for (int i = 0; i < batch.Labels.Length && takesLabels; i++)
            batch.Labels[i] = (int)(Fraction(batch.Inputs.Length + i, step) * output.Channels);
        return batch;
    }

    /// <summary>The same for all inputs and heads, one behind the other.</summary>
    private static Batch DrawSeveral(Network network, int count, int step)
    {
        Batch batch = network.CreateBatch(count);
        batch.Count = count;
        int index = 0;
        foreach ((int number, InputInfo input) in network.Architecture.Inputs.Index())
        {
            foreach (ref float value in batch.GetInput(input.Name).AsSpan())
                value = input.IsLengths ? 1 + (int)(Fraction(index++, step) * network.Architecture.InputShape.Width) : InputOf(network, number, Fraction(index++, step));
        }

        for (int head = 0; head < network.Architecture.Heads.Count; head++)
        {
            foreach (ref float target in batch.TargetsOf(head).AsSpan())
                target = Fraction(index++, step);
            if (network.Architecture.Heads[head].SoftTargets)
                Normalise(batch.TargetsOf(head), network.Architecture.Heads[head].TargetLength);
            foreach (ref int label in batch.LabelsOf(head).AsSpan())
                label = (int)(Fraction(index++, step) * network.Architecture.Heads[head].Shape.Channels);
        }

        return batch;
    }

    /// <summary>All inputs of a sample one behind the other.</summary>
    private static IEnumerable<float> DrawSampleBySample(Network network, int samples, int step)
    {
        int[] numbers = [.. network.Architecture.Inputs.Index().SelectMany(input => Enumerable.Repeat(input.Index, input.Item.Shape.Length))];
        return Enumerable.Range(0, samples * numbers.Length).Select(i => InputOf(network, numbers[i % numbers.Length], Fraction(i, step)));
    }

    /// <summary>A value of an input by a number from 0 to 1: a token where it holds some.</summary>
    private static float InputOf(Network network, int number, float fraction) =>
        network.Architecture.VocabularyOf(number) is > 0 and int size ? (int)(fraction * size) : 2 * fraction - 1;

    /// <summary>Makes probabilities of rows of values.</summary>
    private static void Normalise(Span<float> values, int length)
    {
        for (int start = 0; start < values.Length; start += length)
        {
            float sum = 0;
            foreach (float value in values.Slice(start, length))
                sum += value;
            foreach (ref float value in values.Slice(start, length))
                value /= sum;
        }
    }

    private static float Fraction(int index, int step) => (Philox.Generate(Seed, (ulong)index, (ulong)step).Word0 >> 8) * (1f / (1 << 24));
}
