using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The rows of a sample, transformed one after the other when they are first needed: as many as one pass sees lie in a ring, each [point][tile][lane].
/// </summary>
/// <typeparam name="TTransform">The transform.</typeparam>
internal ref struct RowWinogradSource<TTransform>
    where TTransform : struct, IRowWinogradTransform
{
    private readonly RowWinogradGeometry _geometry;
    private readonly int _capacity;
    private readonly ref float _padded;
    private readonly ref float _rows;
    private readonly ref float _source;
    private nint _sample;
    private int _next;

    /// <summary>An empty ring.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="capacity">Rows in the ring.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="scratch">Room for a row with its padding and for the rows.</param>
    public RowWinogradSource(in RowWinogradGeometry geometry, int capacity, ref float source, ref float scratch)
    {
        (_geometry, _capacity) = (geometry, capacity);
        _source = ref source;
        _padded = ref scratch;
        _rows = ref Unsafe.Add(ref scratch, geometry.PaddedRow);
        MemoryMarshal.CreateSpan(ref _padded, geometry.PaddedRow).Clear();
    }

    /// <summary>Floats of a ring.</summary>
    public static nint Length(in RowWinogradGeometry geometry, int capacity) => geometry.PaddedRow + geometry.SourceRows(capacity);

    /// <summary>Goes on with another sample.</summary>
    /// <param name="sample">Its number.</param>
    public void Begin(int sample)
    {
        _sample = sample * _geometry.Shape.InputLength;
        _next = 0;
    }

    /// <summary>The first transformed row in memory.</summary>
    public readonly ref float First => ref _rows;

    /// <summary>Floats from there to a transformed row, one of those last asked for.</summary>
    public readonly nint Place(int row) => (nint)(row % _capacity) * _geometry.SourceRow;

    /// <summary>Asks for the rows [first, end), which come into the second-level cache until they are transformed.</summary>
    public readonly void Ask(int first, int end)
    {
        int length = _geometry.Shape.InputWidth * _geometry.Shape.InputChannels;
        (first, end) = (Math.Max(_next, first), Math.Min(end, _geometry.Shape.InputHeight));
        if (first < end)
            CachePrefetch.Rows(ref Unsafe.Add(ref _source, _sample + (nint)first * length), 0, 1, (end - first) * length);
    }

    /// <summary>Transforms what is new among the rows [first, end), of which those outside of the sample don't matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(int first, int end)
    {
        end = Math.Min(end, _geometry.Shape.InputHeight);
        nint length = (nint)_geometry.Shape.InputWidth * _geometry.Shape.InputChannels;
        for (_next = Math.Max(_next, first); _next < end; _next++)
            Transform(ref Unsafe.Add(ref _source, _sample + _next * length), ref Unsafe.Add(ref _rows, Place(_next)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Transform(ref float row, ref float planes)
    {
        int padding = _geometry.Shape.PadLeft * _geometry.Shape.InputChannels, length = Math.Min(_geometry.Shape.InputWidth * _geometry.Shape.InputChannels, _geometry.PaddedRow - padding);
        MemoryMarshal.CreateReadOnlySpan(ref row, length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _padded, padding), length));

        // Halves of a vector are two tiles, or one whose lanes fill both.
        nint slot = _geometry.Slot, step = _geometry.Lanes, plane = _geometry.SourcePlane;
        bool hasTwo = slot < Lanes.Count;
        nint upper = hasTwo ? _geometry.TileStep : Lanes.Count / 2, next = hasTwo ? 2 * _geometry.TileStep : _geometry.TileStep;
        ref float values = ref _padded;
        for (nint place = 0; place < plane; place += Lanes.Count)
        {
            TTransform.Source(ref values, upper, step, ref Unsafe.Add(ref planes, place), plane);
            values = ref Unsafe.Add(ref values, next);
        }
    }
}
