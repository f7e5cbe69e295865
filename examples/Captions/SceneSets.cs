namespace Captions;

/// <summary>Which scenes are learned from, and which are held back.</summary>
public static class SceneSets
{
    /// <summary>Figures of these colours and shapes stand in no scene that is learned from.</summary>
    private static readonly (string Color, string Shape)[] s_heldBack = [("yellow", "triangle"), ("green", "circle")];

    private static readonly HashSet<int> s_newKinds =
        [.. s_heldBack.Select(kind => Array.IndexOf(DrawnFigure.Colors, kind.Color) * DrawnFigure.Shapes.Length + Array.IndexOf(DrawnFigure.Shapes, kind.Shape))];

    /// <summary>Scenes such as those that are learned from.</summary>
    public static Scene[] Known(int count, int seed) => Draw(count, seed, scene => !HasNewKind(scene) && !IsNewPair(scene));

    /// <summary>Scenes of known figures, but of kinds that never stood together.</summary>
    public static Scene[] NewPairs(int count, int seed) => Draw(count, seed, scene => !HasNewKind(scene) && IsNewPair(scene));

    /// <summary>Scenes with a figure of a colour and a shape that never came together.</summary>
    public static Scene[] NewKinds(int count, int seed) => Draw(count, seed, HasNewKind);

    private static bool HasNewKind(Scene scene) => s_newKinds.Contains(scene.First.Kind) || s_newKinds.Contains(scene.Second.Kind);

    /// <summary>A seventh of all pairs of kinds, whichever comes first.</summary>
    private static bool IsNewPair(Scene scene) =>
        (Math.Min(scene.First.Kind, scene.Second.Kind) + 3 * Math.Max(scene.First.Kind, scene.Second.Kind)) % 7 == 0;

    private static Scene[] Draw(int count, int seed, Func<Scene, bool> belongs)
    {
        Random random = new(seed);
        return [.. Enumerable.Repeat(random, int.MaxValue).Select(Scene.Draw).Where(belongs).Take(count)];
    }
}
