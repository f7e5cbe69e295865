using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class LossKernels
{
    /// <summary>Pixels whose sums are added up before they join those of the others, so that long sums keep their digits.</summary>
    private const int DicePart = 64;

    /// <summary>
    /// 1 − (2·Σ p·t + s) / (Σ p + Σ t + s) with p = 1 / (1 + e⁻ˣ): the sums are over the pixels of a channel or, in a vector, over all of its values. The loss of
    /// a sample is the mean over its channels. The derivative by p is ((2·Σ p·t + s) / (Σ p + Σ t + s) − 2·t) / (Σ p + Σ t + s).
    /// </summary>
    /// <param name="scores">First score x of the first sample.</param>
    /// <param name="gradient">Gradient with respect to the scores, times <paramref name="scale"/>; padding is written as zero.</param>
    /// <param name="targets">The values wanted, N,H,W,C without padding.</param>
    /// <param name="losses">The loss of each sample, not yet divided.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="smooth">s, above 0.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dice(ref float scores, ref float gradient, ReadOnlySpan<float> targets, Span<float> losses, int count, int pixels, int channels, int stride, float smooth, float scale)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(4 * stride);
        try
        {
            DiceSums sums = new(rented, stride);
            for (int sample = 0; sample < count; sample++)
            {
                nint offset = (nint)sample * pixels * stride;
                losses[sample] = DiceSample(
                    ref Unsafe.Add(ref scores, offset), ref Unsafe.Add(ref gradient, offset), targets.Slice(sample * pixels * channels, pixels * channels), sums, pixels, channels, smooth, scale);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// The same for classes, of which each pixel has one: p is the softmax of its scores, and t is 1 at its label. The loss of a sample is the mean over the
    /// classes. Pixels with the ignored label are in no sum, and their gradient is zero.
    /// </summary>
    /// <param name="scores">First score of the first pixel of the first sample.</param>
    /// <param name="gradient">Gradient with respect to the scores, times <paramref name="scale"/>.</param>
    /// <param name="labels">One label per pixel, 0 to <paramref name="classes"/> − 1 or <paramref name="ignoredLabel"/>.</param>
    /// <param name="losses">The loss of each sample, not yet divided.</param>
    /// <param name="correct">Pixels of each sample whose largest score (the first of equal ones) is the label's; empty if nobody asks.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="smooth">s, above 0.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither one of the classes nor ignored.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PixelDice(ref float scores, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, Span<int> correct, int pixels, int classes, int stride, float smooth, int ignoredLabel, float scale)
    {
        CheckPixelLabels(labels, pixels, classes, ignoredLabel);
        float[] rented = ArrayPool<float>.Shared.Rent(4 * stride);
        try
        {
            DiceSums sums = new(rented, stride);
            for (int sample = 0; sample < losses.Length; sample++)
            {
                nint offset = (nint)sample * pixels * stride;
                losses[sample] = PixelDiceSample(
                    ref Unsafe.Add(ref scores, offset), ref Unsafe.Add(ref gradient, offset), labels.Slice(sample * pixels, pixels), sums, classes, smooth, ignoredLabel, scale, out int hits);
                if (!correct.IsEmpty)
                    correct[sample] = hits;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float DiceSample(ref float scores, ref float gradient, ReadOnlySpan<float> targets, in DiceSums sums, int pixels, int channels, float smooth, float scale)
    {
        int stride = sums.Stride;
        sums.Clear();
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int channel = 0; channel < stride; channel += Lanes.Count)
            {
                nuint place = (nuint)pixel * (nuint)stride + (nuint)channel;
                Vector512<float> mask = Lanes.Mask(channels - channel);
                Vector512<float> probability = LaneMath.Sigmoid(Vector512.LoadUnsafe(ref scores, place)) & mask;
                probability.StoreUnsafe(ref gradient, place);
                sums.Add(channel, probability, channel < channels ? TargetsAt(targets, pixel, channel, channels) : Vector512<float>.Zero);
            }

            if ((pixel + 1) % DicePart == 0)
                sums.EndPart();
        }

        sums.EndPart();
        if (pixels == 1)
            sums.MakeOne(channels);
        float loss = sums.Finish(channels, pixels == 1 ? 1 : channels, smooth, scale);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                nuint place = (nuint)pixel * (nuint)stride + (nuint)channel;
                Vector512<float> probability = Vector512.LoadUnsafe(ref gradient, place), mask = Lanes.Mask(channels - channel);
                Vector512<float> derivative = sums.Derivative(channel, TargetsAt(targets, pixel, channel, channels));
                (derivative * probability * (Vector512<float>.One - probability) & mask).StoreUnsafe(ref gradient, place);
            }
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float PixelDiceSample(ref float scores, ref float gradient, ReadOnlySpan<int> labels, in DiceSums sums, int classes, float smooth, int ignoredLabel, float scale, out int hits)
    {
        int stride = sums.Stride;
        hits = 0;
        sums.Clear();
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            ref float row = ref Unsafe.Add(ref gradient, (nint)pixel * stride);
            if (labels[pixel] == ignoredLabel)
            {
                MemoryMarshal.CreateSpan(ref row, stride).Clear();
                continue;
            }

            ref float source = ref Unsafe.Add(ref scores, (nint)pixel * stride);
            float maximum = SoftmaxKernels.Maximum(ref source, classes);
            hits += CrossEntropyRow.IsFirstOf(ref source, maximum, labels[pixel]) ? 1 : 0;
            Vector512<float> factor = Vector512.Create(1f / SoftmaxKernels.Exponentials(ref source, ref row, maximum, classes, stride));
            for (int channel = 0; channel < classes; channel += Lanes.Count)
            {
                Vector512<float> probability = Vector512.LoadUnsafe(ref row, (nuint)channel) * factor;
                probability.StoreUnsafe(ref row, (nuint)channel);
                sums.Add(channel, probability, OneHot(labels[pixel], channel));
            }

            if ((pixel + 1) % DicePart == 0)
                sums.EndPart();
        }

        sums.EndPart();
        float loss = sums.Finish(classes, classes, smooth, scale);
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            if (labels[pixel] == ignoredLabel)
                continue;

            // Behind softmax: p·(d − Σ d·p).
            ref float row = ref Unsafe.Add(ref gradient, (nint)pixel * stride);
            Vector512<float> products = Vector512<float>.Zero;
            for (int channel = 0; channel < classes; channel += Lanes.Count)
                products = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)channel), sums.Derivative(channel, OneHot(labels[pixel], channel)), products);
            Vector512<float> mean = Vector512.Create(Lanes.Sum(products));
            for (int channel = 0; channel < classes; channel += Lanes.Count)
            {
                Vector512<float> derivative = sums.Derivative(channel, OneHot(labels[pixel], channel)) - mean;
                (Vector512.LoadUnsafe(ref row, (nuint)channel) * derivative).StoreUnsafe(ref row, (nuint)channel);
            }
        }

        return loss;
    }

    /// <summary>Sixteen targets of a pixel; zero behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TargetsAt(ReadOnlySpan<float> targets, int pixel, int channel, int channels)
    {
        int next = pixel * channels + channel;
        return Lanes.LoadPartial(ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), next), channels - channel, targets.Length - next);
    }

    /// <summary>1 at the label, in the sixteen classes from this one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OneHot(int label, int channel) =>
        Vector512.Equals(Vector512<int>.Indices, Vector512.Create(label - channel)).AsSingle() & Vector512<float>.One;

    /// <summary>The sums of a sample, channel by channel, and the derivative that follows from them.</summary>
    private readonly ref struct DiceSums
    {
        /// <summary>Σ p·t and Σ (p + t), then those of the pixels that have not joined them yet.</summary>
        private readonly Span<float> _overlap, _size, _overlapPart, _sizePart;

        public DiceSums(float[] memory, int stride)
        {
            Stride = stride;
            _overlap = memory.AsSpan(0, stride);
            _size = memory.AsSpan(stride, stride);
            _overlapPart = memory.AsSpan(2 * stride, stride);
            _sizePart = memory.AsSpan(3 * stride, stride);
        }

        public int Stride { get; }

        public void Clear()
        {
            _overlap.Clear();
            _size.Clear();
            _overlapPart.Clear();
            _sizePart.Clear();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int channel, Vector512<float> probability, Vector512<float> target)
        {
            ref float overlap = ref _overlapPart[channel], size = ref _sizePart[channel];
            Vector512.FusedMultiplyAdd(probability, target, Vector512.LoadUnsafe(ref overlap)).StoreUnsafe(ref overlap);
            (Vector512.LoadUnsafe(ref size) + (probability + target)).StoreUnsafe(ref size);
        }

        public void EndPart()
        {
            for (int channel = 0; channel < Stride; channel++)
            {
                _overlap[channel] += _overlapPart[channel];
                _size[channel] += _sizePart[channel];
            }

            _overlapPart.Clear();
            _sizePart.Clear();
        }

        /// <summary>Makes one sum of those of all channels.</summary>
        public void MakeOne(int channels)
        {
            float overlap = 0f, size = 0f;
            for (int channel = 0; channel < channels; channel++)
            {
                overlap += _overlap[channel];
                size += _size[channel];
            }

            _overlap[..channels].Fill(overlap);
            _size[..channels].Fill(size);
        }

        /// <summary>Turns the sums into what the derivative is made of.</summary>
        /// <param name="channels">Channels that count.</param>
        /// <param name="parts">Sums over which the loss is a mean: those of the channels, or a single one.</param>
        /// <param name="smooth">s.</param>
        /// <param name="scale">Factor of the derivative.</param>
        /// <returns>The loss.</returns>
        public float Finish(int channels, int parts, float smooth, float scale)
        {
            float loss = 0f;
            for (int channel = 0; channel < channels; channel++)
            {
                float size = _size[channel] + smooth, share = (2f * _overlap[channel] + smooth) / size;
                if (channel < parts)
                    loss += 1f - share;
                (_overlap[channel], _size[channel]) = (share * scale / size / parts, 2f * scale / size / parts);
            }

            return loss / parts;
        }

        /// <summary>The derivative by p of sixteen channels.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Derivative(int channel, Vector512<float> target) =>
            Vector512.LoadUnsafe(ref _overlap[channel]) - target * Vector512.LoadUnsafe(ref _size[channel]);
    }
}
