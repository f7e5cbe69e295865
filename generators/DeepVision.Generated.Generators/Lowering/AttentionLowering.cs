using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Lowers attention: one kernel between contractions that project each step. On the way back one kernel gives the gradients of queries, keys and values,
/// of which those of the layer's inputs and weights are made.
/// </summary>
internal static class AttentionLowering
{
    public static void Forward(ProgramBuilder program, GraphStep step, AttentionOperation attention, string name, string valueName)
    {
        (int[] sequences, int lengths) = Inputs(program, step, attention.HasLengths);
        int[] inputs = [.. sequences.Select(program.PaddedBufferOf)];
        (TensorBuffer query, TensorBuffer key, TensorBuffer value) = (program[inputs[0]], program[inputs[1]], program[inputs[inputs.Length - 1]]);
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, program.Node(step).Output);
        AttentionExtent extent = new(attention.Heads, query.Pixels, Math.Max(key.Pixels, attention.CarriedSteps), query.Channels / attention.Heads, value.Channels / attention.Heads, attention.IsCausal);
        program.Add(new AttentionKernel(step.Layer, name, extent, new(query.Id), new(key.Id), new(value.Id), target.Id)
        {
            Lengths = lengths,
            Dropout = Dropout(program, step, attention.Dropout),
            CarriedSteps = attention.CarriedSteps,
        });
        program.Hold(step.Writes[0], target.Id);
    }

    public static void Forward(ProgramBuilder program, GraphStep step, MultiHeadAttentionOperation attention, string name, string valueName)
    {
        (int[] sequences, int lengths) = Inputs(program, step, attention.HasLengths);
        int[] inputs = [.. sequences.Select(program.BufferOf)];
        (int steps, int features, int memorySteps) = (attention.Steps, attention.Features, attention.MemorySteps);
        HeadChannels query, key, value;
        if (attention.IsSelf)
        {
            int projection = Project("Projection", inputs[0], steps, features, 3 * features, AttentionRoles.InputWeight, AttentionRoles.InputBias);
            (query, key, value) = (new(projection), new(projection, features), new(projection, 2 * features));
        }
        else
        {
            query = new(Project("Query", inputs[0], steps, features, features, AttentionRoles.QueryWeight, AttentionRoles.QueryBias));
            key = new(Project("Key", inputs[1], memorySteps, attention.MemoryFeatures, features, AttentionRoles.KeyWeight, AttentionRoles.KeyBias));
            value = new(Project("Value", inputs[1], memorySteps, attention.MemoryFeatures, features, AttentionRoles.ValueWeight, AttentionRoles.ValueBias));
        }

        TensorBuffer heads = program.NewBuffer(valueName + "Heads", ElementKind.Float, Shape.Sequence(steps, features));
        int width = features / attention.Heads;
        program.Add(new AttentionKernel(step.Layer, name + "Heads", new(attention.Heads, steps, memorySteps, width, width, attention.IsCausal), query, key, value, heads.Id)
        {
            Lengths = lengths,
            Dropout = Dropout(program, step, attention.Dropout),
            CarriedSteps = attention.CarriedSteps,
        });
        program.Hold(step.Writes[0], Project("", heads.Id, steps, features, features, AttentionRoles.OutputWeight, AttentionRoles.OutputBias));

        int Project(string part, int source, int count, int inputChannels, int outputChannels, ParameterRole weight, ParameterRole bias)
        {
            TensorBuffer target = program.NewBuffer(valueName + part, ElementKind.Float, Shape.Sequence(count, outputChannels));
            program.Add(new ContractionKernel(
                step.Layer, name + part, ContractionPass.Forward, ScanLowering.Geometry(count, inputChannels, outputChannels),
                source, target.Id, Kernel.None, Parameter(program, step, weight), Parameter(program, step, bias)));
            return target.Id;
        }
    }

    /// <summary>The gradients of queries, keys and values, and with them those of the parameters that train.</summary>
    public static void ParameterGradient(ProgramBuilder program, GraphStep step)
    {
        LayerNode node = program.Node(step);
        AttentionKernel forward = program.KernelOf<AttentionKernel>(step.Layer);
        string name = Identifiers.LowerCamel(node.Accessor);
        int gradient = program.BufferOf(step.Read(OperandRole.OutputGradient));
        bool trains = program.IsTraining && !node.IsFrozen;
        if (node.Operation is MultiHeadAttentionOperation attention)
        {
            ContractionGeometry geometry = ScanLowering.Geometry(attention.Steps, attention.Features, attention.Features);
            if (trains)
                WeightGradient("OutputWeightGradient", geometry, forward.Target, gradient, AttentionRoles.OutputWeight, AttentionRoles.OutputBias);
            TensorBuffer heads = program.NewBufferLike(name + "HeadsGradient", forward.Target);
            program.Add(new ContractionKernel(
                step.Layer, node.Accessor + "HeadsGradient", ContractionPass.InputGradient, geometry, gradient, heads.Id, Kernel.None,
                Parameter(program, step, AttentionRoles.OutputWeight), Kernel.None, WeightForm.Transposed));
            gradient = heads.Id;
        }

        HeadChannels query = Like(forward.Query, "QueryGradient");
        HeadChannels key = IsJoint(forward) ? forward.Key with { Buffer = query.Buffer } : Like(forward.Key, "KeyGradient");
        HeadChannels value = IsJoint(forward) ? forward.Value with { Buffer = query.Buffer } : Like(forward.Value, "ValueGradient");
        program.Add(new AttentionGradientKernel(step.Layer, node.Accessor + "AttentionGradient", forward, gradient, query, key, value));
        program.Hold(step.Writes[0], query.Buffer);
        if (!trains || node.Operation is not MultiHeadAttentionOperation { Features: var features } operation)
            return;
        int[] inputs = [program.BufferOf(step.Read(OperandRole.Input)), .. step.ReadAll(OperandRole.OtherInput).Select(program.BufferOf)];
        if (operation.IsSelf)
        {
            WeightGradient("InputWeightGradient", ScanLowering.Geometry(operation.Steps, features, 3 * features), inputs[0], query.Buffer, AttentionRoles.InputWeight, AttentionRoles.InputBias);
            return;
        }

        ContractionGeometry memory = ScanLowering.Geometry(operation.MemorySteps, operation.MemoryFeatures, features);
        WeightGradient("QueryWeightGradient", ScanLowering.Geometry(operation.Steps, features, features), inputs[0], query.Buffer, AttentionRoles.QueryWeight, AttentionRoles.QueryBias);
        WeightGradient("KeyWeightGradient", memory, inputs[1], key.Buffer, AttentionRoles.KeyWeight, AttentionRoles.KeyBias);
        WeightGradient("ValueWeightGradient", memory, inputs[1], value.Buffer, AttentionRoles.ValueWeight, AttentionRoles.ValueBias);

        HeadChannels Like(HeadChannels values, string part) => values with { Buffer = program.NewBufferLike(name + part, values.Buffer).Id };

        void WeightGradient(string part, ContractionGeometry geometry, int source, int outputGradient, ParameterRole weight, ParameterRole bias) => program.Add(new ContractionKernel(
            step.Layer, node.Accessor + part, ContractionPass.WeightGradient, geometry, source, Kernel.None, outputGradient, Parameter(program, step, weight), Parameter(program, step, bias)));
    }

    /// <summary>The gradient of one of the sequences that were joined; of one that is keys and values, both together.</summary>
    public static int InputGradient(ProgramBuilder program, GraphStep step, AttentionOperation attention, string name)
    {
        AttentionGradientKernel back = program.KernelOf<AttentionGradientKernel>(step.Layer);
        if (step.Input == 0)
            return back.Query.Buffer;
        if (step.Input == 2)
            return back.Value.Buffer;
        if (program.Node(step).Inputs.Count - (attention.HasLengths ? 1 : 0) == 3)
            return back.Key.Buffer;
        TensorBuffer sum = program.NewBufferLike(program.GradientName(program.Graph.Values[step.Writes[0]].By), back.Key.Buffer);
        program.Add(new SumKernel(step.Layer, name, [back.Key.Buffer, back.Value.Buffer], sum.Id));
        return sum.Id;
    }

    /// <summary>The gradient of the input, or of the memory.</summary>
    public static void InputGradient(ProgramBuilder program, GraphStep step, MultiHeadAttentionOperation attention, string name, int target)
    {
        AttentionGradientKernel back = program.KernelOf<AttentionGradientKernel>(step.Layer);
        ContractionGeometry memory = ScanLowering.Geometry(attention.MemorySteps, attention.MemoryFeatures, attention.Features);
        if (attention.IsSelf)
        {
            Unproject(name, ScanLowering.Geometry(attention.Steps, attention.Features, 3 * attention.Features), back.Query.Buffer, target, AttentionRoles.InputWeight);
        }
        else if (step.Input == 0)
        {
            Unproject(name, ScanLowering.Geometry(attention.Steps, attention.Features, attention.Features), back.Query.Buffer, target, AttentionRoles.QueryWeight);
        }
        else
        {
            TensorBuffer keys = program.NewBufferLike(program[target].Name + "OfKeys", target);
            Unproject(name + "OfKeys", memory, back.Key.Buffer, keys.Id, AttentionRoles.KeyWeight);
            Unproject(name + "OfMemory", memory, back.Value.Buffer, target, AttentionRoles.ValueWeight, keys.Id);
        }

        void Unproject(string kernel, ContractionGeometry geometry, int gradient, int result, ParameterRole weight, int addend = Kernel.None) => program.Add(new ContractionKernel(
            step.Layer, kernel, ContractionPass.InputGradient, geometry, gradient, result, Kernel.None, Parameter(program, step, weight), Kernel.None, WeightForm.Transposed, Addend: addend));
    }

    /// <summary>What is dropped: nothing in a prediction, and of a frozen layer.</summary>
    private static float Dropout(ProgramBuilder program, GraphStep step, float rate) => program.IsTraining && !program.Node(step).IsFrozen ? rate : 0;

    /// <summary>The sequences that a layer reads, and the buffer of their lengths, which come last, or None.</summary>
    private static (int[] Sequences, int Lengths) Inputs(ProgramBuilder program, GraphStep step, bool hasLengths)
    {
        int[] inputs = [.. step.ReadAll(OperandRole.Input)];
        return hasLengths ? ([.. inputs.Take(inputs.Length - 1)], program.BufferOf(inputs[inputs.Length - 1])) : (inputs, Kernel.None);
    }

    /// <summary>Whether queries, keys and values are parts of one buffer, and so are their gradients.</summary>
    private static bool IsJoint(AttentionKernel kernel) => kernel.Value.FirstChannel > 0;

    private static int Parameter(ProgramBuilder program, GraphStep step, ParameterRole role) => program.Parameters.IndexOf(step.Layer, role);
}
