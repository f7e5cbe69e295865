using System.Reflection;
using DeepVision.Generated.Runtime.Ilgpu;
using DeepVision.Generated.Tests.LayerCases;
using ILGPU;
using ILGPU.Execution;

namespace DeepVision.Generated.KernelSanitizer.Tests;

/// <summary>The cases that run on the emulation stand for all.</summary>
public class EmulatedCasesTests
{
    [Fact]
    public void TheyTouchEveryKindOfKernel()
    {
        HashSet<string> touched = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "EmulatedCases.txt")).SelectMany(name => KindsOf(LayerCase.Find(name)))];

        string[] missing = [.. LayerCase.All.SelectMany(layerCase => KindsOf(layerCase).Except(touched).Select(kind => $"{layerCase} has a kernel of a kind that no case of EmulatedCases.txt has: {kind}"))];

        Assert.True(missing.Length == 0, string.Join(Environment.NewLine, missing));
    }

    /// <summary>What tells kernels apart, whatever their shapes: their operands, how many blocks of shared memory they have, and whether they load vectors.</summary>
    private static IEnumerable<string> KindsOf(LayerCase layerCase) => KernelsOf(layerCase.Type)
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(method => method.GetParameters() is [{ ParameterType.IsGenericType: true } first, ..] && first.ParameterType.GetGenericTypeDefinition() == typeof(ArrayView<>))
        .Select(KindOf)
        .Distinct();

    /// <summary>Only its file knows the class of the kernels. It stands beside that of the engine, which the network's part makes.</summary>
    private static Type KernelsOf(Type network)
    {
        MethodInfo create = network.GetInterfaceMap(typeof(IIlgpuNetwork)).TargetMethods.Single();
        Type engine = InstructionReader.Read(create).Select(instruction => instruction.Operand).OfType<ConstructorInfo>().Single().DeclaringType!;
        return engine.Assembly.GetType(engine.FullName![..^engine.Name.Split("__")[^1].Length] + "IlgpuKernels", throwOnError: true)!;
    }

    private static string KindOf(MethodInfo kernel)
    {
        string[] calls = [.. InstructionReader.Read(kernel).Select(instruction => instruction.Operand).OfType<MethodInfo>().Select(method => method.Name)];
        return $"({string.Join(", ", kernel.GetParameters().Select(parameter => parameter.Name))}), "
            + $"{calls.Count(name => name == nameof(SharedMemory.Allocate))} blocks of shared memory{(calls.Contains("Cast") ? ", vectors" : "")}";
    }
}
