using DeepVision.Generated;

namespace Sequences.Motions;

/// <summary>What happens in a clip.</summary>
public enum Motion
{
    Left,
    Right,
    Up,
    Down,
    Clockwise,
    Counterclockwise,
    Growing,
    Shrinking,
}

/// <summary>
/// Clips of a shape that moves, turns, grows or shrinks, drawn by the program. Place, angle and size begin anywhere and come back at the other end
/// where one is reached, so in every single frame they are anywhere, whatever the motion: no frame alone tells it.
/// </summary>
public sealed class MotionClips
{
    /// <summary>Frames of a clip.</summary>
    public const int Steps = 8;

    /// <summary>Rows and columns of a frame.</summary>
    public const int Size = 24;

    /// <summary>Kinds of motion.</summary>
    public const int Motions = 8;

    private const double SmallestExtent = 4.5, LargestExtent = 9;

    private readonly byte[] _pixels;
    private readonly int[] _labels;

    /// <summary>Draws as many clips of each motion.</summary>
    /// <param name="count">Number of clips.</param>
    /// <param name="seed">Decides what is drawn.</param>
    public MotionClips(int count, int seed)
    {
        (_pixels, _labels) = (new byte[count * Steps * Size * Size], new int[count]);
        Random random = new(seed);
        for (int clip = 0; clip < count; clip++)
        {
            _labels[clip] = clip % Motions;
            Draw((Motion)_labels[clip], random, _pixels.AsSpan(clip * Steps * Size * Size, Steps * Size * Size));
        }
    }

    /// <summary>The clips, each a sequence of images with its motion.</summary>
    public ImageDataset Clips => new(_pixels, new TensorShape(Steps, Size, Size, 1), _labels, Motions, Enum.GetNames<Motion>());

    /// <summary>The frames of the clips, each an image with the motion of its clip.</summary>
    public ImageDataset Frames => new(
        _pixels, new TensorShape(Size, Size, 1), [.. _labels.SelectMany(label => Enumerable.Repeat(label, Steps))], Motions, Enum.GetNames<Motion>());

    private static void Draw(Motion motion, Random random, Span<byte> clip)
    {
        double x = Size * random.NextDouble(), y = Size * random.NextDouble(), angle = 2 * Math.PI * random.NextDouble(), growth = random.NextDouble();
        double speed = 0.5 + 0.5 * random.NextDouble(), brightness = 140 + 90 * random.NextDouble();
        int shape = random.Next(4);
        for (int step = 0; step < Steps; step++)
        {
            double extent = SmallestExtent * Math.Pow(LargestExtent / SmallestExtent, growth);
            Draw(clip.Slice(step * Size * Size, Size * Size), random, shape, brightness, x, y, angle, extent);
            switch (motion)
            {
                case Motion.Left:
                    x -= 3 * speed;
                    break;
                case Motion.Right:
                    x += 3 * speed;
                    break;
                case Motion.Up:
                    y -= 3 * speed;
                    break;
                case Motion.Down:
                    y += 3 * speed;
                    break;
                // Rows are counted downwards.
                case Motion.Clockwise:
                    angle += 0.7 * speed;
                    break;
                case Motion.Counterclockwise:
                    angle -= 0.7 * speed;
                    break;
                case Motion.Growing:
                    growth = (growth + 0.2 * speed) % 1;
                    break;
                case Motion.Shrinking:
                    growth = (growth + 1 - 0.2 * speed) % 1;
                    break;
            }
        }
    }

    /// <summary>One frame: the shape in front of noise. Each pixel is the mean of four points.</summary>
    private static void Draw(Span<byte> frame, Random random, int shape, double brightness, double x, double y, double angle, double extent)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                int inside = 0;
                for (int point = 0; point < 4; point++)
                {
                    double across = Around(column + 0.25 + 0.5 * (point % 2) - x) / extent, down = Around(row + 0.25 + 0.5 * (point / 2) - y) / extent;
                    if (IsInside(shape, cosine * across + sine * down, cosine * down - sine * across))
                        inside++;
                }

                frame[row * Size + column] = (byte)(25 * random.NextDouble() + brightness * inside / 4);
            }
        }
    }

    /// <summary>The distance to the nearest of the places that a point has on a frame whose opposite sides meet.</summary>
    private static double Around(double distance) => distance - Size * Math.Round(distance / Size);

    /// <summary>Whether a point lies in a shape of extent 1: an L, a T, a half disc, a wedge. All of them show how they are turned.</summary>
    private static bool IsInside(int shape, double across, double down) => shape switch
    {
        0 => (Math.Abs(across + 0.55) < 0.3 && Math.Abs(down) < 0.95) || (Math.Abs(down - 0.68) < 0.27 && Math.Abs(across) < 0.85),
        1 => (Math.Abs(down + 0.65) < 0.27 && Math.Abs(across) < 0.9) || (Math.Abs(across) < 0.25 && Math.Abs(down) < 0.92),
        2 => across * across + down * down < 0.9 && down > -0.1,
        _ => Math.Abs(down) < 0.9 && Math.Abs(across) < 0.45 * (0.9 - down),
    };
}
