using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Group normalisation of an image or a vector; the shape stays as it is.</summary>
internal sealed class GroupNormRule : SampleNormRule
{
    public override string Kind => "GroupNorm";

    protected override LayerOperation Operation(LayerContext layer, float epsilon)
    {
        if (layer.Input.Rank == 2)
            WindowOptions.CheckImage(layer, "an image or a vector");
        int groups = layer.AtLeast(1, "groups"), channels = layer.Input.Channels;
        if (channels % groups == 0)
            return new GroupNormOperation(groups, epsilon);
        int below = LargestDivisor(channels, groups - 1), above = channels / LargestDivisor(channels, channels / groups);
        layer.ReportShapeAt("groups", ShapeDiagnostics.GroupsDoNotDivide, layer.Here, Text.Of(groups), Text.Of(channels) + " channels from " + layer.Source.GiverText,
            "GroupNorm(" + Text.Of(below) + ")" + (groups < channels ? " or GroupNorm(" + Text.Of(above) + ")" : ""));
        return new GroupNormOperation(1, epsilon);
    }

    /// <summary>The largest divisor of a number that is not above another one.</summary>
    private static int LargestDivisor(int number, int most)
    {
        int divisor = Math.Max(1, Math.Min(number, most));
        while (number % divisor != 0)
            divisor--;
        return divisor;
    }
}
