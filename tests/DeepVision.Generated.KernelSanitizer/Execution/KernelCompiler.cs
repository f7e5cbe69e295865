using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ILGPU.Execution;

/// <summary>Runs all threads of a group from one barrier to the next.</summary>
/// <param name="frame">The group.</param>
/// <param name="state">0 for the start, otherwise the barrier at which the threads wait.</param>
/// <returns>The barrier at which they wait now, 0 if they have ended.</returns>
internal unsafe delegate int GroupRunner(GroupFrame* frame, int state);

/// <summary>
/// Writes a kernel's IL again as a method that runs a whole group, one thread after the other. A barrier becomes the end of a
/// thread's turn: what it still needs goes to its block of <see cref="GroupFrame.Saved"/>, and the next turn begins with a jump
/// behind that barrier and reads it back.
/// </summary>
internal sealed class KernelCompiler
{
    private const int Alignment = 16;

    private static readonly MethodInfo s_barrier = typeof(Group).GetMethod(nameof(Group.Barrier))!;
    private static readonly MethodInfo s_warpBarrier = typeof(Warp).GetMethod(nameof(Warp.Barrier))!;
    private static readonly MethodInfo s_divergent = typeof(CompiledKernel).GetMethod(nameof(CompiledKernel.ThrowDivergent))!;

    private readonly MethodInfo _kernel;
    private readonly List<Instruction> _instructions;
    private readonly DynamicMethod _method;
    private readonly ILGenerator _il;
    private readonly Dictionary<int, Label> _labels = [];
    private readonly LocalBuilder[] _variables;
    private readonly int _locals;
    private readonly int[] _argumentOffsets;
    private readonly int[] _savedOffsets;
    private readonly EvaluationStack _stack;
    private readonly Liveness? _liveness;
    private readonly List<Label> _resume = [];

    private readonly LocalBuilder _thread;
    private readonly LocalBuilder _threadX;
    private readonly LocalBuilder _threadY;
    private readonly LocalBuilder _threadZ;
    private readonly LocalBuilder _saved;
    private readonly LocalBuilder _next;
    private readonly LocalBuilder _first;
    private readonly Label _endOfTurn;

    private int _sharedBytes;
    private int _savedBytes;
    private int _argumentBytes;

    private KernelCompiler(MethodInfo kernel)
    {
        _kernel = kernel;
        _instructions = InstructionReader.Read(kernel);
        _stack = new EvaluationStack(kernel, _instructions);
        _method = new DynamicMethod(kernel.Name, typeof(int), [typeof(GroupFrame*), typeof(int)], typeof(KernelCompiler).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        _il = _method.GetILGenerator();

        Type[] locals = [.. kernel.GetMethodBody()!.LocalVariables.Select(local => local.LocalType)];
        Type[] arguments = [.. kernel.GetParameters().Select(parameter => parameter.ParameterType)];
        _locals = locals.Length;
        _variables = [.. locals.Concat(arguments).Select(type => _il.DeclareLocal(type))];
        _argumentOffsets = [.. arguments.Select(type => Reserve(ref _argumentBytes, type))];
        _savedOffsets = new int[_variables.Length];
        Array.Fill(_savedOffsets, -1);
        int barriers = _instructions.Count(IsBarrier);
        _liveness = barriers > 0 ? new Liveness(_instructions, locals.Length, arguments.Length) : null;
        for (int i = 0; i <= barriers; i++)
            _resume.Add(_il.DefineLabel());

        _thread = _il.DeclareLocal(typeof(int));
        _threadX = _il.DeclareLocal(typeof(int));
        _threadY = _il.DeclareLocal(typeof(int));
        _threadZ = _il.DeclareLocal(typeof(int));
        _saved = _il.DeclareLocal(typeof(byte*));
        _next = _il.DeclareLocal(typeof(int));
        _first = _il.DeclareLocal(typeof(int));
        _endOfTurn = _il.DefineLabel();
    }

    public static CompiledKernel Compile(MethodInfo kernel)
    {
        if (!kernel.IsStatic)
            throw KernelErrors.Unsupported(NameOf(kernel), "it is not a static method");
        if (kernel.ReturnType != typeof(void))
            throw KernelErrors.Unsupported(NameOf(kernel), "it returns a value");
        string name = NameOf(kernel);
        KernelRules.Check(name, kernel);
        KernelCompiler compiler = new(kernel);
        GroupRunner runner = compiler.Emit();
        KernelParameter[] parameters = [.. kernel.GetParameters().Zip(compiler._argumentOffsets, (parameter, offset) => new KernelParameter(parameter.Name!, offset, ElementSize(parameter.ParameterType)))];
        return new CompiledKernel(name, runner, parameters, compiler._argumentBytes, compiler._sharedBytes, Align(compiler._savedBytes, Alignment));
    }

    /// <summary>Network.Kernels.Name for a kernel in a nested class.</summary>
    private static string NameOf(MethodInfo kernel)
    {
        string type = kernel.DeclaringType!.FullName!;
        return $"{type[(type.LastIndexOf('.') + 1)..].Replace('+', '.')}.{kernel.Name}";
    }

    private GroupRunner Emit()
    {
        foreach (int target in _instructions.SelectMany(instruction => instruction.Targets))
            _labels.TryAdd(target, _il.DefineLabel());

        Label turn = _il.DefineLabel();
        EmitStart();
        _il.MarkLabel(turn);
        EmitStartOfTurn();
        Instruction? previous = null;
        int barrier = 0;
        foreach (Instruction instruction in _instructions)
        {
            if (_labels.TryGetValue(instruction.Offset, out Label label))
                _il.MarkLabel(label);
            if (IsBarrier(instruction))
                EmitBarrier(instruction, ++barrier);
            else
                EmitInstruction(instruction, previous);
            previous = instruction;
        }

        EmitEndOfTurn(turn);
        return _method.CreateDelegate<GroupRunner>();
    }

    private void EmitStart()
    {
        foreach (LocalBuilder counter in new[] { _thread, _threadX, _threadY, _threadZ, _first })
        {
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.Emit(OpCodes.Stloc, counter);
        }

        EmitField(nameof(GroupFrame.Saved));
        _il.Emit(OpCodes.Stloc, _saved);
    }

    /// <summary>Sets the thread's indices and jumps to where its last turn ended.</summary>
    private void EmitStartOfTurn()
    {
        EmitSetField(nameof(GroupFrame.ThreadX), _threadX);
        EmitSetField(nameof(GroupFrame.ThreadY), _threadY);
        EmitSetField(nameof(GroupFrame.ThreadZ), _threadZ);
        for (int i = 0; i < _argumentOffsets.Length; i++)
        {
            if (!IsChanged(i))
                EmitLoadArgument(i);
        }

        if (_resume.Count > 1)
        {
            _il.Emit(OpCodes.Ldarg_1);
            _il.Emit(OpCodes.Switch, [.. _resume]);
        }

        _il.MarkLabel(_resume[0]);
        for (int i = 0; i < _argumentOffsets.Length; i++)
        {
            if (IsChanged(i))
                EmitLoadArgument(i);
        }
    }

    /// <summary>Demands that all threads have come as far, and goes on with the next one.</summary>
    private void EmitEndOfTurn(Label turn)
    {
        Label isFirst = _il.DefineLabel();
        Label agrees = _il.DefineLabel();
        _il.MarkLabel(_endOfTurn);
        _il.Emit(OpCodes.Ldloc, _thread);
        _il.Emit(OpCodes.Brfalse, isFirst);
        _il.Emit(OpCodes.Ldloc, _first);
        _il.Emit(OpCodes.Ldloc, _next);
        _il.Emit(OpCodes.Beq, agrees);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _first);
        _il.Emit(OpCodes.Ldloc, _next);
        _il.Emit(OpCodes.Call, s_divergent);
        _il.MarkLabel(isFirst);
        _il.Emit(OpCodes.Ldloc, _next);
        _il.Emit(OpCodes.Stloc, _first);
        _il.MarkLabel(agrees);

        // X counts fastest.
        Label counted = _il.DefineLabel();
        EmitIncrement(_threadX, nameof(GroupFrame.GroupDimX), counted);
        EmitIncrement(_threadY, nameof(GroupFrame.GroupDimY), counted);
        _il.Emit(OpCodes.Ldloc, _threadZ);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _threadZ);
        _il.MarkLabel(counted);

        _il.Emit(OpCodes.Ldloc, _saved);
        _il.Emit(OpCodes.Ldc_I4, Align(_savedBytes, Alignment));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _saved);
        _il.Emit(OpCodes.Ldloc, _thread);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _thread);
        _il.Emit(OpCodes.Ldloc, _thread);
        EmitField(nameof(GroupFrame.Threads));
        _il.Emit(OpCodes.Blt, turn);
        _il.Emit(OpCodes.Ldloc, _first);
        _il.Emit(OpCodes.Ret);
    }

    private void EmitIncrement(LocalBuilder counter, string limit, Label done)
    {
        _il.Emit(OpCodes.Ldloc, counter);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, counter);
        _il.Emit(OpCodes.Ldloc, counter);
        EmitField(limit);
        _il.Emit(OpCodes.Blt, done);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Stloc, counter);
    }

    private void EmitBarrier(Instruction instruction, int number)
    {
        List<int> kept = [.. _liveness!.Behind(instruction).Where(variable => variable < _locals || IsChanged(variable - _locals))];
        List<(LocalBuilder Variable, int Offset)> places = [.. kept.Select(variable => (_variables[variable], SavedOffset(variable)))];
        List<(LocalBuilder Variable, int Offset)> stacked = [];
        foreach (Type type in _stack.Before(instruction))
        {
            if (type.IsByRef)
                throw KernelErrors.Unsupported(NameOf(_kernel), "an address is on the evaluation stack at a barrier");
            LocalBuilder variable = _il.DeclareLocal(type);
            _il.Emit(OpCodes.Stloc, variable);
            stacked.Add((variable, Reserve(ref _savedBytes, type)));
        }

        places.AddRange(stacked);
        foreach ((LocalBuilder variable, int offset) in places)
        {
            EmitSavedAddress(offset);
            _il.Emit(OpCodes.Ldloc, variable);
            _il.Emit(OpCodes.Stobj, variable.LocalType);
        }

        EmitEnd(number);
        _il.MarkLabel(_resume[number]);
        foreach ((LocalBuilder variable, int offset) in places)
        {
            EmitSavedAddress(offset);
            _il.Emit(OpCodes.Ldobj, variable.LocalType);
            _il.Emit(OpCodes.Stloc, variable);
        }

        for (int i = stacked.Count - 1; i >= 0; i--)
            _il.Emit(OpCodes.Ldloc, stacked[i].Variable);
    }

    private void EmitEnd(int state)
    {
        _il.Emit(OpCodes.Ldc_I4, state);
        _il.Emit(OpCodes.Stloc, _next);
        _il.Emit(OpCodes.Br, _endOfTurn);
    }

    private void EmitInstruction(Instruction instruction, Instruction? previous)
    {
        OpCode code = instruction.Code;
        if (code == OpCodes.Ret)
        {
            EmitEnd(0);
            return;
        }

        switch (instruction.Operand)
        {
            case null:
                _il.Emit(code);
                break;
            case int index when code == OpCodes.Ldloc || code == OpCodes.Ldloca || code == OpCodes.Stloc:
                _il.Emit(code, _variables[index]);
                break;
            case int index when code == OpCodes.Ldarg:
                _il.Emit(OpCodes.Ldloc, _variables[_locals + index]);
                break;
            case int index when code == OpCodes.Ldarga:
                _il.Emit(OpCodes.Ldloca, _variables[_locals + index]);
                break;
            case int index when code == OpCodes.Starg:
                _il.Emit(OpCodes.Stloc, _variables[_locals + index]);
                break;
            case int value when code.OperandType == OperandType.ShortInlineI && code != OpCodes.Ldc_I4:
                _il.Emit(code, (byte)value);
                break;
            case int value:
                _il.Emit(code, value);
                break;
            case long value:
                _il.Emit(code, value);
                break;
            case float value:
                _il.Emit(code, value);
                break;
            case double value:
                _il.Emit(code, value);
                break;
            case int[] targets when code == OpCodes.Switch:
                _il.Emit(code, [.. targets.Select(target => _labels[target])]);
                break;
            case int[] targets:
                _il.Emit(code, _labels[targets[0]]);
                break;
            case MethodInfo method:
                EmitCall(code, method, previous);
                break;
            case ConstructorInfo constructor:
                _il.Emit(code, constructor);
                break;
            case FieldInfo field:
                _il.Emit(code, field);
                break;
            case Type type:
                _il.Emit(code, type);
                break;
            default:
                throw KernelErrors.Unsupported(NameOf(_kernel), $"it uses {instruction}");
        }
    }

    private void EmitCall(OpCode code, MethodInfo method, Instruction? previous)
    {
        if (method == s_warpBarrier)
            return;
        if (method.DeclaringType == typeof(SharedMemory))
            EmitShared(method, previous);
        else if (FieldOf(method) is { } field)
            field(_il);
        else
            _il.Emit(code, method);
    }

    /// <summary>A block of its own for this call, the same for all threads.</summary>
    private void EmitShared(MethodInfo method, Instruction? previous)
    {
        if (previous is not { Code.Name: "ldc.i4", Operand: int extent } || extent < 0)
            throw KernelErrors.Unsupported(NameOf(_kernel), "the extent of SharedMemory.Allocate is not a constant");
        Type element = method.GetGenericArguments()[0];
        Type view = typeof(ArrayView<>).MakeGenericType(element);
        _sharedBytes = Align(_sharedBytes, Alignment);
        _il.Emit(OpCodes.Pop);
        EmitField(nameof(GroupFrame.Shared));
        _il.Emit(OpCodes.Ldc_I4, _sharedBytes);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldc_I8, (long)extent);
        _il.Emit(OpCodes.Newobj, view.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(void*), typeof(long)])!);
        _sharedBytes += extent * SizeOf(element);
    }

    /// <summary>Group.IdxX and its like are variables and fields here.</summary>
    private Action<ILGenerator>? FieldOf(MethodInfo method)
    {
        bool group = method.DeclaringType == typeof(Group);
        if (!group && method.DeclaringType != typeof(Grid))
            return null;
        return method.Name switch
        {
            "get_IdxX" when group => il => il.Emit(OpCodes.Ldloc, _threadX),
            "get_IdxY" when group => il => il.Emit(OpCodes.Ldloc, _threadY),
            "get_IdxZ" when group => il => il.Emit(OpCodes.Ldloc, _threadZ),
            "get_IdxX" or "get_IdxY" or "get_IdxZ" => _ => EmitField("Group" + method.Name[^1]),
            "get_DimX" or "get_DimY" or "get_DimZ" => _ => EmitField((group ? "GroupDim" : "GridDim") + method.Name[^1]),
            _ => null,
        };
    }

    private void EmitLoadArgument(int index)
    {
        LocalBuilder variable = _variables[_locals + index];
        EmitField(nameof(GroupFrame.Arguments));
        _il.Emit(OpCodes.Ldc_I4, _argumentOffsets[index]);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldobj, variable.LocalType);
        _il.Emit(OpCodes.Stloc, variable);
    }

    private void EmitSavedAddress(int offset)
    {
        _il.Emit(OpCodes.Ldloc, _saved);
        _il.Emit(OpCodes.Ldc_I4, offset);
        _il.Emit(OpCodes.Add);
    }

    private void EmitField(string name)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, typeof(GroupFrame).GetField(name)!);
    }

    private void EmitSetField(string name, LocalBuilder value)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Stfld, typeof(GroupFrame).GetField(name)!);
    }

    private int SavedOffset(int variable)
    {
        Type type = _variables[variable].LocalType;
        if (type.IsByRef)
            throw KernelErrors.Unsupported(NameOf(_kernel), "a reference lives on behind a barrier");
        ref int offset = ref _savedOffsets[variable];
        if (offset < 0)
            offset = Reserve(ref _savedBytes, type);
        return offset;
    }

    /// <summary>Whether the kernel changes an argument: then each thread has its own.</summary>
    private bool IsChanged(int argument) => _instructions.Exists(instruction =>
        instruction.Operand is int index && index == argument
        && (instruction.Code == OpCodes.Starg || (instruction.Code == OpCodes.Ldarga && !IsView(_variables[_locals + argument].LocalType))));

    private static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>);

    private static int ElementSize(Type type) => IsView(type) ? SizeOf(type.GetGenericArguments()[0]) : 0;

    private static bool IsBarrier(Instruction instruction) => Equals(instruction.Operand, s_barrier);

    private int Reserve(ref int bytes, Type type)
    {
        if (!type.IsValueType && !type.IsPointer)
            throw KernelErrors.Unsupported(NameOf(_kernel), $"it has a variable of the class {type.Name}");
        int size = SizeOf(type);
        int offset = Align(bytes, Math.Min(size & -size, Alignment));
        bytes = offset + size;
        return offset;
    }

    private static int SizeOf(Type type) =>
        type.IsPointer ? nint.Size : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static int Align(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
