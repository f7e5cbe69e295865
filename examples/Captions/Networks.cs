using DeepVision.Generated;

namespace Captions;

/// <summary>Reads what stands beside each word, and gives a score for each word that may come next.</summary>
public sealed class Decoder() : Block(
    new LSTM(128) { ReturnSequences = true }, new Conv1D(Vocabulary.Size, 1));

/// <summary>
/// Says what a picture shows, word by word: a convolutional network makes features of the picture, which stand beside each word before that an LSTM reads. Both are trained
/// as one.
/// </summary>
[Network(Scene.Side, Scene.Side, 3)]
[Input(SceneDataset.Words, Vocabulary.Steps)]
[Conv2D(16, 3, Pad = 1), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Pad = 1), ReLU, MaxPool2D(2)]
[Conv2D(48, 3, Pad = 1), ReLU, MaxPool2D(2)]
[Flatten, Dense(CaptionNet.FeatureCount), ReLU(Name = "features")]
[RepeatVector(Vocabulary.Steps, Name = "beside")]
[Embedding(Vocabulary.Size, 32, PaddingIndex = Vocabulary.Padding, Input = SceneDataset.Words)]
[Concat("beside"), Decoder, SoftmaxCrossEntropy(IgnoredLabel = Vocabulary.Padding)]
public partial class CaptionNet
{
    /// <summary>Features of a picture.</summary>
    public const int FeatureCount = 128;
}

/// <summary>The part of <see cref="CaptionNet"/> that looks at the picture. It takes its weights from there.</summary>
[Network(Scene.Side, Scene.Side, 3)]
[Include<CaptionNet>(To = "features")]
[CustomLoss]
public partial class PictureReader;

/// <summary>The part of <see cref="CaptionNet"/> that writes, one word after the other. It takes its weights from there.</summary>
[Network(Vocabulary.Steps)]
[Input("features", CaptionNet.FeatureCount)]
[RepeatVector(Vocabulary.Steps, Input = "features", Name = "beside")]
[Embedding(Vocabulary.Size, 32, PaddingIndex = Vocabulary.Padding, Input = "input")]
[Concat("beside"), Decoder, SoftmaxCrossEntropy(IgnoredLabel = Vocabulary.Padding)]
public partial class SentenceWriter;
