using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Layers as ONNX operators that move pixels.</summary>
internal static class OnnxImageLayers
{
    public static OnnxValue GlobalMaxPooling(OnnxLayer layer)
    {
        string maxima = layer.WriteStep("maxima", "GlobalMaxPool", [OnnxLayers.FeaturesFirst(layer)]);
        return layer.Write("Flatten", [maxima], Attribute("axis", 1));
    }

    /// <summary>Negative numbers cut off.</summary>
    public static OnnxValue Pad(OnnxLayer layer, OperationInfo.Pad pad) => layer.Write(
        "Pad", [layer.Input.Name, layer.AddConstant("pads", name => Tensor(name, 0, 0, pad.Top, pad.Left, 0, 0, pad.Bottom, pad.Right))]);

    public static OnnxValue Upsample(OnnxLayer layer, OperationInfo.Upsample upsample)
    {
        string scales = layer.AddConstant("scales", name => Tensor(name, [4], () => [1, 1, upsample.Vertical, upsample.Horizontal]));
        // The second input is a region, which these modes don't look at.
        return layer.Write("Resize", [layer.Input.Name, "", scales], upsample.Interpolation == Interpolation.Nearest
            ? [Attribute("mode", "nearest"), Attribute("coordinate_transformation_mode", "asymmetric"), Attribute("nearest_mode", "floor")]
            : [Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel")]);
    }

    /// <summary>Values are counted with the channel last, so images are transposed in front and behind.</summary>
    public static OnnxValue Reshape(OnnxLayer layer)
    {
        TensorShape output = layer.Info.OutputShape;
        string values = layer.Input.Name;
        if (layer.Input.Shape.Rank == 3)
            values = layer.WriteStep("transposed", "Transpose", [values], Attribute("perm", 0, 2, 3, 1));
        // Dimension 0 stays as it is, unless each image of a sequence is a sample so far.
        string shape = layer.AddConstant("shape", name => Tensor(name, [layer.Input.Steps > 0 ? -1 : 0, .. OnnxValue.NetworkOrder(output)]));
        return output.Rank == 3
            ? layer.Write("Transpose", [layer.WriteStep("reshaped", "Reshape", [values, shape])], Attribute("perm", 0, 3, 1, 2))
            : layer.Write("Reshape", [values, shape]);
    }
}
