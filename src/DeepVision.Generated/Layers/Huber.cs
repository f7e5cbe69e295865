namespace DeepVision.Generated;

/// <summary>
/// Loss for numbers: the mean over the batch and all values of ½·(y − t)² where |y − t| is at most delta, and of
/// delta · (|y − t| − ½·delta) elsewhere. Targets have the shape of the output.
/// </summary>
/// <remarks>
/// From Huber 1964 (Robust Estimation of a Location Parameter): a squared error near the target, an absolute one far from it.
/// The network becomes a <c>RegressionNetwork</c>. Keras: <c>Huber(delta)</c>. PyTorch: <c>nn.HuberLoss(delta=delta)</c>.
/// </remarks>
/// <param name="delta">Distance at which the absolute error begins, above 0; 1 by default.</param>
public sealed class Huber(float delta = 1f) : Loss
{
    /// <summary>Distance at which the absolute error begins.</summary>
    public float Delta { get; } = delta;
}
