using System.Buffers;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Blurs a picture by a normal curve that is read at the centres of pixels and cut off at the kernel's ends, its sum made 1. Beyond the border the
/// picture is mirrored, and its outermost pixels aren't repeated.
/// </summary>
internal sealed class GaussianBlurOperation : PictureOperation
{
    private readonly int _radius;
    private readonly (double Minimum, double Maximum) _deviation;
    private readonly double _probability;

    public GaussianBlurOperation(int kernelSize, (double Minimum, double Maximum) deviation, double probability)
    {
        OptionCheck.Between(kernelSize, 1, 255);
        if (kernelSize % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(kernelSize), kernelSize, $"{nameof(kernelSize)} must be odd, so that a pixel is in the middle.");
        _radius = kernelSize / 2;
        _deviation = OptionCheck.Range(deviation, 0.01, 1000);
        _probability = OptionCheck.Probability(probability);
    }

    public override TensorShape GetOutputShape(TensorShape input)
    {
        ShapeCheck.Picture(input, nameof(Augmentation.RandomGaussianBlur));
        if (_radius >= Math.Min(input.Height, input.Width))
            throw new ArgumentException(FormattableString.Invariant($"{nameof(Augmentation.RandomGaussianBlur)} with a kernel of {2 * _radius + 1} needs pictures of at least {_radius + 1}×{_radius + 1}, but receives {input}."));
        return input;
    }

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        if (!draws.NextBoolean(_probability))
            return;
        Span<float> weights = stackalloc float[2 * _radius + 1];
        MakeWeights(weights, draws.NextDouble(_deviation.Minimum, _deviation.Maximum));
        TensorShape shape = picture.Shape;
        int row = shape.Width * shape.Channels;
        float[] padded = ArrayPool<float>.Shared.Rent(row + 2 * _radius * shape.Channels);
        for (int y = 0; y < shape.Height; y++)
            BlurRow(picture.Values.Slice(y * row, row), picture.Spare.Slice(y * row, row), shape, weights, padded);
        ArrayPool<float>.Shared.Return(padded);

        for (int y = 0; y < shape.Height; y++)
        {
            Span<float> target = picture.Values.Slice(y * row, row);
            target.Clear();
            for (int i = 0; i < weights.Length; i++)
                VectorSpans.AddScaled(target, picture.Spare.Slice(Resampling.Place(y + i - _radius, 0, shape.Height, FillRule.Reflect) * row, row), weights[i]);
        }
    }

    private void BlurRow(ReadOnlySpan<float> source, Span<float> target, TensorShape shape, ReadOnlySpan<float> weights, Span<float> padded)
    {
        int channels = shape.Channels;
        source.CopyTo(padded[(_radius * channels)..]);
        for (int i = 0; i < _radius; i++)
        {
            source.Slice(Resampling.Place(i - _radius, 0, shape.Width, FillRule.Reflect) * channels, channels).CopyTo(padded[(i * channels)..]);
            source.Slice(Resampling.Place(shape.Width + i, 0, shape.Width, FillRule.Reflect) * channels, channels).CopyTo(padded[((_radius + shape.Width + i) * channels)..]);
        }

        target.Clear();
        for (int i = 0; i < weights.Length; i++)
            VectorSpans.AddScaled(target, padded.Slice(i * channels, target.Length), weights[i]);
    }

    private void MakeWeights(Span<float> weights, double deviation)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += Height(i);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(Height(i) / sum);

        double Height(int i) => PortableMath.Exp(-0.5 * ((i - _radius) / deviation) * ((i - _radius) / deviation));
    }
}
