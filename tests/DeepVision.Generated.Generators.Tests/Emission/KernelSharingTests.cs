using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Which networks let the workers of a prediction share the kernels of one sample.</summary>
public class KernelSharingTests
{
    [Fact]
    public void A_large_network_cuts_every_kernel_of_a_prediction_into_units()
    {
        string engine = Engine("[Network(64, 64, 3)]\n[Conv2D(64, 5), ReLU, Conv2D(64, 3), ReLU, MaxPool2D(3, Stride = 2), Conv2D(64, 1), DepthwiseConv2D(3), Tanh]");
        Assert.Contains("SharesKernels = true", engine);
        string[] prediction = [.. engine.Split('\n').SkipWhile(line => !line.Contains("void Predict(")).TakeWhile(line => line != "        }")];
        string[] calls = [.. prediction.Where(line => line.Contains("Kernels.") || line.Contains("Convolution.") || line.Contains("DenseForward."))];
        Assert.Equal(7, calls.Length);
        Assert.Equal(calls.Length, prediction.Count(line => line.Contains("worker.Begin") && line.Contains("worker.Take")));
    }

    [Fact]
    public void Large_inputs_of_depthwise_convolutions_exist_in_bands_only()
    {
        const string layers = "[Network(96, 96, 3)]\n[Conv2D(32, 3, Stride = 2, Pad = 1), ReLU6, Conv2D(96, 1), ReLU6, DepthwiseConv2D(3, Pad = 1), ReLU6, Conv2D(16, 1)]\n";
        const string block = "[Conv2D(96, 1), ReLU6, DepthwiseConv2D(3, Stride = 2, Pad = 1), ReLU6, GlobalAvgPool2D]\n[Dense(4096), ReLU, Dense(4096), ReLU, Dense(4096)]";
        string engine = Engine(layers + block);
        Assert.Contains("SharesKernels = true", engine);
        Assert.Equal(3, engine.Split("worker.Take(ref bands)").Length);

        // The sample is a quarter as large.
        string small = Engine(layers.Replace("96, 96, 3", "48, 48, 3") + block);
        Assert.Contains("SharesKernels = true", small);
        Assert.DoesNotContain("RowBands", small);
    }

    [Fact]
    public void Depthwise_convolutions_of_small_maps_run_in_bands_of_channels_behind_what_makes_their_inputs()
    {
        const string stem = "[Network(96, 96, 3)]\n[Conv2D(64, 3, Stride = 2, Pad = 1), ReLU6, Conv2D(64, 3, Stride = 4, Pad = 1)]\n";
        const string head = "[GlobalAvgPool2D]\n[Dense(4096), ReLU, Dense(4096), ReLU, Dense(4096)]";
        string engine = Engine(stem + "[Conv2D(384, 1), ReLU6, DepthwiseConv2D(3, Pad = 1), ReLU6, Conv2D(64, 1)]\n" + head);
        Assert.Contains("ChannelBands bands = worker.BeginChannels(", engine);
        Assert.DoesNotContain("RowBands", engine);

        // Too few channels for several workers, and groups of several channels.
        Assert.DoesNotContain("ChannelBands", Engine(stem + "[Conv2D(96, 1), ReLU6, DepthwiseConv2D(3, Pad = 1), ReLU6, Conv2D(64, 1)]\n" + head));
        Assert.DoesNotContain("ChannelBands", Engine(stem + "[Conv2D(384, 1), ReLU6, Conv2D(384, 3, Groups = 192, Pad = 1), ReLU6, Conv2D(64, 1)]\n" + head));
    }

    [Fact]
    public void A_small_network_does_not()
    {
        string engine = Engine("[Network(28, 28, 1)]\n[Conv2D(32, 3), ReLU, MaxPool2D(2)]\n[Conv2D(64, 3), ReLU, MaxPool2D(2)]");
        Assert.DoesNotContain("SharesKernels", engine);
        Assert.DoesNotContain("worker.Begin", engine);
    }

    /// <summary>Workers would wait for each other as long as they compute.</summary>
    [Fact]
    public void Many_small_kernels_do_not_make_a_large_network()
    {
        string layers = string.Concat(Enumerable.Repeat("[Conv2D(8, 3, Padding = Padding.Same), ReLU]\n", 300));
        Assert.DoesNotContain("SharesKernels", Engine("[Network(16, 16, 8)]\n" + layers));
    }

    private static string Engine(string layers) =>
        GeneratorRun.Of($"using DeepVision.Generated;\n{layers}\n[Flatten, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;").Files["Net.Cpu.g.cs"];
}
