using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

internal static partial class OperandChecks
{
    private static void CheckLengths(KernelProgram program, StepsKernel kernel)
    {
        (int x, int y) = kernel.IsGradient ? (kernel.Target, kernel.Source) : (kernel.Source, kernel.Target);
        if (kernel.Steps is StepsKind.Last or StepsKind.Mean)
            CheckChannels(program, kernel, x, y);
        else
            CheckSame(program, kernel, x, y);
        TensorBuffer lengths = program.Buffers[kernel.Lengths];
        Require(kernel, (lengths.Pixels, lengths.Channels) == (1, 1), $"{lengths.Name} isn't one number");
    }

    private static void CheckTokens(KernelProgram program, Kernel kernel, EmbeddingOperation embedding, int tokens, int rows)
    {
        TensorBuffer source = program.Buffers[tokens], values = program.Buffers[rows];
        CheckElements(program, kernel, ElementKind.Float, tokens, rows);
        Require(kernel, program.Inputs.Contains(tokens), $"{source.Name} is no input");
        Require(kernel, source.SampleLength == embedding.Steps, $"{source.Name} doesn't have {embedding.Steps} tokens");
        Require(
            kernel, (values.Pixels, values.Channels, values.PixelStride) == (embedding.Steps, embedding.Units, ChannelPadding.RoundUp(embedding.Units)),
            $"{values.Name} doesn't have a row for each token");
    }

    private static void CheckScan(KernelProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case RecurrenceKernel { Recurrence: var recurrence } scan:
                CheckSteps(recurrence, recurrence.GateValues, scan.Source);
                CheckSteps(recurrence, recurrence.Units, scan.States);
                CheckNotes(recurrence, scan.Notes);
                CheckOutput(recurrence, scan.Target);
                CheckValues(1, recurrence.Units, scan.Initial, scan.InitialMemory, scan.Factors);
                break;
            case RecurrenceGradientKernel { Recurrence: var recurrence } scan:
                CheckSteps(recurrence, recurrence.GateValues, scan.Target, scan.HiddenTarget);
                CheckSteps(recurrence, recurrence.Units, scan.States);
                CheckNotes(recurrence, scan.Notes);
                CheckOutput(recurrence, scan.Gradient);
                CheckValues(1, recurrence.Units, scan.InitialMemory, scan.InitialTarget, scan.MemoryTarget, scan.Factors);
                break;
        }

        void CheckOutput(RecurrenceOperation recurrence, int id) =>
            CheckValues(recurrence.ReturnsSequence ? recurrence.Steps : 1, recurrence.Units, id);

        void CheckNotes(RecurrenceOperation recurrence, int id) =>
            CheckSteps(recurrence, ScanLowering.NotesOf(recurrence.Cell) * ChannelPadding.RoundUp(recurrence.Units), id);

        void CheckSteps(RecurrenceOperation recurrence, int values, params int[] ids) => CheckValues(recurrence.Steps, values, ids);

        void CheckValues(int steps, int values, params int[] ids)
        {
            CheckElements(program, kernel, ElementKind.Float, ids);
            foreach (TensorBuffer buffer in ids.Where(id => id != Kernel.None).Select(id => program.Buffers[id]))
            {
                Require(kernel, (buffer.Pixels, buffer.Channels) == (steps, values), $"{buffer.Name} doesn't have {values} values for each of {steps} steps");
                Require(kernel, buffer.PixelStride == ChannelPadding.RoundUp(values), $"{buffer.Name} isn't padded");
            }
        }
    }
}
