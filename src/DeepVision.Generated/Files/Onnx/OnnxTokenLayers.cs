using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Layers of tokens, and what stands beside them, as ONNX operators.</summary>
internal static class OnnxTokenLayers
{
    public static OnnxValue Embedding(OnnxLayer layer)
    {
        string tokens = layer.Input.Name;
        if (layer.Input.Shape.Rank == 2)
            tokens = layer.WriteStep("tokens", "Squeeze", [tokens, layer.AddConstant("feature", name => Tensor(name, 2L))]);
        string indices = layer.WriteStep("indices", "Cast", [tokens], Attribute("to", Int64Type));
        return layer.Write("Gather", [.. layer.Tensors("weight"), indices], Attribute("axis", 0));
    }

    public static OnnxValue RepeatVector(OnnxLayer layer)
    {
        string first = layer.AddConstant("first", name => Tensor(name, 1L)), shape = layer.AddConstant("shape", name => Tensor(name, 1L, layer.Info.OutputShape.Width, 1L));
        return layer.Write("Expand", [layer.WriteStep("step", "Unsqueeze", [layer.Input.Name, first]), shape]);
    }
}
