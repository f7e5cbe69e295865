using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Activations that the backward pass computes once more instead of keeping them for the whole batch. The arithmetic behind
/// each value takes no longer than to write the value to memory and to read it back. Such is the output of a first convolution
/// over few channels, the largest of the network; and what a batch normalisation makes of its input, which is kept for its own
/// gradients in any case.
/// </summary>
internal static class Recomputation
{
    /// <summary>Terms of each sum at most: a convolution of 3×3 over three channels has 27.</summary>
    private const int MostTerms = 32;

    /// <summary>Smaller outputs of one sample stay in a cache anyway.</summary>
    private const int FewestBytes = 128 * 1024;

    /// <summary>Repeats kernels at the start of the segments that need their outputs again.</summary>
    /// <param name="deferred">Kernels that run behind a stage, over all samples.</param>
    /// <param name="views">Buffers that lie in another one: the one and the other are kept.</param>
    /// <param name="stages">The stages; receives the repeated kernels.</param>
    /// <returns>The buffers that are made twice.</returns>
    public static HashSet<int> Apply(
        KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans, ChannelViews views, List<Stage> stages, IReadOnlyCollection<int> deferred)
    {
        HashSet<int> buffers = [];
        for (int index = 0; index < program.Kernels.Count; index++)
        {
            int target = program.Kernels[index] switch
            {
                ContractionKernel kernel when IsCheap(kernel, program, plans[kernel]) => kernel.Target,
                BatchNormKernel { Pass: BatchNormPass.Normalize, Addend: Kernel.None } norm => norm.Target,
                _ => Kernel.None,
            };
            if (target != Kernel.None && views.Of(target) is null && !views.HasParts(target) && Repeat(program, stages, deferred, index, target))
                buffers.Add(target);
        }

        return buffers;
    }

    private static bool IsCheap(ContractionKernel kernel, KernelProgram program, ContractionPlan plan)
    {
        ContractionGeometry geometry = kernel.Geometry;
        return kernel is { Pass: ContractionPass.Forward, Pooling: null, Addend: Kernel.None }
            && kernel.Source == program.Input
            && plan is not GroupedContraction
            && geometry.Vertical.Size * geometry.Horizontal.Size * geometry.InputsPerGroup <= MostTerms
            && program.Buffers[kernel.Target].SampleLength * sizeof(float) >= FewestBytes;
    }

    /// <summary>
    /// Possible where the output is used in two places only: by the kernels that follow at once, and later in one segment of
    /// groups that then makes it again. Where no kernel follows at once, it is made there alone.
    /// </summary>
    /// <returns>Whether it is made twice.</returns>
    private static bool Repeat(KernelProgram program, List<Stage> stages, IReadOnlyCollection<int> deferred, int producer, int buffer)
    {
        bool Uses(int kernel) => program.Kernels[kernel].Reads.Concat(program.Kernels[kernel].Writes).Contains(buffer);
        if (deferred.Any(Uses) || program.Outputs.Contains(buffer))
            return false;
        (int Stage, int Segment)[] users =
        [
            .. stages.SelectMany((stage, stageIndex) => stage.Segments
                .Select((segment, segmentIndex) => (segment, stageIndex, segmentIndex))
                .Where(item => item.segment.Kernels.Any(Uses))
                .Select(item => (item.stageIndex, item.segmentIndex))),
        ];
        if (users.Length != 2 || users.Any(user => stages[user.Stage].Segments[user.Segment].Kind != SegmentKind.Groups))
            return false;

        Change(users[1], segment => segment with { Kernels = segment.Kernels.Prepend(producer).ToEquatableArray() });
        if (stages[users[0].Stage].Segments[users[0].Segment].Kernels.Any(kernel => kernel != producer && Uses(kernel)))
            return true;

        Change(users[0], segment => segment with { Kernels = segment.Kernels.Where(kernel => kernel != producer).ToEquatableArray() });
        return false;

        void Change((int Stage, int Segment) place, Func<Segment, Segment> change)
        {
            Stage stage = stages[place.Stage];
            stages[place.Stage] = stage with
            {
                Segments = stage.Segments.Select((segment, index) => index == place.Segment ? change(segment) : segment).Where(segment => segment.Kernels.Count > 0).ToEquatableArray(),
            };
        }
    }
}
