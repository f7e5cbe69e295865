namespace DeepVision.Generated;

/// <summary>
/// Loss for probabilities of several classes: how far the distribution that the network gives is from the one wanted, such as that of a larger
/// network (distillation). The layer before it is <see cref="Softmax"/> or <see cref="LogSoftmax"/>, over a vector. Targets have a value for each class,
/// 0 or more, whose sum is 1; labels are taken as one-hot.
/// </summary>
/// <remarks>
/// L = Σ t[c] · log(t[c] / softmax(x)[c]), where a target of 0 adds nothing; mean over the batch (Kullback and Leibler 1951). It is computed from the scores
/// before the softmax, so that it never overflows; its gradient is that of <see cref="SoftmaxCrossEntropy"/> with soft targets. The network becomes a
/// <c>ClassificationNetwork</c>, which predicts probabilities, behind LogSoftmax too.
/// Keras: <c>KLDivergence()</c> behind softmax. PyTorch: <c>nn.KLDivLoss(reduction='batchmean')</c> behind log_softmax.
/// </remarks>
public sealed class KLDivergence : Loss;
