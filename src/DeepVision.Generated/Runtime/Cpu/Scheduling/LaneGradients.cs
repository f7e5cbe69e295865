using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Gradients of parameters that every lane of samples sums for itself. The sums of the lanes are then added in the order of
/// <see cref="LaneTree"/>. Lanes without samples take no part.
/// </summary>
internal sealed class LaneGradients
{
    private readonly int _length;
    private readonly AlignedBuffer<float> _memory;
    private readonly int[] _laneStarts = new int[LaneTree.Lanes + 1];
    private LaneTree _tree = LaneTree.For(1);

    /// <param name="length">Floats of one lane; a multiple of 16.</param>
    /// <param name="workers">Workers at most.</param>
    public LaneGradients(int length, int workers)
    {
        _length = length;
        int slots = Enumerable.Range(1, workers).Max(count => LaneTree.For(count).Slots);
        _memory = new AlignedBuffer<float>(length == 0 ? 0 : (long)length * slots + (long)TrainingMemory.WorkerGap * workers);
    }

    /// <summary>Begins a step.</summary>
    /// <param name="workers">Workers that share the lanes.</param>
    /// <param name="samples">Samples of the batch.</param>
    public void Begin(int workers, int samples)
    {
        _tree = LaneTree.For(workers);
        for (int lane = 0; lane <= LaneTree.Lanes; lane++)
            _laneStarts[lane] = (int)((long)lane * samples / LaneTree.Lanes);
    }

    /// <summary>A gradient of a lane that is being summed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(int lane, int offset) => ref At(_tree.Lane(lane), offset);

    /// <summary>Sets a range of a lane to zero, before its samples are added.</summary>
    public void Clear(int lane, int start, int length)
    {
        LaneTree.Node node = _tree.Lane(lane);
        if (!IsEmpty(node.First, node.End))
            Range(node, start, length).Clear();
    }

    /// <summary>Adds up what the lane's worker can, now that a range of a lane is done.</summary>
    public void Merge(int lane, int start, int length)
    {
        foreach (LaneTree.Merge merge in _tree.MergesBehind(lane))
        {
            if (IsEmpty(merge.Right.First, merge.Right.End))
                continue;
            Span<float> left = Range(merge.Left, start, length), right = Range(merge.Right, start, length);
            if (IsEmpty(merge.Left.First, merge.Left.End))
                right.CopyTo(left);
            else
                Add(right, left);
        }
    }

    /// <summary>Writes the sum over all lanes.</summary>
    /// <param name="start">First float in a lane.</param>
    /// <param name="target">Receives the sums; a multiple of 16.</param>
    public void Sum(int start, Span<float> target)
    {
        const int Part = 512;
        for (int done = 0; done < target.Length; done += Part)
            Sum(0, LaneTree.Lanes, start + done, target[done..Math.Min(done + Part, target.Length)]);
    }

    private void Sum(int first, int end, int start, Span<float> target)
    {
        if (_tree.TryFind(first, end, out LaneTree.Node node))
        {
            Range(node, start, target.Length).CopyTo(target);
            return;
        }

        int middle = (first + end) / 2;
        if (IsEmpty(middle, end))
        {
            Sum(first, middle, start, target);
        }
        else if (IsEmpty(first, middle))
        {
            Sum(middle, end, start, target);
        }
        else
        {
            Sum(first, middle, start, target);
            if (_tree.TryFind(middle, end, out node))
            {
                Add(Range(node, start, target.Length), target);
                return;
            }

            Span<float> right = stackalloc float[target.Length];
            Sum(middle, end, start, right);
            Add(right, target);
        }
    }

    private bool IsEmpty(int first, int end) => _laneStarts[first] == _laneStarts[end];

    private Span<float> Range(LaneTree.Node node, int start, int length) => MemoryMarshal.CreateSpan(ref At(node, start), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref float At(LaneTree.Node node, int offset) =>
        ref Unsafe.Add(ref _memory.Reference, (nint)node.Slot * _length + (nint)node.Worker * TrainingMemory.WorkerGap + offset);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<float> values, Span<float> sums)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        for (nuint i = 0; i < (nuint)sums.Length; i += (nuint)Vector512<float>.Count)
            (Vector512.LoadUnsafe(ref sum, i) + Vector512.LoadUnsafe(ref value, i)).StoreUnsafe(ref sum, i);
    }
}
