namespace DeepVision.Generated.Tests.Networks;

public class NetworkTests
{
    [Fact]
    public void LayersShowTheirWeights()
    {
        using var net = new LinearClassifier();
        LayerWeights dense = net.GetLayer("dense_1");
        Assert.Same(dense, net.GetLayer(0));
        Assert.Equal(("dense_1", "Dense(3)"), (dense.Name, dense.Description));
        Assert.Equal(["weight", "bias", "running_mean", "constant"], dense.Roles);
        Assert.Equal([3, 2], dense.GetShape("weight"));
        Assert.Equal(6, dense.Weight.Length);
        Assert.Empty(net.GetLayer("dropout_1").Roles);
    }

    [Fact]
    public void WrittenWeightsAreUsed()
    {
        using var net = new LinearClassifier();
        long version = net.Parameters.Version;
        net.GetLayer(0).Weight = [1, 0, 0, 1, 0, 0];
        net.GetLayer(0).Bias = [0, 0, 0.5f];
        Assert.True(net.Parameters.Version > version);
        Assert.Equal([1, 0, 0, 1, 0, 0], net.GetLayer(0).Weight);

        float[] probabilities = net.Predict([2f, 1f]).Probabilities.ToArray();
        double sum = Math.Exp(2) + Math.Exp(1) + Math.Exp(0.5);
        Assert.Equal([Math.Exp(2) / sum, Math.Exp(1) / sum, Math.Exp(0.5) / sum], probabilities.Select(p => (double)p), new Tolerance(1e-6));
    }

    [Fact]
    public void WrongWeightsAreRefusedAndChangeNothing()
    {
        using var net = new LinearClassifier();
        float[] before = net.AllParameters();
        var exception = Assert.Throws<ArgumentException>(() => net.GetLayer(0).Weight = new float[5]);
        Assert.Contains("dense_1.weight has [3, 2] = 6 values, but 5 were given", exception.Message);
        Assert.Equal(before, net.AllParameters());
        Assert.Contains("has no weights", Assert.Throws<ArgumentException>(() => net.GetLayer(1).Weight).Message);
        Assert.Contains("dense_1, dropout_1", Assert.Throws<ArgumentException>(() => net.GetLayer("conv")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.GetLayer(2));
    }

    [Fact]
    public void AllFormsOfPredictAgree()
    {
        using var net = new LinearClassifier(seed: 4);
        float[] single = net.Predict([1f, 0f]).Probabilities.ToArray();
        Assert.Equal(single, net.Predict(new byte[] { 255, 0 }).Probabilities.ToArray());

        float[] several = new float[6];
        net.Predict([1f, 0f, 0.25f, 0.5f], several);
        Assert.Equal(single, several[..3]);
        Assert.Equal(net.Predict([0.25f, 0.5f]).Probabilities.ToArray(), several[3..]);
        Assert.Equal(1, several[3..].Sum(), 1e-6f);
    }

    [Fact]
    public void PredictNamesTheSizesThatAreWrong()
    {
        using var net = new LinearClassifier();
        Assert.Contains("takes inputs of 2 = 2 values, but 3 were given", Assert.Throws<ArgumentException>(() => net.Predict(new float[3])).Message);
        Assert.Contains("but 0 were given", Assert.Throws<ArgumentException>(() => net.Predict([], new float[3])).Message);
        Assert.Contains("but 1 was given", Assert.Throws<ArgumentException>(() => net.Predict(new byte[1])).Message);
        Assert.Contains("6 in all, but there is room for 5", Assert.Throws<ArgumentException>(() => net.Predict(new float[4], new float[5])).Message);
    }

    [Fact]
    public void RegressionAndBinaryNetworksGiveValuesAndProbabilities()
    {
        using var regressor = new LinearRegressor();
        regressor.GetLayer(0).Weight = [1, 0, 0, -1];
        Assert.Equal([2f, -1f], regressor.Predict([2f, 1f]));
        Assert.Equal([1f, 0f], regressor.Predict(new byte[] { 255, 0 }));

        using var binary = new LinearBinary();
        binary.GetLayer(0).Weight = [1, 0, 0, -1];
        float[] probabilities = binary.Predict([2f, 100f]);
        Assert.Equal(1 / (1 + Math.Exp(-2)), probabilities[0], 1e-6);
        Assert.Equal(0, probabilities[1], 1e-6);
    }

    [Fact]
    public void EvaluationDoesntDependOnTheBatchSize()
    {
        using var net = new LinearClassifier();
        TensorDataset data = Linear.Corners(10, seed: 1);
        ClassificationResult whole = net.Evaluate(data), pieces = net.Evaluate(data, batchSize: 3);
        Assert.Equal((10, whole.Loss, whole.Accuracy), (pieces.Count, pieces.Loss, pieces.Accuracy));
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Evaluate(data, batchSize: 0));
        Assert.Throws<OperationCanceledException>(() => net.Evaluate(data, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void RegressionAndBinaryNetworksEvaluateTargets()
    {
        using var regressor = new LinearRegressor();
        regressor.GetLayer(0).Weight = [1, 0, 0, 1];
        Assert.Equal((2, 0.5, 0.5), (regressor.Evaluate(Targets([1, 0, 0, 1])).Count, regressor.Evaluate(Targets([0, 0, 0, 0])).Loss, regressor.Evaluate(Targets([0, 0, 0, 0])).MeanAbsoluteError));

        using var binary = new LinearBinary();
        binary.GetLayer(0).Weight = [1, -1, -1, 1];
        Assert.Equal(1, binary.Evaluate(Targets([1, 0, 0, 1])).Accuracy);
        Assert.Equal(0.5, binary.Evaluate(Targets([1, 1, 1, 1])).Recall);
    }

    [Fact]
    public void ADatasetThatDoesntFitIsNamed()
    {
        using var net = new LinearClassifier();
        void Refused(string message, Dataset data) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => net.Evaluate(data)).Message);
        Refused("takes inputs of 2, but those of the data set are 3", new TensorDataset(new float[3], new TensorShape(3), new int[1], 3));
        Refused("has 4 classes, but LinearClassifier has 3", new TensorDataset(new float[2], new TensorShape(2), new int[1], 4));
        Refused("learns from labels, but the data set has none", Targets([1, 0, 0, 1]));
        Refused("empty", new EmptyDataset());
        using var regressor = new LinearRegressor();
        Assert.Contains("targets of 2 values", Assert.Throws<ArgumentException>(() => regressor.Evaluate(Linear.Corners(3, 1))).Message);
    }

    [Fact]
    public void ADisposedNetworkSaysSo()
    {
        var net = new LinearClassifier();
        LayerWeights layer = net.GetLayer(0);
        Batch batch = net.CreateBatch(1);
        net.Dispose();
        net.Dispose();
        Assert.True(net.Engine.IsDisposed);
        Action[] uses =
        [
            () => net.Predict([1f, 2f]),
            () => net.Predict(new byte[2]),
            () => net.Predict(new float[2], new float[3]),
            () => net.Evaluate(Linear.Corners(3, 1)),
            () => net.Train(Linear.Corners(3, 1)),
            () => net.TrainStep(batch, new SGD()),
            () => net.ComputeGradients(batch),
            () => net.GetGradient("dense_1.weight"),
            () => net.Save("unused"),
            () => net.LoadWeights("unused"),
            () => _ = layer.Weight,
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
    }

    [Fact]
    public void SavedWeightsPredictTheSame()
    {
        using var folder = new TemporaryFolder();
        using var net = new LinearClassifier(seed: 1);
        using var other = new LinearClassifier(seed: 2);
        net.Save(folder["net.safetensors"]);
        other.LoadWeights(folder["net.safetensors"]);
        Assert.Equal(net.AllParameters(), other.AllParameters());
    }

    internal static TensorDataset Targets(float[] targets) => new([1, 0, 0, 1], new TensorShape(2), targets, 2);

    internal sealed class EmptyDataset : Dataset
    {
        public override int Count => 0;

        public override TensorShape InputShape => new(2);

        public override int ClassCount => 3;

        public override void CopyInput(int index, Span<float> destination) => throw new InvalidOperationException();
    }

    private sealed class Tolerance(double value) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= value;

        public int GetHashCode(double obj) => 0;
    }
}
