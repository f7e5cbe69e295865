using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime.Ilgpu;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>Names that could get in the way of generated code.</summary>
internal static class Names
{
    private static readonly string[] s_keywords =
    [
        "@class", "@namespace", "@event", "@int", "@float", "@ref", "@in", "@out", "@base", "@this", "@new", "@object", "@string", "@void", "@params", "@checked", "@default",
        "@record", "@partial", "@where", "@file", "@required", "@scoped", "@await", "@async", "@var", "@dynamic", "@nint", "@yield", "@field", "@global", "@get", "@set", "@init",
        "@value", "@when", "@and", "@not", "@extension", "@allows", "@managed", "@alias", "@on", "@notnull", "@unmanaged", "@with",
    ];

    private static readonly string[] s_plain =
    [
        "Model", "Net", "ImageNet", "A", "z", "_x", "lower", "Größe", "Ωmega", "数", "Ünï", "Thing", "Data", "Kernel", "Layer", "Helper", "Extensions",
        "ANameThatIsLongerThanMostOfThemButStillOneThatSomebodyMightWriteOnAFridayAfternoon" + "WhenNobodyIsLooking",
    ];

    private static readonly string[] s_framework =
    [
        "System", "Math", "MathF", "Unsafe", "MemoryMarshal", "Vector128", "Vector256", "Vector512", "Vector", "MethodImpl", "MethodImplOptions", "MethodImplAttribute", "IProgress",
        "CancellationToken", "InvalidOperationException", "Action", "Func", "Exception", "Array", "Span", "ReadOnlySpan", "Attribute", "Object", "String", "Int32", "Single", "Threading",
        "Runtime", "Intrinsics", "CompilerServices", "InteropServices", "ILGPU", "Grid", "Group", "Warp", "SharedMemory", "ArrayView", "KernelConfig", "Accelerator",
        "AcceleratorStream", "KernelSpecialization", "Index1D", "DeepVision", "Generated", "Cpu", "Ilgpu",
    ];

    private static readonly string[] s_generated =
    [
        "Engine", "Kernels", "Kernels128", "Kernels256", "Kernels512", "IlgpuKernels", "Declared", "Architecture", "CpuEngine", "GpuEngine", "s_plan", "s_architecture", "TTarget",
        "ParameterCount", "InputShape", "OutputShape", "Load", "Train", "TrainStep", "CreateCpuEngine", "CreateIlgpuEngine", "Error", "Fail", "BuildError", "loaded", "network", "run",
        "Dense1", "Dense2", "Conv2D1", "Conv2D2", "BatchNorm1", "DepthwiseConv2D1", "get_Dense1", "get_InputShape", "Item",
    ];

    /// <summary>Names of the library's public types.</summary>
    public static string[] LibraryTypes { get; } =
    [
        .. new[] { typeof(Network).Assembly, typeof(IlgpuEngine).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested && !type.Name.Contains('`')).Select(type => type.Name).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Members that every network inherits.</summary>
    public static string[] Inherited { get; } =
    [
        .. new[] { typeof(object), typeof(Network), typeof(ClassificationNetwork), typeof(BinaryNetwork), typeof(RegressionNetwork), typeof(SegmentationNetwork), typeof(CustomLossNetwork), typeof(EmbeddingNetwork) }
            .SelectMany(type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(member => member is not ConstructorInfo && !member.Name.Contains('<') && !member.Name.Contains('.') && !member.Name.Contains('_'))
            .Select(member => member.Name).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The framework's types that generated code names; a user who gives one a new meaning for the whole world breaks every program.</summary>
    public static Type[] FrameworkTypes { get; } =
        [typeof(Math), typeof(MathF), typeof(Unsafe), typeof(MemoryMarshal), typeof(Vector128), typeof(Vector256), typeof(Vector512), typeof(MethodImplAttribute), typeof(MethodImplOptions)];

    /// <summary>Some identifier, as it is written in C#.</summary>
    public static string Any(Random random) => random.Next(7) switch
    {
        0 => Pick(random, s_keywords),
        1 => Pick(random, s_framework),
        2 => Pick(random, LibraryTypes),
        3 => Pick(random, s_generated),
        4 => Pick(random, Inherited),
        _ => Pick(random, s_plain),
    };

    /// <summary>Some name of a layer, usually one that is allowed.</summary>
    public static string Layer(Random random)
    {
        string[] pieces =
        [
            "a", "input", "scores", "loss", "gradient", "mask", "winners", "padded", "output", "flat", "geometry", "layout", "forward", "weight", "at", "single", "rows0", "2", "x1",
            "conv2d_1", "conv2d_2", "dense_1", "batchnorm_1", "relu_1", "Conv2D1", "Dense2", "predict", "statistics", "run_stage0", "kernels", "class", "math", "vector512", "unsafe", "pad",
        ];
        string name = Pick(random, pieces);
        while (random.Next(2) == 0)
            name += (random.Next(2) == 0 ? "_" : "") + Pick(random, pieces);
        return random.Next(20) switch
        {
            0 => Pick(random, [.. Inherited, .. s_generated, "", " ", "1st", "a.b", "größe", "_", "a-b", "a/b", "CON", new string('n', 101)]),
            1 => name.ToUpperInvariant(),
            2 => Pick(random, LibraryTypes),
            _ => name,
        };
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
