using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>
/// The reference against numbers worked out by hand from PyTorch's and Keras' definitions: central differences can't see
/// that forward and backward agree on a wrong convention.
/// </summary>
public class KnownValueTests
{
    private const int Digits = 12;

    /// <summary>PyTorch: variance of {1, 3, 5, 7} is 5 biased (normalises) and 20/3 unbiased (running statistics).</summary>
    [Fact]
    public void BatchNormKeepsTheUnbiasedVariance()
    {
        BatchNormReference layer = new(new SampleShape(1, 1, 1), momentum: 0.1, epsilon: 1e-5);

        double[] output = layer.Forward(Column(1, 3, 5, 7), new PassContext(Training: true)).Values;

        Assert.Equal(-3 / Math.Sqrt(5 + 1e-5), output[0], Digits);
        Assert.Equal(0.1 * 4, layer.Parameters["running_mean"].Values[0], Digits);
        Assert.Equal(0.9 * 1 + 0.1 * 20 / 3, layer.Parameters["running_var"].Values[0], Digits);
    }

    [Fact]
    public void BatchNormPredictsWithRunningStatistics()
    {
        BatchNormReference layer = new(new SampleShape(1, 1, 1), momentum: 0.1, epsilon: 0);
        layer.Parameters["running_mean"].Values[0] = 2;
        layer.Parameters["running_var"].Values[0] = 4;
        layer.Parameters["weight"].Values[0] = 3;
        layer.Parameters["bias"].Values[0] = 1;

        double[] output = layer.Forward(Column(6), new PassContext(Training: false)).Values;

        Assert.Equal((6 - 2) / 2.0 * 3 + 1, output[0], Digits);
    }

    /// <summary>Keras 2, l1 = 0.5 and l2 = 0.25: samples (1, −2) and (3, 0) give 0.5 · 3 + 0.25 · 5 and 0.5 · 3 + 0.25 · 9, half of each.</summary>
    [Fact]
    public void ActivityPenaltiesAreSumsOverValuesAndMeansOverSamples()
    {
        LossValue value = new ActivityPenaltyReference(0.5, 0.25).Evaluate(Scores(2, 1, -2, 3, 0), [], []);

        Assert.Equal((2.75 + 3.75) / 2, value.Loss, Digits);
        Assert.Equal([0.5, -0.75, 1, 0], value.Gradient.Values);
    }

    /// <summary>Two samples with equal scores for two classes: every −log p is log 2.</summary>
    [Fact]
    public void CrossEntropyOfEqualScoresIsTheLogarithmOfTheirNumber()
    {
        LossValue value = new SoftmaxCrossEntropyReference().Evaluate(Scores(2, 0, 0, 0, 0), [0, 1], []);

        Assert.Equal(Math.Log(2), value.Loss, Digits);
        Assert.Equal([-0.25, 0.25, 0.25, -0.25], value.Gradient.Values);
        Assert.Equal(1, value.Correct);
    }

    /// <summary>With p = (3/4, 1/4), label 0 and ε = 0.2: 0.9 · −log(3/4) + 0.1 · −log(1/4).</summary>
    [Fact]
    public void LabelSmoothingSpreadsItsShareOverAllClasses()
    {
        LossValue value = new SoftmaxCrossEntropyReference(0.2).Evaluate(Scores(2, Math.Log(3), 0), [0], []);

        Assert.Equal(0.9 * Math.Log(4 / 3.0) + 0.1 * Math.Log(4), value.Loss, Digits);
        Assert.Equal(0.75 - 0.9, value.Gradient.Values[0], Digits);
    }

    /// <summary>PyTorch divides the weighted sum by the weights of the labels present: (1 · log 4/3 + 3 · log 4) / (1 + 3).</summary>
    [Fact]
    public void ClassWeightsGiveAWeightedMean()
    {
        LossValue value = new SoftmaxCrossEntropyReference(0, [1, 3]).Evaluate(Scores(2, Math.Log(3), 0, Math.Log(3), 0), [0, 1], []);

        Assert.Equal((Math.Log(4 / 3.0) + 3 * Math.Log(4)) / 4, value.Loss, Digits);
    }

    /// <summary>
    /// PyTorch weights the smoothed part by class too: one sample, p = (3/4, 1/4), label 1, weights (1, 3), ε = 0.2:
    /// [0.8 · 3 · log 4 + 0.1 · (1 · log 4/3 + 3 · log 4)] / 3.
    /// </summary>
    [Fact]
    public void SmoothingAndClassWeightsCombineAsInPyTorch()
    {
        LossValue value = new SoftmaxCrossEntropyReference(0.2, [1, 3]).Evaluate(Scores(2, Math.Log(3), 0), [1], []);

        Assert.Equal((0.8 * 3 * Math.Log(4) + 0.1 * (Math.Log(4 / 3.0) + 3 * Math.Log(4))) / 3, value.Loss, Digits);
    }

    [Fact]
    public void SquaredErrorIsTheMeanOverBatchAndValues()
    {
        LossValue value = new MeanSquaredErrorReference().Evaluate(Scores(2, 1, 2, 3, 4), [], [1, 0, 0, 0]);

        Assert.Equal((4 + 9 + 16) / 4.0, value.Loss, Digits);
        Assert.Equal([0, 1, 1.5, 2], value.Gradient.Values);
    }

    [Fact]
    public void AbsoluteErrorIsTheMeanOverBatchAndValues()
    {
        LossValue value = new MeanAbsoluteErrorReference().Evaluate(Scores(2, 1, 2, -3, 4), [], [1, 0, 0, 0]);

        Assert.Equal((2 + 3 + 4) / 4.0, value.Loss, Digits);
        Assert.Equal([0, 0.25, -0.25, 0.25], value.Gradient.Values);
    }

    /// <summary>Distances ½, 2, 3 and 0 with δ = 2: ⅛, 2, 2·(3 − 1) and 0. With δ = 1 PyTorch's smooth_l1_loss is the same.</summary>
    [Fact]
    public void HuberIsSquaredNearAndAbsoluteFar()
    {
        LossValue value = new HuberReference(2).Evaluate(Scores(2, 1.5, 2, -3, 4), [], [1, 0, 0, 4]);

        Assert.Equal((0.125 + 2 + 4) / 4, value.Loss, Digits);
        Assert.Equal([0.125, 0.5, -0.5, 0], value.Gradient.Values);
    }

    /// <summary>log cosh 1 = 0.433780830483027, tanh 1 = 0.761594155955765; e − 2·1 = 0.718281828459045; margins that lack ½ and 3.</summary>
    [Fact]
    public void LossesOfValuesAreTheirDefinitions()
    {
        AssertLoss(ValueLossReference.LogCosh, score: 3, target: 2, 0.433780830483027, 0.761594155955765);
        AssertLoss(ValueLossReference.Poisson, score: 1, target: 2, 0.718281828459045, 0.718281828459045);
        AssertLoss(ValueLossReference.Hinge, score: 0.5, target: 1, 0.5, -1);
        AssertLoss(ValueLossReference.Hinge, score: 2, target: -1, 3, 1);
        AssertLoss(ValueLossReference.Hinge, score: -2, target: -1, 0, 0);
        AssertLoss(ValueLossReference.SquaredHinge, score: 2, target: -1, 9, 6);
        AssertLoss(ValueLossReference.PerceptronCriterion, score: 2, target: -1, 2, 1);
        AssertLoss(ValueLossReference.PerceptronCriterion, score: 0, target: 1, 0, -1);
        AssertLoss(ValueLossReference.PerceptronCriterion, score: 2, target: 1, 0, 0);
    }

    /// <summary>Softmax and sigmoid give 3/4 and 1/4.</summary>
    [Fact]
    public void FocalLossesAreTheirDefinition()
    {
        double sure = Math.Log(4 / 3.0) / 16, unsure = 9 * Math.Log(4) / 16;
        Assert.Equal((sure + unsure) / 2, new SoftmaxFocalReference(2).Evaluate(Scores(2, Math.Log(3), 0, Math.Log(3), 0), [0, 1], []).Loss, Digits);
        Assert.Equal((sure + 3 * unsure) / 4, new SoftmaxFocalReference(2, [1, 3]).Evaluate(Scores(2, Math.Log(3), 0, Math.Log(3), 0), [0, 1], []).Loss, Digits);
        Assert.Equal((0.25 * sure + 0.75 * unsure) / 2, new BinaryFocalReference(2, 0.25).Evaluate(Scores(2, Math.Log(3), Math.Log(3)), [], [1, 0]).Loss, Digits);
    }

    [Fact]
    public void CrossEntropyOfProbabilitiesAndTheirDivergence()
    {
        double entropy = Math.Log(4 / 3.0) / 4 + 3 * Math.Log(4) / 4;
        Assert.Equal(entropy, new DistributionReference().Evaluate(Scores(2, Math.Log(3), 0), [], [0.25f, 0.75f]).Loss, Digits);
        Assert.Equal(entropy - Math.Log(4) / 4 - 3 * Math.Log(4 / 3.0) / 4, new DistributionReference(isDivergence: true).Evaluate(Scores(2, Math.Log(3), 0), [], [0.25f, 0.75f]).Loss, Digits);
        Assert.Equal(0, new DistributionReference(isDivergence: true).Evaluate(Scores(2, Math.Log(3), 0), [], [0.75f, 0.25f]).Loss, Digits);
    }

    [Fact]
    public void TheCosineIsThatOfTheAngle() => Assert.Equal(1 - 0.6, new CosineReference().Evaluate(Scores(2, 3, 4), [], [2, 0]).Loss, Digits);

    /// <summary>0 and 1 of one class, 2.5 of another: distances 1, 2.5 and 1.5.</summary>
    [Fact]
    public void ContrastiveLossIsTheMeanOverThePairs() =>
        Assert.Equal((0.5 + 0 + 0.125) / 3, new EmbeddingReference(2, null).Evaluate(Scores(1, 0, 1, 2.5), [0, 0, 1], []).Loss, Digits);

    /// <summary>0 and 1 of one class, 1.5 and −3 of another. All triplets: ½ and none of 0, 1½ and none of 1, 4 and 5 of 1.5, 2½ and 1½ of −3.</summary>
    [Theory]
    [InlineData(TripletMining.BatchHard, (0.5 + 1.5 + 5 + 2.5) / 4)]
    [InlineData(TripletMining.BatchAll, (0.5 + 1.5 + 4 + 5 + 2.5 + 1.5) / 6)]
    [InlineData(TripletMining.SemiHard, (0.5 + 0 + 4 + 1.5) / 4)]
    public void TripletLossesAreThoseOfTheirMining(TripletMining mining, double loss) =>
        Assert.Equal(loss, new EmbeddingReference(1, mining).Evaluate(Scores(1, 0, 1, 1.5, -3), [0, 0, 1, 1], []).Loss, Digits);

    private static void AssertLoss(ReferenceLoss loss, double score, float target, double value, double gradient)
    {
        LossValue actual = loss.Evaluate(Scores(1, score), [], [target]);
        Assert.Equal(value, actual.Loss, Digits);
        Assert.Equal(gradient, actual.Gradient.Values[0], Digits);
    }

    /// <summary>Φ(1) = 0.841344746068543, φ(1) = 0.241970724519143; σ(1) = 0.731058578630005; 1 − e⁻¹ = 0.632120558828558.</summary>
    [Fact]
    public void SmoothActivationsAreTheirDefinitions()
    {
        AssertActivation(ActivationReference.GELU, [0.841344746068543, -0.158655253931457, 0], [1.083315470587686, -0.083315470587686, 0.5]);
        AssertActivation(ActivationReference.SiLU, [0.731058578630005, -0.268941421369995, 0], [0.927670511871487, 0.072329488128513, 0.5]);
        AssertActivation(shape => ActivationReference.ELU(shape, 2), [1, -1.264241117657115, 0], [1, 0.735758882342885, 2]);
    }

    /// <summary>
    /// Of the formulas in Python: with u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3), s = math.log1p(math.exp(x)) and SELU's numbers from
    /// PyTorch, the values are 0.5 * x * (1 + math.tanh(u)), scale * alpha * math.expm1(x), x * math.tanh(s) and s, the derivatives
    /// 0.5 * (1 + math.tanh(u)) + 0.5 * x * (1 - math.tanh(u)**2) * math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x * x),
    /// scale * alpha * math.exp(x), math.tanh(s) + x / (1 + math.exp(-x)) * (1 - math.tanh(s)**2) and 1 / (1 + math.exp(-x)).
    /// </summary>
    [Fact]
    public void FurtherSmoothActivationsAreTheirDefinitions()
    {
        AssertActivation(ActivationReference.ApproximateGELU, [0.841191990608277, -0.158808009391723, 0], [1.082964083845783, -0.082964083845783, 0.5]);
        AssertActivation(ActivationReference.SELU, [1.05070098735548, -1.111330737812563, 0], [1.05070098735548, 0.646768603034814, 1.758099340847377]);
        AssertActivation(ActivationReference.Mish, [0.86509838826731, -0.303401461374109, 0], [1.049036220099792, 0.059216755877395, 0.6]);
        AssertActivation(ActivationReference.Softplus, [1.313261687518223, 0.313261687518223, 0.693147180559945], [0.731058578630005, 0.268941421369995, 0.5]);
        AssertActivation(ActivationReference.Softsign, [0.5, -0.5, 0], [0.25, 0.25, 1]);
    }

    /// <summary>Slopes ½ and 2 of channels with −4, 6 and 3, −1; dy of 1 and 2, 3 and 4: the slopes get 1·(−4) and 4·(−1).</summary>
    [Fact]
    public void PReLUHasASlopeForEachChannel()
    {
        PReLUReference layer = new(new SampleShape(1, 2, 2));
        layer.Parameters["weight"].Values[0] = 0.5;
        layer.Parameters["weight"].Values[1] = 2;

        Assert.Equal([-2, 3, 6, -2], layer.Forward(Values(layer.Input, -4, 3, 6, -1), default).Values);
        Assert.Equal([0.5, 2, 3, 8], layer.Backward(Values(layer.Input, 1, 2, 3, 4)).Values);
        Assert.Equal([-4, -4], layer.Parameters["weight"].Gradient);
    }

    /// <summary>Probabilities ¼ and ¾; dy of 1 and 2 sum to 3: dx = 1 − ¾ and 2 − 9⁄4. Far out the logarithm of a probability of 0 is still known.</summary>
    [Fact]
    public void LogSoftmaxIsTheLogarithmOfProbabilities()
    {
        LogSoftmaxReference layer = new(new SampleShape(1, 1, 2));
        double[] values = layer.Forward(Values(layer.Input, 0, Math.Log(3)), default).Values;
        Assert.Equal(Math.Log(0.25), values[0], Digits);
        Assert.Equal(Math.Log(0.75), values[1], Digits);
        double[] gradients = layer.Backward(Values(layer.Input, 1, 2)).Values;
        Assert.Equal(0.25, gradients[0], Digits);
        Assert.Equal(-0.25, gradients[1], Digits);

        Assert.Equal([0, -2000], layer.Forward(Values(layer.Input, 1000, -1000), default).Values);
    }

    [Fact]
    public void ActivationsOfStraightLinesBendWhereTheyShould()
    {
        AssertLines(ActivationReference.ReLU6, [-1, 0, 2, 6, 7], [0, 0, 2, 6, 6], [0, 0, 1, 0, 0]);
        AssertLines(ActivationReference.HardTanh, [-2, -1, 0.5, 1, 3], [-1, -1, 0.5, 1, 1], [0, 0, 1, 0, 0]);
        AssertLines(ActivationReference.HardSigmoid, [-4, -3, 0, 1.5, 3], [0, 0, 0.5, 0.75, 1], [0, 0, 1 / 6.0, 1 / 6.0, 0]);
        AssertLines(ActivationReference.HardSwish, [-4, -3, -1.5, 1, 5], [0, 0, -0.375, 2 / 3.0, 5], [0, 0, 0, 5 / 6.0, 1]);
        AssertLines(ActivationReference.Step, [-1, 0, 1e-9, 1, 5], [0, 0, 1, 1, 1], [0, 0, 0, 0, 0]);
    }

    private static void AssertLines(Func<SampleShape, ActivationReference> activation, double[] inputs, double[] outputs, double[] derivatives)
    {
        SampleShape shape = new(1, 1, inputs.Length);
        ActivationReference layer = activation(shape);

        Assert.Equal(outputs, layer.Forward(Values(shape, inputs), default).Values);
        Assert.Equal(derivatives, layer.Backward(Values(shape, [.. inputs.Select(_ => 1.0)])).Values);
    }

    /// <param name="activation">The activation.</param>
    /// <param name="values">What it makes of 1, −1 and 0.</param>
    /// <param name="derivatives">Its derivatives there.</param>
    private static void AssertActivation(Func<SampleShape, ActivationReference> activation, double[] values, double[] derivatives)
    {
        SampleShape shape = new(1, 1, 3);
        ActivationReference layer = activation(shape);
        double[] outputs = layer.Forward(Values(shape, 1, -1, 0), default).Values;
        double[] gradients = layer.Backward(Values(shape, 1, 1, 1)).Values;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(values[i], outputs[i], Digits);
            Assert.Equal(derivatives[i], gradients[i], Digits);
        }
    }

    /// <summary>p = 3/4 against 1 and 0: mean of log 4/3 and log 4; also far out, where a naive logarithm is infinite.</summary>
    [Fact]
    public void BinaryCrossEntropyIsStable()
    {
        BinaryCrossEntropyReference loss = new();

        Assert.Equal((Math.Log(4 / 3.0) + Math.Log(4)) / 2, loss.Evaluate(Scores(2, Math.Log(3), Math.Log(3)), [], [1, 0]).Loss, Digits);
        Assert.Equal(1000, loss.Evaluate(Scores(1, 1000), [], [0]).Loss, Digits);
    }

    /// <summary>A 2×2 kernel of ones over a 3×3 image of ones with the odd pixel of padding at the end, as in Keras.</summary>
    [Fact]
    public void SamePaddingPutsTheOddPixelAtTheEnd()
    {
        Window axis = Window.Create(3, 2, 1, 1, new PaddingRule(Same: true, Explicit: -1));
        ConvolutionReference layer = new(new SampleShape(3, 3, 1), 1, axis, axis, groups: 1, bias: false);
        Array.Fill(layer.Parameters["weight"].Values, 1);

        Assert.Equal([4, 4, 2, 4, 4, 2, 2, 2, 1], layer.Forward(Ones(3, 3), default).Values);
    }

    /// <summary>No framework flips the kernel: [1, 2] over [1, 10, 100] gives 1·1 + 2·10 and 1·10 + 2·100.</summary>
    [Fact]
    public void ConvolutionDoesNotFlipItsKernel()
    {
        Window one = Window.Create(1, 1, 1, 1, PaddingRule.Valid);
        ConvolutionReference layer = new(new SampleShape(1, 3, 1), 1, one, Window.Create(3, 2, 1, 1, PaddingRule.Valid), groups: 1, bias: false);
        layer.Parameters["weight"].Values[0] = 1;
        layer.Parameters["weight"].Values[1] = 2;

        Assert.Equal([21, 210], layer.Forward(Values(new SampleShape(1, 3, 1), 1, 10, 100), default).Values);
    }

    /// <summary>Columns of a Dense layer behind Flatten: channel, row, column. Memory: row, column, channel.</summary>
    [Fact]
    public void DenseBehindFlattenReadsChannelAfterChannel()
    {
        SampleShape image = new(1, 2, 2);
        DenseReference layer = new(new SampleShape(1, 1, 4), 1, bias: false, columns: image);
        double[] weight = [1, 2, 3, 4];
        weight.CopyTo(layer.Parameters["weight"].Values, 0);

        // Pixel 0 has channels (10, 1000), pixel 1 (100, 10000).
        double[] output = layer.Forward(Values(new SampleShape(1, 1, 4), 10, 1000, 100, 10000), default).Values;

        Assert.Equal([1 * 10 + 2 * 100 + 3 * 1000 + 4 * 10000], output);
    }

    /// <summary>
    /// PyTorch's AvgPool2d(3, stride 2, padding 1, ceil_mode) over four ones: windows start at −1, 1 and 3; the padding
    /// counts, what the last window has beyond it doesn't.
    /// </summary>
    [Fact]
    public void AveragesCountExplicitPaddingButNothingBeyondIt()
    {
        Window axis = Window.Create(4, 3, 2, 1, new PaddingRule(Same: false, Explicit: 1), ceiling: true);
        Window one = Window.Create(1, 1, 1, 1, PaddingRule.Valid);
        AveragePoolingReference layer = new(new SampleShape(1, 4, 1), one, axis);

        Assert.Equal(3, axis.Output);
        Assert.Equal([2 / 3.0, 1, 1 / 2.0], layer.Forward(Ones(1, 4), default).Values);
    }

    [Fact]
    public void AveragesLeaveSamePaddingOut()
    {
        Window axis = Window.Create(3, 2, 2, 1, new PaddingRule(Same: true, Explicit: -1));
        Window one = Window.Create(1, 1, 1, 1, PaddingRule.Valid);
        AveragePoolingReference layer = new(new SampleShape(1, 3, 1), one, axis);

        Assert.Equal([1, 1], layer.Forward(Ones(1, 3), default).Values);
    }

    /// <summary>PyTorch: output ⌈(n + 2p − k) / s⌉ + 1, less one if that window would start behind input and padding.</summary>
    [Theory]
    [InlineData(9, 2, 2, -1, false, 4)]
    [InlineData(9, 2, 2, -1, true, 5)]
    [InlineData(8, 3, 2, -1, true, 4)]
    [InlineData(8, 3, 2, 1, false, 4)]
    [InlineData(8, 3, 2, 1, true, 5)]
    [InlineData(3, 1, 3, 1, true, 2)]
    public void PoolingSizesFollowPyTorch(int input, int size, int stride, int pad, bool ceiling, int expected) =>
        Assert.Equal(expected, Window.Create(input, size, stride, 1, new PaddingRule(false, pad), ceiling).Output);

    [Fact]
    public void MaximaIgnorePadding()
    {
        Window axis = Window.Create(2, 2, 2, 1, new PaddingRule(false, 1));
        Window one = Window.Create(1, 1, 1, 1, PaddingRule.Valid);
        MaxPoolingReference layer = new(new SampleShape(1, 2, 1), one, axis);

        Assert.Equal([-3, -5], layer.Forward(Values(new SampleShape(1, 2, 1), -3, -5), default).Values);
    }

    /// <summary>Kept values are scaled by 1 / (1 − rate); about the right share survives; prediction changes nothing.</summary>
    [Fact]
    public void DropoutIsInverted()
    {
        SampleShape shape = new(1, 1, 4000);
        DropoutReference layer = new(shape, 0.25f);
        ReferenceTensor ones = Values(shape, [.. Enumerable.Repeat(1.0, 4000)]);

        double[] trained = layer.Forward(ones, new PassContext(Training: true, Seed: 1, Step: 9, Layer: "dropout_1")).Values;

        Assert.All(trained, value => Assert.True(value == 0 || Math.Abs(value - 4 / 3.0) < 1e-12));
        Assert.InRange(trained.Count(value => value == 0), 900, 1100);
        Assert.Equal(ones.Values, layer.Forward(ones, new PassContext(Training: false)).Values);
    }

    private static ReferenceTensor Column(params double[] samples)
    {
        ReferenceTensor tensor = new(samples.Length, new SampleShape(1, 1, 1));
        samples.CopyTo(tensor.Values, 0);
        return tensor;
    }

    private static ReferenceTensor Scores(int classes, params double[] scores)
    {
        ReferenceTensor tensor = new(scores.Length / classes, new SampleShape(1, 1, classes));
        scores.CopyTo(tensor.Values, 0);
        return tensor;
    }

    private static ReferenceTensor Values(SampleShape shape, params double[] values)
    {
        ReferenceTensor tensor = new(1, shape);
        values.CopyTo(tensor.Values, 0);
        return tensor;
    }

    private static ReferenceTensor Ones(int height, int width)
    {
        SampleShape shape = new(height, width, 1);
        return Values(shape, [.. Enumerable.Repeat(1.0, shape.Length)]);
    }
}
