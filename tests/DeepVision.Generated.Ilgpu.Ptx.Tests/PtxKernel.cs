using System.Reflection;
using System.Reflection.Emit;
using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Runtime.Ilgpu;
using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;

namespace DeepVision.Generated.Ilgpu.Ptx.Tests;

/// <summary>A kernel as its engine loads it.</summary>
/// <param name="Name">The network's or the library's class and the kernel.</param>
/// <param name="Method">Its method.</param>
/// <param name="Specialization">The groups it is loaded for.</param>
internal sealed record PtxKernel(string Name, MethodInfo Method, KernelSpecialization Specialization)
{
    private static readonly Type[] s_networks = [typeof(LeNet5), typeof(MnistNet), typeof(VggNet)];
    private static readonly Type[] s_library = [typeof(OptimizerKernels), typeof(StepKernels), typeof(ConstraintKernels), typeof(GradientNoiseKernels)];

    /// <summary>All kernels of the benchmark networks, and those of the library.</summary>
    public static IReadOnlyList<PtxKernel> All { get; } =
    [
        .. s_networks.SelectMany(OfNetwork),
        .. s_library.SelectMany(OfLibrary),
    ];

    /// <summary>True for contractions that run as tiles: both operands lie in shared memory and are read four floats at once.</summary>
    public bool IsTiled => Calls(nameof(SharedMemory.Allocate)) >= 2 && Calls("Cast") > 0;

    public override string ToString() => Name;

    private int Calls(string name) =>
        InstructionReader.Read(Method).Count(instruction => instruction.Operand is MethodInfo method && method.Name == name);

    /// <summary>Reads what the engine loads from the IL of its methods: first the kernel's delegate, then its groups.</summary>
    private static IEnumerable<PtxKernel> OfNetwork(Type network)
    {
        // Only the file of the engine knows its class: the method that makes one says which it is.
        MethodInfo create = network.GetInterfaceMap(typeof(IIlgpuNetwork)).TargetMethods.Single();
        Type engine = InstructionReader.Read(create).Select(instruction => instruction.Operand).OfType<ConstructorInfo>().Single().DeclaringType!;
        Dictionary<string, PtxKernel> kernels = [];
        foreach (string load in new[] { "LoadTrainingKernels", "LoadPredictionKernels" })
        {
            MethodInfo? kernel = null;
            List<int> numbers = [];
            foreach (Instruction instruction in InstructionReader.Read(engine.GetMethod(load, BindingFlags.Instance | BindingFlags.NonPublic)!))
            {
                if (instruction.Code == OpCodes.Ldftn)
                    (kernel, numbers) = (ForCuda((MethodInfo)instruction.Operand!), []);
                else if (instruction is { Operand: int number } && instruction.Code == OpCodes.Ldc_I4)
                    numbers.Add(number);
                else if (kernel is not null && instruction.Operand is MethodInfo { Name: nameof(KernelLoaders.LoadKernel) })
                    kernels.TryAdd(kernel.Name, new PtxKernel($"{network.Name}.{kernel.Name}", kernel, Specialize(numbers)));
            }
        }

        return kernels.Values;
    }

    private static MethodInfo ForCuda(MethodInfo kernel) =>
        kernel.IsGenericMethod ? kernel.GetGenericMethodDefinition().MakeGenericMethod(typeof(CudaTarget)) : kernel;

    private static KernelSpecialization Specialize(List<int> numbers) =>
        numbers is [int threads, int groups] ? new KernelSpecialization(threads, groups) : KernelSpecialization.Empty;

    private static IEnumerable<PtxKernel> OfLibrary(Type library) => library
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => method.ReturnType == typeof(void) && method.GetParameters()[0].ParameterType.Name.StartsWith("ArrayView", StringComparison.Ordinal))
        .Select(method => new PtxKernel($"{library.Name}.{method.Name}", method, KernelSpecialization.Empty));
}
