using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weights of a Winograd convolution as they are packed. Where few tiles meet many weights the convolution transforms them itself, a part of the channels
/// at a time: the 36 that become of nine are read while they are in the second-level cache, and never go to memory.
/// </summary>
public readonly ref struct PackedWinogradWeights
{
    /// <summary>Channels of a part that are reduced.</summary>
    internal const int Inputs = 64;

    /// <summary>Channels of a part that come out.</summary>
    internal const int Outputs = 2 * Lanes.Count;

    /// <summary>Floats in which sixteen by sixteen channels are transposed.</summary>
    internal const int PatchFloats = Taps * PatchTap;

    /// <summary>Floats of a transformed part.</summary>
    internal static readonly nint PartFloats = WinogradGeometry.Planes * WinogradWeights.Plane(Inputs, Outputs);

    private const int Taps = 9;

    private const int PatchTap = Lanes.Count * Lanes.Count;

    private readonly ref float _weights;
    private readonly int _block;
    private readonly int _inputs;
    private readonly bool _isTurned;

    /// <param name="layout">How they lie.</param>
    /// <param name="weights">The first of them.</param>
    /// <param name="isTurned">Whether the convolution is an input gradient: inputs and outputs of the layer change places, and the kernel is turned by 180°.</param>
    public PackedWinogradWeights(in WeightLayout layout, ref float weights, bool isTurned = false)
    {
        _weights = ref weights;
        (_block, _inputs, _isTurned) = (layout.Block, layout.InputStride, isTurned);
    }

    /// <summary>Floats from one of the nine weights of a pair of channels to the next.</summary>
    private nint Tap => (nint)_inputs * _block;

    /// <summary>Writes G g Gᵀ of a part: 36 planes of [output block][input][output].</summary>
    /// <param name="firstInput">First channel that is reduced, a multiple of 64.</param>
    /// <param name="inputs">Number of those.</param>
    /// <param name="firstOutput">First channel that comes out, a multiple of 32.</param>
    /// <param name="outputs">Number of those, padding included.</param>
    /// <param name="patch">Room for <see cref="PatchFloats"/>.</param>
    /// <param name="transformed">Receives the planes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Transform(int firstInput, int inputs, int firstOutput, int outputs, ref float patch, ref float transformed)
    {
        nint block = WinogradWeights.Block(outputs), plane = WinogradWeights.Plane(inputs, outputs);
        for (int output = 0; output < outputs; output += Lanes.Count)
        {
            ref float target = ref Unsafe.Add(ref transformed, output / block * block * inputs + output % block);
            if (!_isTurned)
            {
                TransformInputs(ref WeightsOf(firstOutput + output, firstInput), _block, Tap, inputs, ref target, block, plane);
                continue;
            }

            for (int input = 0; input < inputs; input += Lanes.Count)
            {
                int columns = Math.Min(Lanes.Count, inputs - input);
                Transpose(firstInput + input, columns, firstOutput + output, ref patch);
                TransformInputs(ref patch, Lanes.Count, PatchTap, columns, ref Unsafe.Add(ref target, input * block), block, plane);
            }
        }
    }

    /// <summary>Asks for a share of a part that is transformed next, one of as many as there are planes.</summary>
    /// <param name="share">Number of the share.</param>
    /// <param name="firstInput">First channel of the part that is reduced.</param>
    /// <param name="firstOutput">First channel of the part that comes out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Ask(int share, int firstInput, int firstOutput)
    {
        const int Shares = WinogradGeometry.Planes / Taps;
        (int tap, int quarter) = Math.DivRem(share, Shares);
        ref float rows = ref _isTurned
            ? ref WeightsOf(firstInput, firstOutput + quarter * (Outputs / Shares))
            : ref WeightsOf(firstOutput, firstInput + quarter * (Inputs / Shares));
        CachePrefetch.Rows(ref Unsafe.Add(ref rows, tap * Tap), _block, (_isTurned ? Outputs : Inputs) / Shares, Math.Min(_block, _isTurned ? Inputs : Outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformInputs(ref float source, nint step, nint tap, int inputs, ref float target, nint block, nint plane)
    {
        for (int input = 0; input < inputs; input++)
        {
            WinogradWeightTransform.Transform(ref source, tap, ref target, plane);
            source = ref Unsafe.Add(ref source, step);
            target = ref Unsafe.Add(ref target, block);
        }
    }

    /// <summary>The nine weights, the last one first, of some outputs of the layer × sixteen inputs, which lie side by side then. Inputs that don't exist get zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transpose(int firstOutput, int columns, int firstInput, ref float patch)
    {
        const int Size = TileTranspose.Size;
        ref float source = ref WeightsOf(firstOutput, firstInput);
        ref float target = ref Unsafe.Add(ref patch, (Taps - 1) * PatchTap);
        for (int tap = 0; tap < Taps; tap++)
        {
            for (int input = 0; input < Lanes.Count; input += Size)
            {
                for (int column = 0; column < columns; column += Size)
                {
                    TileTranspose.Transpose(
                        ref Unsafe.Add(ref source, input * _block + column), _block, Math.Clamp(_inputs - firstInput - input, 0, Size),
                        ref Unsafe.Add(ref target, column * Lanes.Count + input), Lanes.Count, Math.Min(Size, columns - column));
                }
            }

            source = ref Unsafe.Add(ref source, Tap);
            target = ref Unsafe.Subtract(ref target, PatchTap);
        }
    }

    /// <summary>The first of the nine weights from an input of the layer to an output and those beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref float WeightsOf(int output, int input) => ref Unsafe.Add(ref _weights, output / _block * Taps * Tap + (nint)input * _block + output % _block);
}
