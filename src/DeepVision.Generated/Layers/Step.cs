namespace DeepVision.Generated;

/// <summary>y = 1 for x &gt; 0, else 0, value by value; any shape stays as it is.</summary>
/// <remarks>
/// The unit step of the perceptron (McCulloch and Pitts 1943; Rosenblatt 1958). Its gradient is 0 everywhere, so that layers in front of it
/// don't learn by it: their weights are given, or a second head, such as a <see cref="PerceptronCriterion"/> with <c>TrainingOnly = true</c>,
/// sees the scores in front of it. Keras: none. PyTorch: <c>torch.heaviside(x, torch.tensor(0.))</c>.
/// </remarks>
public sealed class Step : Layer;
