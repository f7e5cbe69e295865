using DeepVision.Generated;

namespace TransferLearning.Pictures;

/// <summary>Makes pictures such as that ResNet-18 has learned from: from 0 to 255 in the order blue, green, red, minus the mean of all pictures at this place.</summary>
/// <param name="mean">The mean, three planes [1, 3, height, width] in that order.</param>
internal sealed class ResNetScaling(StoredTensor mean) : PictureOperation
{
    private readonly float[] _mean = ToPixelOrder(mean.ToSingles());

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<float> values = picture.Values;
        for (int i = 0; i < values.Length; i += 3)
        {
            (float red, float green, float blue) = (values[i], values[i + 1], values[i + 2]);
            values[i] = blue * 255 - _mean[i];
            values[i + 1] = green * 255 - _mean[i + 1];
            values[i + 2] = red * 255 - _mean[i + 2];
        }
    }

    private static float[] ToPixelOrder(float[] planes)
    {
        int plane = planes.Length / 3;
        return [.. Enumerable.Range(0, planes.Length).Select(at => planes[at % 3 * plane + at / 3])];
    }
}
