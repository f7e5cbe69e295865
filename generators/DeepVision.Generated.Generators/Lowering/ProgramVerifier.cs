namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Checks what planning and backends rely on in a program; a failure is a mistake of ours, not of the user.</summary>
internal static class ProgramVerifier
{
    /// <param name="program">The program.</param>
    /// <param name="parameters">The parameters that its kernels name.</param>
    /// <param name="isTraining">Whether it is a training step, which makes the gradient of every parameter that it reads and that trains.</param>
    /// <exception cref="InvalidOperationException">
    /// A buffer is written twice, or read before it is written; the gradient of a parameter or a statistic likewise, or it is
    /// missing; operands don't have the extents or elements that their kernel works on; names clash.
    /// </exception>
    public static void Verify(KernelProgram program, ParameterTable parameters, bool isTraining)
    {
        CheckBuffers(program);
        HashSet<int> written = [.. program.Inputs];
        HashSet<StateAccess> state = [], read = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Kernel kernel in program.Kernels)
        {
            Require(names.Add(kernel.Name), $"two kernels are called {kernel.Name}");
            foreach (int id in kernel.Reads)
                Require(written.Contains(id), $"{kernel.Name} reads {program.Buffers[id].Name} before it is written");
            foreach (int id in kernel.Writes)
                Require(written.Add(id), $"{kernel.Name} writes {program.Buffers[id].Name}, which has its values already");
            foreach (StateAccess access in kernel.StateReads.Concat(kernel.StateWrites).Where(access => access.Kind != StateKind.BatchStatistics))
                Require(access.Index >= 0 && access.Index < parameters.Entries.Count, $"{kernel.Name} names parameter {access.Index}, which is none");
            foreach (StateAccess access in kernel.StateReads.Where(access => access.Kind is StateKind.BatchStatistics or StateKind.Gradient))
                Require(state.Contains(access), $"{kernel.Name} reads the {access.Kind} {access.Index} before it is written");
            read.UnionWith(kernel.StateReads);
            foreach (StateAccess access in kernel.StateWrites)
                Require(state.Add(access), $"{kernel.Name} writes the {access.Kind} {access.Index} a second time");
            OperandChecks.Check(program, kernel);
        }

        foreach (int result in program.Results)
            Require(written.Contains(result), $"nobody writes {program.Buffers[result].Name}, a result");
        CheckLosses(program, isTraining);
        for (int index = 0; index < parameters.Entries.Count; index++)
        {
            bool isDue = isTraining && parameters.Entries[index].Declaration.IsTrainable && read.Contains(new StateAccess(StateKind.Parameter, index));
            Require(
                state.Contains(new StateAccess(StateKind.Gradient, index)) == isDue,
                isDue ? $"nobody writes the gradient of parameter {index}" : $"somebody writes the gradient of parameter {index}, which doesn't train");
        }
    }

    private static void CheckLosses(KernelProgram program, bool isTraining)
    {
        LossKernel[] losses = [.. program.Kernels.OfType<LossKernel>()];
        int given = program.Kernels.OfType<ScoresGradientKernel>().Count();
        Require(given <= (program.InputGradient == Kernel.None ? 0 : 1), "the gradient of the scores is given where that of the input is no result, or more than once");
        Require(
            losses.Where(loss => loss.Auxiliary == Kernel.None).Select(loss => loss.Source).SequenceEqual(isTraining && given == 0 ? [program.Output] : []),
            "the loss doesn't read the output of a training step, once");
        int[] auxiliary = [.. losses.Where(loss => loss.Auxiliary != Kernel.None).Select(loss => loss.Auxiliary)];
        Require(auxiliary.SequenceEqual(isTraining ? Enumerable.Range(0, auxiliary.Length) : []), "the losses of auxiliary heads aren't counted from 0 in a training step");
    }

    private static void CheckBuffers(KernelProgram program)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int id = 0; id < program.Buffers.Count; id++)
        {
            TensorBuffer buffer = program.Buffers[id];
            Require(buffer.Id == id, $"buffer {buffer.Name} has the id {buffer.Id}, not {id}");
            Require(names.Add(buffer.Name), $"two buffers are called {buffer.Name}");
            Require(buffer.PixelStride >= buffer.Channels, $"{buffer.Name} has no room for its channels");
        }
    }

    internal static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The lowered program is wrong: " + problem + ".");
    }
}
