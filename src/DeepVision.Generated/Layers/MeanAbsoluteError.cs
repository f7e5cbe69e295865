namespace DeepVision.Generated;

/// <summary>Loss for numbers: the mean of |y − t| over the batch and all values. Targets have the shape of the output.</summary>
/// <remarks>
/// Its gradient is as large far from the target as near it, so that single wrong targets count for little; at the target it is 0.
/// The network becomes a <c>RegressionNetwork</c>. Keras: <c>MeanAbsoluteError()</c>. PyTorch: <c>nn.L1Loss()</c>.
/// </remarks>
public sealed class MeanAbsoluteError : Loss;
