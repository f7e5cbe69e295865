namespace DeepVision.Generated.Zoo;

/// <summary>FCN-8s for photographs of 500×500: one of 21 classes (Pascal VOC) for each pixel. 134,489,759 parameters.</summary>
/// <remarks>
/// Long et al. 2015, "Fully convolutional networks for semantic segmentation" (arXiv:1411.4038), section 4.2, with the numbers of the
/// authors' <c>voc-fcn8s</c>: VGG-16 with its first two dense layers as convolutions, a border of 100 zeros that lets these see past the
/// edges, and scores of three layers brought to one size by transposed convolutions. The paper begins those as bilinear interpolation; here
/// they are drawn like other weights. Pixels with the label 255 don't count.
/// </remarks>
[Network(500, 500, 3)]
[Conv2D(64, 3, Pad = 100), ReLU, VggConv2D(64), MaxPool2D(2, CeilMode = true)]
[VggConv2D(128, Times = 2), MaxPool2D(2, CeilMode = true)]
[VggConv2D(256, Times = 3), MaxPool2D(2, CeilMode = true, Name = "pool3")]
[VggConv2D(512, Times = 3), MaxPool2D(2, CeilMode = true, Name = "pool4")]
[VggConv2D(512, Times = 3), MaxPool2D(2, CeilMode = true)]
[Conv2D(4096, 7, Name = "fc6"), ReLU, Dropout(0.5f)]
[Conv2D(4096, 1, Name = "fc7"), ReLU, Dropout(0.5f)]
[Conv2D(21, 1), ConvTranspose2D(21, 4, Stride = 2, Bias = false, Name = "upscore2")]
[From("pool4"), Conv2D(21, 1), Crop2D(5), Add("upscore2"), ConvTranspose2D(21, 4, Stride = 2, Bias = false, Name = "upscore4")]
[From("pool3"), Conv2D(21, 1), Crop2D(9), Add("upscore4"), ConvTranspose2D(21, 16, Stride = 8, Bias = false)]
[Crop2D(31, 31, 37, 37), SoftmaxCrossEntropy(IgnoredLabel = 255)]
public partial class Fcn8s;
