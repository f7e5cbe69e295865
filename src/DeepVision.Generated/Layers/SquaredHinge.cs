namespace DeepVision.Generated;

/// <summary>
/// Loss for yes-or-no answers with a margin: the mean of max(0, 1 − t·y)² over the batch and all values. Targets have the shape of the
/// output and are 1 for yes, −1 for no; a prediction above 0 says yes.
/// </summary>
/// <remarks>
/// <see cref="Hinge"/> squared (the loss of L2-SVMs), whose derivative has no jump. The network becomes a <c>RegressionNetwork</c>.
/// Keras: <c>SquaredHinge()</c>. PyTorch: none.
/// </remarks>
public sealed class SquaredHinge : Loss;
