using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Shapes.Rules;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>The table of layers. A new layer is a row here and a rule in <c>Rules</c>.</summary>
internal static class LayerRules
{
    public static readonly IReadOnlyList<LayerRule> All =
    [
        new Conv2DRule(),
        new DepthwiseConv2DRule(),
        new SeparableConv2DRule(),
        new ConvTranspose2DRule(),
        new PoolingRule("MaxPool2D", PoolingKind.Max),
        new PoolingRule("AvgPool2D", PoolingKind.Average),
        new GlobalAvgPool2DRule(),
        new GlobalMaxPool2DRule(),
        new Conv1DRule(),
        new SequencePoolingRule("MaxPool1D", PoolingKind.Max),
        new SequencePoolingRule("AvgPool1D", PoolingKind.Average),
        new GlobalSequencePoolingRule("GlobalAvgPool1D", new GlobalAveragePoolingOperation()),
        new GlobalSequencePoolingRule("GlobalMaxPool1D", new GlobalMaxPoolingOperation()),
        new FlattenRule(),
        new ReshapeRule(),
        new BorderRule("ZeroPad2D", "pad", crops: false),
        new BorderRule("Crop2D", "crop", crops: true),
        new Upsample2DRule(),
        new PixelShuffleRule(),
        new PixelUnshuffleRule(),
        new ChannelShuffleRule(),
        new SliceChannelsRule(),
        new DenseRule(),
        new RecurrentRule("SimpleRNN", RecurrentCell.Tanh, RecurrentCell.ReLU),
        new RecurrentRule("LSTM", RecurrentCell.LSTM),
        new RecurrentRule("GRU", RecurrentCell.GRU),
        new ScaledDotProductAttentionRule(),
        new MultiHeadAttentionRule(),
        new PositionEmbeddingRule(),
        new SinePositionEncodingRule(),
        new TokenEmbeddingRule(),
        new RepeatVectorRule(),
        .. ActivationTable.Rows.Select(row => new ActivationRule(row)),
        new PReLURule(),
        new SoftmaxRule(),
        new LogSoftmaxRule(),
        new DropoutRule(),
        new SpatialDropout2DRule(),
        new GaussianNoiseRule(),
        new BatchNormRule(),
        new LayerNormRule(),
        new GroupNormRule(),
        new InstanceNormRule(),
        new LocalResponseNormRule(),
        new L2NormalizeRule(),
        new AddRule(),
        new AverageRule(),
        new MaximumRule(),
        new MultiplyRule(),
        new ConcatRule(),
    ];

    private static readonly Dictionary<string, LayerRule> s_byKind = All.ToDictionary(rule => rule.Kind);

    /// <summary>The rule of a layer; null for a class of somebody else's that derives from the library's (an error in C#).</summary>
    public static LayerRule? Find(string kind) => s_byKind.TryGetValue(kind, out LayerRule? rule) ? rule : null;
}
