using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps of a recurrent layer. Some samples go through all steps together, so that they share every weight that is loaded; what they need
/// from step to step lies side by side in a small piece of memory. A sample's values depend on no other sample, so they are the same however
/// samples are grouped.
/// </summary>
public static class RecurrenceKernels
{
    /// <summary>The states of all steps.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="projections">What the input gives the gates of the first sample, step by step.</param>
    /// <param name="weights">What the state is multiplied by.</param>
    /// <param name="bias">What is added to that product, or a null reference.</param>
    /// <param name="initial">The state in front of the first sample's first step, or a null reference for zeros.</param>
    /// <param name="initialMemory">The memory in front of it, or a null reference for zeros.</param>
    /// <param name="factors">What the first sample's state is multiplied by in front of each step, or a null reference.</param>
    /// <param name="target">Receives the states behind all steps of the first sample, or that behind the last one.</param>
    /// <param name="states">Receives the state in front of each step, or a null reference.</param>
    /// <param name="notes">Receives what the cell notes of each step, or a null reference.</param>
    /// <param name="scratch">32 · (2 · unit stride + gate stride) floats.</param>
    /// <param name="count">Samples.</param>
    /// <typeparam name="TCell">What happens at each step.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TCell>(
        in RecurrenceGeometry geometry, ref float projections, ref float weights, ref float bias, ref float initial, ref float initialMemory, ref float factors, ref float target, ref float states, ref float notes,
        ref float scratch, int count)
        where TCell : struct, IRecurrentCell
    {
        DenseGeometry product = geometry.Product;
        nint unitStride = geometry.UnitStride, gateStride = geometry.GateStride, noteStride = TCell.Notes * unitStride;
        ref float state = ref scratch;
        ref float memory = ref Unsafe.Add(ref state, RecurrenceGeometry.Group * unitStride);
        ref float sums = ref Unsafe.Add(ref memory, RecurrenceGeometry.Group * unitStride);
        for (int first = 0; first < count; first += RecurrenceGeometry.Group)
        {
            int samples = Math.Min(RecurrenceGeometry.Group, count - first);
            MemoryMarshal.CreateSpan(ref state, 2 * RecurrenceGeometry.Group * (int)unitStride).Clear();
            if (!Unsafe.IsNullRef(ref initial))
                Copy(ref Unsafe.Add(ref initial, first * unitStride), ref state, samples * unitStride);
            if (!Unsafe.IsNullRef(ref initialMemory))
                Copy(ref Unsafe.Add(ref initialMemory, first * unitStride), ref memory, samples * unitStride);
            for (int order = 0; order < geometry.Steps; order++)
            {
                if (!Unsafe.IsNullRef(ref factors))
                    SpatialDropoutKernels.Scale(ref state, ref Unsafe.Add(ref factors, first * unitStride), ref state, samples, pixels: 1, (int)unitStride);
                DenseForward.Run(product, ref state, ref weights, ref bias, slope: 1f, ref sums, samples);
                for (int sample = 0; sample < samples; sample++)
                {
                    nint step = (nint)(first + sample) * geometry.Steps + geometry.PlaceOf(order);
                    ref float own = ref Unsafe.Add(ref state, sample * unitStride);
                    if (!Unsafe.IsNullRef(ref states))
                        Copy(ref own, ref Unsafe.Add(ref states, step * unitStride), unitStride);
                    TCell.Forward(
                        geometry.Units, (int)gateStride, ref Unsafe.Add(ref projections, step * gateStride), ref Unsafe.Add(ref sums, sample * gateStride), ref own,
                        ref Unsafe.Add(ref memory, sample * unitStride), ref Place(ref notes, step * noteStride));
                    if (geometry.ReturnsSequence)
                        Copy(ref own, ref Unsafe.Add(ref target, step * unitStride), unitStride);
                }
            }

            if (!geometry.ReturnsSequence)
                Copy(ref state, ref Unsafe.Add(ref target, first * unitStride), samples * unitStride);
        }
    }

    /// <summary>Lets the state that the caller keeps begin with what is given.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="initial">The state in front of the first step, or a null reference for zeros.</param>
    /// <param name="initialMemory">The memory in front of it, or a null reference for zeros.</param>
    /// <param name="state">The state, and behind it the memory of a cell that has one: zeros so far.</param>
    public static void Begin(in RecurrenceGeometry geometry, ref float initial, ref float initialMemory, ref float state)
    {
        if (!Unsafe.IsNullRef(ref initial))
            Copy(ref initial, ref state, geometry.UnitStride);
        if (!Unsafe.IsNullRef(ref initialMemory))
            Copy(ref initialMemory, ref Unsafe.Add(ref state, geometry.UnitStride), geometry.UnitStride);
    }

    /// <summary>One step of one sample, from the state that the caller keeps.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="projection">What the input gives the gates.</param>
    /// <param name="weights">What the state is multiplied by.</param>
    /// <param name="bias">What is added to that product, or a null reference.</param>
    /// <param name="state">The state, and behind it the memory of a cell that has one; become those behind the step.</param>
    /// <param name="target">Receives the state behind the step.</param>
    /// <param name="scratch">Gate stride floats.</param>
    /// <typeparam name="TCell">What happens at the step.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Next<TCell>(
        in RecurrenceGeometry geometry, ref float projection, ref float weights, ref float bias, ref float state, ref float target, ref float scratch)
        where TCell : struct, IRecurrentCell
    {
        DenseForward.Run(geometry.Product, ref state, ref weights, ref bias, slope: 1f, ref scratch, count: 1);
        TCell.Forward(geometry.Units, geometry.GateStride, ref projection, ref scratch, ref state, ref Unsafe.Add(ref state, geometry.UnitStride), ref Unsafe.NullRef<float>());
        Copy(ref state, ref target, geometry.UnitStride);
    }

    /// <summary>The gradients of what the gates add up, from the last step to the first.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">The gradient of the states of the first sample, or of the last state.</param>
    /// <param name="weights">What the state was multiplied by.</param>
    /// <param name="states">The state in front of each step.</param>
    /// <param name="notes">What the cell noted of each step.</param>
    /// <param name="initialMemory">The memory in front of the first sample's first step, or a null reference for zeros.</param>
    /// <param name="target">Receives the gradient of what the input gave the gates.</param>
    /// <param name="hiddenTarget">Receives the gradient of what the state gave them: the same place where it is the same.</param>
    /// <param name="initialTarget">Receives the gradient of the state in front of the first step, or a null reference.</param>
    /// <param name="memoryTarget">Receives the gradient of the memory in front of it, or a null reference.</param>
    /// <param name="factors">What the first sample's state was multiplied by in front of each step, or a null reference.</param>
    /// <param name="scratch">32 · (3 · unit stride + gate stride) + unit stride · gates · units floats.</param>
    /// <param name="count">Samples.</param>
    /// <typeparam name="TCell">What happened at each step.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TCell>(
        in RecurrenceGeometry geometry, ref float gradient, ref float weights, ref float states, ref float notes, ref float initialMemory, ref float target, ref float hiddenTarget, ref float initialTarget,
        ref float memoryTarget, ref float factors, ref float scratch, int count)
        where TCell : struct, IRecurrentCell
    {
        DenseGeometry product = geometry.TurnedProduct;
        nint unitStride = geometry.UnitStride, gateStride = geometry.GateStride, noteStride = TCell.Notes * unitStride;
        ref float stateGradient = ref scratch;
        ref float memoryGradient = ref Unsafe.Add(ref stateGradient, RecurrenceGeometry.Group * unitStride);
        ref float passed = ref Unsafe.Add(ref memoryGradient, RecurrenceGeometry.Group * unitStride);
        ref float sums = ref Unsafe.Add(ref passed, RecurrenceGeometry.Group * unitStride);
        ref float turned = ref Unsafe.Add(ref sums, RecurrenceGeometry.Group * gateStride);
        WeightTransforms.Transpose(
            new WeightLayout(geometry.Gates * geometry.Units, geometry.Units, 1, 1, geometry.Units, geometry.Block), groups: 1, ref weights, ref turned,
            skippedBlocks: 0, geometry.TurnedBlock, firstBlock: 0, geometry.UnitStride / geometry.TurnedBlock);
        for (int first = 0; first < count; first += RecurrenceGeometry.Group)
        {
            int samples = Math.Min(RecurrenceGeometry.Group, count - first);
            MemoryMarshal.CreateSpan(ref stateGradient, 2 * RecurrenceGeometry.Group * (int)unitStride).Clear();

            // The padding of the gates stays zero.
            MemoryMarshal.CreateSpan(ref sums, RecurrenceGeometry.Group * (int)gateStride).Clear();
            if (!geometry.ReturnsSequence)
                Copy(ref Unsafe.Add(ref gradient, first * unitStride), ref stateGradient, samples * unitStride);
            for (int order = geometry.Steps - 1; order >= 0; order--)
            {
                for (int sample = 0; sample < samples; sample++)
                {
                    nint sequence = (nint)(first + sample) * geometry.Steps, step = sequence + geometry.PlaceOf(order);
                    ref float own = ref Unsafe.Add(ref stateGradient, sample * unitStride);
                    ref float gates = ref Unsafe.Add(ref sums, sample * gateStride);
                    ref float before = ref order == 0
                        ? ref Place(ref initialMemory, (first + sample) * unitStride)
                        : ref Unsafe.Add(ref notes, (sequence + geometry.PlaceOf(order - 1)) * noteStride + (TCell.Notes - 1) * unitStride);
                    if (geometry.ReturnsSequence)
                        Add(ref Unsafe.Add(ref gradient, step * unitStride), ref own, unitStride);
                    if (TCell.HasHiddenGradient)
                        Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)((step + 1) * gateStride - Lanes.Count));
                    TCell.Backward(
                        geometry.Units, ref own, ref Unsafe.Add(ref memoryGradient, sample * unitStride), ref Unsafe.Add(ref states, step * unitStride),
                        ref Unsafe.Add(ref notes, step * noteStride), ref before, ref Unsafe.Add(ref passed, sample * unitStride), ref gates, ref Unsafe.Add(ref target, step * gateStride));
                    Copy(ref gates, ref Unsafe.Add(ref hiddenTarget, step * gateStride), gateStride);
                }

                if (order == 0 && Unsafe.IsNullRef(ref initialTarget))
                    continue;
                if (geometry.IsCutBefore(order))
                {
                    // To this piece of the sequence, state and memory of the one before are constants.
                    MemoryMarshal.CreateSpan(ref stateGradient, 2 * RecurrenceGeometry.Group * (int)unitStride).Clear();
                    continue;
                }

                ref float nothing = ref Unsafe.NullRef<float>();
                if (TCell.PassesState)
                    DenseForward.Run(product, ref sums, ref turned, ref nothing, ref passed, slope: 1f, ref stateGradient, samples);
                else
                    DenseForward.Run(product, ref sums, ref turned, ref nothing, slope: 1f, ref stateGradient, samples);
                if (!Unsafe.IsNullRef(ref factors))
                    SpatialDropoutKernels.Scale(ref stateGradient, ref Unsafe.Add(ref factors, first * unitStride), ref stateGradient, samples, pixels: 1, (int)unitStride);
            }

            if (!Unsafe.IsNullRef(ref initialTarget))
                Copy(ref stateGradient, ref Unsafe.Add(ref initialTarget, first * unitStride), samples * unitStride);
            if (!Unsafe.IsNullRef(ref memoryTarget))
                Copy(ref memoryGradient, ref Unsafe.Add(ref memoryTarget, first * unitStride), samples * unitStride);
        }
    }

    /// <summary>A place some floats behind the beginning; nothing stays nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Place(ref float start, nint offset) => ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float source, ref float target, nint length)
    {
        for (nuint i = 0; i < (nuint)length; i += Lanes.Count)
            Vector512.LoadUnsafe(ref source, i).StoreUnsafe(ref target, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float source, ref float target, nint length)
    {
        for (nuint i = 0; i < (nuint)length; i += Lanes.Count)
            (Vector512.LoadUnsafe(ref target, i) + Vector512.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
    }
}
