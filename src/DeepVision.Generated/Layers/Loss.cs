namespace DeepVision.Generated;

/// <summary>Base of all losses: what training minimises. It is the last attribute of a network, and the only one of its kind.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class Loss : Attribute
{
    private protected Loss()
    {
    }
}
