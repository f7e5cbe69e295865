using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>One of torchvision's networks with the weights of ours.</summary>
internal static class TorchVisionModel
{
    private static readonly Dictionary<string, (Func<Model> Create, IReadOnlyDictionary<string, string> Names)> s_models = new()
    {
        [nameof(AlexNet)] = (() => torchvision.models.alexnet(), TorchvisionNames.AlexNet),
        [nameof(GoogLeNet)] = (() => torchvision.models.googlenet(), TorchvisionNames.GoogLeNet),
        [nameof(InceptionV3)] = (() => torchvision.models.inception_v3(), TorchvisionNames.InceptionV3),
        [nameof(MobileNetV2)] = (() => torchvision.models.mobilenet_v2(), TorchvisionNames.MobileNetV2),
        [nameof(ResNet18)] = (() => torchvision.models.resnet18(), TorchvisionNames.ResNet18),
        [nameof(ResNet34)] = (() => torchvision.models.resnet34(), TorchvisionNames.ResNet34),
        [nameof(ResNet50)] = (() => torchvision.models.resnet50(), TorchvisionNames.ResNet50),
        [nameof(Vgg16)] = (() => torchvision.models.vgg16(), TorchvisionNames.Vgg16),
        [nameof(Vgg19)] = (() => torchvision.models.vgg19(), TorchvisionNames.Vgg19),
    };

    /// <summary>Networks that TorchSharp's torchvision has.</summary>
    public static IEnumerable<string> Names => s_models.Keys;

    public static Model Create(string name, Network weights)
    {
        Model model = s_models[name].Create();
        model.eval();
        Copy(weights, model);
        return model;
    }

    /// <summary>The tensors of both, pair by pair, by torchvision's names and in the order of our layers. GoogLeNet has no auxiliary classifiers there.</summary>
    public static (ParameterTensor Ours, Tensor Theirs)[] Pairs(Network network, Model model)
    {
        IReadOnlyDictionary<string, string> names = s_models[network.Architecture.Name].Names;
        Dictionary<string, Tensor> theirs = model.state_dict().Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary();
        (ParameterTensor Ours, Tensor Theirs)[] pairs =
        [
            .. network.Architecture.Parameters.Where(tensor => !tensor.Name.StartsWith("auxiliaryclassifier_", StringComparison.Ordinal)).OrderBy(tensor => tensor.Layer)
                .Select(tensor => (tensor, theirs[$"{names[network.Architecture.Layers[tensor.Layer].Name]}.{FormulaWeights.RoleOf(tensor)}"])),
        ];
        if (pairs.Length != theirs.Count)
            throw new InvalidOperationException($"{network.Architecture.Name} has {pairs.Length} tensors, torchvision's {theirs.Count}.");
        foreach ((ParameterTensor our, Tensor their) in pairs)
        {
            if (!their.shape.SequenceEqual(our.Shape.Select(extent => (long)extent)))
                throw new InvalidOperationException($"{our} has the shape [{string.Join(", ", their.shape)}] there.");
        }

        return pairs;
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
