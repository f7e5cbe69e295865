using System.Numerics;

namespace Digits.SyntheticDigits;

/// <summary>
/// Turns the ideal strokes of a digit into those of one hand at one moment: shaken control points, a smooth curve
/// through them, an elastic distortion (in the spirit of Simard, Steinkraus and Platt 2003) and a random affine map.
/// </summary>
internal static class Handwriting
{
    private const int PointsPerSegment = 7;
    private const int Waves = 3;

    /// <summary>The pen's path for one digit, stroke by stroke, in units of the digit's height and not yet placed.</summary>
    public static List<Vector2[]> Write(int digit, ref SampleRandom random)
    {
        Vector2[][] strokes = DigitStyles.Pick(digit, ref random);
        Matrix3x2 affine = RandomAffine(ref random);
        ElasticField elastic = new(ref random);
        var path = new List<Vector2[]>(strokes.Length);
        foreach (Vector2[] ideal in strokes)
        {
            var points = new Vector2[ideal.Length];
            for (int i = 0; i < points.Length; i++)
                points[i] = ideal[i] + new Vector2(random.Normal(.025f), random.Normal(.025f));

            // Strokes that share a corner mostly still do; sometimes the pen misses it.
            Vector2[]? previous = path.Count > 0 ? strokes[path.Count - 1] : null;
            if (previous is not null && previous[^1] == ideal[0] && random.Uniform() < .85f)
                points[0] = path[^1][^1];

            path.Add(Smooth(points));
        }

        foreach (Vector2[] points in path)
        {
            for (int i = 0; i < points.Length; i++)
                points[i] = Vector2.Transform(elastic.Move(points[i]), affine);
        }

        return path;
    }

    /// <summary>Slant, rotation and proportions.</summary>
    private static Matrix3x2 RandomAffine(ref SampleRandom random)
    {
        Matrix3x2 proportions = Matrix3x2.CreateScale(random.Uniform(.6f, 1.15f), 1);
        // Most people lean to the right.
        var slant = new Matrix3x2(1, 0, (float)Math.Tan(-random.Normal(.18f) - .12f), 1, 0, 0);
        (double sine, double cosine) = Math.SinCos(random.Normal(.14f));
        var rotation = new Matrix3x2((float)cosine, (float)sine, -(float)sine, (float)cosine, 0, 0);
        return proportions * slant * rotation;
    }

    /// <summary>A Catmull-Rom spline: a smooth curve through all points.</summary>
    private static Vector2[] Smooth(Vector2[] points)
    {
        var curve = new Vector2[(points.Length - 1) * PointsPerSegment + 1];
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 before = i > 0 ? points[i - 1] : 2 * points[0] - points[1];
            Vector2 after = i + 2 < points.Length ? points[i + 2] : 2 * points[^1] - points[^2];
            for (int k = 0; k < PointsPerSegment; k++)
                curve[i * PointsPerSegment + k] = CatmullRom(before, points[i], points[i + 1], after, k / (float)PointsPerSegment);
        }

        curve[^1] = points[^1];
        return curve;
    }

    private static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t) =>
        .5f * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * (t * t) + (3 * b - a - 3 * c + d) * (t * t * t));

    /// <summary>A smooth random displacement: a few long waves across the plane.</summary>
    private readonly struct ElasticField
    {
        private readonly (Vector2 Direction, float Phase, Vector2 Shift)[] _waves;

        public ElasticField(ref SampleRandom random)
        {
            _waves = new (Vector2, float, Vector2)[Waves];
            for (int i = 0; i < Waves; i++)
            {
                var direction = new Vector2(random.Normal(4), random.Normal(4));
                _waves[i] = (direction, random.Uniform(0, 2 * MathF.PI), new Vector2(random.Normal(.045f), random.Normal(.045f)));
            }
        }

        public Vector2 Move(Vector2 point)
        {
            Vector2 moved = point;
            foreach ((Vector2 direction, float phase, Vector2 shift) in _waves)
                moved += shift * (float)Math.Sin(Vector2.Dot(direction, point) + phase);
            return moved;
        }
    }
}
