using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>A number for the rows of an image and one for its columns: strides, dilations, what is added at the end.</summary>
internal readonly record struct PerAxis(int Rows, int Columns)
{
    /// <summary>The option with a number for each axis is the plural of the one with a number for both: <c>Stride</c>, <c>Strides</c>.</summary>
    public static string OptionOfEach(string option) => option + "s";

    /// <summary>The numbers, in a message: one if they are the same.</summary>
    public override string ToString() => Rows == Columns ? Text.Of(Rows) : Text.List([Rows, Columns]);
}
