namespace DeepVision.Generated;

/// <summary>What a head of a network's prediction is in its ONNX file: the value that <c>Predict</c> gives.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Operation">What makes the output of the last layer's value, over its channels.</param>
/// <param name="Documentation">What the values mean.</param>
/// <param name="Layer">The layer whose value it is made of.</param>
/// <param name="Shape">Shape of one sample's.</param>
internal sealed record OnnxOutput(string Name, string Operation, string Documentation, int Layer, TensorShape Shape)
{
    /// <summary>The outputs: one for each head that predicts, called by its name where there are several.</summary>
    public static IEnumerable<OnnxOutput> Of(Network network)
    {
        NetworkArchitecture architecture = network.Architecture;
        if (architecture.Heads.Count == 0)
        {
            return [Of(architecture, KindOf(network), PredictingLayer(architecture), architecture.OutputShape)];
        }

        return architecture.Heads.Select(head =>
        {
            OnnxOutput output = Of(architecture, head.Kind, head.Layer, head.Shape);
            return architecture.Heads.Count == 1 ? output : output with { Name = head.Name };
        });
    }

    /// <summary>The table of heads: what their loss makes of the last layer.</summary>
    private static OnnxOutput Of(NetworkArchitecture architecture, HeadKind kind, int layer, TensorShape shape) => kind switch
    {
        HeadKind.Segmentation => new(
            "probabilities", ProbabilitiesOf(architecture, layer), $"The probability of each class for each {(shape.Rank == 2 ? "step" : "pixel")}.", layer, shape),
        HeadKind.Classification => new("probabilities", ProbabilitiesOf(architecture, layer), "The probability of each class.", layer, shape),
        // The Sigmoid is the last layer.
        HeadKind.Binary => new("probabilities", "Identity", "The probability of yes for each answer.", layer, shape),
        _ => new("values", "Identity", "The estimated values.", layer, shape),
    };

    /// <summary>What makes probabilities of the last layer's value: in front of KLDivergence it has them, or their logarithms.</summary>
    private static string ProbabilitiesOf(NetworkArchitecture architecture, int layer) => layer < 0 ? "Softmax" : architecture.Layers[layer].Operation switch
    {
        OperationInfo.Softmax => "Identity",
        OperationInfo.LogSoftmax => "Exp",
        _ => "Softmax",
    };

    private static HeadKind KindOf(Network network) => network switch
    {
        ClassificationNetwork => HeadKind.Classification,
        SegmentationNetwork => HeadKind.Segmentation,
        BinaryNetwork => HeadKind.Binary,
        _ => HeadKind.Regression,
    };

    /// <summary>The last layer that predictions compute.</summary>
    private static int PredictingLayer(NetworkArchitecture architecture) =>
        architecture.Layers.Index().Where(layer => !layer.Item.IsTrainingOnly).Select(layer => layer.Index).DefaultIfEmpty(LayerInfo.NetworkInput).Last();
}
