using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>Finds out what goes into the network of a file: the file says it, and where it leaves sizes open the attribute.</summary>
/// <param name="attribute">The attribute, as the layer that it stands for.</param>
/// <param name="model">The file.</param>
internal sealed class OnnxInputReader(LayerDeclaration attribute, OnnxModel model)
{
    /// <summary>The inputs in order.</summary>
    /// <exception cref="UnusableInputException">There is none, or one that can't be a network's.</exception>
    public FileInput[] Read() => model.Inputs.Count == 0 ? throw new UnusableInputException("has no input") : [.. model.Inputs.Select(Read)];

    private FileInput Read(OnnxInput input, int number)
    {
        bool isInteger = input.ElementType is OnnxTypes.Int32 or OnnxTypes.Int64;
        if (!isInteger && input.ElementType is not (OnnxTypes.Float or OnnxTypes.Double or OnnxTypes.Float16 or OnnxTypes.BFloat16))
            throw new UnusableInputException("takes other numbers than floats as '" + input.Name + "'");
        if (input.Dimensions is not { Count: >= 2 and <= 5 } dimensions)
            throw new UnusableInputException("doesn't say that '" + input.Name + "' is an image, a sequence or a vector for each sample");
        bool hasChannelsLast = dimensions.Count switch
        {
            5 => ImagesOf(input.Name) is { } images && IsTransposedFirst(images),
            4 => IsTransposedFirst(input.Name),
            _ => !IsReadByChannels(input.Name, dimensions.Count),
        };
        int rows = dimensions.Count - (hasChannelsLast ? 4 : 3);
        int[] sizes = [.. dimensions.Skip(1).Select((size, axis) => Size(input, size, axis, dimensions.Count >= 4 ? axis - rows : -1))];
        Shape shape = sizes.Length switch
        {
            4 when hasChannelsLast => Shape.Image(sizes[1], sizes[2], sizes[3]).ForEachOf(sizes[0]),
            4 => Shape.Image(sizes[2], sizes[3], sizes[1]).ForEachOf(sizes[0]),
            3 when hasChannelsLast => Shape.Image(sizes[0], sizes[1], sizes[2]),
            3 => Shape.Image(sizes[1], sizes[2], sizes[0]),
            2 when hasChannelsLast => Shape.Sequence(sizes[0], sizes[1]),
            2 => Shape.Sequence(sizes[1], sizes[0]),
            _ => Shape.Vector(sizes[0]),
        };
        if (Sizes.Product(sizes) > Sizes.Limit)
            throw new UnusableInputException("takes a very large '" + input.Name + "'");
        return new FileInput(input.Name, new LayerValue(FlatLayer.NetworkInput - number, shape, sizes, hasChannelsLast ? sizes.Length - 1 : Math.Max(0, sizes.Length - 3)), isInteger);
    }

    /// <param name="input">The input.</param>
    /// <param name="size">What the file says.</param>
    /// <param name="axis">The axis without the samples.</param>
    /// <param name="spatial">0 for rows, 1 for columns, anything else for other axes.</param>
    private int Size(OnnxInput input, long? size, int axis, int spatial)
    {
        string? argument = spatial switch { 0 => KnownNames.OnnxHeight, 1 => KnownNames.OnnxWidth, _ => null };
        int given = argument is not null && attribute[argument] is int value ? value : 0;
        if (size is null or < 1)
        {
            return given > 0 ? given : throw new UnusableInputException(argument is null
                ? "leaves open how large axis " + Text.Of(axis + 1) + " of '" + input.Name + "' is, and a network's shapes are known when it is compiled"
                : "leaves open how large '" + input.Name + "' is. Write " + KnownNames.OnnxHeight + " and " + KnownNames.OnnxWidth + " in the attribute");
        }

        if (given > 0 && given != size)
            throw new UnusableInputException("takes '" + input.Name + "' with " + argument + " = " + Text.Of(size.Value) + ", not " + Text.Of(given));
        return size <= Sizes.Limit ? (int)size : throw new UnusableInputException("takes a very large '" + input.Name + "'");
    }

    /// <summary>What has the images of a sequence as samples; null if something else reads the sequence.</summary>
    private string? ImagesOf(string input) =>
        model.Nodes.Where(node => node.Inputs.Contains(input)).ToArray() is [{ Operator: "Reshape", Outputs: [var images, ..] }] ? images : null;

    /// <summary>Whether whatever reads an input first puts its channels in front: then the file has them last.</summary>
    private bool IsTransposedFirst(string input)
    {
        OnnxNode[] readers = [.. model.Nodes.Where(node => node.Inputs.Contains(input))];
        return readers.Length > 0 && readers.All(node => node.Operator == "Transpose" && node.Attributes.TryGetValue("perm", out OnnxAttribute? order) && order.Integers is [0, 3, 1, 2]);
    }

    /// <summary>Whether a sequence is first read by what wants the channels in front of the steps.</summary>
    private bool IsReadByChannels(string input, int rank) => rank == 3 && model.Nodes.Any(node => node.Inputs.Contains(input) && node.Operator is
        "Conv" or "BatchNormalization" or "InstanceNormalization" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool");
}

/// <summary>An input of a file.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Value">What it is to the network.</param>
/// <param name="IsInteger">Whether the file wants whole numbers.</param>
internal sealed record FileInput(string Name, LayerValue Value, bool IsInteger);

/// <summary>A file's input can't be that of a network.</summary>
/// <param name="problem">Why, as the end of a sentence that begins with the file.</param>
internal sealed class UnusableInputException(string problem) : Exception(problem);
