using System.Buffers;

namespace DeepVision.Generated;

/// <summary>
/// What a picture looks like once it was saved as JPEG and read again. All that loses something is done (bytes, YCbCr, colour of half the
/// resolution, cosine transform and rounding of 8×8 blocks, and back), as the Independent JPEG Group's library and libjpeg-turbo do by default, to the last
/// bit; the lossless coding in between is not.
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

                // In 2⁻¹⁶: 0.299, 0.587 and 0.114; 0.16874, 0.33126 and 0.5; 0.5, 0.41869 and 0.08131.
                light[y, x] = (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
                blue[y, x] = ((128 << 16) - 11059 * r - 21709 * g + 32768 * b + 32767) >> 16;
                red[y, x] = ((128 << 16) + 32768 * r - 27439 * g - 5329 * b + 32767) >> 16;
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

                // 1.402; 0.34414 and 0.71414; 1.772.
                pixel[0] = OfByte(l + ((91881 * r + 32768) >> 16));
                pixel[1] = OfByte(l + ((-22554 * b - 46802 * r + 32768) >> 16));
                pixel[2] = OfByte(l + ((116130 * b + 32768) >> 16));
            }
        }
    }

    private static int ToByte(float value) => (int)(ColorAdjustments.Bounded(value) * 255 + 0.5f);

    private static float OfByte(int level) => Math.Clamp(level, 0, 255) / 255f;
}

/// <summary>One component of a picture as bytes, in memory that is given back.</summary>
internal readonly struct JpegPlane : IDisposable
{
    private const int Block = JpegTables.BlockSize;
    private readonly int[] _values;
    private readonly int _height;
    private readonly int _width;

    // Columns that have values, some of which may lie beyond the border.
    private readonly int _columns;

    public JpegPlane(int height, int width)
        : this(height, width, width)
    {
    }

    private JpegPlane(int height, int width, int columns) => (_height, _width, _columns, _values) = (height, width, columns, ArrayPool<int>.Shared.Rent(height * columns));

    public ref int this[int y, int x] => ref _values[y * _columns + x];

    /// <summary>
    /// The plane at half the resolution: means of four, rounded up and down in turns. Beyond the border its pixels repeat, and so that the turns go on there, whole
    /// blocks of columns are made.
    /// </summary>
    public JpegPlane Halve()
    {
        int width = (_width + 1) / 2;
        var half = new JpegPlane((_height + 1) / 2, width, (width + Block - 1) / Block * Block);
        for (int y = 0; y < half._height; y++)
        {
            for (int x = 0; x < half._columns; x++)
            {
                int below = Math.Min(2 * y + 1, _height - 1), left = Math.Min(2 * x, _width - 1), right = Math.Min(2 * x + 1, _width - 1);
                half[y, x] = (this[2 * y, left] + this[2 * y, right] + this[below, left] + this[below, right] + 1 + (x & 1)) >> 2;
            }
        }

        return half;
    }

    /// <summary>What a plane of half the resolution has at a pixel of the whole: ¾ of the nearer and ¼ of the farther, both ways.</summary>
    public int Between(int y, int x)
    {
        int row = y / 2, column = x / 2;
        // The library does without where there are so few columns.
        if (_width <= 2)
            return this[row, column];
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
        Span<int> steps = stackalloc int[Block * Block], block = stackalloc int[Block * Block];
        JpegTables.MakeSteps(isColour, quality, steps);
        for (int top = 0; top < _height; top += Block)
        {
            for (int left = 0; left < _width; left += Block)
            {
                for (int i = 0; i < block.Length; i++)
                    block[i] = this[Math.Min(top + i / Block, _height - 1), Math.Min(left + i % Block, _columns - 1)] - 128;
                JpegTransform.Forward(block);
                for (int i = 0; i < block.Length; i++)
                    block[i] = steps[i] * Quotient(block[i], 8 * steps[i]);
                JpegTransform.Back(block);
                for (int i = 0; i < block.Length; i++)
                {
                    int y = top + i / Block, x = left + i % Block;
                    if (y < _height && x < _width)
                        this[y, x] = Math.Clamp(block[i] + 128, 0, 255);
                }
            }
        }
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_values);

    /// <summary>The quotient, rounded to the nearest whole number; halves away from zero.</summary>
    private static int Quotient(int value, int divisor) => (value + (value < 0 ? -divisor : divisor) / 2) / divisor;
}
