namespace DeepVision.Generated;

/// <summary>
/// A further input of a network, beside the one that <see cref="NetworkAttribute"/> gives it: <c>[Input("tokens", 12)]</c>. Layers read
/// it by its name: <c>[From("tokens")]</c>, <c>[Dense(8, Input = "tokens")]</c>, <c>[Concat("tokens")]</c>.
/// </summary>
/// <remarks>
/// <c>Predict</c> takes the inputs in the order in which they are written, the network's own first; data sets and batches hold them by
/// their names (<see cref="Dataset.WithInput(string, TensorShape, float[])"/>, <see cref="Batch.GetInput"/>).
/// Keras: <c>Input(shape=(12,), name="tokens")</c>, the same order of dimensions.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Input : Attribute
{
    /// <summary>An image.</summary>
    /// <param name="name">What layers, data sets and batches call it: letters, digits and underscores, beginning with a letter.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="channels">Values per pixel, 1 or more.</param>
    public Input(string name, int height, int width, int channels) => (Name, Shape) = (name, new TensorShape(height, width, channels));

    /// <summary>A sequence.</summary>
    /// <param name="name">What layers, data sets and batches call it: letters, digits and underscores, beginning with a letter.</param>
    /// <param name="steps">Steps of the sequence, 1 or more.</param>
    /// <param name="features">Values per step, 1 or more.</param>
    public Input(string name, int steps, int features) => (Name, Shape) = (name, new TensorShape(steps, features));

    /// <summary>A sequence of images.</summary>
    /// <param name="name">What layers, data sets and batches call it: letters, digits and underscores, beginning with a letter.</param>
    /// <param name="steps">Images of the sequence, 1 or more.</param>
    /// <param name="height">Rows of each, 1 or more.</param>
    /// <param name="width">Columns of each, 1 or more.</param>
    /// <param name="channels">Values per pixel, 1 or more.</param>
    public Input(string name, int steps, int height, int width, int channels) => (Name, Shape) = (name, new TensorShape(steps, height, width, channels));

    /// <summary>A vector.</summary>
    /// <param name="name">What layers, data sets and batches call it: letters, digits and underscores, beginning with a letter.</param>
    /// <param name="length">Values of one sample, 1 or more.</param>
    public Input(string name, int length) => (Name, Shape) = (name, new TensorShape(length));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Shape of one sample.</summary>
    public TensorShape Shape { get; }
}
