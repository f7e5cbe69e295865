namespace DeepVision.Generated;

/// <summary>What a network's prediction is in its ONNX file: the value that <c>Predict</c> gives.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Operation">What makes the output of the last layer's value, over its channels.</param>
/// <param name="Documentation">What the values mean.</param>
internal sealed record OnnxOutput(string Name, string Operation, string Documentation)
{
    /// <summary>The table of networks: what their loss makes of the last layer.</summary>
    public static OnnxOutput Of(Network network) => network switch
    {
        ClassificationNetwork => new("probabilities", "Softmax", "The probability of each class."),
        SegmentationNetwork => new("probabilities", "Softmax", "The probability of each class for each pixel."),
        // The Sigmoid is the last layer.
        BinaryNetwork => new("probabilities", "Identity", "The probability of yes for each answer."),
        _ => new("values", "Identity", "The estimated values."),
    };
}
