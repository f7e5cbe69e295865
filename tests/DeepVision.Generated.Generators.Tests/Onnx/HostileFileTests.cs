using System.Globalization;
using System.Reflection;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>
/// Files that are damaged, or made to do harm: when a program is compiled they give diagnostics, when it runs one exception. The variable
/// <c>ONNX_MUTATIONS</c> says how many are tried of each file, and <c>ONNX_FIRST_MUTATION</c> how many others there have been before, so that many can be tried in parts.
/// </summary>
public class HostileFileTests
{
    /// <summary>Bytes that may be allocated for one of these files, all of them below 100 KB.</summary>
    private const long MostAllocated = 64 << 20;

    private static int Mutations => NumberOf("ONNX_MUTATIONS") ?? 400;

    private static int FirstSeed => 11 + (NumberOf("ONNX_FIRST_MUTATION") ?? 0);

    /// <summary>A graph with something of everything: shapes that are computed, functions of several operators, weights in all places.</summary>
    private static byte[] Model => new ModelBuilder().Input("x", 3, 8, 8).Output("y")
        .Weights("w", [4, 3, 3, 3]).Weights("g", [4]).Weights("b", [4]).Weights("v", [4], 0.5f).Weights("d", [5, 36]).Weights("c", [5])
        .Integers("zero", 0).Integers("rest", -1).Tensor("half", [], 0.5f).Integers("view", 0, 2, 4, 7, 7).Integers("image", 0, -1, 7, 7)
        .Node("Conv", "x w b -> conv", ("pads", (int[])[1, 1, 0, 0]), ("strides", (int[])[1, 1])).Node("BatchNormalization", "conv g b b v -> norm").Node("Sigmoid", "norm -> gate").Node("Mul", "norm gate -> silu")
        .Node("Add", "silu conv -> sum").Node("Concat", "sum conv -> both", ("axis", 1)).Node("Transpose", "both -> t", ("perm", (int[])[0, 2, 3, 1])).Node("Transpose", "t -> u", ("perm", (int[])[0, 3, 1, 2]))
        .Node("Reshape", "both view -> e").Node("Transpose", "e -> i", ("perm", (int[])[0, 2, 1, 3, 4])).Node("Reshape", "i image -> shuffled").Node("DepthToSpace", "shuffled -> deep", ("blocksize", 2))
        .Node("Conv", "conv2 -> never").Node("MaxPool", "conv -> pool", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[2, 2]), ("ceil_mode", 1))
        .Node("Constant", "-> k", ("value", ModelBuilder.IntegerTensor("k", [1], [1]))).Node("Shape", "pool -> s").Node("Gather", "s zero -> n").Node("Concat", "n rest -> shape", ("axis", 0))
        .Node("Reshape", "pool shape -> f").Node("Gemm", "f d c -> dense", ("transB", 1)).Node("Mul", "dense half -> y").ToBytes();

    /// <summary>The same over steps: a recurrent layer in both directions, and windows.</summary>
    private static byte[] SequenceModel => new ModelBuilder().Input("x", 5, 4).Output("y")
        .Weights("w", [2, 12, 4]).Weights("r", [2, 12, 3]).Weights("b", [2, 24]).Weights("c", [6, 6, 3]).Weights("d", [5, 6])
        .Integers("zero", 0).Integers("two", 2).Integers("three", 3).Integers("both", 0, 0, -1).Integers("order", 0, 3, 1, 4, 2, 5)
        .Node("Shape", "x -> shape").Node("Gather", "shape zero -> n").Node("Concat", "two n three -> sizes", ("axis", 0)).Node("ConstantOfShape", "sizes -> z")
        .Node("Transpose", "x -> t", ("perm", (int[])[1, 0, 2])).Node("LSTM", "t w r b _ z z -> s h", ("direction", "bidirectional"), ("activations", (string[])["Sigmoid", "Tanh", "Tanh", "Sigmoid", "Tanh", "Tanh"]))
        .Node("Gather", "h zero -> state").Node("Transpose", "s -> u", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "u both -> v").Node("Transpose", "v -> f", ("perm", (int[])[1, 2, 0]))
        .Node("Conv", "f c -> g", ("pads", (int[])[1, 1])).Node("MaxPool", "g -> m", ("kernel_shape", (int[])[2]), ("strides", (int[])[2])).Node("Gather", "m order -> k", ("axis", 1))
        .Node("Split", "k -> a q", ("axis", 1)).Node("Concat", "q a -> o", ("axis", 1)).Node("GlobalAveragePool", "o -> p").Node("Flatten", "p -> l").Node("Gemm", "l d -> y", ("transB", 1)).ToBytes();

    /// <summary>Tokens and positions, an attention with its projections, a state that another layer gives, two inputs.</summary>
    private static byte[] AttentionModel => new ModelBuilder().Input("x", 5, 8).Input("tokens", 5).Output("y")
        .Weights("table", [7, 8]).Weights("places", [5, 8]).Weights("w", [8, 24]).Weights("o", [8, 8]).Weights("p", [8]).Weights("d", [3, 8]).Weights("i", [1, 9, 8]).Weights("r", [1, 9, 3]).Weights("b", [1, 18])
        .Integers("first", 0).Integers("second", 8).Integers("third", 16).Integers("end", 24).Integers("features", 2).Integers("split", 0, 5, 2, 4).Integers("join", 0, 5, 8).Integers("square", 5, 5).Integers("one", 1)
        .Tensor("scale", [], 0.5f).Tensor("nothing", [], float.NegativeInfinity)
        .Node("Cast", "tokens -> t", ("to", 7)).Node("Gather", "table t -> e").Node("Add", "x e -> s").Node("Add", "s places -> u").Node("MatMul", "u w -> all")
        .Node("Slice", "all first second features -> q").Node("Slice", "all second third features -> k").Node("Slice", "all third end features -> v")
        .Node("Reshape", "q split -> qs").Node("Transpose", "qs -> qh", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "k split -> ks").Node("Transpose", "ks -> kh", ("perm", (int[])[0, 2, 3, 1]))
        .Node("Reshape", "v split -> vs").Node("Transpose", "vs -> vh", ("perm", (int[])[0, 2, 1, 3])).Node("MatMul", "qh kh -> scores").Node("Mul", "scores scale -> scaled")
        .Node("Expand", "nothing square -> full").Node("Trilu", "full one -> mask", ("upper", 1)).Node("Add", "scaled mask -> masked").Node("Softmax", "masked -> probabilities", ("axis", -1))
        .Node("MatMul", "probabilities vh -> means").Node("Transpose", "means -> turned", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "turned join -> heads").Node("MatMul", "heads o -> product").Node("Add", "product p -> mixed")
        .Node("ReduceMax", "mixed -> best", ("axes", (int[])[1]), ("keepdims", 0)).Node("Gemm", "best d -> dense", ("transB", 1)).Node("Unsqueeze", "dense first -> h").Node("Transpose", "mixed -> steps", ("perm", (int[])[1, 0, 2]))
        .Node("GRU", "steps i r b _ h -> states last", ("linear_before_reset", 1), ("hidden_size", 3)).Node("Squeeze", "last first -> y").ToBytes();

    /// <summary>A sequence of images.</summary>
    private static byte[] ClipModel => new ModelBuilder().Input("x", 3, 6, 6, 2).Output("y")
        .Weights("w", [4, 2, 3, 3]).Weights("c", [4]).Weights("d", [5, 4]).Weights("i", [1, 12, 5]).Weights("r", [1, 12, 3]).Integers("images", -1, 6, 6, 2).Integers("sequence", -1, 3, 5).Integers("first", 0)
        .Node("Reshape", "x images -> s").Node("Transpose", "s -> t", ("perm", (int[])[0, 3, 1, 2])).Node("Conv", "t w c -> conv", ("pads", (int[])[1, 1, 1, 1])).Node("Relu", "conv -> relu")
        .Node("GlobalAveragePool", "relu -> pool").Node("Flatten", "pool -> f").Node("Gemm", "f d -> g", ("transB", 1)).Node("Reshape", "g sequence -> q").Node("Transpose", "q -> steps", ("perm", (int[])[1, 0, 2]))
        .Node("LSTM", "steps i r -> states last", ("hidden_size", 3)).Node("Squeeze", "last first -> y").ToBytes();

    private static readonly Dictionary<string, (byte[] Model, Lazy<Assembly> Program)> s_models = new()
    {
        ["images"] = (Model, new(() => Compile(Model, ", To = \"dense\""))),
        ["sequences"] = (SequenceModel, new(() => Compile(SequenceModel, ""))),
        ["attention"] = (AttentionModel, new(() => Compile(AttentionModel, ""))),
        ["clips"] = (ClipModel, new(() => Compile(ClipModel, ""))),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    /// <summary>Each file is made once, and one network reads them all.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Damaged_files_give_diagnostics_in_the_compiler_and_one_exception_in_the_program(string name)
    {
        using OnnxFolder folder = new();
        (byte[] model, Lazy<Assembly> program) = s_models[name];
        string path = folder.Add("net.onnx", model);
        using Network network = CompiledNetworks.LoadOnnx(program.Value, "Net", path);
        IReadOnlyList<OnnxWeight> weights = CompiledNetworks.OnnxWeightsOf(program.Value);
        Assert.NotEmpty(weights);
        for (int seed = FirstSeed; seed < FirstSeed + Mutations; seed++)
        {
            File.WriteAllBytes(path, Mutate(model, seed));
            Bounded(seed, () => OnnxGraphs.Describe(OnnxGraphs.Infer(OnnxFolder.Again(folder.Files[0]))));
            Bounded(seed, () =>
            {
                try
                {
                    OnnxWeights.Load(path, network, weights);
                }
                catch (WeightsFileException)
                {
                }
            });
        }
    }

    public static TheoryData<string> Names => ["functions", "joins", "constants", "names", "axes", "sizes", "lengths"];

    /// <summary>Small files whose meaning would be large.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_would_grow_without_end_is_refused(string name)
    {
        ModelBuilder model = new ModelBuilder().Input("x", 3, 8, 8).Output("y").Tensor("one", [1], 1).Integers("many", [.. Enumerable.Repeat(1L, 1000)]).Integers("axis", 1);
        switch (name)
        {
            case "functions":
                model.Node("Exp", "x -> f0");
                for (int i = 0; i < 1000; i++)
                    model.Node(i % 2 == 0 ? "Neg" : "Exp", $"f{i} -> f{i + 1}");
                model.Node("Conv", "f1000 w -> y");
                break;
            case "joins":
                model.Node("Exp", "x -> f0");
                for (int i = 0; i < 1000; i++)
                    model.Node("Mul", $"f{i} f{i} -> f{i + 1}");
                model.Node("MaxPool", "f1000 -> y", ("kernel_shape", (int[])[2, 2]));
                break;
            case "constants":
                for (int i = 0; i < 100; i++)
                    model.Node("Concat", i == 0 ? "many many -> c1" : $"c{i} c{i} -> c{i + 1}", ("axis", 0));
                model.Node("Reshape", "x c100 -> y");
                break;
            case "names":
                for (int i = 0; i < 3000; i++)
                    model.Node("Tanh", i == 0 ? "x -> t!" : "t! -> t!");
                model.Node("Tanh", "t! -> y");
                break;
            case "axes":
                for (int i = 0; i < 1000; i++)
                    model.Node("Unsqueeze", i == 0 ? "x axis -> u1" : $"u{i} axis -> u{i + 1}");
                model.Node("Relu", "u1000 -> y");
                break;
            case "sizes":
                model.Tensor("scales", [4], 1, 1, 30000, 30000);
                for (int i = 0; i < 20; i++)
                    model.Node("Resize", i == 0 ? "x _ scales -> r1" : $"r{i} _ scales -> r{i + 1}");
                model.Node("Relu", "r20 -> y");
                break;
            case "lengths":
                // A tensor of 2⁶² values, one of 2⁴⁰ that a byte follows, and one whose dimensions overflow.
                model.TensorMessage([.. ModelBuilder.Integer(1, 1L << 62), .. ModelBuilder.Integer(2, 1), .. ModelBuilder.Bytes(8, "w"u8.ToArray()), .. ModelBuilder.Bytes(9, [1])]);
                model.TensorMessage([.. ModelBuilder.Integer(1, 1L << 40), .. ModelBuilder.Integer(2, 7), .. ModelBuilder.Bytes(8, "s"u8.ToArray()), .. ModelBuilder.Bytes(9, [1])]);
                model.TensorMessage([.. Enumerable.Repeat(ModelBuilder.Integer(1, 1L << 33), 8).SelectMany(dimension => dimension), .. ModelBuilder.Integer(2, 1), .. ModelBuilder.Bytes(8, "o"u8.ToArray())]);
                model.Node("Conv", "x w o -> c").Node("Reshape", "c s -> y");
                break;
        }

        byte[] bytes = model.ToBytes();
        InferredNetwork? network = null;
        Bounded(0, () => network = OnnxGraphs.Infer(bytes));
        if (name is not ("names" or "joins"))
            Assert.NotEmpty(network!.Problems);
    }

    /// <summary>Changes a few bytes, cuts off, repeats or takes out a part.</summary>
    private static byte[] Mutate(byte[] bytes, int seed)
    {
        Random random = new(seed);
        List<byte> mutated = [.. bytes];
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int place = random.Next(mutated.Count), length = random.Next(1, Math.Min(40, mutated.Count - place) + 1);
            switch (random.Next(12))
            {
                case 0:
                    mutated.RemoveRange(place, mutated.Count - place);
                    mutated.Add((byte)random.Next(256));
                    break;
                case 1:
                    mutated.RemoveRange(place, length);
                    mutated.Add((byte)random.Next(256));
                    break;
                case 2:
                    mutated.InsertRange(place, mutated.GetRange(place, length));
                    break;
                case 3:
                    mutated.InsertRange(place, ModelBuilder.Varint((ulong)random.NextInt64()));
                    break;
                case 4:
                    mutated[place] = 0xFF;
                    break;
                default:
                    mutated[place] = (byte)(mutated[place] ^ 1 << random.Next(8));
                    break;
            }
        }

        return [.. mutated];
    }

    private static int? NumberOf(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static Assembly Compile(byte[] model, string options)
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", model);
        return CompiledNetworks.Compile($"[OnnxNetwork(\"net.onnx\"{options})] public partial class Net;", folder.Files);
    }

    private static void Bounded(int seed, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            action();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The file with seed {seed} gives another exception than it may.", e);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= MostAllocated, $"The file with seed {seed} takes {allocated} bytes.");
    }
}
