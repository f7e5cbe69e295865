using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Activations that are more than one ONNX operator without attributes.</summary>
internal static class OnnxActivations
{
    /// <summary>x between two limits.</summary>
    public static OnnxValue Clip(OnnxLayer layer, float least, float most) =>
        layer.Write("Clip", [layer.Input.Name, Number(layer, "least", least), Number(layer, "most", most)]);

    /// <summary>x · (½ + ½ · erf(x / √2)); the operator of that name comes with opset 20.</summary>
    public static OnnxValue GELU(OnnxLayer layer)
    {
        string scale = Number(layer, "scale", MathF.Sqrt(0.5f));
        string half = Number(layer, "half", 0.5f);
        string erf = layer.WriteStep("erf", "Erf", [layer.WriteStep("scaled", "Mul", [layer.Input.Name, scale])]);
        string distribution = layer.WriteStep("distribution", "Add", [layer.WriteStep("halved", "Mul", [erf, half]), half]);
        return layer.Write("Mul", [layer.Input.Name, distribution]);
    }

    /// <summary>x · σ(2u) with 2u = x · (√(8/π) + √(8/π) · 0.044715 · x²).</summary>
    public static OnnxValue ApproximateGELU(OnnxLayer layer)
    {
        string input = layer.Input.Name;
        string square = layer.WriteStep("square", "Mul", [input, input]);
        string scaled = layer.WriteStep("scaled", "Mul", [square, Number(layer, "cubic", 0.071354816f)]);
        string factor = layer.WriteStep("factor", "Add", [scaled, Number(layer, "linear", 1.5957691f)]);
        string sigmoid = layer.WriteStep("sigmoid", "Sigmoid", [layer.WriteStep("product", "Mul", [input, factor])]);
        return layer.Write("Mul", [input, sigmoid]);
    }

    public static OnnxValue SiLU(OnnxLayer layer) => layer.Write("Mul", [layer.Input.Name, layer.WriteStep("sigmoid", "Sigmoid", [layer.Input.Name])]);

    /// <summary>The operator of that name comes with opset 18.</summary>
    public static OnnxValue Mish(OnnxLayer layer)
    {
        string softplus = layer.WriteStep("softplus", "Softplus", [layer.Input.Name]);
        return layer.Write("Mul", [layer.Input.Name, layer.WriteStep("tanh", "Tanh", [softplus])]);
    }

    /// <summary>The sign, with what is below 0 made 0.</summary>
    public static OnnxValue Step(OnnxLayer layer) => layer.Write("Relu", [layer.WriteStep("sign", "Sign", [layer.Input.Name])]);

    /// <summary>A slope for each channel: beside rows and columns it gets two dimensions of its own.</summary>
    public static OnnxValue PReLU(OnnxLayer layer)
    {
        string slopes = layer.Tensors("weight").Single();
        if (layer.Input.Shape.Rank == 3)
            slopes = layer.WriteStep("slopes", "Unsqueeze", [slopes, layer.AddConstant("axes", name => Tensor(name, [1, 2]))]);
        return layer.Write("PRelu", [layer.Input.Name, slopes]);
    }

    private static string Number(OnnxLayer layer, string role, float value) => layer.AddConstant(role, name => Tensor(name, [], () => [value]));
}
