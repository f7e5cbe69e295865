using System.Reflection;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>Weights are read from the file when the program runs: in all ways in which ONNX can write them, and from no file that doesn't fit.</summary>
public class LoadOnnxTests
{
    private static readonly float[] s_values = [0.5f, -1.25f, 3, 0, 1024, -0.0625f];

    private static readonly Lazy<Assembly> s_program = new(() =>
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", Model(ModelBuilder.RawTensor("w", [2, 3], s_values)));
        return CompiledNetworks.Compile("[OnnxNetwork(\"net.onnx\")] public partial class Net;", folder.Files);
    });

    public static TheoryData<string> Encodings => ["raw", "float_data", "float_data one by one", "double raw", "double_data", "float16 raw", "float16 int32_data", "bfloat16 raw"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Floats_are_read_however_they_are_written(string encoding)
    {
        using Network network = Load(Model(Tensor(encoding)));
        Assert.Equal(s_values, network.GetLayer("node_y")["weight"]);
    }

    [Theory]
    [InlineData("a missing tensor", "is no ONNX file that fits Net: it has no tensor 'w', from which node_y.weight comes.")]
    [InlineData("another shape", "is no ONNX file that fits Net: tensor 'w' has the shape [3, 2], but node_y.weight needs [2, 3].")]
    [InlineData("integers", "is no ONNX file that fits Net: the elements of tensor 'w' are no floats.")]
    [InlineData("too few values", "is no ONNX file that fits Net: tensor 'w' has 5 values, but its shape [2, 3] needs 6.")]
    [InlineData("too many values", "is no ONNX file that fits Net: tensor 'w' has more values than its shape [2, 3] needs.")]
    [InlineData("another file", "is no ONNX file that fits Net: the values of tensor 'w' are in another file, which isn't supported.")]
    [InlineData("no ONNX file", "is no ONNX file that fits Net: there is no field with the tag 35 at byte 1.")]
    [InlineData("an empty file", "is no ONNX file that fits Net: it has no graph.")]
    public void A_file_that_does_not_fit_says_why(string what, string problem)
    {
        byte[] file = what switch
        {
            "a missing tensor" => Model(ModelBuilder.RawTensor("v", [2, 3], s_values)),
            "another shape" => Model(ModelBuilder.RawTensor("w", [3, 2], s_values)),
            "integers" => Model(ModelBuilder.IntegerTensor("w", [2, 3], [1, 2, 3, 4, 5, 6])),
            "too few values" => Model([.. ModelBuilder.RawTensor("w", [2, 3], s_values[..5]), .. ModelBuilder.Bytes(12, "a documentation, so that there is room"u8.ToArray())]),
            "too many values" => Model(ModelBuilder.RawTensor("w", [2, 3], [.. s_values, 7])),
            "another file" => Model([.. ModelBuilder.RawTensor("w", [2, 3], s_values), .. ModelBuilder.Integer(14, 1)]),
            "no ONNX file" => "# Not a model"u8.ToArray(),
            _ => [],
        };
        Assert.Equal(problem, Assert.Throws<WeightsFileException>(() => Load(file)).Problem);
    }

    [Fact]
    public void A_file_that_is_missing_is_the_same_exception()
    {
        WeightsFileException exception = Assert.Throws<WeightsFileException>(() => CompiledNetworks.LoadOnnx(s_program.Value, "Net", "missing.onnx"));
        Assert.StartsWith("can't be read. ", exception.Problem);
    }

    private static Network Load(byte[] file)
    {
        using OnnxFolder folder = new();
        return CompiledNetworks.LoadOnnx(s_program.Value, "Net", folder.Add("net.onnx", file));
    }

    private static byte[] Model(byte[] weight) => new ModelBuilder().Input("x", 3).Output("y").TensorMessage(weight).Node("Gemm", "x w -> y", ("transB", 1)).ToBytes();

    private static byte[] Tensor(string encoding)
    {
        (int type, IEnumerable<byte> data) = encoding switch
        {
            "raw" => (1, ModelBuilder.Bytes(9, s_values.SelectMany(BitConverter.GetBytes))),
            "float_data" => (1, ModelBuilder.Bytes(4, s_values.SelectMany(BitConverter.GetBytes))),
            "float_data one by one" => (1, s_values.SelectMany(value => (byte[])[4 << 3 | 5, .. BitConverter.GetBytes(value)])),
            "double raw" => (11, ModelBuilder.Bytes(9, s_values.SelectMany(value => BitConverter.GetBytes((double)value)))),
            "double_data" => (11, ModelBuilder.Bytes(10, s_values.SelectMany(value => BitConverter.GetBytes((double)value)))),
            "float16 raw" => (10, ModelBuilder.Bytes(9, s_values.SelectMany(value => BitConverter.GetBytes((Half)value)))),
            "float16 int32_data" => (10, ModelBuilder.Bytes(5, s_values.SelectMany(value => ModelBuilder.Varint(BitConverter.HalfToUInt16Bits((Half)value))))),
            _ => (16, ModelBuilder.Bytes(9, s_values.SelectMany(value => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))))),
        };
        return [.. ModelBuilder.Integer(1, 2), .. ModelBuilder.Integer(1, 3), .. ModelBuilder.Integer(2, type), .. ModelBuilder.Bytes(8, "w"u8.ToArray()), .. data];
    }
}
