using System.Collections;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// Which variables' values are still needed before each instruction: only those are kept over a barrier. Taking a variable's
/// address counts as needing it, which keeps too much at worst, since nothing can hold an address over a barrier.
/// </summary>
internal sealed class Liveness
{
    private readonly Dictionary<int, int> _indices = [];
    private readonly BitArray[] _before;

    /// <param name="instructions">The whole method.</param>
    /// <param name="locals">The number of locals; arguments are numbered behind them.</param>
    /// <param name="arguments">The number of arguments.</param>
    public Liveness(IReadOnlyList<Instruction> instructions, int locals, int arguments)
    {
        int count = instructions.Count;
        for (int i = 0; i < count; i++)
            _indices[instructions[i].Offset] = i;
        _before = [.. Enumerable.Range(0, count + 1).Select(_ => new BitArray(locals + arguments))];
        BitArray live = new(locals + arguments);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = count - 1; i >= 0; i--)
            {
                Instruction instruction = instructions[i];
                live.SetAll(false);
                if (instruction.FallsThrough)
                    live.Or(_before[i + 1]);
                foreach (int target in instruction.Targets)
                    live.Or(_before[_indices[target]]);
                Apply(instruction, live, locals);
                changed |= !Same(live, _before[i]);
                _before[i].SetAll(false);
                _before[i].Or(live);
            }
        }
    }

    /// <summary>The numbers of the variables that are needed behind an instruction that falls through.</summary>
    public IEnumerable<int> Behind(Instruction instruction)
    {
        BitArray live = _before[_indices[instruction.Offset] + 1];
        return Enumerable.Range(0, live.Count).Where(variable => live[variable]);
    }

    private static void Apply(Instruction instruction, BitArray live, int locals)
    {
        if (instruction.Operand is not int index)
            return;
        OpCode code = instruction.Code;
        if (code == OpCodes.Ldloc || code == OpCodes.Ldloca)
            live[index] = true;
        else if (code == OpCodes.Stloc)
            live[index] = false;
        else if (code == OpCodes.Ldarg || code == OpCodes.Ldarga)
            live[locals + index] = true;
        else if (code == OpCodes.Starg)
            live[locals + index] = false;
    }

    private static bool Same(BitArray first, BitArray second) => !new BitArray(first).Xor(second).HasAnySet();
}
