using System.Text.Json;
using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Networks;

public class OperationInfoTests
{
    [Fact]
    public void WhatLayersComputeIsKnownAtRunTime()
    {
        using SmallDigitNet network = new();
        Assert.Equal(
            [
                new OperationInfo.Convolution(new(3), new(3)), new OperationInfo.ReLU(), new OperationInfo.MaxPooling(new(2, 2), new(2, 2)),
                new OperationInfo.Convolution(new(3), new(3)), new OperationInfo.ReLU(), new OperationInfo.MaxPooling(new(2, 2), new(2, 2)),
                new OperationInfo.Flatten(ChannelsFirst: true), new OperationInfo.Dense(), new OperationInfo.ReLU(), new OperationInfo.Dropout(0.5f),
                new OperationInfo.Dense(),
            ],
            network.Architecture.Layers.Select(layer => layer.Operation));
    }

    [Fact]
    public void EveryOperationSurvivesJson()
    {
        OperationInfo[] operations =
        [
            new OperationInfo.Convolution(new(3, 2, 1, 0, 1), new(5), Groups: 4), new OperationInfo.Dense(), new OperationInfo.MaxPooling(new(2, 2), new(3, 3)),
            new OperationInfo.AveragePooling(new(2, 2), new(3, 3), CountPadding: true), new OperationInfo.GlobalAveragePooling(), new OperationInfo.Flatten(ChannelsFirst: true),
            new OperationInfo.ReLU(), new OperationInfo.ReLU6(), new OperationInfo.LeakyReLU(0.2f), new OperationInfo.ELU(0.5f), new OperationInfo.GELU(), new OperationInfo.SiLU(),
            new OperationInfo.Sigmoid(), new OperationInfo.Tanh(), new OperationInfo.Softmax(),
            new OperationInfo.ApproximateGELU(), new OperationInfo.SELU(), new OperationInfo.Mish(), new OperationInfo.HardSwish(), new OperationInfo.Softplus(),
            new OperationInfo.HardSigmoid(), new OperationInfo.HardTanh(), new OperationInfo.Softsign(), new OperationInfo.Step(), new OperationInfo.PReLU(), new OperationInfo.LogSoftmax(),
            new OperationInfo.Dropout(0.3f), new OperationInfo.BatchNorm(0.1f, 1e-5f),
            new OperationInfo.TransposedConvolution(new(4, 2, 1, 1, 1), new(3), Groups: 2), new OperationInfo.GlobalMaxPooling(), new OperationInfo.Pad(1, -2, 3, 0),
            new OperationInfo.Upsample(2, 3, Interpolation.Bilinear), new OperationInfo.Reshape(), new OperationInfo.SpatialDropout(0.3f), new OperationInfo.GaussianNoise(0.2f),
            new OperationInfo.LayerNorm(1e-5f), new OperationInfo.GroupNorm(4, 1e-5f), new OperationInfo.LocalResponseNorm(5, 1e-4f, 0.75f, 2f), new OperationInfo.L2Normalize(1e-12f),
            new OperationInfo.Add(), new OperationInfo.Average(), new OperationInfo.Maximum(), new OperationInfo.Multiply(), new OperationInfo.Concat(),
            new OperationInfo.PixelShuffle(2, BlockMajor: true), new OperationInfo.PixelUnshuffle(3), new OperationInfo.ChannelShuffle(4), new OperationInfo.SliceChannels(5),
            new OperationInfo.SimpleRNN(Nonlinearity.ReLU), new OperationInfo.LSTM(ReturnsSequence: true, HasInitialMemory: true), new OperationInfo.GRU(GoesBackwards: true),
            new OperationInfo.Attention(4), new OperationInfo.MultiHeadAttention(2, Causal: true), new OperationInfo.PositionEmbedding(),
            new OperationInfo.Embedding(1000, 0), new OperationInfo.RepeatVector(),
            new OperationInfo.MaskSteps(float.NegativeInfinity), new OperationInfo.ReverseSteps(), new OperationInfo.LastStep(), new OperationInfo.MeanSteps(),
        ];
        Assert.Equal(typeof(OperationInfo).GetNestedTypes().OrderBy(type => type.Name), operations.Select(operation => operation.GetType()).OrderBy(type => type.Name));

        Assert.Equal(operations, JsonSerializer.Deserialize<OperationInfo[]>(JsonSerializer.Serialize(operations)));
    }
}
