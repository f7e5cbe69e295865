using System.Globalization;

namespace DeepVision.Generated.Generators.Tests.Zoo;

/// <summary>
/// Names and shapes in the <c>state_dict</c> of networks of <c>torchvision.models</c> (0.11 and later), built as the modules of its Python are:
/// what a Sequential holds is numbered, and whatever is an attribute there has that name. It knows nothing of this library's names. Left out is
/// <c>num_batches_tracked</c>.
/// </summary>
internal sealed class TorchvisionStateDict
{
    private readonly Dictionary<string, int[]> _tensors = [];

    private TorchvisionStateDict()
    {
    }

    public static IReadOnlyDictionary<string, int[]> Of(string network)
    {
        TorchvisionStateDict model = new();
        switch (network)
        {
            case "AlexNet": model.AlexNet(); break;
            case "DenseNet121": model.DenseNet(32, 64, 6, 12, 24, 16); break;
            case "EfficientNetB0": model.EfficientNet(); break;
            case "GoogLeNet": model.GoogLeNet(); break;
            case "InceptionV3": model.Inception(); break;
            case "MobileNetV2": model.MobileNet(); break;
            case "ResNet18": model.ResNet(1, 2, 2, 2, 2); break;
            case "ResNet34": model.ResNet(1, 3, 4, 6, 3); break;
            case "ResNet50": model.ResNet(4, 3, 4, 6, 3); break;
            case "SqueezeNet": model.SqueezeNet(); break;
            case "Vgg16": model.Vgg("64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"); break;
            case "Vgg19": model.Vgg("64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M"); break;
            default: throw new ArgumentException($"torchvision has no {network}.", nameof(network));
        }

        return model._tensors;
    }

    private void AlexNet()
    {
        // Conv2d, ReLU, MaxPool2d, Conv2d, ReLU, MaxPool2d, Conv2d, ReLU, Conv2d, ReLU, Conv2d, ReLU, MaxPool2d
        Convolution("features.0", 3, 64, 11, 11, bias: true);
        Convolution("features.3", 64, 192, 5, 5, bias: true);
        Convolution("features.6", 192, 384, 3, 3, bias: true);
        Convolution("features.8", 384, 256, 3, 3, bias: true);
        Convolution("features.10", 256, 256, 3, 3, bias: true);
        // Dropout, Linear, ReLU, Dropout, Linear, ReLU, Linear
        Linear("classifier.1", 256 * 6 * 6, 4096);
        Linear("classifier.4", 4096, 4096);
        Linear("classifier.6", 4096, 1000);
    }

    private void Vgg(string configuration)
    {
        int module = 0, channels = 3;
        foreach (string entry in configuration.Split(' '))
        {
            if (entry == "M")
            {
                module++;
                continue;
            }

            int filters = int.Parse(entry, CultureInfo.InvariantCulture);
            Convolution($"features.{module}", channels, filters, 3, 3, bias: true);
            channels = filters;
            // Conv2d, ReLU
            module += 2;
        }

        // Linear, ReLU, Dropout, Linear, ReLU, Dropout, Linear
        Linear("classifier.0", 512 * 7 * 7, 4096);
        Linear("classifier.3", 4096, 4096);
        Linear("classifier.6", 4096, 1000);
    }

    private void ResNet(int expansion, params int[] layers)
    {
        Convolution("conv1", 3, 64, 7, 7);
        Normalisation("bn1", 64);
        int channels = 64;
        for (int layer = 0; layer < 4; layer++)
        {
            int planes = 64 << layer;
            for (int block = 0; block < layers[layer]; block++)
            {
                string name = $"layer{layer + 1}.{block}";
                if (expansion == 1)
                {
                    Convolution($"{name}.conv1", channels, planes, 3, 3);
                    Normalisation($"{name}.bn1", planes);
                    Convolution($"{name}.conv2", planes, planes, 3, 3);
                    Normalisation($"{name}.bn2", planes);
                }
                else
                {
                    Convolution($"{name}.conv1", channels, planes, 1, 1);
                    Normalisation($"{name}.bn1", planes);
                    Convolution($"{name}.conv2", planes, planes, 3, 3);
                    Normalisation($"{name}.bn2", planes);
                    Convolution($"{name}.conv3", planes, planes * expansion, 1, 1);
                    Normalisation($"{name}.bn3", planes * expansion);
                }

                int stride = block == 0 && layer > 0 ? 2 : 1;
                if (stride != 1 || channels != planes * expansion)
                {
                    Convolution($"{name}.downsample.0", channels, planes * expansion, 1, 1);
                    Normalisation($"{name}.downsample.1", planes * expansion);
                }

                channels = planes * expansion;
            }
        }

        Linear("fc", channels, 1000);
    }

    private void DenseNet(int growth, int channels, params int[] blocks)
    {
        Convolution("features.conv0", 3, channels, 7, 7);
        Normalisation("features.norm0", channels);
        for (int block = 1; block <= blocks.Length; block++)
        {
            for (int layer = 1; layer <= blocks[block - 1]; layer++)
            {
                string name = $"features.denseblock{block}.denselayer{layer}";
                Normalisation($"{name}.norm1", channels);
                Convolution($"{name}.conv1", channels, 4 * growth, 1, 1);
                Normalisation($"{name}.norm2", 4 * growth);
                Convolution($"{name}.conv2", 4 * growth, growth, 3, 3);
                channels += growth;
            }

            if (block == blocks.Length)
                break;
            Normalisation($"features.transition{block}.norm", channels);
            Convolution($"features.transition{block}.conv", channels, channels / 2, 1, 1);
            channels /= 2;
        }

        Normalisation("features.norm5", channels);
        Linear("classifier", channels, 1000);
    }

    private void SqueezeNet()
    {
        // Conv2d, ReLU, MaxPool2d, three Fire, MaxPool2d, four Fire, MaxPool2d, Fire
        Convolution("features.0", 3, 96, 7, 7, bias: true);
        Fire(3, 96, 16, 64);
        Fire(4, 128, 16, 64);
        Fire(5, 128, 32, 128);
        Fire(7, 256, 32, 128);
        Fire(8, 256, 48, 192);
        Fire(9, 384, 48, 192);
        Fire(10, 384, 64, 256);
        Fire(12, 512, 64, 256);
        // Dropout, Conv2d, ReLU, AdaptiveAvgPool2d
        Convolution("classifier.1", 512, 1000, 1, 1, bias: true);

        void Fire(int module, int channels, int squeezed, int expanded)
        {
            Convolution($"features.{module}.squeeze", channels, squeezed, 1, 1, bias: true);
            Convolution($"features.{module}.expand1x1", squeezed, expanded, 1, 1, bias: true);
            Convolution($"features.{module}.expand3x3", squeezed, expanded, 3, 3, bias: true);
        }
    }

    private void MobileNet()
    {
        ConvolutionNormActivation("features.0", 3, 32, 3);
        int module = 1, channels = 32;
        foreach ((int expansion, int filters, int count) in new[] { (1, 16, 1), (6, 24, 2), (6, 32, 3), (6, 64, 4), (6, 96, 3), (6, 160, 3), (6, 320, 1) })
        {
            for (int i = 0; i < count; i++, module++)
            {
                int hidden = channels * expansion, part = 0;
                if (expansion != 1)
                    ConvolutionNormActivation($"features.{module}.conv.{part++}", channels, hidden, 1);
                ConvolutionNormActivation($"features.{module}.conv.{part++}", hidden, hidden, 3, groups: hidden);
                Convolution($"features.{module}.conv.{part++}", hidden, filters, 1, 1);
                Normalisation($"features.{module}.conv.{part}", filters);
                channels = filters;
            }
        }

        ConvolutionNormActivation($"features.{module}", channels, 1280, 1);
        // Dropout, Linear
        Linear("classifier.1", 1280, 1000);
    }

    private void EfficientNet()
    {
        ConvolutionNormActivation("features.0", 3, 32, 3);
        int stage = 1, channels = 32;
        foreach ((int expansion, int kernel, int filters, int count) in new[] { (1, 3, 16, 1), (6, 3, 24, 2), (6, 5, 40, 2), (6, 3, 80, 3), (6, 5, 112, 3), (6, 5, 192, 4), (6, 3, 320, 1) })
        {
            for (int i = 0; i < count; i++)
            {
                string block = $"features.{stage}.{i}.block";
                int hidden = channels * expansion, part = 0;
                if (hidden != channels)
                    ConvolutionNormActivation($"{block}.{part++}", channels, hidden, 1);
                ConvolutionNormActivation($"{block}.{part++}", hidden, hidden, kernel, groups: hidden);
                // SqueezeExcitation has convolutions where matrices would do.
                Convolution($"{block}.{part}.fc1", hidden, channels / 4, 1, 1, bias: true);
                Convolution($"{block}.{part++}.fc2", channels / 4, hidden, 1, 1, bias: true);
                ConvolutionNormActivation($"{block}.{part}", hidden, filters, 1);
                channels = filters;
            }

            stage++;
        }

        ConvolutionNormActivation($"features.{stage}", channels, 4 * channels, 1);
        Linear("classifier.1", 4 * channels, 1000);
    }

    private void GoogLeNet()
    {
        Basic("conv1", 3, 64, 7, 7);
        Basic("conv2", 64, 64, 1, 1);
        Basic("conv3", 64, 192, 3, 3);
        Module("inception3a", 192, 64, 96, 128, 16, 32, 32);
        Module("inception3b", 256, 128, 128, 192, 32, 96, 64);
        Module("inception4a", 480, 192, 96, 208, 16, 48, 64);
        Module("inception4b", 512, 160, 112, 224, 24, 64, 64);
        Module("inception4c", 512, 128, 128, 256, 24, 64, 64);
        Module("inception4d", 512, 112, 144, 288, 32, 64, 64);
        Module("inception4e", 528, 256, 160, 320, 32, 128, 128);
        Module("inception5a", 832, 256, 160, 320, 32, 128, 128);
        Module("inception5b", 832, 384, 192, 384, 48, 128, 128);
        Auxiliary("aux1", 512);
        Auxiliary("aux2", 528);
        Linear("fc", 1024, 1000);

        void Module(string name, int channels, int ones, int reduceThrees, int threes, int reduceFives, int fives, int pooled)
        {
            Basic($"{name}.branch1", channels, ones, 1, 1);
            Basic($"{name}.branch2.0", channels, reduceThrees, 1, 1);
            Basic($"{name}.branch2.1", reduceThrees, threes, 3, 3);
            Basic($"{name}.branch3.0", channels, reduceFives, 1, 1);
            Basic($"{name}.branch3.1", reduceFives, fives, 3, 3);
            // Behind a MaxPool2d.
            Basic($"{name}.branch4.1", channels, pooled, 1, 1);
        }

        void Auxiliary(string name, int channels)
        {
            Basic($"{name}.conv", channels, 128, 1, 1);
            Linear($"{name}.fc1", 2048, 1024);
            Linear($"{name}.fc2", 1024, 1000);
        }
    }

    private void Inception()
    {
        Basic("Conv2d_1a_3x3", 3, 32, 3, 3);
        Basic("Conv2d_2a_3x3", 32, 32, 3, 3);
        Basic("Conv2d_2b_3x3", 32, 64, 3, 3);
        Basic("Conv2d_3b_1x1", 64, 80, 1, 1);
        Basic("Conv2d_4a_3x3", 80, 192, 3, 3);
        ModuleA("Mixed_5b", 192, 32);
        ModuleA("Mixed_5c", 256, 64);
        ModuleA("Mixed_5d", 288, 64);
        Basic("Mixed_6a.branch3x3", 288, 384, 3, 3);
        Basic("Mixed_6a.branch3x3dbl_1", 288, 64, 1, 1);
        Basic("Mixed_6a.branch3x3dbl_2", 64, 96, 3, 3);
        Basic("Mixed_6a.branch3x3dbl_3", 96, 96, 3, 3);
        ModuleC("Mixed_6b", 128);
        ModuleC("Mixed_6c", 160);
        ModuleC("Mixed_6d", 160);
        ModuleC("Mixed_6e", 192);
        Basic("AuxLogits.conv0", 768, 128, 1, 1);
        Basic("AuxLogits.conv1", 128, 768, 5, 5);
        Linear("AuxLogits.fc", 768, 1000);
        Basic("Mixed_7a.branch3x3_1", 768, 192, 1, 1);
        Basic("Mixed_7a.branch3x3_2", 192, 320, 3, 3);
        Basic("Mixed_7a.branch7x7x3_1", 768, 192, 1, 1);
        Basic("Mixed_7a.branch7x7x3_2", 192, 192, 1, 7);
        Basic("Mixed_7a.branch7x7x3_3", 192, 192, 7, 1);
        Basic("Mixed_7a.branch7x7x3_4", 192, 192, 3, 3);
        ModuleE("Mixed_7b", 1280);
        ModuleE("Mixed_7c", 2048);
        Linear("fc", 2048, 1000);

        void ModuleA(string name, int channels, int pooled)
        {
            Basic($"{name}.branch1x1", channels, 64, 1, 1);
            Basic($"{name}.branch5x5_1", channels, 48, 1, 1);
            Basic($"{name}.branch5x5_2", 48, 64, 5, 5);
            Basic($"{name}.branch3x3dbl_1", channels, 64, 1, 1);
            Basic($"{name}.branch3x3dbl_2", 64, 96, 3, 3);
            Basic($"{name}.branch3x3dbl_3", 96, 96, 3, 3);
            Basic($"{name}.branch_pool", channels, pooled, 1, 1);
        }

        void ModuleC(string name, int sevens)
        {
            Basic($"{name}.branch1x1", 768, 192, 1, 1);
            Basic($"{name}.branch7x7_1", 768, sevens, 1, 1);
            Basic($"{name}.branch7x7_2", sevens, sevens, 1, 7);
            Basic($"{name}.branch7x7_3", sevens, 192, 7, 1);
            Basic($"{name}.branch7x7dbl_1", 768, sevens, 1, 1);
            Basic($"{name}.branch7x7dbl_2", sevens, sevens, 7, 1);
            Basic($"{name}.branch7x7dbl_3", sevens, sevens, 1, 7);
            Basic($"{name}.branch7x7dbl_4", sevens, sevens, 7, 1);
            Basic($"{name}.branch7x7dbl_5", sevens, 192, 1, 7);
            Basic($"{name}.branch_pool", 768, 192, 1, 1);
        }

        void ModuleE(string name, int channels)
        {
            Basic($"{name}.branch1x1", channels, 320, 1, 1);
            Basic($"{name}.branch3x3_1", channels, 384, 1, 1);
            Basic($"{name}.branch3x3_2a", 384, 384, 1, 3);
            Basic($"{name}.branch3x3_2b", 384, 384, 3, 1);
            Basic($"{name}.branch3x3dbl_1", channels, 448, 1, 1);
            Basic($"{name}.branch3x3dbl_2", 448, 384, 3, 3);
            Basic($"{name}.branch3x3dbl_3a", 384, 384, 1, 3);
            Basic($"{name}.branch3x3dbl_3b", 384, 384, 3, 1);
            Basic($"{name}.branch_pool", channels, 192, 1, 1);
        }
    }

    /// <summary><c>BasicConv2d</c>.</summary>
    private void Basic(string name, int channels, int filters, int rows, int columns)
    {
        Convolution($"{name}.conv", channels, filters, rows, columns);
        Normalisation($"{name}.bn", filters);
    }

    /// <summary><c>Conv2dNormActivation</c>: a Sequential.</summary>
    private void ConvolutionNormActivation(string name, int channels, int filters, int kernel, int groups = 1)
    {
        Convolution($"{name}.0", channels, filters, kernel, kernel, groups: groups);
        Normalisation($"{name}.1", filters);
    }

    private void Convolution(string name, int channels, int filters, int rows, int columns, bool bias = false, int groups = 1)
    {
        _tensors.Add($"{name}.weight", [filters, channels / groups, rows, columns]);
        if (bias)
            _tensors.Add($"{name}.bias", [filters]);
    }

    private void Normalisation(string name, int channels)
    {
        foreach (string role in new[] { "weight", "bias", "running_mean", "running_var" })
            _tensors.Add($"{name}.{role}", [channels]);
    }

    private void Linear(string name, int inputs, int outputs)
    {
        _tensors.Add($"{name}.weight", [outputs, inputs]);
        _tensors.Add($"{name}.bias", [outputs]);
    }
}
