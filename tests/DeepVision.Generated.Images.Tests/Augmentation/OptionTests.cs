namespace DeepVision.Generated.Images.Tests.Augmentations;

public class OptionTests
{
    public static TheoryData<string> Wrong => [.. WrongOptions.Keys];

    private static readonly Dictionary<string, (string Option, string Range, Func<Augmentation> Make)> WrongOptions = new()
    {
        ["flip"] = ("probability", "0 to 1", () => Augment.RandomFlip(1.5)),
        ["nan"] = ("probability", "0 to 1", () => Augment.RandomVerticalFlip(double.NaN)),
        ["crop"] = ("height", "1 to 65536", () => Augment.RandomCrop(0)),
        ["crop width"] = ("width", "1 to 65536", () => Augment.CenterCrop(3, -1)),
        ["pad"] = ("pad", "0 to 65536", () => Augment.RandomCrop(3, pad: -1)),
        ["area"] = ("area", "0.0001 to 1", () => Augment.RandomResizedCrop(4, area: (0.1, 1.2))),
        ["ratio"] = ("ratio", "begin with the smaller", () => Augment.RandomResizedCrop(4, ratio: (2, 1))),
        ["translation"] = ("horizontal", "-1 to 1", () => Augment.RandomTranslation(0.1, 1.5)),
        ["rotation"] = ("degrees", "-360 to 360", () => Augment.RandomRotation(400)),
        ["shear"] = ("vertical", "-80 to 80", () => Augment.RandomShear(0, 90)),
        ["zoom"] = ("change", "-0.99 to 99", () => Augment.RandomZoom((-1, 0))),
        ["interpolation"] = ("interpolation", "Nearest or Bilinear", () => Augment.RandomRotation(3, (Interpolation)7)),
        ["variation"] = ("amount", "0 or more", () => Augment.RandomRotation(-3)),
        ["bounds"] = ("minimum", "above maximum", () => Augment.RandomRotation((3, -3))),
        ["infinite"] = ("maximum", "finite", () => Augment.RandomChannelShift((0, double.PositiveInfinity))),
        ["brightness"] = ("change", "-1 or more", () => Augment.RandomBrightness((-2, 0))),
        ["hue"] = ("turns", "-0.5 to 0.5", () => Augment.RandomHue(0.6)),
        ["jitter"] = ("saturation", "-1 or more", () => Augment.ColorJitter(saturation: 2)),
        ["bits"] = ("bits", "1 to 8", () => Augment.RandomPosterize(0)),
        ["threshold"] = ("threshold", "0 to 1", () => Augment.RandomSolarize(2)),
        ["deviation"] = ("deviation", "above 0", () => Augment.Normalize([0], [0])),
        ["mean"] = ("mean", "finite", () => Augment.Normalize([float.NaN], [1])),
        ["noise"] = ("deviation", "0 to", () => Augment.GaussianNoise(-1)),
        ["kernel"] = ("kernelSize", "odd", () => Augment.RandomGaussianBlur(4)),
        ["kernel size"] = ("kernelSize", "1 to 255", () => Augment.RandomGaussianBlur(257)),
        ["curve"] = ("deviation", "0.01 to 1000", () => Augment.RandomGaussianBlur(3, (0, 1))),
        ["quality"] = ("minimum", "1 to 100", () => Augment.RandomJpegQuality(0, 10)),
        ["qualities"] = ("minimum", "above maximum", () => Augment.RandomJpegQuality(20, 10)),
        ["erasing"] = ("ratio", "0.01 to 100", () => Augment.RandomErasing(ratio: (0, 1))),
        ["mixup"] = ("alpha", "0.01 to 1000", () => Augment.Mixup(0)),
        ["cutmix"] = ("probability", "0 to 1", () => Augment.CutMix(1, -0.1)),
        ["operations"] = ("operations", "1 to 100", () => Augment.RandAugment(0)),
        ["magnitude"] = ("magnitude", "0 to 30", () => Augment.RandAugment(magnitude: 31)),
        ["fill"] = ("value", "finite", () => Augment.RandomRotation(3, fill: Fill.Constant(float.NaN))),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongOptionIsNamedWithItsRange(string name)
    {
        (string option, string range, Func<Augmentation> make) = WrongOptions[name];
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => make());
        Assert.Equal(option, exception.ParamName);
        Assert.Contains(option, exception.Message);
        Assert.Contains(range, exception.Message);
    }

    public static TheoryData<string> Misfits => [.. MisfittingPictures.Keys];

    private static readonly Dictionary<string, (Augmentation Augmentation, TensorShape Shape, string Message)> MisfittingPictures = new()
    {
        ["crop"] = (Augment.RandomCrop(40), new TensorShape(32, 32, 3), "RandomCrop(40, 40) needs pictures of at least 40×40, but receives 32×32×3."),
        ["padded crop"] = (Augment.RandomCrop(40, pad: 3), new TensorShape(32, 32, 3), "RandomCrop(40, 40) needs pictures of at least 40×40, but receives 32×32×3, padded by 3 on each side."),
        ["mirrored crop"] = (Augment.RandomCrop(4, pad: 4, fill: Fill.Reflect), new TensorShape(4, 4, 3), "RandomCrop(4, 4) pads by 4 pixels that mirror the picture, but receives 4×4×3, which has fewer to mirror."),
        ["behind a crop"] = (Augment.CenterCrop(8).CenterCrop(9), new TensorShape(32, 32, 3), "CenterCrop(9, 9) needs pictures of at least 9×9, but receives 8×8×3."),
        ["vector"] = (Augment.RandomFlip(), new TensorShape(10), "RandomFlip needs pictures (height, width, channels), but receives 10."),
        ["colour"] = (Augment.RandomHue(0.1), new TensorShape(4, 4, 2), "RandomHue needs pictures of one channel (grey) or three (red, green, blue), but receives 4×4×2."),
        ["blur"] = (Augment.RandomGaussianBlur(9), new TensorShape(8, 4, 1), "RandomGaussianBlur with a kernel of 9 needs pictures of at least 5×5, but receives 8×4×1."),
        ["channels"] = (Augment.Normalize([0, 0, 0], [1, 1, 1]), new TensorShape(4, 4, 1), "Normalize has a mean and a deviation for 3 channels, but receives 4×4×1."),
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void APictureThatDoesNotFitIsRefusedBeforeTraining(string name)
    {
        (Augmentation augmentation, TensorShape shape, string message) = MisfittingPictures[name];
        var data = new TensorDataset(new float[shape.Length], shape, new int[1], 1);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => data.Augmented(augmentation)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => augmentation.GetOutputShape(shape)).Message);
    }
}
