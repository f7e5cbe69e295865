using System.Buffers;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>
/// What a picture looks like once it was saved as JPEG and read again. All that loses something is done (bytes, YCbCr, colour of half the
/// resolution, cosine transform and rounding of 8×8 blocks, and back), as the Independent JPEG Group's library does by default; the lossless coding in between is
/// not.
/// </summary>
internal sealed class JpegOperation : PictureOperation
{
    private readonly int _minimum;
    private readonly int _maximum;

    public JpegOperation(int minimum, int maximum)
    {
        _minimum = OptionCheck.Between(minimum, 1, 100);
        _maximum = OptionCheck.Between(maximum, 1, 100);
        if (minimum > maximum)
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, FormattableString.Invariant($"minimum must not be above maximum, which is {maximum}."));
    }

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, nameof(Augmentation.RandomJpegQuality));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        int quality = _minimum + draws.NextIndex(_maximum - _minimum + 1);
        TensorShape shape = picture.Shape;
        if (shape.Channels == 1)
            SaveGrey(picture.Values, shape, quality);
        else
            SaveColour(picture.Values, shape, quality);
    }

    private static void SaveGrey(Span<float> values, TensorShape shape, int quality)
    {
        using var plane = new JpegPlane(shape.Height, shape.Width);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
                plane[y, x] = ToByte(values[y * shape.Width + x]);
        }

        plane.Save(isColour: false, quality);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
                values[y * shape.Width + x] = plane[y, x] / 255f;
        }
    }

    private static void SaveColour(Span<float> values, TensorShape shape, int quality)
    {
        int height = shape.Height, width = shape.Width;
        using JpegPlane light = new(height, width), blue = new(height, width), red = new(height, width);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Span<float> pixel = values.Slice((y * width + x) * 3, 3);
                int r = ToByte(pixel[0]), g = ToByte(pixel[1]), b = ToByte(pixel[2]);
                light[y, x] = (int)Math.Floor(0.299 * r + 0.587 * g + 0.114 * b + 0.5);
                blue[y, x] = (int)Math.Floor(-0.168735892 * r - 0.331264108 * g + 0.5 * b + 128.49999);
                red[y, x] = (int)Math.Floor(0.5 * r - 0.418687589 * g - 0.081312411 * b + 128.49999);
            }
        }

        light.Save(isColour: false, quality);
        using JpegPlane halfBlue = blue.Halve(), halfRed = red.Halve();
        halfBlue.Save(isColour: true, quality);
        halfRed.Save(isColour: true, quality);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int l = light[y, x], b = halfBlue.Between(y, x) - 128, r = halfRed.Between(y, x) - 128;
                Span<float> pixel = values.Slice((y * width + x) * 3, 3);
                pixel[0] = OfByte(l + 1.402 * r);
                pixel[1] = OfByte(l - 0.344136286 * b - 0.714136286 * r);
                pixel[2] = OfByte(l + 1.772 * b);
            }
        }
    }

    private static int ToByte(float value) => (int)(ColorAdjustments.Bounded(value) * 255 + 0.5f);

    private static float OfByte(double level) => (int)Math.Clamp(Math.Floor(level + 0.5), 0, 255) / 255f;
}

/// <summary>One component of a picture as bytes, in memory that is given back.</summary>
internal readonly struct JpegPlane : IDisposable
{
    private const int Block = JpegTables.BlockSize;

    /// <summary>
    /// Coefficients are rounded to this part of one before they are divided: what is exactly half a step is in other sums a little
    /// more or less.
    /// </summary>
    private const double Exactness = 1 << 16;

    private readonly int[] _values;
    private readonly int _height;
    private readonly int _width;

    public JpegPlane(int height, int width) => (_height, _width, _values) = (height, width, ArrayPool<int>.Shared.Rent(height * width));

    public ref int this[int y, int x] => ref _values[y * _width + x];

    /// <summary>The plane at half the resolution: means of four, rounded up and down in turns. Beyond the border its pixels repeat.</summary>
    public JpegPlane Halve()
    {
        var half = new JpegPlane((_height + 1) / 2, (_width + 1) / 2);
        for (int y = 0; y < half._height; y++)
        {
            for (int x = 0; x < half._width; x++)
            {
                int below = Math.Min(2 * y + 1, _height - 1), right = Math.Min(2 * x + 1, _width - 1);
                half[y, x] = (this[2 * y, 2 * x] + this[2 * y, right] + this[below, 2 * x] + this[below, right] + 1 + (x & 1)) >> 2;
            }
        }

        return half;
    }

    /// <summary>What a plane of half the resolution has at a pixel of the whole: ¾ of the nearer and ¼ of the farther, both ways.</summary>
    public int Between(int y, int x)
    {
        int row = y / 2, column = x / 2;
        int otherRow = Math.Clamp((y & 1) == 0 ? row - 1 : row + 1, 0, _height - 1);
        int nearer = 3 * this[row, column] + this[otherRow, column];
        int otherColumn = (x & 1) == 0 ? column - 1 : column + 1;
        if (otherColumn < 0 || otherColumn >= _width)
            return (4 * nearer + ((x & 1) == 0 ? 8 : 7)) >> 4;
        return (3 * nearer + 3 * this[row, otherColumn] + this[otherRow, otherColumn] + ((x & 1) == 0 ? 8 : 7)) >> 4;
    }

    /// <summary>Rounds the plane as a file of a quality does. Blocks that reach beyond the border repeat its pixels.</summary>
    public void Save(bool isColour, int quality)
    {
        Span<int> steps = stackalloc int[Block * Block];
        Span<double> block = stackalloc double[Block * Block];
        JpegTables.MakeSteps(isColour, quality, steps);
        for (int top = 0; top < _height; top += Block)
        {
            for (int left = 0; left < _width; left += Block)
            {
                for (int i = 0; i < block.Length; i++)
                    block[i] = this[Math.Min(top + i / Block, _height - 1), Math.Min(left + i % Block, _width - 1)] - 128;
                Transform(block, back: false);
                for (int i = 0; i < block.Length; i++)
                    block[i] = steps[i] * Math.Round(Math.Round(block[i] * Exactness) / Exactness / steps[i], MidpointRounding.AwayFromZero);
                Transform(block, back: true);
                for (int i = 0; i < block.Length; i++)
                {
                    int y = top + i / Block, x = left + i % Block;
                    if (y < _height && x < _width)
                        this[y, x] = (int)Math.Clamp(Math.Floor(Math.Round(block[i] * Exactness) / Exactness + 128.5), 0, 255);
                }
            }
        }
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_values);

    /// <summary>The cosine transform of a block in both directions, C·B·Cᵀ, or its inverse, Cᵀ·B·C.</summary>
    private static void Transform(Span<double> block, bool back)
    {
        Span<double> half = stackalloc double[Block * Block];
        Multiply(back ? JpegTables.Turned : JpegTables.Cosines, block, half);
        Multiply(half, back ? JpegTables.Cosines : JpegTables.Turned, block);
    }

    /// <summary>The product of two blocks.</summary>
    private static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> product)
    {
        for (int row = 0; row < Block; row++)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            for (int i = 0; i < Block; i++)
                sum += Vector512.Create(right.Slice(i * Block, Block)) * left[row * Block + i];
            sum.CopyTo(product.Slice(row * Block, Block));
        }
    }
}
