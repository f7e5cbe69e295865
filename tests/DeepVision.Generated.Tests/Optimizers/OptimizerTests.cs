namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Each optimizer against its published formula, in scalar double precision and written without a look at the library.</summary>
public class OptimizerTests
{
    private const int Length = 48;
    private const int Steps = 25;
    private const double Tolerance = 2e-5;

    private delegate void Reference(int step, double rate, double[] w, double[] g, double[] a, double[] b);

    [Fact]
    public void SgdFollowsTheGradient() =>
        Compare(new SGD(0.1f), 0, static (_, rate, w, g, _, _) => Each(i => w[i] -= rate * g[i]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SgdWithMomentumAndDecayIsPyTorchs(bool nesterov) =>
        Compare(new SGD(0.1f, momentum: 0.9, nesterov: nesterov, weightDecay: 0.05), 1, (step, rate, w, g, v, _) => Each(i =>
        {
            double gradient = g[i] + 0.05 * w[i];
            v[i] = step == 1 ? gradient : 0.9 * v[i] + gradient;
            w[i] -= rate * (nesterov ? gradient + 0.9 * v[i] : v[i]);
        }));

    [Fact]
    public void AdamIsKingmaAndBas() =>
        Compare(new Adam(0.01f, weightDecay: 0.1), 2, static (step, rate, w, g, m, v) => Each(i =>
        {
            double gradient = g[i] + 0.1 * w[i];
            m[i] += (1 - 0.9) * (gradient - m[i]);
            v[i] = 0.999 * v[i] + (1 - 0.999) * gradient * gradient;
            double mean = m[i] / (1 - Math.Pow(0.9, step)), square = v[i] / (1 - Math.Pow(0.999, step));
            w[i] -= rate * mean / (Math.Sqrt(square) + 1e-8);
        }));

    [Fact]
    public void AdamWDecaysApartFromTheGradient() =>
        Compare(new AdamW(0.01f, beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.2), 2, static (step, rate, w, g, m, v) => Each(i =>
        {
            w[i] -= rate * 0.2 * w[i];
            m[i] = 0.8 * m[i] + 0.2 * g[i];
            v[i] = 0.95 * v[i] + 0.05 * g[i] * g[i];
            w[i] -= rate * (m[i] / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.95, step))) + 1e-6);
        }));

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void RmsPropIsPyTorchs(double momentum) =>
        Compare(new RMSprop(0.01f, momentum: momentum, weightDecay: 0.1), momentum > 0 ? 2 : 1, (_, rate, w, g, v, b) => Each(i =>
        {
            double gradient = g[i] + 0.1 * w[i];
            v[i] = 0.99 * v[i] + 0.01 * gradient * gradient;
            double direction = gradient / (Math.Sqrt(v[i]) + 1e-8);
            b[i] = momentum * b[i] + direction;
            w[i] -= rate * (momentum > 0 ? b[i] : direction);
        }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 0.5)]
    public void AdagradIsPyTorchs(double rateDecay, double initialAccumulator) =>
        Compare(new Adagrad(0.01f, rateDecay, initialAccumulator, weightDecay: 0.1), 1, (step, rate, w, g, s, _) => Each(i =>
        {
            if (step == 1)
                s[i] = initialAccumulator;
            double gradient = g[i] + 0.1 * w[i];
            s[i] += gradient * gradient;
            w[i] -= rate / (1 + (step - 1) * rateDecay) * gradient / (Math.Sqrt(s[i]) + 1e-10);
        }));

    [Fact]
    public void AdadeltaIsPyTorchs() =>
        Compare(new Adadelta(1f, weightDecay: 0.1), 2, static (_, rate, w, g, v, u) => Each(i =>
        {
            double gradient = g[i] + 0.1 * w[i];
            v[i] = 0.9 * v[i] + 0.1 * gradient * gradient;
            double delta = Math.Sqrt(u[i] + 1e-6) / Math.Sqrt(v[i] + 1e-6) * gradient;
            u[i] = 0.9 * u[i] + 0.1 * delta * delta;
            w[i] -= rate * delta;
        }));

    [Theory]
    [InlineData(4e-3)]
    [InlineData(0)]
    public void NAdamIsPyTorchs(double momentumDecay)
    {
        double product = 1;
        Compare(new NAdam(0.01f, weightDecay: 0.1, momentumDecay: momentumDecay), 2, (step, rate, w, g, m, v) =>
        {
            double momentum = 0.9 * (1 - 0.5 * Math.Pow(0.96, step * momentumDecay)), next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (step + 1) * momentumDecay));
            product *= momentum;
            Each(i =>
            {
                double gradient = g[i] + 0.1 * w[i];
                m[i] += (1 - 0.9) * (gradient - m[i]);
                v[i] = 0.999 * v[i] + (1 - 0.999) * gradient * gradient;
                double denominator = Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8;
                w[i] -= rate * (1 - momentum) / (1 - product) * gradient / denominator;
                w[i] -= rate * next / (1 - product * next) * m[i] / denominator;
            });
        });
    }

    /// <summary>The first five steps are not rectified.</summary>
    [Fact]
    public void RAdamIsPyTorchs() =>
        Compare(new RAdam(0.01f, weightDecay: 0.1), 2, static (step, rate, w, g, m, v) => Each(i =>
        {
            double gradient = g[i] + 0.1 * w[i];
            m[i] += (1 - 0.9) * (gradient - m[i]);
            v[i] = 0.999 * v[i] + (1 - 0.999) * gradient * gradient;
            double first = 1 - Math.Pow(0.9, step), second = 1 - Math.Pow(0.999, step);
            double longest = 2 / (1 - 0.999) - 1, length = longest - 2 * step * Math.Pow(0.999, step) / second;
            double adaptive = Math.Sqrt(second) / (Math.Sqrt(v[i]) + 1e-8);
            double rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            w[i] -= m[i] / first * rate * (length > 5 ? adaptive * rectified : 1);
        }));

    [Fact]
    public void AdamaxIsPyTorchs() =>
        Compare(new Adamax(0.01f, beta2: 0.9, epsilon: 1e-3, weightDecay: 0.1), 2, static (step, rate, w, g, m, u) => Each(i =>
        {
            double gradient = g[i] + 0.1 * w[i];
            m[i] += (1 - 0.9) * (gradient - m[i]);
            u[i] = Math.Max(0.9 * u[i], Math.Abs(gradient) + 1e-3);
            w[i] -= rate / (1 - Math.Pow(0.9, step)) * m[i] / u[i];
        }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AmsGradIsPyTorchs(bool isDecoupled)
    {
        double[] largest = new double[Length];
        Optimizer optimizer = isDecoupled
            ? new AdamW(0.01f, beta2: 0.5, weightDecay: 0.1, amsGrad: true)
            : new Adam(0.01f, beta2: 0.5, weightDecay: 0.1, amsGrad: true);
        Compare(optimizer, 3, (step, rate, w, g, m, v) => Each(i =>
        {
            double gradient = isDecoupled ? g[i] : g[i] + 0.1 * w[i];
            w[i] -= isDecoupled ? rate * 0.1 * w[i] : 0;
            m[i] += (1 - 0.9) * (gradient - m[i]);
            v[i] = 0.5 * v[i] + 0.5 * gradient * gradient;
            largest[i] = Math.Max(largest[i], v[i]);
            w[i] -= rate / (1 - Math.Pow(0.9, step)) * m[i] / (Math.Sqrt(largest[i]) / Math.Sqrt(1 - Math.Pow(0.5, step)) + 1e-8);
        }));
    }

    /// <summary>Algorithm 2 of Chen et al. 2023.</summary>
    [Fact]
    public void LionIsChens() =>
        Compare(new Lion(0.01f, weightDecay: 0.2), 1, static (_, rate, w, g, m, _) => Each(i =>
        {
            double direction = Math.Sign(0.9 * m[i] + 0.1 * g[i]);
            m[i] = 0.99 * m[i] + 0.01 * g[i];
            w[i] -= rate * (direction + 0.2 * w[i]);
        }));

    public static TheoryData<string> AllOptimizers => [.. All().Keys];

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void ResultsDontDependOnWhereARangeBegins(string name)
    {
        Optimizer optimizer = All()[name];
        float[] Run(int pieceLength)
        {
            var random = new Random(7);
            float[] w = Values(random);
            var state = new OptimizerState(optimizer, Length);
            for (int step = 1; step <= 3; step++)
            {
                float[] g = Values(random);
                for (int start = 0; start < Length; start += pieceLength)
                    optimizer.Update(new UpdateStep(step, 0.01f), w.AsSpan(start, pieceLength), g.AsSpan(start, pieceLength), state.Slice(start, pieceLength));
            }

            return [.. w, .. Remembered(state)];
        }

        Assert.Equal(Run(Length), Run(16));
    }

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void PaddingStaysZero(string name)
    {
        Optimizer optimizer = All()[name];
        float[] w = new float[16], g = new float[16];
        var state = new OptimizerState(optimizer, 16);
        float[] before = Remembered(state);
        for (int step = 1; step <= 3; step++)
            optimizer.Update(new UpdateStep(step, 0.01f), w, g, state.Slice(0, 16));
        Assert.All(w, value => Assert.Equal(0, value));
        Assert.Equal(before, Remembered(state));
    }

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void MemoryNeverHoldsDenormalNumbers(string name)
    {
        Optimizer optimizer = All()[name];
        var state = new OptimizerState(optimizer, 16);
        float[] w = new float[16], g = new float[16];
        Array.Fill(g, 1e-3f);
        for (int step = 1; step <= 1500; step++)
        {
            optimizer.Update(new UpdateStep(step, 1e-3f), w, g, state.Slice(0, w.Length));
            Array.Clear(g);
            Assert.DoesNotContain(Remembered(state), float.IsSubnormal);
        }
    }

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void GradientsThatAreNotNumbersShow(string name)
    {
        Optimizer optimizer = All()[name];
        var state = new OptimizerState(optimizer, 16);
        float[] w = new float[16], g = new float[16];
        g[5] = float.NaN;
        optimizer.Update(new UpdateStep(1, 1e-3f), w, g, state.Slice(0, w.Length));
        Assert.Equal([5], Enumerable.Range(0, 16).Where(i => float.IsNaN(w[i])));
    }

    [Fact]
    public void RangesThatAreNoMultipleOf16AreRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SGD(0.1f).Update(new UpdateStep(1, 0.1f), new float[15], new float[15], new OptimizerState(new SGD(), 15).Slice(0, 15)));
        Assert.Contains("multiple of 16", exception.Message);
    }

    [Fact]
    public void WrongHyperparametersAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-1e-3f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop(alpha: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(momentum: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(initialAccumulator: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(rho: 1));
        Assert.Throws<ArgumentException>(() => new SGD(nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NAdam(momentumDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RAdam(beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(weightDecay: double.NaN));
        Assert.Contains("AverageDecay", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { AverageDecay = 1 }).Message);
    }

    private static Dictionary<string, Optimizer> All() => new()
    {
        ["SGD"] = new SGD(0.1f, weightDecay: 0.1),
        ["SGD with momentum"] = new SGD(0.1f, momentum: 0.9, nesterov: true),
        ["Adam"] = new Adam(),
        ["AdamW"] = new AdamW(),
        ["RMSprop"] = new RMSprop(),
        ["RMSprop with momentum"] = new RMSprop(momentum: 0.5),
        ["Adagrad"] = new Adagrad(initialAccumulator: 0.1),
        ["Adadelta"] = new Adadelta(),
        ["Adam with AMSGrad"] = new Adam(amsGrad: true),
        ["NAdam"] = new NAdam(),
        ["RAdam"] = new RAdam(),
        ["Adamax"] = new Adamax(),
        ["Lion"] = new Lion(weightDecay: 0.1),
    };

    private static void Compare(Optimizer optimizer, int slots, Reference reference)
    {
        const int Seed = 11;
        Assert.Equal(slots, optimizer.StateSlots);
        var random = new Random(Seed);
        float[] w = Values(random);
        double[] exact = [.. w], a = new double[Length], b = new double[Length];
        var state = new OptimizerState(optimizer, Length);
        for (int step = 1; step <= Steps; step++)
        {
            float rate = 0.01f + 0.001f * step;
            float[] g = Values(random);
            reference(step, rate, exact, [.. g], a, b);
            optimizer.Update(new UpdateStep(step, rate), w, g, state.Slice(0, w.Length));
        }

        double scale = exact.Max(Math.Abs);
        for (int i = 0; i < Length; i++)
            Assert.True(Math.Abs(exact[i] - w[i]) <= Tolerance * scale, $"seed {Seed}, value {i}: {w[i]} instead of {exact[i]}");
    }

    private static float[] Remembered(OptimizerState state) => [.. Enumerable.Range(0, state.SlotCount).SelectMany(slot => state[slot])];

    private static void Each(Action<int> action)
    {
        for (int i = 0; i < Length; i++)
            action(i);
    }

    private static float[] Values(Random random) => [.. Enumerable.Range(0, Length).Select(_ => (float)(2 * random.NextDouble() - 1))];
}
