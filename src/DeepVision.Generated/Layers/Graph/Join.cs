namespace DeepVision.Generated;

/// <summary>
/// Base of the layers that make one value of several. Behind branches a join takes the ends of all paths, in order;
/// elsewhere what stands before it and the layers that it names: <c>[Concat("c3")]</c>.
/// </summary>
public abstract class Join : Layer
{
    private protected Join(string[] names) => Names = names;

    /// <summary>Layers that are joined beside the ends of the paths, or beside what stands before the join.</summary>
    public IReadOnlyList<string> Names { get; }
}
