using System.Buffers;

namespace DeepVision.Generated;

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
