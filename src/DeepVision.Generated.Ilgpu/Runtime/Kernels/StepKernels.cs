using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// Kernels behind those of a network's layers: the sum of the losses with the watch over it, penalties, and the global norm.
/// Sums run in a fixed order: every thread adds a fixed share, then the threads of a group add in a tree.
/// </summary>
/// <remarks>
/// Explicitly grouped, for any group size that is a power of two and at most <see cref="MaxThreads"/>. Called by the runtime only;
/// they are public because ILGPU compiles nothing else.
/// </remarks>
public static class StepKernels
{
    /// <summary>Threads in a group at most: the shared memory is made for as many.</summary>
    public const int MaxThreads = 256;

    /// <summary>Integers that <see cref="FinishStep"/> writes.</summary>
    public const int ReportLength = 8;

    // Places in a report.
    internal const int LossBits = 0, Hits = 1, LeftOutSince = 2, BadInput = 3, BadTarget = 4, LargestInputBits = 5, FaultKind = 6, FaultPlace = 7;

    /// <summary>
    /// Places for what was not finite, one for each <see cref="UpdateFaultKind"/>: the first parameter concerned, counted down
    /// from <see cref="None"/>, so that 0 stands for none and the largest number is the first.
    /// </summary>
    internal const int FaultKinds = 4;

    /// <summary>Stands for no value in the places of bad ones.</summary>
    internal const int None = int.MaxValue;

    private const uint ExponentBits = 0x7f800000;

    /// <summary>
    /// Sums losses and hits into a report. In a step with an update (<paramref name="ticket"/> above 0) whose loss, gradients or
    /// statistics are not finite, <paramref name="status"/> takes the ticket and the batch is searched for the reason; update
    /// kernels do nothing while the status is not 0. One group.
    /// </summary>
    /// <param name="losses">Loss of each sample, not scaled.</param>
    /// <param name="hits">1 for each sample that is right.</param>
    /// <param name="inputs">Inputs of the batch.</param>
    /// <param name="targets">Targets of the batch; anything if there are none.</param>
    /// <param name="status">Ticket of the first step whose update was left out, or 0.</param>
    /// <param name="faults">What <see cref="FindNotFinite"/> has found.</param>
    /// <param name="report">Takes the report.</param>
    /// <param name="count">Samples.</param>
    /// <param name="inputCount">Values of the inputs.</param>
    /// <param name="targetCount">Values of the targets.</param>
    /// <param name="lossScale">Makes the sum of the losses their mean.</param>
    /// <param name="ticket">Number of the step, from 1; 0 if no update follows.</param>
    public static void FinishStep(
        ArrayView<float> losses, ArrayView<int> hits, ArrayView<float> inputs, ArrayView<float> targets, ArrayView<int> status, ArrayView<int> faults,
        ArrayView<int> report, int count, int inputCount, int targetCount, float lossScale, int ticket)
    {
        ArrayView<float> sums = SharedMemory.Allocate<float>(MaxThreads);
        ArrayView<int> counts = SharedMemory.Allocate<int>(MaxThreads);
        int thread = Group.IdxX;
        float sum = 0;
        int hit = 0;
        for (int i = thread; i < count; i += Group.DimX)
        {
            sum += losses[i];
            hit += hits[i];
        }

        sums[thread] = sum;
        counts[thread] = hit;
        Group.Barrier();
        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half)
            {
                sums[thread] += sums[thread + half];
                counts[thread] += counts[thread + half];
            }

            Group.Barrier();
        }

        float loss = sums[0] * lossScale;
        int rightOnes = counts[0];
        int badInput = None;
        int badTarget = None;
        float largest = 0;
        int badStatistic = faults[(int)UpdateFaultKind.Statistics];
        int badGradient = faults[(int)UpdateFaultKind.Gradient];
        bool diverges = (!IsFinite(loss) | badStatistic > 0 | badGradient > 0) & ticket > 0;
        Group.Barrier();

        // The same for all threads, so the barriers inside are met by all of them.
        if (diverges)
        {
            for (int i = thread; i < inputCount; i += Group.DimX)
            {
                float value = XMath.Abs(inputs[i]);
                if (!IsFinite(value))
                    badInput = XMath.Min(badInput, i);
                else
                    largest = XMath.Max(largest, value);
            }

            for (int i = thread; i < targetCount; i += Group.DimX)
            {
                if (!IsFinite(targets[i]))
                    badTarget = XMath.Min(badTarget, i);
            }

            sums[thread] = largest;
            counts[thread] = badInput;
            Group.Barrier();
            for (int half = Group.DimX / 2; half > 0; half /= 2)
            {
                if (thread < half)
                {
                    sums[thread] = XMath.Max(sums[thread], sums[thread + half]);
                    counts[thread] = XMath.Min(counts[thread], counts[thread + half]);
                }

                Group.Barrier();
            }

            largest = sums[0];
            badInput = counts[0];
            Group.Barrier();
            counts[thread] = badTarget;
            Group.Barrier();
            for (int half = Group.DimX / 2; half > 0; half /= 2)
            {
                if (thread < half)
                    counts[thread] = XMath.Min(counts[thread], counts[thread + half]);
                Group.Barrier();
            }

            badTarget = counts[0];
        }

        if (thread == 0)
        {
            int since = status[0];
            if (diverges && since == 0)
            {
                since = ticket;
                status[0] = since;
            }

            report[LossBits] = (int)Interop.FloatAsInt(loss);
            report[Hits] = rightOnes;
            report[LeftOutSince] = ticket > 0 ? since : 0;
            report[BadInput] = badInput;
            report[BadTarget] = badTarget;
            report[LargestInputBits] = (int)Interop.FloatAsInt(largest);
            report[FaultKind] = badStatistic > 0 ? (int)UpdateFaultKind.Statistics : badGradient > 0 ? (int)UpdateFaultKind.Gradient : (int)UpdateFaultKind.None;
            report[FaultPlace] = None - (badStatistic > 0 ? badStatistic : badGradient);
        }
    }

    /// <summary>Adds the losses of an auxiliary head to those of the samples so far, both scaled.</summary>
    /// <param name="losses">Loss of each sample.</param>
    /// <param name="auxiliary">Loss of each sample at the head.</param>
    /// <param name="scale">Factor of <paramref name="losses"/>.</param>
    /// <param name="auxiliaryScale">Factor of <paramref name="auxiliary"/>.</param>
    /// <param name="count">Samples.</param>
    public static void AddLosses(ArrayView<float> losses, ArrayView<float> auxiliary, float scale, float auxiliaryScale, int count)
    {
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < count; i += Grid.DimX * Group.DimX)
            losses[i] = losses[i] * scale + auxiliary[i] * auxiliaryScale;
    }

    /// <summary>
    /// Adds to the report of a step what its update has found: parameters that could not take their new value. One thread.
    /// </summary>
    /// <param name="status">Ticket of the first step that has diverged, or 0.</param>
    /// <param name="faults">What the kernel of the optimizer has found.</param>
    /// <param name="report">The report.</param>
    /// <param name="ticket">Number of the step, from 1.</param>
    public static void FinishUpdate(ArrayView<int> status, ArrayView<int> faults, ArrayView<int> report, int ticket)
    {
        int badWeight = faults[(int)UpdateFaultKind.Weight];
        if (Group.IdxX == 0 & badWeight > 0 & status[0] == 0)
        {
            status[0] = ticket;
            report[LeftOutSince] = ticket;
            report[FaultKind] = (int)UpdateFaultKind.Weight;
            report[FaultPlace] = None - badWeight;
        }
    }

    /// <summary>Notes the first of some values that is infinite or not a number.</summary>
    /// <param name="values">Gradients, or running statistics.</param>
    /// <param name="faults">Takes its place among the parameters.</param>
    /// <param name="kind">What the values are, a <see cref="UpdateFaultKind"/>.</param>
    /// <param name="offset">Place of the first value among the parameters.</param>
    /// <param name="quads">A quarter of the number of values.</param>
    public static void FindNotFinite(ArrayView<float> values, ArrayView<int> faults, int kind, int offset, int quads)
    {
        ArrayView<Float4> quadsOfValues = values.Cast<Float4>();
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < quads; i += Grid.DimX * Group.DimX)
        {
            int lane = FirstNotFinite(quadsOfValues[i]);
            if (lane < 4)
                Note(faults, kind, None - (offset + 4 * i + lane));
        }
    }

    /// <summary>Copies the running statistics, unless a step has diverged: then the copy stays what it was before that step.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <param name="copy">Takes them.</param>
    /// <param name="status">Ticket of the step that has diverged, or 0.</param>
    /// <param name="length">Number of values.</param>
    public static void KeepStatistics(ArrayView<float> statistics, ArrayView<float> copy, ArrayView<int> status, int length)
    {
        if (status[0] != 0)
            return;
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < length; i += Grid.DimX * Group.DimX)
            copy[i] = statistics[i];
    }

    /// <summary>Moves the averages of the weights: w̄ ← kept · w̄ + share · w.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="averages">Their averages.</param>
    /// <param name="status">Other than 0 where updates are left out.</param>
    /// <param name="length">Number of values.</param>
    /// <param name="kept">Share of the old average.</param>
    /// <param name="share">Share of the weight.</param>
    public static void MoveAverages(ArrayView<float> weights, ArrayView<float> averages, ArrayView<int> status, int length, float kept, float share)
    {
        if (status[0] != 0)
            return;
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < length; i += Grid.DimX * Group.DimX)
            averages[i] = kept * averages[i] + share * weights[i];
    }

    /// <summary>The new values of four parameters; one that is not finite stays what it was, and is noted.</summary>
    internal static Float4 KeepFinite(Float4 updated, Float4 before, int quad, ArrayView<int> faults)
    {
        int lane = FirstNotFinite(updated);
        if (lane < 4)
        {
            Note(faults, (int)UpdateFaultKind.Weight, None - (4 * quad + lane));
            updated.X = IsFinite(updated.X) ? updated.X : before.X;
            updated.Y = IsFinite(updated.Y) ? updated.Y : before.Y;
            updated.Z = IsFinite(updated.Z) ? updated.Z : before.Z;
            updated.W = IsFinite(updated.W) ? updated.W : before.W;
        }

        return updated;
    }

    /// <summary>
    /// Keeps the larger place. No atomic operation, because not every OpenCL driver compiles ILGPU's: of several faults in one step
    /// any may be the one that is told, but one always is.
    /// </summary>
    private static void Note(ArrayView<int> faults, int kind, int place)
    {
        if (faults[kind] < place)
            faults[kind] = place;
    }

    /// <summary>0 to 3, or 4 if all are finite.</summary>
    private static int FirstNotFinite(Float4 value)
    {
        int lane = IsFinite(value.W) ? 4 : 3;
        lane = IsFinite(value.Z) ? lane : 2;
        lane = IsFinite(value.Y) ? lane : 1;
        return IsFinite(value.X) ? lane : 0;
    }

    /// <summary>Adds λ·sign(w) and 2λ·w to the gradients of one tensor.</summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="length">Its length.</param>
    /// <param name="l1">Factor of the sign.</param>
    /// <param name="twiceL2">Factor of the weight.</param>
    public static void AddPenalty(ArrayView<float> weights, ArrayView<float> gradients, int length, float l1, float twiceL2)
    {
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < length; i += Grid.DimX * Group.DimX)
        {
            float weight = weights[i];
            float sign = weight > 0 ? l1 : 0;
            sign = weight < 0 ? -l1 : sign;
            gradients[i] += sign + twiceL2 * weight;
        }
    }

    /// <summary>Sums the squares of the gradients, one sum for each group.</summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="sums">One for each group.</param>
    /// <param name="quads">A quarter of the number of gradients.</param>
    public static void SumSquares(ArrayView<float> gradients, ArrayView<float> sums, int quads)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(MaxThreads);
        ArrayView<Float4> values = gradients.Cast<Float4>();
        int thread = Group.IdxX;
        float sum = 0;
        for (int i = Grid.IdxX * Group.DimX + thread; i < quads; i += Grid.DimX * Group.DimX)
        {
            Float4 value = values[i];
            sum += value.X * value.X + value.Y * value.Y + (value.Z * value.Z + value.W * value.W);
        }

        shared[thread] = sum;
        Group.Barrier();
        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }

        if (thread == 0)
            sums[Grid.IdxX] = shared[0];
    }

    /// <summary>The factor that brings the global norm down to the limit (Pascanu et al. 2013, arXiv:1211.5063). One group.</summary>
    /// <param name="sums">What <see cref="SumSquares"/> left.</param>
    /// <param name="scale">Takes the factor.</param>
    /// <param name="count">Number of sums.</param>
    /// <param name="limit">Largest norm.</param>
    public static void ClipScale(ArrayView<float> sums, ArrayView<float> scale, int count, float limit)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(MaxThreads);
        int thread = Group.IdxX;
        float sum = 0;
        for (int i = thread; i < count; i += Group.DimX)
            sum += sums[i];
        shared[thread] = sum;
        Group.Barrier();
        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }

        if (thread == 0)
        {
            float norm = XMath.Sqrt(shared[0]);
            scale[0] = norm > limit ? limit / (norm + 1e-6f) : 1f;
        }
    }

    /// <summary>Multiplies the gradients by the factor, for optimizers that run on the host.</summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="length">Their number.</param>
    public static void Scale(ArrayView<float> gradients, ArrayView<float> scale, int length)
    {
        float factor = scale[0];
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < length; i += Grid.DimX * Group.DimX)
            gradients[i] *= factor;
    }

    private static bool IsFinite(float value) => (Interop.FloatAsInt(value) & ExponentBits) != ExponentBits;
}
