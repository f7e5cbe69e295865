using DeepVision.Generated;

namespace TransferLearning.Pictures;

/// <summary>Pictures as that ResNet-18 has learned from them: bytes from 0 to 255 in the order blue, green, red, minus the mean of all pictures at this place.</summary>
/// <param name="pictures">Pictures in the order red, green, blue.</param>
/// <param name="mean">The mean, from <see cref="ToPixelOrder"/>.</param>
internal sealed class ResNetPictures(ImageDataset pictures, float[] mean) : Dataset
{
    public override int Count => pictures.Count;

    public override TensorShape InputShape => pictures.InputShape;

    public override int ClassCount => pictures.ClassCount;

    public override int GetLabel(int index) => pictures.GetLabel(index);

    public override void CopyInput(int index, Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = pictures[index];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            destination[i] = pixels[i + 2] - mean[i];
            destination[i + 1] = pixels[i + 1] - mean[i + 1];
            destination[i + 2] = pixels[i] - mean[i + 2];
        }
    }

    /// <summary>The mean image, which the file has as three planes [1, 3, height, width], in the order (height, width, channels).</summary>
    public static float[] ToPixelOrder(StoredTensor planes)
    {
        float[] values = planes.ToSingles(), result = new float[values.Length];
        int plane = values.Length / 3;
        for (int pixel = 0; pixel < plane; pixel++)
        {
            for (int channel = 0; channel < 3; channel++)
                result[pixel * 3 + channel] = values[channel * plane + pixel];
        }

        return result;
    }
}
