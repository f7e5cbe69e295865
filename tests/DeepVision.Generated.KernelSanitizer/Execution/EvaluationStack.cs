using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// The types on the evaluation stack before each instruction. The C# compiler may keep a value there over a call that follows,
/// and so over a barrier, where it must be put away.
/// </summary>
internal sealed class EvaluationStack
{
    private readonly MethodBase _method;
    private readonly IList<LocalVariableInfo> _locals;
    private readonly Type[] _arguments;
    private readonly Dictionary<int, Entry?> _before = [];

    public EvaluationStack(MethodBase method, IReadOnlyList<Instruction> instructions)
    {
        _method = method;
        _locals = method.GetMethodBody()!.LocalVariables;
        _arguments = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        Entry? stack = null;
        foreach (Instruction instruction in instructions)
        {
            if (_before.TryGetValue(instruction.Offset, out Entry? known))
                stack = known;
            else
                _before[instruction.Offset] = stack;
            stack = Step(instruction, stack);
            foreach (int target in instruction.Targets)
                _before.TryAdd(target, stack);
            if (!instruction.FallsThrough)
                stack = null;
        }
    }

    /// <summary>The types before an instruction, the top of the stack first.</summary>
    public IEnumerable<Type> Before(Instruction instruction)
    {
        for (Entry? entry = _before[instruction.Offset]; entry != null; entry = entry.Below)
            yield return entry.Type;
    }

    private Entry? Step(Instruction instruction, Entry? stack)
    {
        OpCode code = instruction.Code;
        if (code == OpCodes.Dup)
            return new Entry(stack!.Type, stack);
        Entry? operands = stack;
        for (int i = PopCount(instruction); i > 0; i--)
            stack = stack!.Below;
        Type? pushed = Pushed(instruction, operands, stack);
        return pushed == null ? stack : new Entry(pushed, stack);
    }

    private static int PopCount(Instruction instruction) => instruction.Code.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Varpop => instruction.Operand switch
        {
            ConstructorInfo constructor when instruction.Code == OpCodes.Newobj => constructor.GetParameters().Length,
            MethodBase method => method.GetParameters().Length + (method.IsStatic ? 0 : 1),
            _ => 0,
        },
        _ => 3,
    };

    private Type? Pushed(Instruction instruction, Entry? operands, Entry? below)
    {
        OpCode code = instruction.Code;
        switch (code.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                return null;
            case StackBehaviour.Pushi8:
                return typeof(long);
            case StackBehaviour.Pushr4:
                return typeof(float);
            case StackBehaviour.Pushr8:
                return typeof(double);
            case StackBehaviour.Varpush:
                return instruction.Operand is MethodInfo { ReturnType: var type } && type != typeof(void) ? Widen(type) : null;
            case StackBehaviour.Pushi when code == OpCodes.Ldloca || code == OpCodes.Ldarga || code == OpCodes.Ldflda:
                return typeof(int).MakeByRefType();
            case StackBehaviour.Pushi:
                return code.Name is "conv.i" or "conv.u" or "ldind.i" ? typeof(nint) : typeof(int);
        }

        return instruction.Operand switch
        {
            int index when code == OpCodes.Ldloc => Widen(_locals[index].LocalType),
            int index when code == OpCodes.Ldarg => Widen(_arguments[index]),
            FieldInfo field => Widen(field.FieldType),
            Type type => Widen(type),
            ConstructorInfo constructor => constructor.DeclaringType!,
            _ => Deepest(operands, below),
        };
    }

    /// <summary>Arithmetic gives the type of its first operand, which lies deepest.</summary>
    private Type Deepest(Entry? operands, Entry? below)
    {
        Entry? entry = operands;
        while (entry != null && entry.Below != below)
            entry = entry.Below;
        return entry?.Type ?? throw KernelErrors.Unsupported(_method.Name, "its evaluation stack is not understood");
    }

    /// <summary>Small integers and enumerations lie on the stack as an int or a long.</summary>
    private static Type Widen(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 => typeof(int),
        TypeCode.Int64 or TypeCode.UInt64 => typeof(long),
        _ => type,
    };

    private sealed record Entry(Type Type, Entry? Below);
}
