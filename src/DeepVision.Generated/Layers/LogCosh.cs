namespace DeepVision.Generated;

/// <summary>
/// Loss for numbers: the mean of log cosh(y − t) over the batch and all values. Targets have the shape of the output.
/// </summary>
/// <remarks>
/// Near ½·(y − t)² close to the target and |y − t| − log 2 far from it, as <see cref="Huber"/>, but smooth everywhere; its derivative
/// is tanh(y − t). The network becomes a <c>RegressionNetwork</c>. Keras: <c>LogCosh()</c>. PyTorch: none.
/// </remarks>
public sealed class LogCosh : Loss;
