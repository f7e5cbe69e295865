using System.Reflection;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>One attribute of a network class as data: its name and every argument that was written, by name.</summary>
internal sealed class DeclaredLayer
{
    private readonly Dictionary<string, CustomAttributeTypedArgument> _arguments = new(StringComparer.OrdinalIgnoreCase);

    private DeclaredLayer(CustomAttributeData attribute)
    {
        Kind = attribute.AttributeType.Name;
        foreach ((ParameterInfo parameter, CustomAttributeTypedArgument argument) in attribute.Constructor.GetParameters().Zip(attribute.ConstructorArguments))
            _arguments[parameter.Name!] = argument;
        foreach (CustomAttributeNamedArgument argument in attribute.NamedArguments)
            _arguments[argument.MemberName] = argument.TypedValue;
    }

    /// <summary>The attribute's name as written: <c>Conv2D</c>.</summary>
    public string Kind { get; }

    /// <summary>The library's attributes on a class, in the order of declaration.</summary>
    public static IReadOnlyList<DeclaredLayer> Of(Type network) =>
    [
        .. network.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Namespace == "DeepVision.Generated")
            .Select(attribute => new DeclaredLayer(attribute)),
    ];

    public bool Has(string name) => _arguments.ContainsKey(name);

    public int Int(string name) => (int)_arguments[name].Value!;

    public int Int(string name, int absent) => Has(name) ? Int(name) : absent;

    public float Float(string name, float absent) => Has(name) ? (float)_arguments[name].Value! : absent;

    public bool Bool(string name, bool absent) => Has(name) ? (bool)_arguments[name].Value! : absent;

    /// <summary>The name of an enumeration's member.</summary>
    public string Member(string name, string absent) =>
        Has(name) ? Enum.GetName(_arguments[name].ArgumentType, _arguments[name].Value!)! : absent;

    public double[]? Floats(string name)
    {
        if (!Has(name) || _arguments[name].Value is not IReadOnlyList<CustomAttributeTypedArgument> items)
            return null;
        return [.. items.Select(item => (double)(float)item.Value!)];
    }
}
