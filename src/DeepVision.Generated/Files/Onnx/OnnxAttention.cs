using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>Attention as ONNX operators: heads become an axis between samples and steps.</summary>
internal static class OnnxAttention
{
    public static OnnxValue Attention(OnnxLayer layer, OperationInfo.Attention attention)
    {
        (OnnxValue query, OnnxValue key, OnnxValue value) = (layer.Inputs[0], layer.Inputs[1], layer.Inputs[attention.HasLengths ? ^2 : ^1]);
        string turned = Heads(layer, attention.Heads, attention.Causal, attention.HasLengths, query.Name, key.Name, value.Name, query.Shape, key.Shape.Width, value.Shape.Channels);
        return layer.Write("Reshape", [turned, StepShape(layer)]);
    }

    public static OnnxValue MultiHeadAttention(OnnxLayer layer, OperationInfo.MultiHeadAttention attention)
    {
        (OnnxValue input, OnnxValue memory) = (layer.Inputs[0], layer.Inputs[attention.HasLengths ? ^2 : ^1]);
        int features = input.Shape.Channels;
        bool isSelf = layer.Tensors("in_proj_weight").Any();
        string joint = isSelf ? Projected(layer, "projection", input.Name, "in_proj_weight", "in_proj_bias") : "";
        string query = isSelf ? Part("query", 0) : Projected(layer, "query", input.Name, "q_proj_weight", "q_proj_bias");
        string key = isSelf ? Part("key", 1) : Projected(layer, "key", memory.Name, "k_proj_weight", "k_proj_bias");
        string value = isSelf ? Part("value", 2) : Projected(layer, "value", memory.Name, "v_proj_weight", "v_proj_bias");
        string turned = Heads(layer, attention.Heads, attention.Causal, attention.HasLengths, query, key, value, input.Shape, memory.Shape.Width, features);
        string heads = layer.WriteStep("heads", "Reshape", [turned, StepShape(layer)]);
        string product = layer.WriteStep("out_proj", "MatMul", [heads, Turned(layer, "out_proj.weight")]);
        return layer.Tensors("out_proj.bias").SingleOrDefault() is { } bias ? layer.Write("Add", [product, bias]) : layer.Write("Identity", [product]);

        string Part(string part, int number)
        {
            string first = layer.AddConstant(part + ".first", name => Tensor(name, (long)number * features)), end = layer.AddConstant(part + ".end", name => Tensor(name, (number + 1L) * features));
            return layer.WriteStep(part, "Slice", [joint, first, end, layer.AddConstant(part + ".axis", name => Tensor(name, 2L))]);
        }
    }

    /// <summary>What the heads give: [sample, step, head, value]. Of queries their shape counts, of keys and values the steps and the numbers of a value.</summary>
    private static string Heads(OnnxLayer layer, int heads, bool isCausal, bool hasLengths, string query, string key, string value, TensorShape queries, int keys, int values)
    {
        (int steps, int width) = (queries.Width, queries.Channels / heads);
        string products = layer.WriteStep("products", "MatMul", [Split("query.heads", query, steps, width, 0, 2, 1, 3), Split("key.heads", key, keys, width, 0, 2, 3, 1)]);
        string scores = layer.WriteStep("scores", "Mul", [products, layer.AddConstant("scale", name => Tensor(name, [], () => [1f / MathF.Sqrt(width)]))]);
        if (isCausal)
        {
            scores = layer.WriteStep("masked", "Add", [scores, CausalMask(layer, steps, keys)]);
        }

        if (hasLengths)
        {
            string places = layer.AddConstant("places", name => Tensor(name, [keys], () => [.. Enumerable.Range(0, keys).Select(place => (float)place)]));
            string counts = layer.WriteStep("counts", "Less", [places, layer.Inputs[^1].Name]);
            string pairs = layer.WriteStep("counts.pairs", "Unsqueeze", [counts, layer.AddConstant("counts.axes", name => Tensor(name, 1, 2))]);
            scores = layer.WriteStep("counted", "Where", [pairs, scores, layer.AddConstant("rest", name => Tensor(name, [], () => [float.NegativeInfinity]))]);
        }

        string probabilities = layer.WriteStep("probabilities", "Softmax", [scores], Attribute("axis", -1));
        string means = layer.WriteStep("means", "MatMul", [probabilities, Split("value.heads", value, keys, values / heads, 0, 2, 1, 3)]);
        return layer.WriteStep("means.turned", "Transpose", [means], Attribute("perm", 0, 2, 1, 3));

        // Dimension 0 stays as it is.
        string Split(string step, string sequence, int length, int channels, params int[] order)
        {
            string shape = layer.AddConstant(step + ".shape", name => Tensor(name, 0, length, heads, channels));
            return layer.WriteStep(step, "Transpose", [layer.WriteStep(step + ".split", "Reshape", [sequence, shape])], Attribute("perm", order));
        }
    }

    /// <summary>−∞ where a step would read one behind it, zeros elsewhere. It is made of two numbers: written down it would grow with the square of the steps.</summary>
    private static string CausalMask(OnnxLayer layer, int steps, int keys)
    {
        string nothing = layer.AddConstant("nothing", name => Tensor(name, [], () => [float.NegativeInfinity])), shape = layer.AddConstant("mask.shape", name => Tensor(name, steps, keys));
        string everywhere = layer.WriteStep("mask.everywhere", "Expand", [nothing, shape]);
        return layer.WriteStep("mask", "Trilu", [everywhere, layer.AddConstant("mask.first", name => Scalar(name, 1))], Attribute("upper", 1));
    }

    private static string StepShape(OnnxLayer layer) => layer.AddConstant("shape", name => Tensor(name, 0, layer.Info.OutputShape.Width, layer.Info.OutputShape.Channels));

    private static string Projected(OnnxLayer layer, string step, string sequence, string weight, string bias)
    {
        if (layer.Tensors(bias).SingleOrDefault() is not { } added)
            return layer.WriteStep(step, "MatMul", [sequence, Turned(layer, weight)]);
        return layer.WriteStep(step, "Add", [layer.WriteStep(step + ".product", "MatMul", [sequence, Turned(layer, weight)]), added]);
    }

    /// <summary>A weight as the operator wants it: [input, output].</summary>
    private static string Turned(OnnxLayer layer, string weight) => layer.WriteStep(weight + ".turned", "Transpose", [layer.Tensors(weight).Single()], Attribute("perm", 1, 0));
}
