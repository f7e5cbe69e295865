namespace DeepVision.Generated;

/// <summary>
/// Loss for counts: the mean of eʸ − t·y over the batch and all values, where y is the logarithm of the expected count. Targets have
/// the shape of the output and are 0 or more.
/// </summary>
/// <remarks>
/// The negative logarithm of the Poisson distribution, without the term log t! that doesn't depend on y. The network becomes a
/// <c>RegressionNetwork</c>, whose predictions are logarithms. PyTorch: <c>nn.PoissonNLLLoss()</c>, whose input is a logarithm too.
/// Keras: <c>Poisson()</c>, which takes the count itself.
/// </remarks>
public sealed class Poisson : Loss;
