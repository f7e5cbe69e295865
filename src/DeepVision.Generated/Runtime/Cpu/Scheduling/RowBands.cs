using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The rows of a grouped convolution in bands, each of which is made right behind the rows of the input that it sees. A worker has memory for the input of one band;
/// where its bands follow each other, the rows that both see move to the front. On the border of two workers both make them, with the same bits.
/// </summary>
public struct RowBands
{
    private readonly int _outputs;
    private readonly int _inputs;
    private readonly int _stride;
    private readonly int _pad;
    private readonly int _reach;
    private readonly int _inputRowLength;
    private int _seen;

    /// <param name="geometry">The shapes.</param>
    /// <param name="rows">Rows of the outputs in a band, at most.</param>
    internal RowBands(in GroupedGeometry geometry, int rows)
    {
        (Most, _outputs, _inputs) = (rows, geometry.OutputHeight, geometry.InputHeight);
        (_stride, _pad) = (geometry.VerticalStride, geometry.PadTop);
        _reach = (geometry.KernelHeight - 1) * geometry.VerticalDilation + 1;
        _inputRowLength = geometry.InputWidth * geometry.InputPixelStride;
    }

    /// <summary>First row of the outputs.</summary>
    public int First { get; private set; }

    /// <summary>Row of the outputs before which to stop.</summary>
    public int End { get; private set; }

    /// <summary>First row of the inputs that has to be made: those in front of it are there from the band before.</summary>
    public int FirstInput { get; private set; }

    /// <summary>Row of the inputs before which to stop.</summary>
    public int EndInput { get; private set; }

    /// <summary>Where that first row goes in the memory of the band, in rows.</summary>
    public readonly int InputPlace => FirstInput - _seen;

    /// <summary>Rows of the outputs: the units that workers share.</summary>
    internal readonly int Rows => _outputs;

    /// <summary>Rows of the outputs in a band, at most.</summary>
    internal int Most { get; }

    /// <summary>Goes on with another band.</summary>
    /// <param name="first">First row of the outputs.</param>
    /// <param name="end">Row of the outputs before which to stop.</param>
    /// <param name="inputs">Memory for the rows of the input that it sees.</param>
    internal void MoveTo(int first, int end, ref float inputs)
    {
        bool follows = first == End;
        (First, End) = (first, end);
        int seen = Math.Clamp(First * _stride - _pad, 0, _inputs), endSeen = Math.Clamp((End - 1) * _stride - _pad + _reach, seen, _inputs);
        int kept = follows ? Math.Clamp(EndInput - seen, 0, endSeen - seen) : 0;
        if (kept > 0)
        {
            ref float both = ref Unsafe.Add(ref inputs, (nint)(seen - _seen) * _inputRowLength);
            MemoryMarshal.CreateReadOnlySpan(ref both, kept * _inputRowLength).CopyTo(MemoryMarshal.CreateSpan(ref inputs, kept * _inputRowLength));
        }

        (_seen, FirstInput, EndInput) = (seen, seen + kept, endSeen);
    }

    /// <summary>The convolution that gives the rows of a band from those it sees.</summary>
    internal readonly GroupedGeometry Of(in GroupedGeometry geometry) =>
        geometry with { InputHeight = EndInput - _seen, OutputHeight = End - First, PadTop = _seen + _pad - First * _stride };
}
