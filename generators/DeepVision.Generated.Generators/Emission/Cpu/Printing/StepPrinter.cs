using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints what the engine does for one step of a sequence whose state the caller keeps.</summary>
internal sealed class StepPrinter(SourceWriter writer, CpuNetwork network, EngineFields fields)
{
    private readonly KernelTimers _noTimers = new(isOn: false, network);

    /// <summary>Prints nothing for a network that can't run step by step.</summary>
    public void Print()
    {
        if (network.Step is not { } schedule)
            return;
        writer.Line();
        using (writer.Block("protected override void RunStep(ref float input, ref float memory, ref float state)"))
        {
            writer.Line("const int count = 1;");
            CarriedStates states = network.States!;
            if (states.HasBeginning)
            {
                string begun = KernelText.Ref("state", CSharpLiteral.Of(states.Begun)).Substring("ref ".Length);
                writer.Line("// The first step of a sequence finds zeros.");
                writer.Line($"bool begins = {begun} == 0f;");
                writer.Line($"{begun} = 1f;");
                writer.Line();
            }

            new PassPrinter(writer, network, schedule, CpuNetwork.StepReferences(schedule), fields, _noTimers) { Beginning = states.Beginning }.Print();
        }
    }
}
