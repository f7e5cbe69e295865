namespace DeepVision.Generated;

/// <summary>Loss for numbers: the mean of (y − t)² over the batch and all values. Targets have the shape of the output.</summary>
/// <remarks>The network becomes a <c>RegressionNetwork</c>. Keras: <c>MeanSquaredError()</c>. PyTorch: <c>nn.MSELoss()</c>.</remarks>
public sealed class MeanSquaredError : Loss;
