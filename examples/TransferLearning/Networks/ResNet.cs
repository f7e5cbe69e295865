using DeepVision.Generated;
using TransferLearning.Pictures;

namespace TransferLearning.Networks;

/// <summary>
/// The ResNet-18 of the package Microsoft.ML.DnnImageFeaturizer.ResNet18, which Microsoft's Cognitive Toolkit has trained on ImageNet: an ONNX file, and
/// a second one with the mean of the pictures that it has learned from.
/// </summary>
internal sealed class ResNet : Pretrained
{
    /// <summary>The file of the network. When the program is compiled it stands among the project's additional files.</summary>
    public const string ModelFile = "ResNet18.onnx";

    private const string MeanFile = "ResNetPreprocess.onnx";

    /// <summary>The short side of photographs before their middle is taken, as it is usual with ImageNet.</summary>
    private const int ShortSide = 256;

    private readonly string _model;
    private readonly ResNetFeatures _features;

    /// <param name="directory">A folder in or below which both files are; null for that which the package has copied beside the program.</param>
    /// <exception cref="WeightsFileException">One of them isn't there, or can't be used.</exception>
    public ResNet(string? directory)
    {
        directory ??= Path.Combine(AppContext.BaseDirectory, "DnnImageModels");
        _model = Find(directory, ModelFile);
        Scaling = Augmentation.None.Then(new ResNetScaling(OnnxConstants.Read(Find(directory, MeanFile), "MeanImage")));
        _features = ResNetFeatures.LoadOnnx(_model);
    }

    public override string Description => "a ResNet-18 that has learned ImageNet's thousand classes";

    public override TensorShape PictureShape => new(ShortSide, ShortSide, ResNetFeatures.InputShape.Channels);

    public override int FeatureCount => ResNetFeatures.OutputShape.Length;

    protected override int InputSize => ResNetFeatures.InputShape.Height;

    protected override Augmentation Scaling { get; }

    protected override Augmentation Variety { get; } = Augment.RandomResizedCrop(ResNetFeatures.InputShape.Height).RandomFlip();

    public override void ComputeFeatures(ReadOnlySpan<float> pictures, Span<float> features) => _features.Predict(pictures, features);

    public override Learner CreateClassifier(int seed)
    {
        ResNetClassifier network = new(seed);
        return new Learner(network, network.Train);
    }

    public override Learner CreateFrozen(int seed)
    {
        ResNetFrozen network = ResNetFrozen.LoadOnnx(_model, seed);
        return new Learner(network, network.Train);
    }

    public override Learner CreateWhole(int seed)
    {
        ResNetWhole network = ResNetWhole.LoadOnnx(_model, seed);
        return new Learner(network, network.Train);
    }

    public override void Dispose() => _features.Dispose();

    private static string Find(string directory, string file) =>
        (Directory.Exists(directory) ? Directory.EnumerateFiles(directory, file, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault() : null)
        ?? throw new WeightsFileException(Path.Combine(directory, file), "There is no such file. Restore the package Microsoft.ML.DnnImageFeaturizer.ResNet18, or name the folder with --model.");
}
