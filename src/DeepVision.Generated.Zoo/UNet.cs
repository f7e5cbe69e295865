namespace DeepVision.Generated.Zoo;

/// <summary>What stands between two changes of size in U-Net: two 3×3 convolutions, each with ReLU.</summary>
/// <remarks>Ronneberger et al. 2015 (arXiv:1505.04597), section 2.</remarks>
/// <param name="filters">Output channels.</param>
/// <param name="padding">What happens at the border: the paper's images lose two pixels on each side.</param>
public sealed class UNetConvolutions(int filters, Padding padding = Padding.Valid) : Block(
    new Conv2D(filters, 3) { Padding = padding }, new ReLU(),
    new Conv2D(filters, 3) { Padding = padding }, new ReLU());

/// <summary>
/// U-Net for microscope images: finds cell or background for the 388×388 pixels in the middle of tiles of 572×572. 31,030,658 parameters.
/// </summary>
/// <remarks>
/// Ronneberger et al. 2015, "U-Net: convolutional networks for biomedical image segmentation" (arXiv:1505.04597), figure 1: without padding,
/// and with the borders of finer images cut off before they join the coarser ones. Dropout at the end of the contracting path.
/// </remarks>
[Network(572, 572, 1)]
[UNetConvolutions(64, Name = "level1"), MaxPool2D(2)]
[UNetConvolutions(128, Name = "level2"), MaxPool2D(2)]
[UNetConvolutions(256, Name = "level3"), MaxPool2D(2)]
[UNetConvolutions(512), Dropout(0.5f, Name = "level4"), MaxPool2D(2)]
[UNetConvolutions(1024), Dropout(0.5f), ConvTranspose2D(512, 2, Stride = 2, Name = "up4")]
[From("level4"), Crop2D(4), Concat("up4"), UNetConvolutions(512), ConvTranspose2D(256, 2, Stride = 2, Name = "up3")]
[From("level3"), Crop2D(16), Concat("up3"), UNetConvolutions(256), ConvTranspose2D(128, 2, Stride = 2, Name = "up2")]
[From("level2"), Crop2D(40), Concat("up2"), UNetConvolutions(128), ConvTranspose2D(64, 2, Stride = 2, Name = "up1")]
[From("level1"), Crop2D(88), Concat("up1"), UNetConvolutions(64)]
[Conv2D(2, 1), SoftmaxCrossEntropy]
public partial class UNet;

/// <summary>U-Net for colour images of 128×128 and three classes, with padding, so that every pixel gets a label: 31,031,875 parameters.</summary>
/// <remarks>
/// The form that most implementations have today: the paper's channels (arXiv:1505.04597), padded convolutions, nothing cut off. Pixels with
/// the label 255 don't count.
/// </remarks>
[Network(128, 128, 3)]
[UNetConvolutions(64, Padding.Same, Name = "level1"), MaxPool2D(2)]
[UNetConvolutions(128, Padding.Same, Name = "level2"), MaxPool2D(2)]
[UNetConvolutions(256, Padding.Same, Name = "level3"), MaxPool2D(2)]
[UNetConvolutions(512, Padding.Same, Name = "level4"), MaxPool2D(2)]
[UNetConvolutions(1024, Padding.Same), ConvTranspose2D(512, 2, Stride = 2, Name = "up4")]
[From("level4"), Concat("up4"), UNetConvolutions(512, Padding.Same), ConvTranspose2D(256, 2, Stride = 2, Name = "up3")]
[From("level3"), Concat("up3"), UNetConvolutions(256, Padding.Same), ConvTranspose2D(128, 2, Stride = 2, Name = "up2")]
[From("level2"), Concat("up2"), UNetConvolutions(128, Padding.Same), ConvTranspose2D(64, 2, Stride = 2, Name = "up1")]
[From("level1"), Concat("up1"), UNetConvolutions(64, Padding.Same)]
[Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = 255)]
public partial class UNetAt128;
