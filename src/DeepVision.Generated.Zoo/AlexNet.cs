namespace DeepVision.Generated.Zoo;

/// <summary>AlexNet for photographs of 224×224 in a thousand classes: 61,100,840 parameters.</summary>
/// <remarks>
/// Krizhevsky, Sutskever and Hinton 2012, "ImageNet classification with deep convolutional neural networks", in the form without two halves
/// and without local response normalisation of Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks"
/// (arXiv:1404.5997). It is <c>torchvision.models.alexnet</c>.
/// </remarks>
[Network(224, 224, 3)]
[Conv2D(64, 11, Stride = 4, Pad = 2), ReLU, MaxPool2D(3, Stride = 2)]
[Conv2D(192, 5, Pad = 2), ReLU, MaxPool2D(3, Stride = 2)]
[Conv2D(384, 3, Pad = 1), ReLU]
[Conv2D(256, 3, Pad = 1), ReLU]
[Conv2D(256, 3, Pad = 1), ReLU, MaxPool2D(3, Stride = 2)]
[Flatten]
[Dropout(0.5f), Dense(4096), ReLU]
[Dropout(0.5f), Dense(4096), ReLU]
[Dense(1000), SoftmaxCrossEntropy]
public partial class AlexNet;
