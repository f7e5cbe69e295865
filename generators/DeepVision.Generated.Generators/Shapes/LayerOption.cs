namespace DeepVision.Generated.Generators.Shapes;

/// <summary>A property of a layer's attribute that the user may set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value if the user doesn't, the same as in the attribute's class (a test compares them).</param>
/// <param name="IsDescribed">Whether a description shows it when it isn't the default: it does what changes the arithmetic, not names or initial values.</param>
internal sealed record LayerOption(string Name, object? Default, bool IsDescribed = true)
{
    /// <summary>What every layer has.</summary>
    public static readonly LayerOption[] Common =
    [
        new("Name", null, IsDescribed: false), new("Input", null, IsDescribed: false), new("Times", 1, IsDescribed: false), new("Frozen", false, IsDescribed: false),
    ];

    /// <summary>What layers with weights have.</summary>
    public static readonly LayerOption[] Weighted =
    [
        new("Bias", true), new("Initializer", 0, IsDescribed: false), new("InitialValue", 0f, IsDescribed: false),
        new("InitialDeviation", 0.05f, IsDescribed: false), new("L1", 0f, IsDescribed: false), new("L2", 0f, IsDescribed: false),
        new("MaxNorm", 0f, IsDescribed: false), new("UnitNorm", false, IsDescribed: false), new("NonNegative", false, IsDescribed: false),
    ];
}
