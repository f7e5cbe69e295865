namespace DeepVision.Generated;

/// <summary>
/// Loss for yes-or-no answers with a margin: the mean of max(0, 1 − t·y) over the batch and all values. Targets have the shape of the
/// output and are 1 for yes, −1 for no; a prediction above 0 says yes.
/// </summary>
/// <remarks>
/// That of support vector machines (Cortes and Vapnik 1995, "Support-Vector Networks"): answers that are right by 1 or more count no
/// more. At t·y = 1 the gradient is 0. The network becomes a <c>RegressionNetwork</c>. Keras: <c>Hinge()</c>. PyTorch: none of this
/// form; <c>nn.HingeEmbeddingLoss</c> is another.
/// </remarks>
public sealed class Hinge : Loss;
