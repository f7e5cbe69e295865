using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Normalisations of single samples as ONNX operators.</summary>
internal static class OnnxNorms
{
    /// <summary>The operator counts dimensions from the last: channels have to be it.</summary>
    public static OnnxValue LayerNorm(OnnxLayer layer, OperationInfo.LayerNorm norm)
    {
        ProtobufMessage[] attributes = [Attribute("axis", -1), Attribute("epsilon", norm.Epsilon)];
        string[] tensors = [.. layer.Tensors("weight", "bias")];
        if (layer.Input.Shape.Rank != 3)
            return layer.Write("LayerNormalization", [layer.Input.Name, .. tensors], attributes);
        string turned = layer.WriteStep("transposed", "Transpose", [layer.Input.Name], Attribute("perm", 0, 2, 3, 1));
        string normalised = layer.WriteStep("normalized", "LayerNormalization", [turned, .. tensors], attributes);
        return layer.Write("Transpose", [normalised], Attribute("perm", 0, 3, 1, 2));
    }

    /// <summary>Each group becomes a channel of an instance normalisation without weights; the operator of that name comes with opset 18.</summary>
    public static OnnxValue GroupNorm(OnnxLayer layer, OperationInfo.GroupNorm norm)
    {
        TensorShape shape = layer.Input.Shape;
        string[] tensors = [.. layer.Tensors("weight", "bias")];
        if (norm.Groups == shape.Channels && shape.Rank == 3)
            return layer.Write("InstanceNormalization", [layer.Input.Name, .. tensors], Attribute("epsilon", norm.Epsilon));
        string ones = layer.AddConstant("ones", name => Tensor(name, [norm.Groups], () => [.. Enumerable.Repeat(1f, norm.Groups)]));
        string zeros = layer.AddConstant("zeros", name => Tensor(name, [norm.Groups], () => new float[norm.Groups]));
        string groups = Reshape("groups", layer.Input.Name, 0, norm.Groups, -1);
        string normalised = layer.WriteStep("normalized", "InstanceNormalization", [groups, ones, zeros], Attribute("epsilon", norm.Epsilon));
        string image = Reshape("image", normalised, [0, .. new OnnxValue("", shape).Dimensions]);
        // One number for each channel, whatever lies behind it.
        string scaled = layer.WriteStep("scaled", "Mul", [image, PerChannel("weight", tensors[0])]);
        return layer.Write("Add", [scaled, PerChannel("bias", tensors[1])]);

        string PerChannel(string role, string tensor) => shape.Rank == 3 ? Reshape(role + ".column", tensor, shape.Channels, 1, 1) : tensor;

        string Reshape(string step, string value, params long[] dimensions) =>
            layer.WriteStep(step, "Reshape", [value, layer.AddConstant(step + ".shape", name => Tensor(name, dimensions))]);
    }

    /// <summary>The operator's window has its larger half behind the channel, ours before it: they agree for odd sizes. Else a convolution adds the squares.</summary>
    public static OnnxValue LocalResponseNorm(OnnxLayer layer, OperationInfo.LocalResponseNorm norm)
    {
        if (norm.Size % 2 == 1)
        {
            return layer.Write("LRN", [layer.Input.Name],
                Attribute("size", norm.Size), Attribute("alpha", norm.Alpha), Attribute("beta", norm.Beta), Attribute("bias", norm.K));
        }

        int channels = layer.Input.Shape.Channels, before = norm.Size / 2;
        string band = layer.AddConstant("band", name => Tensor(name, [channels, channels, 1, 1], () =>
        [
            .. from output in Enumerable.Range(0, channels)
               from input in Enumerable.Range(0, channels)
               select input >= output - before && input < output - before + norm.Size ? norm.Alpha / norm.Size : 0f,
        ]));
        string k = layer.AddConstant("k", name => Tensor(name, [channels], () => [.. Enumerable.Repeat(norm.K, channels)]));
        string beta = layer.AddConstant("beta", name => Tensor(name, [], () => [norm.Beta]));
        string squares = layer.WriteStep("squares", "Mul", [layer.Input.Name, layer.Input.Name]);
        string sums = layer.WriteStep("sums", "Conv", [squares, band, k]);
        return layer.Write("Div", [layer.Input.Name, layer.WriteStep("power", "Pow", [sums, beta])]);
    }

    public static OnnxValue L2Normalize(OnnxLayer layer, OperationInfo.L2Normalize norm)
    {
        string length = layer.WriteStep("norm", "ReduceL2", [layer.Input.Name], Attribute("axes", (int[])[layer.Input.Shape.Rank == 3 ? 1 : -1]), Attribute("keepdims", 1));
        string epsilon = layer.AddConstant("epsilon", name => Tensor(name, [], () => [norm.Epsilon]));
        return layer.Write("Div", [layer.Input.Name, layer.WriteStep("divisor", "Max", [length, epsilon])]);
    }
}
