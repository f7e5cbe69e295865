namespace DigitsInBrowser.Networks;

/// <summary>Values of several channels over the same small image.</summary>
/// <param name="Values">In the order (height, width, channels).</param>
/// <param name="Height">Height of one map.</param>
/// <param name="Width">Width of one map.</param>
/// <param name="Channels">Number of maps.</param>
public sealed record FeatureMaps(float[] Values, int Height, int Width, int Channels)
{
    /// <summary>The largest value of all maps, regardless of its sign.</summary>
    public float Largest => Values.Length == 0 ? 0 : Values.Max(Math.Abs);

    /// <summary>One value.</summary>
    public float this[int y, int x, int channel] => Values[(y * Width + x) * Channels + channel];
}
