namespace DeepVision.Generated;

/// <summary>
/// Makes a partial class the network of an ONNX file: the generator reads the file when the program is compiled, and the class has its layers as if
/// they were written down. The file stands among the project's AdditionalFiles.
/// </summary>
/// <remarks>
/// <code>
/// &lt;AdditionalFiles Include="resnet18.onnx" /&gt;
/// </code>
/// <code>
/// [OnnxNetwork("resnet18.onnx")]
/// public partial class Features;
///
/// [OnnxNetwork("resnet18.onnx", To = "pool5", Frozen = true)]
/// [Dense(2), SoftmaxCrossEntropy]
/// public partial class AntsAndBees;
/// </code>
/// Only the layers are read then; <c>Features.LoadOnnx("resnet18.onnx")</c> makes the network with the weights. Images go in, and where the
/// output is an image come out, as (height, width, channels), whatever the order in the file. Alone the attribute makes a
/// <see cref="CustomLossNetwork"/>, which gives what the file gives; layers and a loss behind it go on from there, as behind
/// <see cref="Include{TNetwork}"/>. The layers have the names of the file's nodes, in which everything but letters and digits becomes an underscore.
/// </remarks>
/// <param name="file">The file's name, or the end of its path: <c>"resnet18.onnx"</c>, <c>"models/resnet18.onnx"</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class OnnxNetworkAttribute(string file) : Attribute
{
    /// <summary>The file's name, or the end of its path.</summary>
    public string File { get; } = file;

    /// <summary>
    /// The last layer that is taken over, by the name of its node, or of the value that it gives: <c>"pool5"</c>. Without one it is
    /// the one that gives the file's output.
    /// </summary>
    public string? To { get; init; }

    /// <summary>Whether training leaves all of these layers as they are: <see cref="Layer.Frozen"/>.</summary>
    public bool Frozen { get; init; }

    /// <summary>Rows of the input, where the file leaves them open.</summary>
    public int Height { get; init; }

    /// <summary>Columns of the input, where the file leaves them open.</summary>
    public int Width { get; init; }

    /// <inheritdoc cref="NetworkAttribute.Winograd"/>
    public bool Winograd { get; init; } = true;

    /// <inheritdoc cref="NetworkAttribute.Profile"/>
    public bool Profile { get; init; }
}
