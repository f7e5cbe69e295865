using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Lowers recurrent layers: a contraction of all steps of the input, and the recurrence over what it gives. On the way back the recurrence
/// comes first, and each weight's gradient is one contraction over all steps.
/// </summary>
internal static class ScanLowering
{
    /// <summary>Values for each unit that a cell notes of a step: its gates, the memory, or what the state gave a gate.</summary>
    public static int NotesOf(RecurrentCell cell) => cell switch { RecurrentCell.LSTM => 5, RecurrentCell.GRU => 4, _ => 1 };

    public static void Forward(ProgramBuilder program, GraphStep step, RecurrenceOperation recurrence, string name, string valueName)
    {
        TensorBuffer projection = program.NewBuffer(valueName + "Projection", ElementKind.Float, Shape.Sequence(recurrence.Steps, recurrence.GateValues));
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, program.Node(step).Output);
        program.Add(new ContractionKernel(
            step.Layer, name + "Projection", ContractionPass.Forward, InputGeometry(recurrence),
            Source: program.BufferOf(step.Read(OperandRole.Input)), Target: projection.Id, Gradient: Kernel.None,
            Parameter(program, step, recurrence.Roles.InputWeight), Parameter(program, step, recurrence.Roles.InputBias)));

        (int states, int notes) = (Kernel.None, Kernel.None);
        if (step.Writes.Count > 1)
        {
            states = program.NewBuffer(valueName + "States", ElementKind.Float, Shape.Sequence(recurrence.Steps, recurrence.Units)).Id;
            notes = program.NewBuffer(valueName + "Notes", ElementKind.Float, Shape.Sequence(recurrence.Steps, NotesOf(recurrence.Cell) * ChannelPadding.RoundUp(recurrence.Units))).Id;
            program.HoldNote(step, notes);
        }

        int factors = Kernel.None;
        if (program.IsTraining && !program.Node(step).IsFrozen && recurrence.Dropout > 0)
        {
            factors = program.NewBuffer(valueName + "Factors", ElementKind.Float, Shape.Vector(recurrence.Units)).Id;
            program.Add(new ChannelDropoutKernel(step.Layer, program.Node(step).Accessor + "Factors", factors, recurrence.Dropout));
        }

        program.Add(new RecurrenceKernel(
            step.Layer, name, recurrence, projection.Id, target.Id, states, notes,
            Parameter(program, step, recurrence.Roles.HiddenWeight), Parameter(program, step, recurrence.Roles.HiddenBias))
        {
            Initial = Input(recurrence.StateInput),
            InitialMemory = Input(recurrence.MemoryInput),
            Factors = factors,
        });
        program.Hold(step.Writes[0], target.Id);

        int Input(int number) => number < 0 ? Kernel.None : program.PaddedBufferOf(step.ReadAll(OperandRole.Input).ElementAt(number));
    }

    /// <summary>The gradient of what the input gives the gates, and with it those of the parameters that train.</summary>
    public static void ParameterGradient(ProgramBuilder program, GraphStep step, RecurrenceOperation recurrence)
    {
        LayerNode node = program.Node(step);
        // Only what trains is cut into pieces: of a prediction the gradients are exact.
        if (!program.IsTraining || node.IsFrozen)
            recurrence = recurrence with { BackpropagationSteps = 0 };
        RecurrenceKernel forward = program.KernelOf<RecurrenceKernel>(step.Layer);
        string name = Identifiers.LowerCamel(node.Accessor);
        TensorBuffer gates = program.NewBufferLike(name + "GateGradient", forward.Source);
        int hidden = recurrence.HasHiddenGradient ? program.NewBufferLike(name + "HiddenGateGradient", forward.Source).Id : Kernel.None;
        program.Add(new RecurrenceGradientKernel(
            step.Layer, node.Accessor + "GateGradient", recurrence, program.BufferOf(step.Read(OperandRole.OutputGradient)),
            forward.States, program.BufferOf(step.Read(OperandRole.Saved)), gates.Id, hidden, forward.Weight)
        {
            InitialMemory = forward.InitialMemory,
            InitialTarget = InitialTarget(program, step, recurrence, recurrence.StateInput),
            MemoryTarget = InitialTarget(program, step, recurrence, recurrence.MemoryInput),
            Factors = forward.Factors,
        });
        program.Hold(step.Writes[0], gates.Id);
        if (!program.IsTraining || node.IsFrozen)
            return;
        program.Add(new ContractionKernel(
            step.Layer, node.Accessor + "InputWeightGradient", ContractionPass.WeightGradient, InputGeometry(recurrence),
            program.BufferOf(step.Read(OperandRole.Input)), Kernel.None, gates.Id,
            Parameter(program, step, recurrence.Roles.InputWeight), Parameter(program, step, recurrence.Roles.InputBias)));
        program.Add(new ContractionKernel(
            step.Layer, node.Accessor + "HiddenWeightGradient", ContractionPass.WeightGradient, Geometry(recurrence.Steps, recurrence.Units, recurrence.GateValues),
            forward.States, Kernel.None, hidden == Kernel.None ? gates.Id : hidden, forward.Weight, forward.Bias));
    }

    /// <summary>Takes a gradient that the steps back give beside that of the gates, of the state or the memory in front of the first one; None if nobody asks for it.</summary>
    private static int InitialTarget(ProgramBuilder program, GraphStep step, RecurrenceOperation recurrence, int input) =>
        input > 0 && program.Graph.Steps.FirstOrDefault(other => other.Kind == StepKind.InputGradient && other.Layer == step.Layer && other.Input == input) is { } asking
            ? program.NewBuffer(program.GradientName(program.Graph.Values[asking.Writes[0]].By), ElementKind.Float, Shape.Vector(recurrence.Units)).Id
            : Kernel.None;

    public static void InputGradient(ProgramBuilder program, GraphStep step, RecurrenceOperation recurrence, string name, int target) =>
        program.Add(new ContractionKernel(
            step.Layer, name, ContractionPass.InputGradient, InputGeometry(recurrence),
            program.BufferOf(step.Read(OperandRole.ParameterGradient)), target, Kernel.None,
            Parameter(program, step, recurrence.Roles.InputWeight), Kernel.None, WeightForm.Transposed));

    private static ContractionGeometry InputGeometry(RecurrenceOperation recurrence) => Geometry(recurrence.Steps, recurrence.Features, recurrence.GateValues);

    /// <summary>A product for each step by itself.</summary>
    public static ContractionGeometry Geometry(int steps, int inputs, int outputs) => new(
        ContractionGeometry.Point, new WindowAxis(Input: steps, Output: steps, Size: 1, Stride: 1, Dilation: 1, PadBefore: 0, PadAfter: 0), inputs, outputs, Groups: 1);

    private static int Parameter(ProgramBuilder program, GraphStep step, ParameterRole role) => program.Parameters.IndexOf(step.Layer, role);
}
