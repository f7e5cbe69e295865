using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How well a network of embeddings does on a data set.</summary>
/// <param name="Count">Samples evaluated.</param>
/// <param name="Loss">The loss of the training over the batches of the evaluation, in the order of the data set.</param>
/// <param name="NearestNeighbourAccuracy">
/// Share of the samples whose nearest other sample, by the Euclidean distance of their embeddings, has the same label, 0 to 1 (recall at 1); 0 for a
/// single sample. Keras: none. PyTorch: none, but pytorch-metric-learning's <c>precision_at_1</c>.
/// </param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record EmbeddingResult(long Count, double Loss, double NearestNeighbourAccuracy)
{
    /// <summary>A table of the figures.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "samples", "loss", "nearest-neighbour accuracy");
        table.Add(Figure.Whole(Count), Figure.Number(Loss), Figure.Percent(NearestNeighbourAccuracy));
        return table.ToString();
    }
}
