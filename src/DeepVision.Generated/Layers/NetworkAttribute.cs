namespace DeepVision.Generated;

/// <summary>
/// Makes a partial class a network: the layer attributes that follow are applied in the order in which they are written,
/// the loss comes last, and the generator adds what trains, predicts, saves and loads.
/// </summary>
/// <remarks>
/// <code>
/// [Network(28, 28, 1)]
/// [Conv2D(32, 3), ReLU, MaxPool2D(2)]
/// [Flatten]
/// [Dense(10), SoftmaxCrossEntropy]
/// public partial class DigitNet;
/// </code>
/// Shapes never include the batch axis. Keras: <c>Input(shape=(28, 28, 1))</c>, the same order. PyTorch orders images
/// (channels, height, width).
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>A network over images.</summary>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="channels">Values per pixel: 1 for grey, 3 for colour.</param>
    public NetworkAttribute(int height, int width, int channels) => InputShape = new TensorShape(height, width, channels);

    /// <summary>A network over sequences.</summary>
    /// <param name="steps">Steps of the sequence, 1 or more.</param>
    /// <param name="features">Values per step, 1 or more.</param>
    public NetworkAttribute(int steps, int features) => InputShape = new TensorShape(steps, features);

    /// <summary>A network over sequences of images. Layers for images work on each of them.</summary>
    /// <param name="steps">Images of the sequence, 1 or more.</param>
    /// <param name="height">Rows of each, 1 or more.</param>
    /// <param name="width">Columns of each, 1 or more.</param>
    /// <param name="channels">Values per pixel: 1 for grey, 3 for colour.</param>
    public NetworkAttribute(int steps, int height, int width, int channels) => InputShape = new TensorShape(steps, height, width, channels);

    /// <summary>A network over vectors.</summary>
    /// <param name="length">Values in one input, 1 or more.</param>
    public NetworkAttribute(int length) => InputShape = new TensorShape(length);

    /// <summary>Shape of one input sample.</summary>
    public TensorShape InputShape { get; }

    /// <summary>
    /// Whether 3×3 convolutions with stride 1 or 2 and enough channels run by Winograd's algorithm, which is two to
    /// three times as fast with stride 1, F(4×4, 3×3), and some 1.4 times with stride 2, and convolutions of few channels whose windows are three or four
    /// strides wide, 7×7 with stride 2 for example, along rows, F(4, 4), which is some 1.7 times as fast; its results differ from direct sums
    /// by about 1e-5 of the largest value. Off, every sum is computed term by term.
    /// </summary>
    public bool Winograd { get; init; } = true;

    /// <summary>
    /// Whether the sequences of a network over sequences may be shorter than its steps, each with a length of its own that comes with it (<see cref="SequenceDataset"/>).
    /// Results don't depend on what stands behind the end of a sequence: recurrent layers give the state behind its last step, and
    /// global poolings look at its own steps. A loss over the steps is the mean over those in front of the ends. Layers and losses that can't tell are an error that says why.
    /// </summary>
    public bool VariableLength { get; init; }

    /// <summary>
    /// Whether the network measures each of its kernels while it trains and predicts, for <see cref="Network.GetProfile"/>. It costs two
    /// readings of the clock for each kernel and group of samples, so leave it off unless you are looking for the time.
    /// </summary>
    public bool Profile { get; init; }
}
