using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>The layer cases that run: all of them on a device, and on the emulation, which is slow, those that touch every kind of kernel.</summary>
internal static class TestCases
{
    /// <summary>Small networks that have all kinds of kernels between them.</summary>
    private static readonly string[] s_emulated =
    [
        "ReLUBehindConv", "LeakyReLUBehindConv", "SigmoidBehindDense", "TanhBehindDense", "ActivationsInARow", "ActivationBehindFlatten",
        "ActivationBehindPool", "SoftmaxBehindDense", "SoftmaxBehindConv",
        "Vectors", "VeryWideDense", "DenseNoBias", "DenseBehindWideImage", "PenalisedLayers",
        "Conv1x1", "Conv2x2Same", "Conv3x3OddChannels", "Conv3x3Same", "Conv3x3NoBias", "Conv3x5", "ConvAsLargeAsImage", "ConvLargerThanImage",
        "ConvStride2Same", "ConvDilation2", "ConvStride2Dilation2",
        "Groups2Of16", "Groups3OfOdd", "GroupsFirst", "Depthwise3x3", "DepthwiseStride2", "DepthwiseMultiplier2",
        "DropoutBehindConv", "DropoutTwice", "DropoutBehindBatchNorm",
        "FirstMaxPool", "FirstAvgPool", "FirstBatchNorm", "FirstDropout", "FirstConvOneChannel", "FirstConvStride2Pad3", "FirstDense",
        "ConvBatchNormReLU", "ConvBatchNormReLUMaxPool", "DenseBatchNorm", "GroupedConvBatchNorm", "BatchNormLast",
        "ConvReLUMaxPool", "ConvTanhMaxPool", "ConvReLUMaxPool3Stride2", "ConvReLUAvgPool", "PooledConvStride2", "MaxPoolBehindMaxPool",
        "MaxPool3Stride2Pad1", "MaxPool2Same", "AvgPool2Ceil", "AvgPool3Stride1Same",
        "CrossEntropyTwoClasses", "CrossEntropyManyClasses", "CrossEntropySmoothedAndWeighted", "CrossEntropyOnGlobalAvgPool",
        "SquaredError", "SquaredErrorBehindSigmoid", "SquaredErrorOnFlatten", "BinaryOneValue",
    ];

    private static readonly string[] s_trainedOnEmulation = ["DenseBatchNorm", "DepthwiseStride2", "DropoutTwice", "PenalisedLayers"];

    /// <summary>Samples that fill more than a tile of a kernel, and no whole number of them.</summary>
    public static int LargeCount => TestDevice.IsEmulation ? 9 : 37;

    public static IEnumerable<string> Names => TestDevice.IsEmulation ? s_emulated : LayerCase.All.Select(layerCase => layerCase.Name);

    /// <summary>Those that are trained over several steps.</summary>
    public static IEnumerable<string> TrainedNames => TestDevice.IsEmulation ? s_trainedOnEmulation : Names;
}
