using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// One instruction of a method's IL. <paramref name="Operand"/> is a number, a member, a type, the index of a variable, or
/// the offsets where it jumps to.
/// </summary>
internal sealed record Instruction(int Offset, int End, OpCode Code, object? Operand)
{
    /// <summary>The offsets it may jump to, without the instruction behind it.</summary>
    public int[] Targets => Operand as int[] ?? [];

    /// <summary>Whether the instruction behind it may follow.</summary>
    public bool FallsThrough => Code.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);

    public bool IsCall => Code.FlowControl == FlowControl.Call;

    public override string ToString() => $"IL_{Offset:x4} {Code.Name}";
}
