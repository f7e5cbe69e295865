using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// What ILGPU can't compile, the sanitizer doesn't either, so that a kernel that passes here has a chance on a device: no
/// objects, arrays, exceptions, delegates, strings, static fields that change, and of the framework only some functions.
/// </summary>
internal static class KernelRules
{
    private static readonly HashSet<string> s_forbidden =
    [
        "newarr", "ldlen", "box", "unbox", "unbox.any", "castclass", "isinst", "throw", "rethrow", "ldstr", "ldftn", "ldvirtftn",
        "calli", "localloc", "ldtoken", "stsfld", "ldsflda", "mkrefany", "refanyval", "refanytype", "arglist", "jmp", "leave", "endfinally",
        "endfilter", "cpblk", "initblk", "ldelem", "ldelema", "stelem", "ldelem.ref", "stelem.ref", "ldelem.r4", "stelem.r4", "ldelem.i4", "stelem.i4",
    ];

    private static readonly HashSet<string> s_math =
    [
        "Abs", "Sqrt", "Sin", "Sinh", "Asin", "Cos", "Cosh", "Acos", "Tan", "Tanh", "Atan", "Atan2", "Exp", "Floor", "Ceiling", "Log", "Log10",
        "Min", "Max", "Pow", "CopySign",
    ];

    private static readonly Dictionary<Type, HashSet<string>> s_framework = new()
    {
        [typeof(Math)] = s_math,
        [typeof(MathF)] = s_math,
        [typeof(float)] = ["IsNaN", "IsInfinity", "IsFinite"],
        [typeof(double)] = ["IsNaN", "IsInfinity", "IsFinite"],
        [typeof(BitConverter)] = ["DoubleToInt64Bits", "Int64BitsToDouble", "SingleToInt32Bits", "Int32BitsToSingle"],
        [typeof(BitOperations)] = ["LeadingZeroCount", "TrailingZeroCount", "PopCount"],
    };

    /// <summary>Checks a method and all that it calls.</summary>
    public static void Check(string kernel, MethodBase method) => Check(kernel, method, isKernel: true, []);

    private static void Check(string kernel, MethodBase method, bool isKernel, HashSet<MethodBase> seen)
    {
        if (!seen.Add(method))
            return;
        if (method.GetMethodBody() is { ExceptionHandlingClauses.Count: > 0 })
            throw KernelErrors.Unsupported(kernel, $"{method.Name} has a try block");
        Instruction? previous = null;
        foreach (Instruction instruction in InstructionReader.Read(method))
        {
            if (s_forbidden.Contains(instruction.Code.Name!))
                throw KernelErrors.Unsupported(kernel, $"{method.Name} uses {instruction}, which devices don't have");
            if (instruction is { Code.Name: "ldsfld", Operand: FieldInfo { IsInitOnly: false, IsLiteral: false } field })
                throw KernelErrors.Unsupported(kernel, $"{method.Name} reads the static field {field.Name}, which is not readonly");
            if (instruction.Operand is MethodBase callee)
                CheckCall(kernel, method, Implementation(callee, previous), isKernel, seen);
            previous = instruction;
        }
    }

    /// <summary>A method of an interface that is called on a type parameter is known as soon as that type is a struct.</summary>
    private static MethodBase Implementation(MethodBase callee, Instruction? previous)
    {
        if (callee.DeclaringType is not { IsInterface: true } || previous is not { Code.Name: "constrained.", Operand: Type { IsValueType: true } type })
            return callee;
        InterfaceMapping mapping = type.GetInterfaceMap(callee.DeclaringType);
        return mapping.TargetMethods[Array.IndexOf(mapping.InterfaceMethods, callee)];
    }

    private static void CheckCall(string kernel, MethodBase caller, MethodBase callee, bool isKernel, HashSet<MethodBase> seen)
    {
        Type? type = callee.DeclaringType;
        string name = $"{type?.Name}.{callee.Name}";
        if (type?.Assembly == typeof(KernelRules).Assembly)
        {
            bool stays = (type == typeof(Group) && callee.Name == nameof(Group.Barrier)) || type == typeof(SharedMemory);
            if (stays && !isKernel)
                throw KernelErrors.Unsupported(kernel, $"{caller.Name} calls {name}; call it in the kernel itself");
            return;
        }

        if (type is { IsValueType: false } && callee.IsConstructor)
            throw KernelErrors.Unsupported(kernel, $"{caller.Name} makes an object of the class {type.Name}");
        if (type?.Assembly == typeof(object).Assembly)
        {
            if (!s_framework.TryGetValue(type, out HashSet<string>? allowed) || !allowed.Contains(callee.Name))
                throw KernelErrors.Unsupported(kernel, $"{caller.Name} calls {name}, which ILGPU does not know");
            return;
        }

        if (callee.IsVirtual && callee is { DeclaringType.IsValueType: false })
            throw KernelErrors.Unsupported(kernel, $"{caller.Name} calls {name}, which is virtual");
        Check(kernel, callee, isKernel: false, seen);
    }
}
