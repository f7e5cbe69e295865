namespace DeepVision.Generated;

/// <summary>
/// Loss for directions, such as embeddings of another network: 1 − the cosine of the angle between what the network gives and the target. Targets
/// have the shape of the output.
/// </summary>
/// <remarks>
/// L = 1 − Σ y · t / (‖y‖ · ‖t‖), mean over the batch; between 0 and 2. At each pixel of an image the channels are a vector, and the mean is over the
/// pixels too. A vector of zeros has no direction: its cosine and gradient are 0. The network becomes a <c>RegressionNetwork</c>.
/// Keras: <c>CosineSimilarity()</c>, which is less by 1. PyTorch: <c>nn.CosineEmbeddingLoss()</c> with y = 1.
/// </remarks>
public sealed class CosineSimilarity : Loss;
