using System.Numerics;

namespace Digits.SyntheticDigits;

/// <summary>
/// The ways people write each digit, as strokes of the pen. A stroke is a list of points (x to the right, y down, about
/// 0 to 1) that a smooth curve passes through; a corner is where one stroke ends and the next begins.
/// </summary>
internal static class DigitStyles
{
    private static readonly Vector2[][][][] Styles =
    [
        [
            [Stroke(.52f, .02f, .24f, .13f, .10f, .50f, .22f, .87f, .50f, .98f, .78f, .87f, .90f, .50f, .78f, .13f, .50f, .02f)],
            [Stroke(.66f, .06f, .32f, .07f, .10f, .45f, .20f, .86f, .50f, .99f, .80f, .82f, .88f, .40f, .70f, .09f, .46f, .02f, .34f, .12f)],
            [Stroke(.50f, .01f, .32f, .20f, .24f, .52f, .32f, .86f, .52f, .99f, .70f, .84f, .77f, .48f, .68f, .16f, .48f, .01f)],
        ],
        [
            [Stroke(.50f, .00f, .50f, .50f, .50f, 1f)],
            [Stroke(.52f, .00f, .50f, .50f, .48f, 1f)],
            [Stroke(.30f, .22f, .42f, .14f, .54f, .00f), Stroke(.54f, .00f, .53f, .50f, .52f, 1f)],
            [Stroke(.28f, .22f, .54f, .00f), Stroke(.54f, .00f, .53f, .98f), Stroke(.26f, .99f, .80f, .98f)],
        ],
        [
            [Stroke(.12f, .25f, .25f, .06f, .55f, .00f, .82f, .17f, .74f, .45f, .42f, .74f, .10f, .97f), Stroke(.10f, .97f, .50f, .94f, .92f, .96f)],
            [Stroke(.12f, .20f, .40f, .02f, .76f, .12f, .77f, .40f, .50f, .74f, .22f, .96f, .07f, .90f, .18f, .76f, .45f, .88f, .95f, .94f)],
            [Stroke(.15f, .14f, .45f, .00f, .80f, .12f, .76f, .42f, .46f, .70f, .12f, .99f), Stroke(.12f, .99f, .88f, .98f)],
        ],
        [
            [Stroke(.12f, .12f, .45f, .00f, .80f, .15f, .72f, .39f, .40f, .48f), Stroke(.40f, .48f, .78f, .58f, .88f, .80f, .56f, 1f, .10f, .89f)],
            [Stroke(.12f, .05f, .50f, .04f, .82f, .04f), Stroke(.82f, .04f, .60f, .22f, .42f, .40f), Stroke(.42f, .40f, .80f, .52f, .86f, .78f, .54f, 1f, .10f, .90f)],
            [Stroke(.16f, .08f, .50f, .00f, .78f, .14f, .70f, .36f, .46f, .46f, .52f, .50f, .80f, .62f, .82f, .86f, .50f, 1f, .14f, .96f)],
        ],
        [
            [Stroke(.20f, .02f, .13f, .30f, .14f, .54f, .45f, .58f, .92f, .52f), Stroke(.78f, .04f, .75f, .50f, .70f, 1f)],
            [Stroke(.64f, .00f, .36f, .34f, .06f, .65f), Stroke(.06f, .65f, .50f, .66f, .96f, .63f), Stroke(.66f, .00f, .65f, .50f, .63f, 1f)],
            [Stroke(.22f, .00f, .12f, .50f), Stroke(.12f, .50f, .50f, .52f, .88f, .47f), Stroke(.76f, .05f, .68f, .50f, .62f, 1f)],
            [Stroke(.30f, .06f, .14f, .38f, .30f, .54f, .62f, .44f, .82f, .04f), Stroke(.82f, .04f, .74f, .50f, .66f, 1f)],
        ],
        [
            [Stroke(.86f, .03f, .55f, .05f, .25f, .05f), Stroke(.25f, .05f, .22f, .25f, .18f, .44f), Stroke(.18f, .44f, .50f, .36f, .84f, .54f, .80f, .85f, .46f, 1f, .10f, .89f)],
            [Stroke(.90f, .02f, .56f, .04f, .30f, .06f, .22f, .24f, .30f, .40f, .62f, .50f, .78f, .70f, .62f, .94f, .30f, 1f, .08f, .88f)],
            [Stroke(.28f, .06f, .22f, .44f), Stroke(.22f, .44f, .55f, .40f, .80f, .62f, .70f, .92f, .36f, 1f, .12f, .92f), Stroke(.28f, .06f, .60f, .05f, .92f, .00f)],
        ],
        [
            [Stroke(.75f, .02f, .40f, .20f, .16f, .55f, .20f, .87f, .50f, 1f, .79f, .86f, .78f, .62f, .52f, .51f, .20f, .68f)],
            [Stroke(.50f, .00f, .28f, .30f, .17f, .64f, .24f, .92f, .52f, 1f, .76f, .84f, .68f, .62f, .42f, .60f, .20f, .78f)],
            [Stroke(.64f, .00f, .34f, .26f, .16f, .62f, .28f, .94f, .60f, .98f, .84f, .78f, .70f, .58f, .44f, .64f, .34f, .86f)],
        ],
        [
            [Stroke(.10f, .05f, .50f, .06f, .88f, .04f), Stroke(.88f, .04f, .62f, .48f, .42f, 1f)],
            [Stroke(.12f, .16f, .20f, .05f, .55f, .07f, .90f, .03f), Stroke(.90f, .03f, .72f, .40f, .56f, .70f, .48f, 1f)],
            [Stroke(.10f, .06f, .86f, .04f), Stroke(.86f, .04f, .62f, .46f, .38f, 1f), Stroke(.32f, .52f, .78f, .48f)],
        ],
        [
            [Stroke(.78f, .14f, .50f, .00f, .22f, .15f, .32f, .38f, .64f, .57f, .82f, .80f, .50f, 1f, .18f, .82f, .34f, .58f, .68f, .38f, .76f, .12f)],
            [Stroke(.50f, .00f, .26f, .12f, .28f, .36f, .50f, .46f, .72f, .36f, .74f, .12f, .50f, .00f), Stroke(.50f, .46f, .22f, .62f, .22f, .88f, .50f, 1f, .78f, .88f, .78f, .62f, .50f, .46f)],
            [Stroke(.72f, .06f, .40f, .04f, .26f, .24f, .52f, .46f, .72f, .74f, .54f, .98f, .28f, .90f, .30f, .66f, .60f, .40f, .78f, .12f, .70f, .02f)],
        ],
        [
            [Stroke(.82f, .18f, .55f, .01f, .22f, .12f, .16f, .38f, .44f, .50f, .74f, .36f, .84f, .12f), Stroke(.84f, .12f, .80f, .55f, .72f, 1f)],
            [Stroke(.80f, .14f, .50f, .00f, .20f, .18f, .24f, .44f, .56f, .46f, .80f, .18f, .82f, .50f, .66f, .88f, .26f, .98f)],
            [Stroke(.78f, .10f, .48f, .02f, .22f, .22f, .34f, .44f, .66f, .36f, .78f, .08f), Stroke(.78f, .08f, .68f, .50f, .50f, 1f)],
        ],
    ];

    /// <summary>A random way to write <paramref name="digit"/>: its strokes, each a list of points.</summary>
    public static Vector2[][] Pick(int digit, ref SampleRandom random) => Styles[digit][random.Below(Styles[digit].Length)];

    private static Vector2[] Stroke(params ReadOnlySpan<float> coordinates)
    {
        var points = new Vector2[coordinates.Length / 2];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Vector2(coordinates[2 * i], coordinates[2 * i + 1]);
        return points;
    }
}
