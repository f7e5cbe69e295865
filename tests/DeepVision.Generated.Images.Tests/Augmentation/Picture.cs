namespace DeepVision.Generated.Images.Tests.Augmentations;

/// <summary>A picture of doubles, and the plainest way to each formula that tests compare with.</summary>
internal sealed class Picture(int height, int width, int channels)
{
    private readonly double[] _values = new double[height * width * channels];

    public int Height => height;

    public int Width => width;

    public int Channels => channels;

    public TensorShape Shape => new(height, width, channels);

    public double this[int y, int x, int channel]
    {
        get => _values[(y * width + x) * channels + channel];
        set => _values[(y * width + x) * channels + channel] = value;
    }

    /// <summary>Values from 0 to 1.</summary>
    public static Picture Random(int height, int width, int channels, int seed)
    {
        var random = new Random(seed);
        return Make(height, width, channels, (_, _, _) => random.NextSingle());
    }

    public static Picture Make(int height, int width, int channels, Func<int, int, int, double> value)
    {
        var picture = new Picture(height, width, channels);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                    picture[y, x, channel] = value(y, x, channel);
            }
        }

        return picture;
    }

    public static Picture Of(ReadOnlySpan<float> values, TensorShape shape)
    {
        var picture = new Picture(shape.Height, shape.Width, shape.Channels);
        for (int i = 0; i < values.Length; i++)
            picture._values[i] = values[i];
        return picture;
    }

    /// <summary>The same picture with other values.</summary>
    public Picture Map(Func<int, int, int, double> value) => Make(height, width, channels, value);

    public float[] ToFloats() => Array.ConvertAll(_values, value => (float)value);

    public double[] ToDoubles() => [.. _values];

    /// <summary>What an augmentation makes of the picture.</summary>
    public Picture After(Augmentation augmentation, int seed = 0, int epoch = 0, int sample = 0)
    {
        TensorShape shape = augmentation.GetOutputShape(Shape);
        float[] result = new float[shape.Length];
        augmentation.Apply(ToFloats(), Shape, result, seed, epoch, sample);
        return Of(result, shape);
    }

    /// <summary>Asserts that no value is farther away than single precision explains, which is much nearer than 1/255.</summary>
    public void AssertIs(Picture expected, double tolerance = 2e-5)
    {
        Assert.Equal(expected.Shape, Shape);
        for (int i = 0; i < _values.Length; i++)
        {
            double difference = Math.Abs(_values[i] - expected._values[i]);
            Assert.True(difference <= tolerance, $"Value {i} of {Shape} is {_values[i]}, but should be {expected._values[i]}.");
        }
    }

    /// <summary>Rows of a picture of one channel, for expectations that are written out.</summary>
    public static Picture Rows(params double[][] rows) => Make(rows.Length, rows[0].Length, 1, (y, x, _) => rows[y][x]);
}
