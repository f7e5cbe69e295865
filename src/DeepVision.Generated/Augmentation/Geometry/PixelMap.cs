using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Where the pixels of a new picture come from: the pixel (x, y) reads the old picture at (xx·x + xy·y + x₀, yx·x + yy·y + y₀), in
/// coordinates that are whole numbers at the centres of pixels. Only the rectangle from (left, top) to (right, bottom), the ends not
/// included, is read; what lies beyond it is the fill's.
/// </summary>
internal readonly record struct PixelMap
{
    private PixelMap(TensorShape source, int height, int width) =>
        (Height, Width, Right, Bottom, XX, YY) = (height, width, source.Width, source.Height, 1, 1);

    public int Height { get; }

    public int Width { get; }

    public int Left { get; private init; }

    public int Top { get; private init; }

    public int Right { get; private init; }

    public int Bottom { get; private init; }

    public double XX { get; private init; }

    public double XY { get; private init; }

    public double X0 { get; private init; }

    public double YX { get; private init; }

    public double YY { get; private init; }

    public double Y0 { get; private init; }

    /// <summary>Whether every pixel is copied from one of the old ones, without interpolation.</summary>
    public bool IsCopy => XY == 0 && YX == 0 && Math.Abs(XX) == 1 && Math.Abs(YY) == 1 && Math.Floor(X0) == X0 && Math.Floor(Y0) == Y0;

    /// <summary>Whether the picture stays as it is.</summary>
    public bool IsIdentity => IsCopy && XX == 1 && YY == 1 && X0 == 0 && Y0 == 0 && Left == 0 && Top == 0 && Width == Right && Height == Bottom;

    /// <summary>The picture itself.</summary>
    public static PixelMap Identity(TensorShape shape) => new(shape, shape.Height, shape.Width);

    /// <summary>The picture mirrored left to right.</summary>
    public static PixelMap FlipHorizontally(TensorShape shape) => Identity(shape) with { XX = -1, X0 = shape.Width - 1 };

    /// <summary>The picture mirrored top to bottom.</summary>
    public static PixelMap FlipVertically(TensorShape shape) => Identity(shape) with { YY = -1, Y0 = shape.Height - 1 };

    /// <summary>A window of the picture, which may reach beyond it.</summary>
    public static PixelMap Window(TensorShape shape, int top, int left, int height, int width) => new(shape, height, width) { X0 = left, Y0 = top };

    /// <summary>A rectangle of the picture in another size. Centres of pixels are at halves, as everywhere but with <c>align_corners</c>.</summary>
    public static PixelMap Resize(Box box, int height, int width)
    {
        double x = (double)box.Width / width, y = (double)box.Height / height;
        return new(default, height, width)
        {
            Left = box.Left,
            Top = box.Top,
            Right = box.Right,
            Bottom = box.Bottom,
            XX = x,
            X0 = box.Left + 0.5 * x - 0.5,
            YY = y,
            Y0 = box.Top + 0.5 * y - 0.5,
        };
    }

    /// <summary>
    /// The inverse of torchvision's affine map: sheared, turned and enlarged around a centre, then shifted. Its matrix is that of
    /// <c>_get_inverse_affine_matrix</c>, with the tangents of the shears in place of the angles.
    /// </summary>
    /// <param name="shape">Shape of the picture.</param>
    /// <param name="parameters">By how much.</param>
    /// <param name="centre">The point that stays, in the coordinates of pixels.</param>
    public static PixelMap Affine(TensorShape shape, in AffineParameters parameters, (double X, double Y) centre)
    {
        // Torchvision's angle is clockwise here.
        (double sine, double cosine) = PortableMath.SinCosOfTurns(-parameters.Turns);
        double a = cosine + sine * parameters.VerticalShear, b = -a * parameters.HorizontalShear - sine;
        double c = sine - cosine * parameters.VerticalShear, d = -c * parameters.HorizontalShear + cosine;
        double xx = d / parameters.Scale, xy = -b / parameters.Scale, yx = -c / parameters.Scale, yy = a / parameters.Scale;
        double x = -centre.X - parameters.ShiftX, y = -centre.Y - parameters.ShiftY;
        return Identity(shape) with
        {
            XX = xx,
            XY = xy,
            X0 = xx * x + xy * y + centre.X,
            YX = yx,
            YY = yy,
            Y0 = yx * x + yy * y + centre.Y,
        };
    }
}

/// <summary>How an affine map changes a picture.</summary>
/// <param name="Turns">Rotation counterclockwise, in full turns.</param>
/// <param name="Scale">Enlargement, above 0.</param>
/// <param name="ShiftX">Pixels to the right.</param>
/// <param name="ShiftY">Pixels down.</param>
/// <param name="HorizontalShear">Tangent of the angle by which columns lean.</param>
/// <param name="VerticalShear">Tangent of the angle by which rows lean.</param>
internal readonly record struct AffineParameters(double Turns, double Scale, double ShiftX, double ShiftY, double HorizontalShear, double VerticalShear);

/// <summary>A rectangle of a picture, in pixels.</summary>
internal readonly record struct Box(int Top, int Left, int Height, int Width)
{
    public int Bottom => Top + Height;

    public int Right => Left + Width;
}
