namespace DeepVision.Generated;

/// <summary>
/// Loss of the perceptron: the mean of max(0, −t·y) over the batch and all values. Targets have the shape of the output and are 1 for
/// yes, −1 for no; a prediction above 0 says yes.
/// </summary>
/// <remarks>
/// Its gradient is −t where the answer is wrong or undecided, else 0: with SGD, a learning rate of 1 and one sample a batch, a
/// <c>Dense(1)</c> learns by the perceptron's rule (Rosenblatt 1958, "The Perceptron"; the criterion: Bishop 2006, section 4.1.7), which
/// ends when the samples can be parted by a plane. The network becomes a <c>RegressionNetwork</c>. Keras: none. PyTorch: none.
/// </remarks>
public sealed class PerceptronCriterion : Loss;
