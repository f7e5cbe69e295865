namespace ILGPU;

/// <summary>A position or an extent in one dimension.</summary>
public readonly record struct Index1D(int X)
{
    public static readonly Index1D Zero;
    public static readonly Index1D One = new(1);

    public int Size => X;

    public long LongSize => X;

    public LongIndex1D ToLongIndex() => new(X);

    public static implicit operator int(Index1D index) => index.X;

    public static implicit operator Index1D(int index) => new(index);

    public static implicit operator LongIndex1D(Index1D index) => new(index.X);
}

/// <summary>A position or an extent in two dimensions.</summary>
public readonly record struct Index2D(int X, int Y)
{
    public static readonly Index2D Zero;
    public static readonly Index2D One = new(1, 1);

    public Index2D(int value)
        : this(value, value)
    {
    }

    public int Size => checked(X * Y);

    public long LongSize => (long)X * Y;

    public static implicit operator Index2D((int X, int Y) index) => new(index.X, index.Y);
}

/// <summary>A position or an extent in three dimensions.</summary>
public readonly record struct Index3D(int X, int Y, int Z)
{
    public static readonly Index3D Zero;
    public static readonly Index3D One = new(1, 1, 1);

    public Index3D(int value)
        : this(value, value, value)
    {
    }

    public int Size => checked(X * Y * Z);

    public long LongSize => (long)X * Y * Z;

    public static implicit operator Index3D((int X, int Y, int Z) index) => new(index.X, index.Y, index.Z);
}

/// <summary>A position or an extent in one dimension, in 64 bits.</summary>
public readonly record struct LongIndex1D(long X)
{
    public static readonly LongIndex1D Zero;
    public static readonly LongIndex1D One = new(1);

    public long Size => X;

    public Index1D ToIntIndex() => new(checked((int)X));

    public static implicit operator long(LongIndex1D index) => index.X;

    public static implicit operator LongIndex1D(long index) => new(index);

    public static implicit operator LongIndex1D(int index) => new(index);
}
