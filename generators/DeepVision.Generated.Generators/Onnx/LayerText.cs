using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>Makes layers as they could be written.</summary>
internal static class LayerText
{
    /// <summary>A layer with its constructor's arguments.</summary>
    public static LayerDeclaration Layer(string kind, params (string Name, object Value)[] arguments) =>
        new(kind, IsLoss: false, Part: 0, Compiles: true, arguments.Select(argument => new LayerArgument(argument.Name, IsPositional: true, argument.Value)).ToEquatableArray());

    /// <summary>The layer with an option, unless that is the default.</summary>
    public static LayerDeclaration With(this LayerDeclaration layer, string option, object value, object? otherwise = null) => value.Equals(otherwise)
        ? layer
        : layer with { Arguments = layer.Arguments.Append(new LayerArgument(option, IsPositional: false, value)).ToEquatableArray() };

    /// <summary>The layer without an option.</summary>
    public static LayerDeclaration Without(this LayerDeclaration layer, string option) =>
        layer with { Arguments = layer.Arguments.Where(argument => argument.Name != option).ToEquatableArray() };

    /// <summary>The layer with a number for each side, or one for all.</summary>
    public static LayerDeclaration WithPads(this LayerDeclaration layer, int top, int left, int bottom, int right) =>
        (top, left, bottom) == (left, bottom, right) ? layer.With("Pad", top, otherwise: 0) : layer.With("Pads", new EquatableArray<int>([top, left, bottom, right]));

    /// <summary>The layer with a number for rows and one for columns, or one for both.</summary>
    public static LayerDeclaration With(this LayerDeclaration layer, string option, PerAxis axes, int? otherwise = null) => axes.Rows == axes.Columns
        ? layer.With(option, axes.Rows, otherwise)
        : layer.With(PerAxis.OptionOfEach(option), new EquatableArray<int>([axes.Rows, axes.Columns]));

    /// <summary>Arguments for a size: one for a square.</summary>
    public static (string Name, object Value)[] Size(int height, int width, string square, string heightName, string widthName) =>
        height == width ? [(square, height)] : [(heightName, height), (widthName, width)];
}
