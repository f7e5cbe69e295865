namespace DeepVision.Generated;

/// <summary>
/// Base of all that a network or a <see cref="Block"/> is written with: layers, and the marks that say what reads what
/// (<see cref="Branch"/>, <see cref="From"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class GraphElement : Attribute
{
    private protected GraphElement()
    {
    }
}
