using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>
/// What a layer computes, with every default resolved: <c>Padding.Same</c> is a number of rows and columns here. Shapes
/// and tensors stand beside it, in <see cref="NetworkArchitecture"/>.
/// </summary>
[JsonDerivedType(typeof(OperationInfo.Convolution), nameof(OperationInfo.Convolution))]
[JsonDerivedType(typeof(OperationInfo.TransposedConvolution), nameof(OperationInfo.TransposedConvolution))]
[JsonDerivedType(typeof(OperationInfo.Dense), nameof(OperationInfo.Dense))]
[JsonDerivedType(typeof(OperationInfo.SimpleRNN), nameof(OperationInfo.SimpleRNN))]
[JsonDerivedType(typeof(OperationInfo.LSTM), nameof(OperationInfo.LSTM))]
[JsonDerivedType(typeof(OperationInfo.GRU), nameof(OperationInfo.GRU))]
[JsonDerivedType(typeof(OperationInfo.MaskSteps), nameof(OperationInfo.MaskSteps))]
[JsonDerivedType(typeof(OperationInfo.ReverseSteps), nameof(OperationInfo.ReverseSteps))]
[JsonDerivedType(typeof(OperationInfo.LastStep), nameof(OperationInfo.LastStep))]
[JsonDerivedType(typeof(OperationInfo.MeanSteps), nameof(OperationInfo.MeanSteps))]
[JsonDerivedType(typeof(OperationInfo.Embedding), nameof(OperationInfo.Embedding))]
[JsonDerivedType(typeof(OperationInfo.RepeatVector), nameof(OperationInfo.RepeatVector))]
[JsonDerivedType(typeof(OperationInfo.MaxPooling), nameof(OperationInfo.MaxPooling))]
[JsonDerivedType(typeof(OperationInfo.AveragePooling), nameof(OperationInfo.AveragePooling))]
[JsonDerivedType(typeof(OperationInfo.GlobalAveragePooling), nameof(OperationInfo.GlobalAveragePooling))]
[JsonDerivedType(typeof(OperationInfo.GlobalMaxPooling), nameof(OperationInfo.GlobalMaxPooling))]
[JsonDerivedType(typeof(OperationInfo.Pad), nameof(OperationInfo.Pad))]
[JsonDerivedType(typeof(OperationInfo.Upsample), nameof(OperationInfo.Upsample))]
[JsonDerivedType(typeof(OperationInfo.PixelShuffle), nameof(OperationInfo.PixelShuffle))]
[JsonDerivedType(typeof(OperationInfo.PixelUnshuffle), nameof(OperationInfo.PixelUnshuffle))]
[JsonDerivedType(typeof(OperationInfo.ChannelShuffle), nameof(OperationInfo.ChannelShuffle))]
[JsonDerivedType(typeof(OperationInfo.SliceChannels), nameof(OperationInfo.SliceChannels))]
[JsonDerivedType(typeof(OperationInfo.Reshape), nameof(OperationInfo.Reshape))]
[JsonDerivedType(typeof(OperationInfo.Flatten), nameof(OperationInfo.Flatten))]
[JsonDerivedType(typeof(OperationInfo.ReLU), nameof(OperationInfo.ReLU))]
[JsonDerivedType(typeof(OperationInfo.ReLU6), nameof(OperationInfo.ReLU6))]
[JsonDerivedType(typeof(OperationInfo.LeakyReLU), nameof(OperationInfo.LeakyReLU))]
[JsonDerivedType(typeof(OperationInfo.ELU), nameof(OperationInfo.ELU))]
[JsonDerivedType(typeof(OperationInfo.GELU), nameof(OperationInfo.GELU))]
[JsonDerivedType(typeof(OperationInfo.ApproximateGELU), nameof(OperationInfo.ApproximateGELU))]
[JsonDerivedType(typeof(OperationInfo.SiLU), nameof(OperationInfo.SiLU))]
[JsonDerivedType(typeof(OperationInfo.SELU), nameof(OperationInfo.SELU))]
[JsonDerivedType(typeof(OperationInfo.Mish), nameof(OperationInfo.Mish))]
[JsonDerivedType(typeof(OperationInfo.HardSwish), nameof(OperationInfo.HardSwish))]
[JsonDerivedType(typeof(OperationInfo.Softplus), nameof(OperationInfo.Softplus))]
[JsonDerivedType(typeof(OperationInfo.Sigmoid), nameof(OperationInfo.Sigmoid))]
[JsonDerivedType(typeof(OperationInfo.HardSigmoid), nameof(OperationInfo.HardSigmoid))]
[JsonDerivedType(typeof(OperationInfo.Tanh), nameof(OperationInfo.Tanh))]
[JsonDerivedType(typeof(OperationInfo.HardTanh), nameof(OperationInfo.HardTanh))]
[JsonDerivedType(typeof(OperationInfo.Softsign), nameof(OperationInfo.Softsign))]
[JsonDerivedType(typeof(OperationInfo.Step), nameof(OperationInfo.Step))]
[JsonDerivedType(typeof(OperationInfo.PReLU), nameof(OperationInfo.PReLU))]
[JsonDerivedType(typeof(OperationInfo.Softmax), nameof(OperationInfo.Softmax))]
[JsonDerivedType(typeof(OperationInfo.LogSoftmax), nameof(OperationInfo.LogSoftmax))]
[JsonDerivedType(typeof(OperationInfo.Dropout), nameof(OperationInfo.Dropout))]
[JsonDerivedType(typeof(OperationInfo.SpatialDropout), nameof(OperationInfo.SpatialDropout))]
[JsonDerivedType(typeof(OperationInfo.GaussianNoise), nameof(OperationInfo.GaussianNoise))]
[JsonDerivedType(typeof(OperationInfo.BatchNorm), nameof(OperationInfo.BatchNorm))]
[JsonDerivedType(typeof(OperationInfo.LayerNorm), nameof(OperationInfo.LayerNorm))]
[JsonDerivedType(typeof(OperationInfo.GroupNorm), nameof(OperationInfo.GroupNorm))]
[JsonDerivedType(typeof(OperationInfo.LocalResponseNorm), nameof(OperationInfo.LocalResponseNorm))]
[JsonDerivedType(typeof(OperationInfo.L2Normalize), nameof(OperationInfo.L2Normalize))]
[JsonDerivedType(typeof(OperationInfo.Attention), nameof(OperationInfo.Attention))]
[JsonDerivedType(typeof(OperationInfo.MultiHeadAttention), nameof(OperationInfo.MultiHeadAttention))]
[JsonDerivedType(typeof(OperationInfo.PositionEmbedding), nameof(OperationInfo.PositionEmbedding))]
[JsonDerivedType(typeof(OperationInfo.Add), nameof(OperationInfo.Add))]
[JsonDerivedType(typeof(OperationInfo.Average), nameof(OperationInfo.Average))]
[JsonDerivedType(typeof(OperationInfo.Maximum), nameof(OperationInfo.Maximum))]
[JsonDerivedType(typeof(OperationInfo.Multiply), nameof(OperationInfo.Multiply))]
[JsonDerivedType(typeof(OperationInfo.Concat), nameof(OperationInfo.Concat))]
public abstract record OperationInfo
{
    private OperationInfo()
    {
    }

    /// <summary>Convolution, depthwise ones included: as many groups as channels. Positions outside the image count as zero. A sequence is one row, its steps are the columns.</summary>
    /// <param name="Vertical">How the kernel moves over the rows.</param>
    /// <param name="Horizontal">How it moves over the columns.</param>
    /// <param name="Groups">Parts into which input channels and filters are divided.</param>
    public sealed record Convolution(WindowInfo Vertical, WindowInfo Horizontal, int Groups = 1) : OperationInfo;

    /// <summary>Transposed 2-D convolution: the gradient of a convolution by its input.</summary>
    /// <param name="Vertical">How the kernel of that convolution moves over the rows of the layer's output.</param>
    /// <param name="Horizontal">How it moves over the columns.</param>
    /// <param name="Groups">Parts into which input channels and filters are divided.</param>
    public sealed record TransposedConvolution(WindowInfo Vertical, WindowInfo Horizontal, int Groups = 1) : OperationInfo;

    /// <summary>y = W x + b over a vector.</summary>
    public sealed record Dense : OperationInfo;

    /// <summary>h = f(W x + U h + b) at each step of a sequence.</summary>
    /// <param name="Nonlinearity">f.</param>
    /// <param name="ReturnsSequence">Whether the states behind all steps come out, or that behind the last one.</param>
    /// <param name="GoesBackwards">Whether the last step comes first.</param>
    public sealed record SimpleRNN(Nonlinearity Nonlinearity, bool ReturnsSequence = false, bool GoesBackwards = false) : OperationInfo;

    /// <summary>Long short-term memory at each step of a sequence; the gates in the order input, forget, cell, output.</summary>
    /// <param name="ReturnsSequence">Whether the states behind all steps come out, or that behind the last one.</param>
    /// <param name="GoesBackwards">Whether the last step comes first.</param>
    /// <param name="HasInitialMemory">Whether the last of its inputs is the memory in front of the first step.</param>
    public sealed record LSTM(bool ReturnsSequence = false, bool GoesBackwards = false, bool HasInitialMemory = false) : OperationInfo;

    /// <summary>Gated recurrent unit at each step of a sequence, with its reset behind the product; the gates in the order reset, update, new.</summary>
    /// <param name="ReturnsSequence">Whether the states behind all steps come out, or that behind the last one.</param>
    /// <param name="GoesBackwards">Whether the last step comes first.</param>
    public sealed record GRU(bool ReturnsSequence = false, bool GoesBackwards = false) : OperationInfo;

    /// <summary>The steps of a sequence that is as long as the second input says, and one number behind its end.</summary>
    /// <param name="Rest">That number.</param>
    public sealed record MaskSteps([property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] float Rest = 0) : OperationInfo;

    /// <summary>The steps of a sequence that is as long as the second input says, the last one first, and zeros behind its end.</summary>
    public sealed record ReverseSteps : OperationInfo;

    /// <summary>The last step of a sequence that is as long as the second input says.</summary>
    public sealed record LastStep : OperationInfo;

    /// <summary>The mean of the steps of a sequence that is as long as the second input says.</summary>
    public sealed record MeanSteps : OperationInfo;

    /// <summary>The row of a table for each token of an input.</summary>
    /// <param name="VocabularySize">Rows; tokens are whole numbers below.</param>
    /// <param name="PaddingIndex">The token whose row gets no gradient; null for none.</param>
    public sealed record Embedding(int VocabularySize, int? PaddingIndex = null) : OperationInfo;

    /// <summary>A vector as every step of a sequence.</summary>
    public sealed record RepeatVector : OperationInfo;

    /// <summary>The largest value of each window. Positions outside the image never win.</summary>
    /// <param name="Vertical">How the window moves over the rows.</param>
    /// <param name="Horizontal">How it moves over the columns.</param>
    public sealed record MaxPooling(WindowInfo Vertical, WindowInfo Horizontal) : OperationInfo;

    /// <summary>The mean of each window.</summary>
    /// <param name="Vertical">How the window moves over the rows.</param>
    /// <param name="Horizontal">How it moves over the columns.</param>
    /// <param name="CountPadding">Whether padding counts as zeros of the mean; what a window has beyond the padding never does.</param>
    public sealed record AveragePooling(WindowInfo Vertical, WindowInfo Horizontal, bool CountPadding = false) : OperationInfo;

    /// <summary>The mean of each channel: image → vector.</summary>
    public sealed record GlobalAveragePooling : OperationInfo;

    /// <summary>The largest value of each channel: image → vector.</summary>
    public sealed record GlobalMaxPooling : OperationInfo;

    /// <summary>Rows and columns of zeros around an image; where a number is negative, as many are cut off.</summary>
    /// <param name="Top">Rows above.</param>
    /// <param name="Left">Columns on the left.</param>
    /// <param name="Bottom">Rows below.</param>
    /// <param name="Right">Columns on the right.</param>
    public sealed record Pad(int Top, int Left, int Bottom, int Right) : OperationInfo;

    /// <summary>An image enlarged by whole factors.</summary>
    /// <param name="Vertical">Output rows for each row.</param>
    /// <param name="Horizontal">Output columns for each column.</param>
    /// <param name="Interpolation">What stands between the pixels.</param>
    public sealed record Upsample(int Vertical, int Horizontal, Interpolation Interpolation = Interpolation.Nearest) : OperationInfo;

    /// <summary>A block of pixels for the channels of each pixel.</summary>
    /// <param name="Factor">Rows and columns of a block.</param>
    /// <param name="BlockMajor">Whether the channels are in the order (row in the block, column in the block, channel); (channel, row, column) otherwise.</param>
    public sealed record PixelShuffle(int Factor, bool BlockMajor = false) : OperationInfo;

    /// <summary>Channels for each block of pixels.</summary>
    /// <param name="Factor">Rows and columns of a block.</param>
    /// <param name="BlockMajor">Whether the channels are in the order (row in the block, column in the block, channel); (channel, row, column) otherwise.</param>
    public sealed record PixelUnshuffle(int Factor, bool BlockMajor = false) : OperationInfo;

    /// <summary>Channels by turns from each group.</summary>
    /// <param name="Groups">Groups of neighbouring channels.</param>
    public sealed record ChannelShuffle(int Groups) : OperationInfo;

    /// <summary>Neighbouring channels, as many as the layer gives.</summary>
    /// <param name="First">The first, counted from 0.</param>
    public sealed record SliceChannels(int First) : OperationInfo;

    /// <summary>The same values, in the order (row, column, channel), under the shape that the layer gives.</summary>
    public sealed record Reshape : OperationInfo;

    /// <summary>Image or sequence → vector.</summary>
    /// <param name="ChannelsFirst">
    /// Whether Dense layers alone see the order of the vector, which then may be that of their columns, (channel, row, column), as PyTorch
    /// would flatten; otherwise it is (row, column, channel).
    /// </param>
    public sealed record Flatten(bool ChannelsFirst) : OperationInfo;

    /// <summary>max(x, 0).</summary>
    public sealed record ReLU : OperationInfo;

    /// <summary>min(max(x, 0), 6).</summary>
    public sealed record ReLU6 : OperationInfo;

    /// <summary>x where it is positive, else x · slope.</summary>
    /// <param name="Slope">The slope of the negative half.</param>
    public sealed record LeakyReLU(float Slope) : OperationInfo;

    /// <summary>x where it is positive, else alpha · (eˣ − 1).</summary>
    /// <param name="Alpha">Where the negative half saturates.</param>
    public sealed record ELU(float Alpha) : OperationInfo;

    /// <summary>x · ½ · (1 + erf(x / √2)).</summary>
    public sealed record GELU : OperationInfo;

    /// <summary>½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))).</summary>
    public sealed record ApproximateGELU : OperationInfo;

    /// <summary>x / (1 + e⁻ˣ).</summary>
    public sealed record SiLU : OperationInfo;

    /// <summary>1.0507 · x where it is positive, else 1.7581 · (eˣ − 1).</summary>
    public sealed record SELU : OperationInfo;

    /// <summary>x · tanh(log(1 + eˣ)).</summary>
    public sealed record Mish : OperationInfo;

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    public sealed record HardSwish : OperationInfo;

    /// <summary>log(1 + eˣ).</summary>
    public sealed record Softplus : OperationInfo;

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public sealed record Sigmoid : OperationInfo;

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public sealed record HardSigmoid : OperationInfo;

    /// <summary>The hyperbolic tangent.</summary>
    public sealed record Tanh : OperationInfo;

    /// <summary>min(max(x, −1), 1).</summary>
    public sealed record HardTanh : OperationInfo;

    /// <summary>x / (1 + |x|).</summary>
    public sealed record Softsign : OperationInfo;

    /// <summary>1 where x is positive, else 0.</summary>
    public sealed record Step : OperationInfo;

    /// <summary>x where it is positive, else x times a learned slope for each channel.</summary>
    public sealed record PReLU : OperationInfo;

    /// <summary>Softmax over the channels of each pixel, the features of each step, or a vector.</summary>
    public sealed record Softmax : OperationInfo;

    /// <summary>The logarithms of softmax.</summary>
    public sealed record LogSoftmax : OperationInfo;

    /// <summary>Zeroes values in training; changes nothing in prediction.</summary>
    /// <param name="Rate">The part of the values that is zeroed.</param>
    public sealed record Dropout(float Rate) : OperationInfo;

    /// <summary>Zeroes whole channels in training; changes nothing in prediction.</summary>
    /// <param name="Rate">The part of the channels that is zeroed.</param>
    public sealed record SpatialDropout(float Rate) : OperationInfo;

    /// <summary>Adds normal numbers in training; changes nothing in prediction.</summary>
    /// <param name="StandardDeviation">How far they spread.</param>
    public sealed record GaussianNoise(float StandardDeviation) : OperationInfo;

    /// <summary>Normalisation of each channel; in prediction by the running statistics.</summary>
    /// <param name="Momentum">How much of each batch's statistics the running ones take over.</param>
    /// <param name="Epsilon">Added to the variance.</param>
    public sealed record BatchNorm(float Momentum, float Epsilon) : OperationInfo;

    /// <summary>Normalisation of the channels of each pixel, then scale and shift.</summary>
    /// <param name="Epsilon">Added to the variance.</param>
    public sealed record LayerNorm(float Epsilon) : OperationInfo;

    /// <summary>Normalisation of each group of a sample's channels over its pixels, then scale and shift for each channel. InstanceNorm has as many groups as channels.</summary>
    /// <param name="Groups">Groups of neighbouring channels.</param>
    /// <param name="Epsilon">Added to the variance.</param>
    public sealed record GroupNorm(int Groups, float Epsilon) : OperationInfo;

    /// <summary>x / (k + alpha / size · Σ x²)^beta, over neighbouring channels.</summary>
    /// <param name="Size">Channels that count, from c − ⌊size / 2⌋ on.</param>
    /// <param name="Alpha">Factor of the mean of the squares.</param>
    /// <param name="Beta">The exponent.</param>
    /// <param name="K">What is added to the mean.</param>
    public sealed record LocalResponseNorm(int Size, float Alpha, float Beta, float K) : OperationInfo;

    /// <summary>The channels of each pixel divided by their Euclidean norm.</summary>
    /// <param name="Epsilon">The least norm that is divided by.</param>
    public sealed record L2Normalize(float Epsilon) : OperationInfo;

    /// <summary>softmax(Q Kᵀ / √d) V for each head: of queries, keys and values, or of queries and what is both keys and values.</summary>
    /// <param name="Heads">Heads, whose features lie beside each other.</param>
    /// <param name="Causal">Whether a query reads the keys up to its own step alone.</param>
    /// <param name="HasLengths">Whether the last input is the lengths of keys and values, behind which nothing is read.</param>
    public sealed record Attention(int Heads, bool Causal = false, bool HasLengths = false) : OperationInfo;

    /// <summary>The same between projections of a sequence and of its memory, which is the second input or the sequence itself, and a projection behind it.</summary>
    /// <param name="Heads">Heads, whose features lie beside each other.</param>
    /// <param name="Causal">Whether a step reads the steps up to its own alone.</param>
    /// <param name="HasLengths">Whether the last input is the lengths of the memory, behind which nothing is read.</param>
    public sealed record MultiHeadAttention(int Heads, bool Causal = false, bool HasLengths = false) : OperationInfo;

    /// <summary>A learned vector added to each step of a sequence.</summary>
    public sealed record PositionEmbedding : OperationInfo;

    /// <summary>The sum of all inputs.</summary>
    public sealed record Add : OperationInfo;

    /// <summary>The mean of all inputs, value by value.</summary>
    public sealed record Average : OperationInfo;

    /// <summary>The largest of all inputs, value by value.</summary>
    public sealed record Maximum : OperationInfo;

    /// <summary>
    /// The product of all inputs, value by value. One of two may have a value for each channel, 1×1×c or a vector, or for each
    /// pixel, h×w×1: a factor for all pixels or channels of the other.
    /// </summary>
    public sealed record Multiply : OperationInfo;

    /// <summary>The channels of all inputs beside each other, in order.</summary>
    public sealed record Concat : OperationInfo;
}
