using System.Collections.Generic;

namespace DeepVision.Generated.Zoo;

/// <summary>
/// What <c>torchvision.models</c> calls the layers of this package's networks: with these names a network loads the weights that torchvision
/// publishes for it, once they are saved as safetensors or npz.
/// </summary>
/// <remarks>
/// <code>
/// using ResNet18 net = new();
/// net.LoadWeights("resnet18.safetensors", TorchvisionNames.ResNet18);
/// </code>
/// The networks want what they were trained on there: red, green and blue as parts of one, minus (0.485, 0.456, 0.406), divided by
/// (0.229, 0.224, 0.225); GoogLeNet and Inception v3, whose weights come from TensorFlow, minus 0.5, divided by 0.5.
/// </remarks>
public static class TorchvisionNames
{
    /// <summary>Names of <c>alexnet</c>.</summary>
    public static IReadOnlyDictionary<string, string> AlexNet => Numbered(
        ["features.0", "features.3", "features.6", "features.8", "features.10"], ["classifier.1", "classifier.4", "classifier.6"]);

    /// <summary>
    /// Names of <c>densenet121</c>. The file that torchvision downloads has <c>norm.1</c> for <c>norm1</c> and so on, and its loader renames them: save
    /// the <c>state_dict</c> of the model.
    /// </summary>
    public static IReadOnlyDictionary<string, string> DenseNet121 => DenseNet(6, 12, 24, 16);

    /// <summary>Names of <c>efficientnet_b0</c>.</summary>
    public static IReadOnlyDictionary<string, string> EfficientNetB0 => EfficientNet(1, 2, 2, 3, 3, 4, 1);

    /// <summary>Names of <c>googlenet</c>, with its auxiliary classifiers (<c>aux_logits=True</c>).</summary>
    public static IReadOnlyDictionary<string, string> GoogLeNet
    {
        get
        {
            Dictionary<string, string> names = new() { ["dense_1"] = "fc" };
            for (int i = 1; i <= 3; i++)
                AddBasicConvolution(names, $"basicconv2d_{i}", $"conv{i}");
            string[] paths = ["branch1", "branch2.0", "branch2.1", "branch3.0", "branch3.1", "branch4.1"];
            foreach (string module in (string[])["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"])
            {
                for (int i = 0; i < paths.Length; i++)
                    AddBasicConvolution(names, $"inception_{module}.basicconv2d_{i + 1}", $"inception{module}.{paths[i]}");
            }

            for (int i = 1; i <= 2; i++)
            {
                AddBasicConvolution(names, $"auxiliaryclassifier_{i}.basicconv2d_1", $"aux{i}.conv");
                names[$"auxiliaryclassifier_{i}.dense_1"] = $"aux{i}.fc1";
                names[$"auxiliaryclassifier_{i}.dense_2"] = $"aux{i}.fc2";
            }

            return names;
        }
    }

    /// <summary>Names of <c>inception_v3</c>, with its auxiliary classifier (<c>aux_logits=True</c>).</summary>
    public static IReadOnlyDictionary<string, string> InceptionV3
    {
        get
        {
            Dictionary<string, string> names = new() { ["dense_1"] = "fc", ["dense_2"] = "AuxLogits.fc" };
            string[] chain = ["Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "Conv2d_3b_1x1", "Conv2d_4a_3x3", "AuxLogits.conv0", "AuxLogits.conv1"];
            for (int i = 0; i < chain.Length; i++)
                AddBasicConvolution(names, $"basicconv2d_{i + 1}", chain[i]);

            AddModules(
                ["inceptiona_1", "inceptiona_2", "inceptiona_3"], ["Mixed_5b", "Mixed_5c", "Mixed_5d"],
                ["branch1x1", "branch5x5_1", "branch5x5_2", "branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3", "branch_pool"], []);
            AddModules(["inceptionb_1"], ["Mixed_6a"], ["branch3x3", "branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"], []);
            AddModules(
                ["inceptionc_1", "inceptionc_2", "inceptionc_3", "middle"], ["Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"],
                ["branch1x1", "branch7x7_1", "branch7x7dbl_1", "branch_pool"],
                ["branch7x7_2", "branch7x7_3", "branch7x7dbl_2", "branch7x7dbl_3", "branch7x7dbl_4", "branch7x7dbl_5"]);
            AddModules(["inceptiond_1"], ["Mixed_7a"], ["branch3x3_1", "branch3x3_2", "branch7x7x3_1", "branch7x7x3_4"], ["branch7x7x3_2", "branch7x7x3_3"]);
            AddModules(["inceptione_1", "inceptione_2"], ["Mixed_7b", "Mixed_7c"], ["branch1x1", "branch3x3_1", "branch3x3dbl_1", "branch3x3dbl_2", "branch_pool"], []);
            AddModules(["inceptione_1.crossedconv2d_1", "inceptione_2.crossedconv2d_1"], ["Mixed_7b", "Mixed_7c"], [], ["branch3x3_2a", "branch3x3_2b"]);
            AddModules(["inceptione_1.crossedconv2d_2", "inceptione_2.crossedconv2d_2"], ["Mixed_7b", "Mixed_7c"], [], ["branch3x3dbl_3a", "branch3x3dbl_3b"]);
            return names;

            // The convolutions of some modules of one kind, those with square kernels and the others, each in the order of the block.
            void AddModules(string[] ours, string[] theirs, string[] square, string[] asymmetric)
            {
                for (int module = 0; module < ours.Length; module++)
                {
                    for (int i = 0; i < square.Length; i++)
                        AddBasicConvolution(names, $"{ours[module]}.basicconv2d_{i + 1}", $"{theirs[module]}.{square[i]}");
                    for (int i = 0; i < asymmetric.Length; i++)
                        AddBasicConvolution(names, $"{ours[module]}.asymmetricconv2d_{i + 1}", $"{theirs[module]}.{asymmetric[i]}");
                }
            }
        }
    }

    /// <summary>Names of <c>mobilenet_v2</c>.</summary>
    public static IReadOnlyDictionary<string, string> MobileNetV2
    {
        get
        {
            const int Blocks = 17;
            Dictionary<string, string> names = new() { ["dense_1"] = "classifier.1" };
            AddConvolution(names, "", "features.0.0", "features.0.1");
            for (int block = 1; block <= Blocks; block++)
            {
                string ours = $"invertedresidual_{block}.", theirs = $"features.{block}.conv";
                // Only the first block doesn't expand its channels.
                int depthwise = block == 1 ? 0 : 1;
                if (depthwise == 1)
                    AddConvolution(names, ours + "pointwiserelu6_1.", $"{theirs}.0.0", $"{theirs}.0.1");
                names[ours + "depthwiseconv2d_1"] = $"{theirs}.{depthwise}.0";
                names[ours + "batchnorm_1"] = $"{theirs}.{depthwise}.1";
                names[ours + "conv2d_1"] = $"{theirs}.{depthwise + 1}";
                names[ours + "batchnorm_2"] = $"{theirs}.{depthwise + 2}";
            }

            AddConvolution(names, "pointwiserelu6_1.", $"features.{Blocks + 1}.0", $"features.{Blocks + 1}.1");
            return names;
        }
    }

    /// <summary>Names of <c>resnet18</c>.</summary>
    public static IReadOnlyDictionary<string, string> ResNet18 => ResNet("basicblock", 2, 2, 2, 2, 2);

    /// <summary>Names of <c>resnet34</c>.</summary>
    public static IReadOnlyDictionary<string, string> ResNet34 => ResNet("basicblock", 2, 3, 4, 6, 3);

    /// <summary>Names of <c>resnet50</c>.</summary>
    public static IReadOnlyDictionary<string, string> ResNet50 => ResNet("bottleneck", 3, 3, 4, 6, 3);

    /// <summary>Names of <c>squeezenet1_0</c>.</summary>
    public static IReadOnlyDictionary<string, string> SqueezeNet
    {
        get
        {
            Dictionary<string, string> names = new() { ["conv2d_1"] = "features.0", ["conv2d_2"] = "classifier.1" };
            int[] places = [3, 4, 5, 7, 8, 9, 10, 12];
            for (int i = 0; i < places.Length; i++)
            {
                names[$"fire_{i + 1}.conv2d_1"] = $"features.{places[i]}.squeeze";
                names[$"fire_{i + 1}.conv2d_2"] = $"features.{places[i]}.expand1x1";
                names[$"fire_{i + 1}.conv2d_3"] = $"features.{places[i]}.expand3x3";
            }

            return names;
        }
    }

    /// <summary>Names of <c>vgg16</c>.</summary>
    public static IReadOnlyDictionary<string, string> Vgg16 => Vgg(2, 2, 3, 3, 3);

    /// <summary>Names of <c>vgg19</c>.</summary>
    public static IReadOnlyDictionary<string, string> Vgg19 => Vgg(2, 2, 4, 4, 4);

    private static Dictionary<string, string> Numbered(string[] convolutions, string[] denseLayers)
    {
        Dictionary<string, string> names = [];
        for (int i = 0; i < convolutions.Length; i++)
            names[$"conv2d_{i + 1}"] = convolutions[i];
        for (int i = 0; i < denseLayers.Length; i++)
            names[$"dense_{i + 1}"] = denseLayers[i];
        return names;
    }

    private static Dictionary<string, string> DenseNet(params int[] layers)
    {
        Dictionary<string, string> names = new() { ["conv2d_1"] = "features.conv0", ["batchnorm_1"] = "features.norm0", ["batchnorm_2"] = "features.norm5", ["dense_1"] = "classifier" };
        int number = 0;
        for (int block = 1; block <= layers.Length; block++)
        {
            for (int layer = 1; layer <= layers[block - 1]; layer++)
            {
                string ours = $"denselayer_{++number}.", theirs = $"features.denseblock{block}.denselayer{layer}";
                for (int i = 1; i <= 2; i++)
                    AddConvolution(names, ours, $"{theirs}.conv{i}", $"{theirs}.norm{i}", i);
            }

            if (block < layers.Length)
                AddConvolution(names, $"densetransition_{block}.", $"features.transition{block}.conv", $"features.transition{block}.norm");
        }

        return names;
    }

    private static Dictionary<string, string> EfficientNet(params int[] blocks)
    {
        Dictionary<string, string> names = new() { ["dense_1"] = "classifier.1" };
        AddConvolution(names, "", "features.0.0", "features.0.1");
        int number = 0;
        for (int stage = 1; stage <= blocks.Length; stage++)
        {
            for (int block = 0; block < blocks[stage - 1]; block++)
            {
                string ours = $"mbconv_{++number}.", theirs = $"features.{stage}.{block}.block";
                // Only the first block doesn't expand its channels.
                int depthwise = number == 1 ? 0 : 1;
                if (depthwise == 1)
                    AddConvolution(names, ours + "pointwisesilu_1.", $"{theirs}.0.0", $"{theirs}.0.1");
                names[ours + "depthwiseconv2d_1"] = $"{theirs}.{depthwise}.0";
                names[ours + "batchnorm_1"] = $"{theirs}.{depthwise}.1";
                names[ours + "squeezeexcitation_1.dense_1"] = $"{theirs}.{depthwise + 1}.fc1";
                names[ours + "squeezeexcitation_1.dense_2"] = $"{theirs}.{depthwise + 1}.fc2";
                names[ours + "conv2d_1"] = $"{theirs}.{depthwise + 2}.0";
                names[ours + "batchnorm_2"] = $"{theirs}.{depthwise + 2}.1";
            }
        }

        AddConvolution(names, "pointwisesilu_1.", $"features.{blocks.Length + 1}.0", $"features.{blocks.Length + 1}.1");
        return names;
    }

    private static Dictionary<string, string> ResNet(string kind, int convolutions, params int[] blocks)
    {
        Dictionary<string, string> names = new() { ["dense_1"] = "fc" };
        AddConvolution(names, "resnetstem_1.", "conv1", "bn1");
        int number = 0;
        for (int stage = 1; stage <= blocks.Length; stage++)
        {
            for (int block = 0; block < blocks[stage - 1]; block++)
            {
                string ours = $"{kind}_{++number}.", theirs = $"layer{stage}.{block}";
                for (int i = 1; i <= convolutions; i++)
                    AddConvolution(names, ours, $"{theirs}.conv{i}", $"{theirs}.bn{i}", i);
                // Where shapes change: at the beginning of a stage, and of the first one only where a bottleneck widens it.
                if (block == 0 && (stage > 1 || convolutions == 3))
                    AddConvolution(names, ours + "shortcut_1.", $"{theirs}.downsample.0", $"{theirs}.downsample.1");
            }
        }

        return names;
    }

    /// <summary>Convolution, ReLU, convolution, ReLU, …, pooling: all of them have numbers there.</summary>
    private static Dictionary<string, string> Vgg(params int[] convolutions)
    {
        Dictionary<string, string> names = Numbered([], ["classifier.0", "classifier.3", "classifier.6"]);
        int place = 0, number = 0;
        foreach (int count in convolutions)
        {
            for (int i = 0; i < count; i++, place += 2)
                names[$"vggconv2d_{++number}.conv2d_1"] = $"features.{place}";
            place++;
        }

        return names;
    }

    private static void AddBasicConvolution(Dictionary<string, string> names, string ours, string theirs) =>
        AddConvolution(names, ours + ".", theirs + ".conv", theirs + ".bn");

    /// <summary>A convolution and the normalisation behind it.</summary>
    private static void AddConvolution(Dictionary<string, string> names, string ours, string convolution, string normalisation, int number = 1)
    {
        names[$"{ours}conv2d_{number}"] = convolution;
        names[$"{ours}batchnorm_{number}"] = normalisation;
    }
}
