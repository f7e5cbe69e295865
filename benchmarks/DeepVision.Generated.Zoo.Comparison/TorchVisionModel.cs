using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>One of torchvision's networks with the weights of ours.</summary>
internal static class TorchVisionModel
{
    private static readonly Dictionary<string, Func<Model>> s_models = new()
    {
        [nameof(AlexNet)] = () => torchvision.models.alexnet(),
        [nameof(GoogLeNet)] = () => torchvision.models.googlenet(),
        [nameof(InceptionV3)] = () => torchvision.models.inception_v3(),
        [nameof(MobileNetV2)] = () => torchvision.models.mobilenet_v2(),
        [nameof(ResNet18)] = () => torchvision.models.resnet18(),
        [nameof(ResNet34)] = () => torchvision.models.resnet34(),
        [nameof(ResNet50)] = () => torchvision.models.resnet50(),
        [nameof(Vgg16)] = () => torchvision.models.vgg16(),
        [nameof(Vgg19)] = () => torchvision.models.vgg19(),
    };

    /// <summary>Networks that TorchSharp's torchvision has.</summary>
    public static IEnumerable<string> Names => s_models.Keys;

    public static Model Create(string name, Network weights)
    {
        Model model = s_models[name]();
        model.eval();
        Copy(weights, model);
        return model;
    }

    /// <summary>
    /// The tensors of both, pair by pair. Both have their layers in the order in which they run, and a layer's tensors in one order. But there
    /// all statistics come last, in MobileNetV2 the classifier comes first, Inception's auxiliary classifier has its place in the middle, and
    /// GoogLeNet has none.
    /// </summary>
    public static (ParameterTensor Ours, Tensor Theirs)[] Pairs(Network network, Model model)
    {
        ParameterTensor[] ours =
        [
            .. network.Architecture.Parameters.Where(tensor => !tensor.Name.StartsWith("auxiliaryclassifier_", StringComparison.Ordinal))
                .OrderBy(tensor => IsStatistic(tensor.Name)).ThenBy(tensor => tensor.Layer),
        ];
        (string Name, Tensor Tensor)[] theirs =
        [
            .. model.state_dict().Select(pair => (Name: pair.Key, pair.Value))
                .Where(tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                .OrderBy(tensor => IsStatistic(tensor.Name))
                .ThenBy(tensor => tensor.Name.StartsWith("Aux", StringComparison.Ordinal))
                .ThenBy(tensor => tensor.Name.StartsWith("classifier", StringComparison.Ordinal)),
        ];
        if (ours.Length != theirs.Length)
            throw new InvalidOperationException($"{network.Architecture.Name} has {ours.Length} tensors, torchvision's {theirs.Length}.");
        foreach ((ParameterTensor our, (string name, Tensor their)) in ours.Zip(theirs))
        {
            if (!their.shape.SequenceEqual(our.Shape.Select(extent => (long)extent)))
                throw new InvalidOperationException($"{our} is beside {name} [{string.Join(", ", their.shape)}].");
        }

        return [.. ours.Zip(theirs, (our, their) => (our, their.Tensor))];
    }

    public static bool IsStatistic(string name) => name.Contains("running_", StringComparison.Ordinal);

    private static void Copy(Network network, Model model)
    {
        using IDisposable noGradients = no_grad();
        foreach ((ParameterTensor from, Tensor to) in Pairs(network, model))
        {
            using Tensor values = torch.tensor(network.GetLayer(from.Layer)[FormulaWeights.RoleOf(from)]);
            to.copy_(values.reshape(to.shape));
        }
    }
}
