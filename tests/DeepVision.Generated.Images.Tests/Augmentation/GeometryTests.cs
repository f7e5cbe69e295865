namespace DeepVision.Generated.Images.Tests.Augmentations;

public class GeometryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void FlipsMirror(int channels)
    {
        Picture picture = Picture.Random(5, 7, channels, 1);
        picture.After(Augment.RandomFlip(1)).AssertIs(picture.Map((y, x, c) => picture[y, 6 - x, c]), 0);
        picture.After(Augment.RandomVerticalFlip(1)).AssertIs(picture.Map((y, x, c) => picture[4 - y, x, c]), 0);
        picture.After(Augment.RandomFlip(0).RandomVerticalFlip(0)).AssertIs(picture, 0);
    }

    [Fact]
    public void HalfOfThePicturesAreFlipped()
    {
        Picture picture = Picture.Rows([1, 2]);
        int flipped = Enumerable.Range(0, 2000).Count(sample => picture.After(Augment.RandomFlip(), sample: sample)[0, 0, 0] == 2);
        Assert.InRange(flipped, 900, 1100);
    }

    [Fact]
    public void PadAndCropTakesEveryWindowEquallyOften()
    {
        // A picture that says where a pixel comes from; what is padded says 0.
        Picture picture = Picture.Make(4, 5, 1, (y, x, _) => 1 + y * 5 + x);
        int[] seen = new int[5 * 6];
        for (int sample = 0; sample < 6000; sample++)
        {
            Picture crop = picture.After(Augment.RandomCrop(4, 4, pad: 2), sample: sample);
            (int top, int left) = Enumerable.Range(0, 30).Select(i => (i / 6, i % 6)).Single(at => Fits(crop, picture, at.Item1 - 2, at.Item2 - 2));
            seen[top * 6 + left]++;
        }

        Assert.All(seen, count => Assert.InRange(count, 140, 260));
    }

    [Theory]
    [InlineData(5, 4, 0)]
    [InlineData(7, 4, 2)]
    [InlineData(9, 4, 2)]
    [InlineData(6, 4, 1)]
    public void TheCentreOfAnOddMarginIsRoundedToTheEvenHalf(int size, int crop, int margin)
    {
        Picture picture = Picture.Random(size, size, 3, 2);
        picture.After(Augment.CenterCrop(crop)).AssertIs(Picture.Make(crop, crop, 3, (y, x, c) => picture[y + margin, x + margin, c]), 0);
    }

    [Fact]
    public void FillsAreThoseThatTheirNamesSay()
    {
        Picture picture = Picture.Rows([1, 2, 3, 4]);
        var right = new Variation(0.5, 0.5);
        picture.After(Augment.RandomTranslation(default, right)).AssertIs(Picture.Rows([0, 0, 1, 2]), 0);
        picture.After(Augment.RandomTranslation(default, right, fill: Fill.Constant(9))).AssertIs(Picture.Rows([9, 9, 1, 2]), 0);
        picture.After(Augment.RandomTranslation(default, right, fill: Fill.Nearest)).AssertIs(Picture.Rows([1, 1, 1, 2]), 0);
        picture.After(Augment.RandomTranslation(default, right, fill: Fill.Reflect)).AssertIs(Picture.Rows([3, 2, 1, 2]), 0);
        picture.After(Augment.RandomTranslation(default, (-0.5, -0.5), fill: Fill.Reflect)).AssertIs(Picture.Rows([3, 4, 3, 2]), 0);
        picture.After(Augment.RandomFlip(1).RandomTranslation(default, (0.125, 0.125), fill: Fill.Nearest)).AssertIs(Picture.Rows([4, 3.5, 2.5, 1.5]), 1e-6);
    }

    public static TheoryData<double, double, double, double, double, double> AffineParameters => new()
    {
        // degrees, shift down, shift right (pixels), scale, horizontal and vertical shear (degrees)
        { 30, 0, 0, 1, 0, 0 },
        { -77, 0, 0, 1, 0, 0 },
        { 0, 1.5, -2.25, 1, 0, 0 },
        { 0, 3, 2, 1, 0, 0 },
        { 0, 0, 0, 1.3, 0, 0 },
        { 0, 0, 0, 0.6, 0, 0 },
        { 0, 0, 0, 1, 20, 0 },
        { 0, 0, 0, 1, 0, -15 },
        { 25, -1, 2, 0.8, 12, 7 },
    };

    [Theory]
    [MemberData(nameof(AffineParameters))]
    public void AffineMapsAreTorchvisions(double degrees, double down, double right, double scale, double shearX, double shearY)
    {
        Picture picture = Picture.Random(9, 12, 3, 3);
        foreach (Interpolation interpolation in Enum.GetValues<Interpolation>())
        {
            foreach (string fill in (string[])["constant", "nearest", "reflect"])
            {
                Picture expected = Affine(picture, degrees, down, right, scale, shearX, shearY, interpolation, fill);
                Augmentation augmentation = Augment.RandomAffine(
                    (degrees, degrees), (down / 9, down / 9), (right / 12, right / 12), (scale - 1, scale - 1), (shearX, shearX), (shearY, shearY), interpolation, FillOf(fill));
                picture.After(augmentation).AssertIs(expected);
            }
        }
    }

    [Fact]
    public void EachAffineStepIsItsPartOfTheWhole()
    {
        Picture picture = Picture.Random(8, 8, 1, 4);
        picture.After(Augment.RandomRotation((20, 20))).AssertIs(Affine(picture, 20, 0, 0, 1, 0, 0, Interpolation.Bilinear, "zero"));
        picture.After(Augment.RandomZoom((0.5, 0.5))).AssertIs(Affine(picture, 0, 0, 0, 1.5, 0, 0, Interpolation.Bilinear, "zero"));
        picture.After(Augment.RandomShear((10, 10), (5, 5))).AssertIs(Affine(picture, 0, 0, 0, 1, 10, 5, Interpolation.Bilinear, "zero"));
        picture.After(Augment.RandomTranslation((0.25, 0.25), (-0.1, -0.1))).AssertIs(Affine(picture, 0, 2, -0.8, 1, 0, 0, Interpolation.Bilinear, "zero"));
    }

    [Fact]
    public void AQuarterTurnIsCounterclockwise()
    {
        Picture picture = Picture.Rows([1, 2, 3], [4, 5, 6], [7, 8, 9]);
        picture.After(Augment.RandomRotation((90, 90))).AssertIs(Picture.Rows([3, 6, 9], [2, 5, 8], [1, 4, 7]), 1e-6);
    }

    [Theory]
    [InlineData(4, 4, 9, 7)]
    [InlineData(10, 13, 4, 5)]
    [InlineData(6, 20, 9, 5)]
    public void ResizingIsThatWithPixelCentresAtHalves(int height, int width, int newHeight, int newWidth)
    {
        Picture picture = Picture.Random(height, width, 3, 5);
        picture.After(Augment.Resize(newHeight, newWidth, antialias: false)).AssertIs(Picture.Make(newHeight, newWidth, 3, (y, x, c) =>
            Bilinear(picture, (y + 0.5) * height / newHeight - 0.5, (x + 0.5) * width / newWidth - 0.5, c, "nearest")));
        picture.After(Augment.Resize(newHeight, newWidth, Interpolation.Nearest)).AssertIs(Picture.Make(newHeight, newWidth, 3, (y, x, c) =>
            picture[(int)((y + 0.5) * height / newHeight), (int)((x + 0.5) * width / newWidth), c]), 0);
        picture.After(Augment.Resize(newHeight, newWidth)).AssertIs(Picture.Make(newHeight, newWidth, 3, (y, x, c) =>
        {
            double sum = 0, weights = 0;
            for (int fromY = 0; fromY < height; fromY++)
            {
                for (int fromX = 0; fromX < width; fromX++)
                {
                    double weight = Triangle(fromY, y, height, newHeight) * Triangle(fromX, x, width, newWidth);
                    sum += weight * picture[fromY, fromX, c];
                    weights += weight;
                }
            }

            return sum / weights;
        }));
    }

    [Fact]
    public void ResizedCropsKeepToTheirLimits()
    {
        // A picture whose values are coordinates, so that the corners of a result tell the rectangle.
        Picture picture = Picture.Make(80, 100, 3, (y, x, c) => c == 0 ? y : x);
        List<double> areas = [], ratios = [];
        for (int sample = 0; sample < 500; sample++)
        {
            Picture crop = picture.After(Augment.RandomResizedCrop(4, area: (0.2, 0.6), ratio: (0.5, 1.5), antialias: false), sample: sample);
            double height = (crop[3, 0, 0] - crop[0, 0, 0]) / 3 * 4, width = (crop[0, 3, 1] - crop[0, 0, 1]) / 3 * 4;
            double top = crop[0, 0, 0] + 0.5 - height / 8, left = crop[0, 0, 1] + 0.5 - width / 8;
            Assert.True(top > -1e-3 && top + height < 80.001 && left > -1e-3 && left + width < 100.001, $"{top}, {left}, {height}, {width}");
            areas.Add(height * width / 8000);
            ratios.Add(width / height);
        }

        // Sides are whole pixels, so both may be off by a few hundredths.
        Assert.True(areas.Min() is > 0.19 and < 0.23 && areas.Max() is > 0.56 and < 0.61, $"{areas.Min()} to {areas.Max()}");
        Assert.True(ratios.Min() is > 0.48 and < 0.56 && ratios.Max() is > 1.4 and < 1.55, $"{ratios.Min()} to {ratios.Max()}");
    }

    [Fact]
    public void AResizedCropThatNeverFitsIsTheLargestOneInTheMiddle()
    {
        Picture picture = Picture.Random(8, 32, 1, 6);
        Picture expected = Picture.Make(8, 8, 1, (y, x, _) => picture[y, x + 12, 0]);
        picture.After(Augment.RandomResizedCrop(8, area: (1, 1), ratio: (1, 1))).AssertIs(expected, 0);
    }

    private static bool Fits(Picture crop, Picture picture, int top, int left)
    {
        for (int y = 0; y < crop.Height; y++)
        {
            for (int x = 0; x < crop.Width; x++)
            {
                int fromY = y + top, fromX = x + left;
                double expected = fromY >= 0 && fromY < picture.Height && fromX >= 0 && fromX < picture.Width ? picture[fromY, fromX, 0] : 0;
                if (crop[y, x, 0] != expected)
                    return false;
            }
        }

        return true;
    }

    private static Fill FillOf(string fill) => fill switch { "constant" => Fill.Constant(0.25f), "nearest" => Fill.Nearest, _ => Fill.Reflect };

    /// <summary>
    /// torchvision's <c>_get_inverse_affine_matrix</c> with its angles in radians, and <c>grid_sample</c> with pixel centres at halves. Its rotation is
    /// clockwise, ours is not.
    /// </summary>
    private static Picture Affine(
        Picture picture, double degrees, double down, double right, double scale, double shearX, double shearY, Interpolation interpolation, string fill)
    {
        double rotation = -degrees * Math.PI / 180, sx = shearX * Math.PI / 180, sy = shearY * Math.PI / 180;
        double a = Math.Cos(rotation - sy) / Math.Cos(sy), b = -Math.Cos(rotation - sy) * Math.Tan(sx) / Math.Cos(sy) - Math.Sin(rotation);
        double c = Math.Sin(rotation - sy) / Math.Cos(sy), d = -Math.Sin(rotation - sy) * Math.Tan(sx) / Math.Cos(sy) + Math.Cos(rotation);
        double centreX = picture.Width / 2.0, centreY = picture.Height / 2.0;
        return picture.Map((y, x, channel) =>
        {
            double fromCentreX = x + 0.5 - centreX - right, fromCentreY = y + 0.5 - centreY - down;
            double sourceX = (d * fromCentreX - b * fromCentreY) / scale + centreX - 0.5, sourceY = (-c * fromCentreX + a * fromCentreY) / scale + centreY - 0.5;
            return interpolation == Interpolation.Bilinear
                ? Bilinear(picture, sourceY, sourceX, channel, fill)
                : At(picture, (int)Math.Floor(sourceY + 0.5 + 1e-9), (int)Math.Floor(sourceX + 0.5 + 1e-9), channel, fill);
        });
    }

    private static double Bilinear(Picture picture, double y, double x, int channel, string fill)
    {
        int top = (int)Math.Floor(y), left = (int)Math.Floor(x);
        double down = y - top, right = x - left;
        return (1 - down) * (1 - right) * At(picture, top, left, channel, fill) + (1 - down) * right * At(picture, top, left + 1, channel, fill)
            + down * (1 - right) * At(picture, top + 1, left, channel, fill) + down * right * At(picture, top + 1, left + 1, channel, fill);
    }

    private static double At(Picture picture, int y, int x, int channel, string fill)
    {
        bool isInside = y >= 0 && y < picture.Height && x >= 0 && x < picture.Width;
        return fill switch
        {
            "zero" => isInside ? picture[y, x, channel] : 0,
            "constant" => isInside ? picture[y, x, channel] : 0.25,
            "nearest" => picture[Math.Clamp(y, 0, picture.Height - 1), Math.Clamp(x, 0, picture.Width - 1), channel],
            _ => picture[Mirror(y, picture.Height), Mirror(x, picture.Width), channel],
        };
    }

    private static int Mirror(int place, int length)
    {
        while (place < 0 || place >= length)
            place = place < 0 ? -place : 2 * (length - 1) - place;
        return place;
    }

    private static double Triangle(int from, int to, int length, int newLength)
    {
        double scale = (double)length / newLength, width = Math.Max(1, scale), centre = (to + 0.5) * scale;
        return Math.Max(0, 1 - Math.Abs(from + 0.5 - centre) / width);
    }
}
