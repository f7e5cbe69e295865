using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Groups of neighbouring channels: with the output channels those of convolutions, plain and transposed.</summary>
internal static class ChannelGroups
{
    /// <summary>Reads both; groups that don't divide input channels and filters are reported and become one.</summary>
    public static (int Filters, int Groups) Read(LayerContext layer)
    {
        int filters = layer.AtLeast(1, "filters");
        int groups = layer.AtLeast(1, "Groups");
        List<string> undivided = [];
        if (layer.Input.Channels % groups != 0)
            undivided.Add(Text.Of(layer.Input.Channels) + " input channels from " + layer.Source.GiverText);
        if (filters % groups != 0)
            undivided.Add(Text.Of(filters) + " filters");
        if (undivided.Count == 0)
            return (filters, groups);

        layer.ReportShapeAt("Groups", ShapeDiagnostics.GroupsDoNotDivide, layer.Here, Text.Of(groups),
            string.Join(" and the ", undivided), Nearest(groups, layer.Input.Channels, filters));
        return (filters, 1);
    }

    /// <summary>Reads groups of the input's channels; those that don't divide them are reported and become one.</summary>
    public static int ReadDivisor(LayerContext layer)
    {
        int groups = layer.AtLeast(1, "groups"), channels = layer.Input.Channels;
        if (channels % groups == 0)
            return groups;
        string kind = layer.Declaration.Kind;
        int below = LargestDivisor(channels, groups - 1), above = channels / LargestDivisor(channels, channels / groups);
        layer.ReportShapeAt("groups", ShapeDiagnostics.GroupsDoNotDivide, layer.Here, Text.Of(groups), Text.Of(channels) + " channels from " + layer.Source.GiverText,
            kind + "(" + Text.Of(below) + ")" + (groups < channels ? " or " + kind + "(" + Text.Of(above) + ")" : ""));
        return 1;
    }

    /// <summary>The largest divisor of a number that is not above another one.</summary>
    private static int LargestDivisor(int number, int most)
    {
        int divisor = Math.Max(1, Math.Min(number, most));
        while (number % divisor != 0)
            divisor--;
        return divisor;
    }

    /// <summary>The common divisors right below and right above a number: <c>Groups = 2 or Groups = 4</c>.</summary>
    private static string Nearest(int groups, int channels, int filters)
    {
        int[] divisors = [.. Enumerable.Range(1, Math.Min(channels, Math.Min(filters, 1 << 16)))
            .Where(divisor => channels % divisor == 0 && filters % divisor == 0)];
        int below = divisors.Last(divisor => divisor < groups);
        int above = divisors.FirstOrDefault(divisor => divisor > groups);
        return "Groups = " + Text.Of(below) + (above == 0 ? "" : " or Groups = " + Text.Of(above));
    }
}
