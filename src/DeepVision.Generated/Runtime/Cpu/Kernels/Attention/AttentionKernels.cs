using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Scaled dot-product attention, softmax(Q Kᵀ / √d) V (Vaswani et al. 2017), head by head. The probabilities, a number for each pair of steps, live in
/// a small piece of memory as long as their head is at work; the way back makes them once more instead of reading them from memory.
/// </summary>
public static class AttentionKernels
{
    /// <summary>What the queries read.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="query">The steps of the first sample that have the queries.</param>
    /// <param name="key">Those that have the keys.</param>
    /// <param name="value">Those that have the values.</param>
    /// <param name="lengths">How many keys of the first sample count, from 1 to all of them, or a null reference where all do; a number for each sample.</param>
    /// <param name="target">Receives the result of the first sample.</param>
    /// <param name="scratch">Memory as the geometry says.</param>
    /// <param name="count">Samples.</param>
    /// <param name="dropout">Which probabilities are dropped; by default none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in AttentionGeometry geometry, ref float query, ref float key, ref float value, ref float lengths, ref float target, ref float scratch, int count, AttentionDropout dropout = default)
    {
        (int queries, int keys) = (geometry.Queries, geometry.Keys);
        ref float turnedKeys = ref scratch;
        ref float probabilities = ref Unsafe.Add(ref turnedKeys, geometry.HeadFeatures * geometry.ScoreStride);
        ref float values = ref Unsafe.Add(ref probabilities, queries * geometry.ScoreStride);
        ref float result = ref Unsafe.Add(ref values, keys * geometry.NumberStride);
        ref byte mask = ref Unsafe.As<float, byte>(ref Unsafe.Add(ref result, queries * geometry.NumberStride));
        MemoryMarshal.CreateSpan(ref values, keys * geometry.NumberStride).Clear();
        for (nint sample = 0; sample < count; sample++)
        {
            ref float q = ref Unsafe.Add(ref query, sample * queries * geometry.QueryStride);
            ref float k = ref Unsafe.Add(ref key, sample * keys * geometry.KeyStride + geometry.KeyOffset);
            ref float v = ref Unsafe.Add(ref value, sample * keys * geometry.ValueStride + geometry.ValueOffset);
            ref float y = ref Unsafe.Add(ref target, sample * queries * geometry.TargetStride);
            ClearPadding(ref y, geometry.TargetStride, queries);
            int counted = CountedKeys(ref lengths, sample, keys);
            for (int head = 0; head < geometry.Heads; head++)
            {
                (int feature, int number) = (head * geometry.HeadFeatures, head * geometry.HeadValues);
                MakeProbabilities(geometry, ref Unsafe.Add(ref q, feature), ref Unsafe.Add(ref k, feature), counted, ref turnedKeys, ref probabilities);
                if (dropout.Rate > 0)
                    Drop(geometry, dropout, sample, head, ref probabilities, ref probabilities, ref mask);
                CopySteps(ref Unsafe.Add(ref v, number), geometry.ValueStride, keys, geometry.HeadValues, ref values, geometry.NumberStride);
                MatrixProduct.Run(ref probabilities, geometry.ScoreStride, 1, keys, ref values, geometry.NumberStride, ref result, queries);
                CopySteps(ref result, geometry.NumberStride, queries, geometry.HeadValues, ref Unsafe.Add(ref y, number), geometry.TargetStride);
            }
        }
    }

    /// <summary>What the query of one step reads of the keys and values so far, those of its own step included, which the caller keeps from step to step.</summary>
    /// <param name="geometry">The shapes, with room for so many keys.</param>
    /// <param name="query">The step that has the queries.</param>
    /// <param name="key">The one that has the keys.</param>
    /// <param name="value">The one that has the values.</param>
    /// <param name="state">
    /// Sixteen floats, of which the first is the number of steps before, below the keys of the geometry; then the keys of all heads as columns, scaled, and their values as rows. Becomes that behind the step.
    /// </param>
    /// <param name="target">Receives the result.</param>
    /// <param name="scratch">Floats for the scores of all keys, and for a value of a head.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Next(in AttentionGeometry geometry, ref float query, ref float key, ref float value, ref float state, ref float target, ref float scratch)
    {
        (int step, int stride, int numbers) = ((int)state, geometry.ScoreStride, geometry.NumberStride);
        (nint headKeys, nint headValues) = (geometry.HeadFeatures * stride, geometry.Keys * numbers);
        ref float keys = ref Unsafe.Add(ref state, Lanes.Count);
        ref float values = ref Unsafe.Add(ref keys, geometry.Heads * headKeys);
        ref float result = ref Unsafe.Add(ref scratch, stride);
        ClearPadding(ref target, geometry.TargetStride, 1);
        for (int head = 0; head < geometry.Heads; head++)
        {
            (int feature, int number) = (head * geometry.HeadFeatures, head * geometry.HeadValues);
            ref float ownKeys = ref Unsafe.Add(ref keys, head * headKeys);
            ref float ownValues = ref Unsafe.Add(ref values, head * headValues);
            for (int i = 0; i < geometry.HeadFeatures; i++)
                Unsafe.Add(ref ownKeys, (nint)i * stride + step) = Unsafe.Add(ref key, geometry.KeyOffset + feature + i) * geometry.Scale;
            CopySteps(ref Unsafe.Add(ref value, geometry.ValueOffset + number), geometry.ValueStride, 1, geometry.HeadValues, ref Unsafe.Add(ref ownValues, (nint)step * numbers), numbers);
            MatrixProduct.Run(ref Unsafe.Add(ref query, feature), geometry.QueryStride, 1, geometry.HeadFeatures, ref ownKeys, stride, ref scratch, rows: 1);
            MakeProbabilities(ref scratch, step + 1, stride);
            MatrixProduct.Run(ref scratch, stride, 1, step + 1, ref ownValues, numbers, ref result, rows: 1);
            CopySteps(ref result, numbers, 1, geometry.HeadValues, ref Unsafe.Add(ref target, number), geometry.TargetStride);
        }

        state++;
    }

    /// <summary>
    /// The gradients: with P the probabilities, dV = Pᵀ dY, dP = dY Vᵀ, dS = P ∘ (dP − Σ P ∘ dP) of each row, dQ = dS K / √d and dK = dSᵀ Q / √d. Where some are dropped, with F a factor of
    /// each, dV = (P ∘ F)ᵀ dY and dP = dY Vᵀ ∘ F.
    /// </summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="query">The steps of the first sample that have the queries.</param>
    /// <param name="key">Those that have the keys.</param>
    /// <param name="value">Those that have the values.</param>
    /// <param name="lengths">How many keys of the first sample count, from 1 to all of them, or a null reference where all do; a number for each sample.</param>
    /// <param name="gradient">dY of the first sample.</param>
    /// <param name="queryGradient">Receives dQ, which lies as the queries do.</param>
    /// <param name="keyGradient">Receives dK, which lies as the keys do.</param>
    /// <param name="valueGradient">Receives dV, which lies as the values do.</param>
    /// <param name="scratch">Memory as the geometry says.</param>
    /// <param name="count">Samples.</param>
    /// <param name="dropout">Which probabilities are dropped; by default none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        in AttentionGeometry geometry, ref float query, ref float key, ref float value, ref float lengths, ref float gradient,
        ref float queryGradient, ref float keyGradient, ref float valueGradient, ref float scratch, int count, AttentionDropout dropout = default)
    {
        (int queries, int keys) = (geometry.Queries, geometry.Keys);
        (int scores, int features, int numbers) = (geometry.ScoreStride, geometry.FeatureStride, geometry.NumberStride);
        ref float turned = ref scratch;
        ref float probabilities = ref Unsafe.Add(ref turned, Math.Max(geometry.HeadFeatures, geometry.HeadValues) * scores);
        ref float scoreGradient = ref Unsafe.Add(ref probabilities, queries * scores);
        ref float ownGradient = ref Unsafe.Add(ref scoreGradient, queries * scores);
        ref float ownKeys = ref Unsafe.Add(ref ownGradient, queries * numbers);
        ref float ownQueries = ref Unsafe.Add(ref ownKeys, keys * features);
        ref float result = ref Unsafe.Add(ref ownQueries, queries * features);
        ref byte mask = ref Unsafe.As<float, byte>(ref Unsafe.Add(ref result, Math.Max(keys, queries) * Math.Max(features, numbers)));
        MemoryMarshal.CreateSpan(ref ownGradient, queries * numbers + (keys + queries) * features).Clear();
        for (nint sample = 0; sample < count; sample++)
        {
            nint queryPlace = sample * queries * geometry.QueryStride, keyPlace = sample * keys * geometry.KeyStride, valuePlace = sample * keys * geometry.ValueStride;
            ref float dy = ref Unsafe.Add(ref gradient, sample * queries * geometry.TargetStride);
            ClearPadding(ref Unsafe.Add(ref queryGradient, queryPlace), geometry.QueryStride, queries);
            ClearPadding(ref Unsafe.Add(ref keyGradient, keyPlace), geometry.KeyStride, keys);
            ClearPadding(ref Unsafe.Add(ref valueGradient, valuePlace), geometry.ValueStride, keys);
            int counted = CountedKeys(ref lengths, sample, keys);
            for (int head = 0; head < geometry.Heads; head++)
            {
                nint q = queryPlace + head * geometry.HeadFeatures, k = keyPlace + geometry.KeyOffset + head * geometry.HeadFeatures;
                nint v = valuePlace + geometry.ValueOffset + head * geometry.HeadValues;
                MakeProbabilities(geometry, ref Unsafe.Add(ref query, q), ref Unsafe.Add(ref key, k), counted, ref turned, ref probabilities);

                // What the values were weighted by; the gradient of the scores comes to lie in its place.
                ref float weights = ref probabilities;
                if (dropout.Rate > 0)
                {
                    weights = ref scoreGradient;
                    Drop(geometry, dropout, sample, head, ref probabilities, ref weights, ref mask);
                }

                CopySteps(ref Unsafe.Add(ref dy, head * geometry.HeadValues), geometry.TargetStride, queries, geometry.HeadValues, ref ownGradient, numbers);
                MatrixProduct.Run(ref weights, 1, scores, queries, ref ownGradient, numbers, ref result, keys);
                CopySteps(ref result, numbers, keys, geometry.HeadValues, ref Unsafe.Add(ref valueGradient, v), geometry.ValueStride);

                Turn(ref Unsafe.Add(ref value, v), geometry.ValueStride, keys, geometry.HeadValues, ref turned, scores);
                MatrixProduct.Run(ref ownGradient, numbers, 1, geometry.HeadValues, ref turned, scores, ref scoreGradient, queries);
                if (dropout.Rate > 0)
                    DropoutKernels.Gradient(ref scoreGradient, ref mask, queries, scores, dropout.Rate);
                SoftmaxKernels.Gradient(ref probabilities, ref scoreGradient, queries, keys, scores);
                Scale(ref scoreGradient, geometry.Scale, queries * scores);

                CopySteps(ref Unsafe.Add(ref key, k), geometry.KeyStride, keys, geometry.HeadFeatures, ref ownKeys, features);
                MatrixProduct.Run(ref scoreGradient, scores, 1, keys, ref ownKeys, features, ref result, queries);
                CopySteps(ref result, features, queries, geometry.HeadFeatures, ref Unsafe.Add(ref queryGradient, q), geometry.QueryStride);

                CopySteps(ref Unsafe.Add(ref query, q), geometry.QueryStride, queries, geometry.HeadFeatures, ref ownQueries, features);
                MatrixProduct.Run(ref scoreGradient, 1, scores, queries, ref ownQueries, features, ref result, keys);
                CopySteps(ref result, features, keys, geometry.HeadFeatures, ref Unsafe.Add(ref keyGradient, k), geometry.KeyStride);
            }
        }
    }

    /// <summary>How many keys of a sample count; whatever stands in the lengths, one at least and no more than there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountedKeys(ref float lengths, nint sample, int keys) =>
        Unsafe.IsNullRef(ref lengths) ? keys : (int)Math.Clamp(Unsafe.Add(ref lengths, sample), 1, keys);

    /// <summary>Drops some of the probabilities of a head: pair i of the batch, in the order (sample, head, query, key), takes the draw of index i.</summary>
    private static void Drop(in AttentionGeometry geometry, in AttentionDropout dropout, nint sample, int head, ref float probabilities, ref float target, ref byte mask)
    {
        long rows = ((dropout.FirstSample + sample) * geometry.Heads + head) * geometry.Queries;
        DropoutKernels.DropPixels(
            ref probabilities, ref target, ref mask, geometry.Queries, geometry.Keys, geometry.ScoreStride, dropout.Rate, dropout.Seed, dropout.Layer, dropout.Step, rows * geometry.Keys);
    }

    /// <summary>Softmax of the scaled products of each query with all keys that it may read; zero for the others and in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MakeProbabilities(in AttentionGeometry geometry, ref float query, ref float key, int counted, ref float turnedKeys, ref float probabilities)
    {
        int stride = geometry.ScoreStride;
        Turn(ref key, geometry.KeyStride, geometry.Keys, geometry.HeadFeatures, ref turnedKeys, stride);
        Scale(ref turnedKeys, geometry.Scale, geometry.HeadFeatures * stride);
        MatrixProduct.Run(ref query, geometry.QueryStride, 1, geometry.HeadFeatures, ref turnedKeys, stride, ref probabilities, geometry.Queries);
        for (int step = 0; step < geometry.Queries; step++)
        {
            int read = geometry.IsCausal ? Math.Min(step + 1, counted) : counted;
            MakeProbabilities(ref Unsafe.Add(ref probabilities, step * stride), read, stride);
        }
    }

    /// <summary>Softmax of the scores of a query with the first keys; zero for the others and in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MakeProbabilities(ref float row, int read, int stride)
    {
        float sum = SoftmaxKernels.Exponentials(ref row, ref row, SoftmaxKernels.Maximum(ref row, read), read, stride);
        Scale(ref row, 1f / sum, stride);
    }

    /// <summary>Copies some values of each step: to rows of their own, or from there to their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopySteps(ref float source, nint sourceStride, int steps, int length, ref float target, nint targetStride)
    {
        for (nint step = 0; step < steps; step++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, step * sourceStride), length)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, step * targetStride), length));
        }
    }

    /// <summary>Some values of each step as columns; those behind the last step are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ref float source, int sourceStride, int steps, int length, ref float target, int targetStride)
    {
        for (int step = 0; step < targetStride; step += TileTranspose.Size)
        {
            int rows = Math.Clamp(steps - step, 0, TileTranspose.Size);
            ref float from = ref Unsafe.Add(ref source, (nint)Math.Min(step, steps - 1) * sourceStride);
            for (int first = 0; first < length; first += TileTranspose.Size)
            {
                TileTranspose.Transpose(
                    ref Unsafe.Add(ref from, first), sourceStride, rows, ref Unsafe.Add(ref target, (nint)first * targetStride + step), targetStride,
                    Math.Min(length - first, TileTranspose.Size));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ref float values, float factor, int length)
    {
        for (nuint i = 0; i < (nuint)length; i += Lanes.Count)
            (Vector512.LoadUnsafe(ref values, i) * factor).StoreUnsafe(ref values, i);
    }

    /// <summary>Zeroes the last vector of each step: heads don't write the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearPadding(ref float steps, nint stride, int count)
    {
        for (nint step = 1; step <= count; step++)
            Vector512<float>.Zero.StoreUnsafe(ref steps, (nuint)(step * stride - Lanes.Count));
    }
}
