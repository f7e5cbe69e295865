using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Layers of tokens, and what stands beside them, as ONNX operators.</summary>
internal static class OnnxTokenLayers
{
    /// <summary>ONNX's number of the type of 64-bit integers, which its indices have.</summary>
    private const int Int64 = 7;

    public static OnnxValue Embedding(OnnxLayer layer)
    {
        string tokens = layer.Input.Name;
        if (layer.Input.Shape.Rank == 2)
            tokens = layer.WriteStep("tokens", "Squeeze", [tokens, layer.AddConstant("feature", name => Tensor(name, 2L))]);
        string indices = layer.WriteStep("indices", "Cast", [tokens], Attribute("to", Int64));
        return layer.Write("Gather", [.. layer.Tensors("weight"), indices], Attribute("axis", 0));
    }

    public static OnnxValue RepeatVector(OnnxLayer layer)
    {
        string first = layer.AddConstant("first", name => Tensor(name, 1L)), shape = layer.AddConstant("shape", name => Tensor(name, 1L, layer.Info.OutputShape.Width, 1L));
        return layer.Write("Expand", [layer.WriteStep("step", "Unsqueeze", [layer.Input.Name, first]), shape]);
    }
}
