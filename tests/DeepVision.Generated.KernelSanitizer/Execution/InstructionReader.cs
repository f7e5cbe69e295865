using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>Reads the IL of a method. Short forms come out as the long ones, with the index of the variable as the operand.</summary>
internal static class InstructionReader
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static readonly Dictionary<string, OpCode> s_byName = s_codes.Values.ToDictionary(code => code.Name!);

    public static List<Instruction> Read(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray()
            ?? throw KernelErrors.Unsupported(method.Name, "it has no body");
        List<Instruction> instructions = [];
        int position = 0;
        while (position < il.Length)
        {
            int start = position;
            short value = il[position++];
            if (value == 0xFE)
                value = (short)(0xFE00 | il[position++]);
            OpCode code = s_codes[value];
            object? operand = ReadOperand(method, code, il, ref position);
            (code, operand) = Lengthen(code, operand);
            instructions.Add(new Instruction(start, position, code, operand));
        }

        return instructions;
    }

    private static object? ReadOperand(MethodBase method, OpCode code, byte[] il, ref int position)
    {
        ReadOnlySpan<byte> rest = il.AsSpan(position);
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return null;
            case OperandType.ShortInlineBrTarget:
                position += 1;
                return new[] { position + (sbyte)rest[0] };
            case OperandType.InlineBrTarget:
                position += 4;
                return new[] { position + BinaryPrimitives.ReadInt32LittleEndian(rest) };
            case OperandType.InlineSwitch:
                int count = BinaryPrimitives.ReadInt32LittleEndian(rest);
                int[] targets = new int[count];
                position += 4 + 4 * count;
                for (int i = 0; i < count; i++)
                    targets[i] = position + BinaryPrimitives.ReadInt32LittleEndian(rest[(4 + 4 * i)..]);
                return targets;
            case OperandType.ShortInlineI:
                position += 1;
                return (int)(sbyte)rest[0];
            case OperandType.ShortInlineVar:
                position += 1;
                return (int)rest[0];
            case OperandType.InlineVar:
                position += 2;
                return (int)BinaryPrimitives.ReadUInt16LittleEndian(rest);
            case OperandType.InlineI:
                position += 4;
                return BinaryPrimitives.ReadInt32LittleEndian(rest);
            case OperandType.InlineI8:
                position += 8;
                return BinaryPrimitives.ReadInt64LittleEndian(rest);
            case OperandType.ShortInlineR:
                position += 4;
                return BinaryPrimitives.ReadSingleLittleEndian(rest);
            case OperandType.InlineR:
                position += 8;
                return BinaryPrimitives.ReadDoubleLittleEndian(rest);
            case OperandType.InlineString or OperandType.InlineSig:
                position += 4;
                return null;
            default:
                position += 4;
                return Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(rest));
        }
    }

    private static MemberInfo Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    /// <summary>br.s → br, ldloc.2 → ldloc 2, ldc.i4.m1 → ldc.i4 −1, and so on.</summary>
    private static (OpCode Code, object? Operand) Lengthen(OpCode code, object? operand)
    {
        string[] parts = code.Name!.Split('.');
        switch (parts)
        {
            case ["ldloc" or "stloc" or "ldarg", "0" or "1" or "2" or "3"]:
                return (s_byName[parts[0]], int.Parse(parts[1]));
            case ["ldc", "i4", "m1"]:
                return (OpCodes.Ldc_I4, -1);
            case ["ldc", "i4", "s"]:
                return (OpCodes.Ldc_I4, operand);
            case ["ldc", "i4", string number]:
                return (OpCodes.Ldc_I4, int.Parse(number));
            case [.. string[] name, "s"] when code.Name != "ldc.i4.s":
                return (s_byName[string.Join('.', name)], operand);
            default:
                return (code, operand);
        }
    }
}
