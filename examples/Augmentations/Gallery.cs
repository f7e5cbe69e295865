using DeepVision.Generated;

namespace Augmentations;

/// <summary>What each operation makes of the house.</summary>
internal static class Gallery
{
    public static IEnumerable<(string Name, float[] Picture)> Pictures()
    {
        float[] house = Scene.House();
        yield return ("the picture", house);
        yield return After("RandomFlip(1)", Augment.RandomFlip(1));
        yield return After("RandomVerticalFlip(1)", Augment.RandomVerticalFlip(1));
        yield return After("RandomCrop(96, pad: 24)", Augment.RandomCrop(96, pad: 24), seed: 5);
        yield return After("RandomCrop(96, pad: 24, fill: Fill.Reflect)", Augment.RandomCrop(96, pad: 24, fill: Fill.Reflect), seed: 5);
        yield return After("RandomCrop(96, pad: 24, fill: Fill.Nearest)", Augment.RandomCrop(96, pad: 24, fill: Fill.Nearest), seed: 5);
        yield return After("RandomResizedCrop(96, area: (0.25, 0.25))", Augment.RandomResizedCrop(96, area: (0.25, 0.25)));
        yield return After("Resize(24).Resize(96, interpolation: Interpolation.Nearest)", Augment.Resize(24).Resize(96, interpolation: Interpolation.Nearest));
        yield return After("CenterCrop(48).Resize(96)", Augment.CenterCrop(48).Resize(96));
        yield return After("RandomTranslation((0.2, 0.2), (-0.2, -0.2))", Augment.RandomTranslation((0.2, 0.2), (-0.2, -0.2)));
        yield return After("RandomRotation((20, 20))", Augment.RandomRotation((20, 20)));
        yield return After("RandomShear((25, 25))", Augment.RandomShear((25, 25)));
        yield return After("RandomZoom((-0.4, -0.4))", Augment.RandomZoom((-0.4, -0.4)));
        yield return After("RandomAffine(30, 0.2, 0.2, 0.3, 15, 15)", Augment.RandomAffine(30, 0.2, 0.2, 0.3, 15, 15));
        yield return After("RandomBrightness((0.4, 0.4))", Augment.RandomBrightness((0.4, 0.4)));
        yield return After("RandomContrast((-0.6, -0.6))", Augment.RandomContrast((-0.6, -0.6)));
        yield return After("RandomSaturation((-0.8, -0.8))", Augment.RandomSaturation((-0.8, -0.8)));
        yield return After("RandomHue((0.4, 0.4))", Augment.RandomHue((0.4, 0.4)));
        yield return After("ColorJitter(0.5, 0.5, 0.5, 0.2)", Augment.ColorJitter(0.5, 0.5, 0.5, 0.2));
        yield return After("RandomChannelShift((0.2, 0.2))", Augment.RandomChannelShift((0.2, 0.2)));
        yield return After("RandomPcaColor(components, 3)", Augment.RandomPcaColor(ColorComponents.Fit(Data(house)), 3));
        yield return After("RandomSharpness((4, 4))", Augment.RandomSharpness((4, 4)));
        yield return After("RandomPosterize(2, 1)", Augment.RandomPosterize(2, 1));
        yield return After("RandomSolarize(0.6, 1)", Augment.RandomSolarize(0.6, 1));
        yield return After("RandomContrast((-0.6, -0.6)).RandomAutoContrast(1)", Augment.RandomContrast((-0.6, -0.6)).RandomAutoContrast(1));
        yield return After("RandomEqualize(1)", Augment.RandomEqualize(1));
        yield return After("GaussianNoise(0.1)", Augment.GaussianNoise(0.1));
        yield return After("RandomGaussianBlur(9, (3, 3))", Augment.RandomGaussianBlur(9, (3, 3)));
        yield return After("RandomJpegQuality(8, 8)", Augment.RandomJpegQuality(8, 8));
        yield return After("RandomErasing(1)", Augment.RandomErasing(1));
        yield return After("RandomErasing(1, value: null)", Augment.RandomErasing(1, value: null));
        yield return ("Mixup(8), with the second picture", Mixed(Augment.Mixup(8), seed: 2));
        yield return ("CutMix(8), with the second picture", Mixed(Augment.CutMix(8), seed: 4));
        yield return After("RandAugment(2, 15)", Augment.RandAugment(2, 15), seed: 3);
        yield return After("RandAugment(2, 15), another seed", Augment.RandAugment(2, 15), seed: 9);
        yield return ("Standardize(), shown around grey", Visible(After("", Augment.Standardize()).Picture));
        yield return ("Whiten(zca) of 16×16 pixels, shown around grey, enlarged", Whitened(house));

        (string Name, float[] Picture) After(string name, Augmentation augmentation, int seed = 0)
        {
            float[] result = new float[house.Length];
            augmentation.Apply(house, Scene.Shape, result, seed);
            return (name, result);
        }
    }

    private static float[] Mixed(Augmentation augmentation, int seed)
    {
        float[] result = new float[Scene.Shape.Length];
        Data([.. Scene.House(), .. Scene.Boat()]).Augmented(augmentation, seed).CopyInput(0, result);
        return result;
    }

    private static float[] Whitened(float[] house)
    {
        // The same house two thousand times, of which each sample is another window.
        Dataset windows = Data(house).Subset(new int[2000]).Augmented(Augment.RandomFlip().RandomVerticalFlip().RandomResizedCrop(16));
        float[] result = new float[house.Length];
        Augment.Resize(16).Whiten(Whitening.FitZca(windows, 1e-3)).Resize(Scene.Size, interpolation: Interpolation.Nearest).Apply(house, Scene.Shape, result);
        return Visible(result);
    }

    private static float[] Visible(float[] values) => Array.ConvertAll(values, value => Math.Clamp(0.5f + value / 5, 0, 1));

    private static TensorDataset Data(float[] pixels) => new(pixels, Scene.Shape, new int[pixels.Length / Scene.Shape.Length], 1);
}
