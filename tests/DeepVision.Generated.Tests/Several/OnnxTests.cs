using DeepVision.Generated.Tests.Files.Onnx;

namespace DeepVision.Generated.Tests.Several;

/// <summary>The ONNX file of a network with several inputs and heads.</summary>
public class OnnxTests
{
    [Fact]
    public void InputsAndOutputsHaveTheirNames()
    {
        using KindAndBox net = new(seed: 1);

        OnnxContent content = OnnxContent.Of(net);

        Assert.Equal(["input", "tokens"], content.Inputs.Select(input => input.Name));
        Assert.Equal(["Kind", "Box"], content.Outputs.Select(output => output.Name));
        Assert.Equal(
            [
                "input.transposed = Transpose(input)",
                "flatten_1 = Flatten(input.transposed)",
                "dense_1 = Gemm(flatten_1, dense_1.weight, dense_1.bias)",
                "picture = Tanh(dense_1)",
                "dense_2 = Gemm(tokens, dense_2.weight, dense_2.bias)",
                "tanh_2 = Tanh(dense_2)",
                "both = Concat(tanh_2, picture)",
                "dense_3 = Gemm(both, dense_3.weight, dense_3.bias)",
                "dense_4 = Gemm(both, dense_4.weight, dense_4.bias)",
                "Kind = Softmax(dense_3)",
                "Box = Identity(dense_4)",
            ],
            content.Nodes.Select(node => node.ToString()));
    }
}
