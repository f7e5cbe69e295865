namespace DeepVision.Generated.Images;

/// <summary>Where a picture comes to lie in one of a given size: what it is resized to, which part of that is taken, and where it is put.</summary>
/// <param name="ResizedWidth">Width after resizing.</param>
/// <param name="ResizedHeight">Height after resizing.</param>
/// <param name="CropLeft">First column that is taken.</param>
/// <param name="CropTop">First row that is taken.</param>
/// <param name="Left">Where it is put: the column.</param>
/// <param name="Top">Where it is put: the row.</param>
/// <param name="Width">Columns that are taken.</param>
/// <param name="Height">Rows that are taken.</param>
internal readonly record struct Placement(int ResizedWidth, int ResizedHeight, int CropLeft, int CropTop, int Left, int Top, int Width, int Height)
{
    /// <summary>Places a picture.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="targetWidth">The width wanted.</param>
    /// <param name="targetHeight">The height wanted.</param>
    /// <param name="options">How.</param>
    public static Placement Of(int width, int height, int targetWidth, int targetHeight, ImageOptions options) => options.Fit switch
    {
        ImageFit.Stretch => new(targetWidth, targetHeight, 0, 0, 0, 0, targetWidth, targetHeight),
        ImageFit.Letterbox => Letterbox(width, height, targetWidth, targetHeight),
        _ => Centre(width, height, targetWidth, targetHeight, options.ShortSide ?? 0),
    };

    /// <summary>torchvision's Resize and CenterCrop.</summary>
    private static Placement Centre(int width, int height, int targetWidth, int targetHeight, int shortSide)
    {
        // The side that has to be enlarged most, or shrunk least, decides; the other one is then long enough.
        bool byWidth = (long)targetWidth * height >= (long)targetHeight * width;
        int resizedWidth = byWidth ? targetWidth : Scale(width, targetHeight, height), resizedHeight = byWidth ? Scale(height, targetWidth, width) : targetHeight;
        if (Math.Min(resizedWidth, resizedHeight) < shortSide)
            (resizedWidth, resizedHeight) = width <= height ? (shortSide, Scale(height, shortSide, width)) : (Scale(width, shortSide, height), shortSide);
        return new(resizedWidth, resizedHeight, Half(resizedWidth - targetWidth), Half(resizedHeight - targetHeight), 0, 0, targetWidth, targetHeight);
    }

    /// <summary>PIL's ImageOps.pad.</summary>
    private static Placement Letterbox(int width, int height, int targetWidth, int targetHeight)
    {
        bool byWidth = (long)width * targetHeight >= (long)targetWidth * height;
        int resizedWidth = byWidth ? targetWidth : Math.Max(1, Round((double)width * targetHeight / height));
        int resizedHeight = byWidth ? Math.Max(1, Round((double)height * targetWidth / width)) : targetHeight;
        return new(resizedWidth, resizedHeight, 0, 0, Half(targetWidth - resizedWidth), Half(targetHeight - resizedHeight), resizedWidth, resizedHeight);
    }

    private static int Scale(int side, int numerator, int denominator) => (int)Math.Min((long)side * numerator / denominator, int.MaxValue);

    /// <summary>Python rounds halves to the even number.</summary>
    private static int Half(int length) => Round(length / 2.0);

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
