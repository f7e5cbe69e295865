using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>One parameter of a kernel.</summary>
internal readonly record struct KernelParameter(string Type, string Name);

/// <summary>A printed kernel: a static method that ILGPU compiles for the device.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Summary">What it computes, for the reader of the generated code.</param>
/// <param name="Body">The statements.</param>
/// <param name="Threads">Threads of a group.</param>
/// <param name="MinGroups">Groups that a multiprocessor should hold at once, which limits the registers of a thread; 0 leaves it to the driver.</param>
/// <param name="AsksForTarget">Whether its text is another one on CUDA: it has a type parameter then, which tells.</param>
internal sealed record KernelFunction(
    string Name, string Summary, EquatableArray<KernelParameter> Parameters, string Body, int Threads, int MinGroups, bool AsksForTarget)
{
    /// <summary>Name of the type parameter.</summary>
    public const string Target = "TTarget";

    /// <summary>The delegate that launches it.</summary>
    public string LauncherType => $"global::System.Action<AcceleratorStream, KernelConfig, {ParameterTypes}>";

    public string ParameterTypes => string.Join(", ", Parameters.Select(parameter => parameter.Type));

    /// <summary>The method as a value, for the device of the local <c>isCuda</c>.</summary>
    public string Reference => AsksForTarget
        ? $"isCuda ? IlgpuKernels.{Name}<CudaTarget> : IlgpuKernels.{Name}<OtherTarget>"
        : "IlgpuKernels." + Name;

    /// <summary>Field of the engine that holds the launcher.</summary>
    public string Field => "_" + char.ToLowerInvariant(Name[0]) + Name.Substring(1);
}

/// <summary>A kernel with its arguments and the groups it runs in: one line of the schedule.</summary>
/// <param name="Groups">C# expressions of the numbers of groups in three dimensions; <c>count</c> is the number of samples.</param>
internal sealed record KernelLaunch(KernelFunction Function, (string X, string Y, string Z) Groups, EquatableArray<string> Arguments)
{
    /// <summary>The launch over the images of the samples, so many in each.</summary>
    public KernelLaunch OverImages(int images) => images == 1
        ? this
        : this with { Groups = (Count(Groups.X, images), Count(Groups.Y, images), Count(Groups.Z, images)), Arguments = Arguments.Select(argument => Count(argument, images)).ToEquatableArray() };

    private static string Count(string expression, int images) => Regex.Replace(expression, @"\bcount\b", $"(count * {CSharpLiteral.Of(images)})");

    public override string ToString() =>
        $"{Function.Field}(memory.Stream, Groups({Groups.X}, {Groups.Y}, {Groups.Z}, {CSharpLiteral.Of(Function.Threads)}), {string.Join(", ", Arguments)});";
}

/// <summary>Collects the operands of one kernel: how it names them, and what its launch gives for them.</summary>
internal sealed class KernelOperands
{
    private readonly List<KernelParameter> _parameters = [];
    private readonly List<string> _arguments = [];

    public EquatableArray<KernelParameter> Parameters => _parameters.ToEquatableArray();

    public EquatableArray<string> Arguments => _arguments.ToEquatableArray();

    /// <summary>Whether the kernel is told, by its type parameter, which device it is compiled for.</summary>
    public bool AsksForTarget { get; private set; }

    /// <summary>Tells the kernel which device it is compiled for: the loop of a tiled product asks.</summary>
    public KernelOperands Target()
    {
        AsksForTarget = true;
        return this;
    }

    public KernelOperands Floats(string name, string argument) => Add("ArrayView<float>", name, argument);

    public KernelOperands Bytes(string name, string argument) => Add("ArrayView<byte>", name, argument);

    public KernelOperands Ints(string name, string argument) => Add("ArrayView<int>", name, argument);

    public KernelOperands Int(string name, string argument) => Add("int", name, argument);

    public KernelOperands Add(string type, string name, string argument)
    {
        _parameters.Add(new KernelParameter(type, name));
        _arguments.Add(argument);
        return this;
    }
}
