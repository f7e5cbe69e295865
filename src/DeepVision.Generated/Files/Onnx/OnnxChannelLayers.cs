using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Layers as ONNX operators that move channels.</summary>
internal static class OnnxChannelLayers
{
    /// <summary>The operator knows one order of the channels alone; the other is that one shuffled.</summary>
    public static OnnxValue PixelUnshuffle(OnnxLayer layer, OperationInfo.PixelUnshuffle shuffle)
    {
        ProtobufMessage size = Attribute("blocksize", shuffle.Factor);
        return shuffle.BlockMajor || shuffle.Factor == 1
            ? layer.Write("SpaceToDepth", [layer.Input.Name], size)
            : ByTurns(layer, layer.WriteStep("blocks", "SpaceToDepth", [layer.Input.Name], size), shuffle.Factor * shuffle.Factor);
    }

    public static OnnxValue ChannelShuffle(OnnxLayer layer, int groups) => ByTurns(layer, layer.Input.Name, groups);

    public static OnnxValue SliceChannels(OnnxLayer layer, int first)
    {
        return layer.Write("Slice", [layer.Input.Name, Number("starts", first), Number("ends", first + layer.Info.OutputShape.Channels), Number("axes", ChannelAxis(layer))]);

        string Number(string role, long value) => layer.AddConstant(role, name => Tensor(name, value));
    }

    /// <summary>Channels by turns from each group.</summary>
    private static OnnxValue ByTurns(OnnxLayer layer, string values, int groups)
    {
        int channels = layer.Info.OutputShape.Channels, size = channels / groups;
        string order = layer.AddConstant("order", name => Tensor(name, [.. Enumerable.Range(0, channels).Select(channel => (long)(channel % groups * size + channel / groups))]));
        return layer.Write("Gather", [values, order], Attribute("axis", ChannelAxis(layer)));
    }

    /// <summary>Images have their channels first, all others last.</summary>
    private static int ChannelAxis(OnnxLayer layer) => layer.Info.OutputShape.Rank == 3 ? 1 : -1;
}
