using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Kernels of a prediction that run in bands: a worker takes a band through all of them before it goes on with the next one. Of what lies between them only a band
/// exists, in the memory that a worker's kernels use while they run. All other operands are in use at the same time.
/// </summary>
/// <param name="Kernels">Indices in the program: one that makes the input of a grouped convolution, this convolution, and what runs behind it.</param>
/// <param name="InputFloats">Floats of a band of that input.</param>
internal abstract record KernelBand(EquatableArray<int> Kernels, int InputFloats)
{
    /// <summary>Floats of all that exists of a band.</summary>
    public virtual int ScratchFloats => InputFloats;

    /// <summary>The buffers of which only a band exists.</summary>
    public virtual IEnumerable<int> InnerBuffers(KernelProgram program) => [((ContractionKernel)program.Kernels[Kernels[0]]).Target];

    /// <summary>The kernels of a segment that should run in bands.</summary>
    /// <param name="rowBandBytes">Bytes that a grouped convolution reads of a sample from which on bands are some of its rows.</param>
    public static EquatableArray<KernelBand> Of(KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans, StoragePlan storage, Segment segment, int rowBandBytes)
    {
        if (segment is not { Kind: SegmentKind.Groups, GroupSize: 1 })
            return [];
        List<KernelBand> bands = [];
        BandedKernels kernels = new(program, plans, storage, segment);
        for (int first = 0; first < segment.Kernels.Count;)
        {
            KernelBand? band = (KernelBand?)RowBand.At(kernels, first, rowBandBytes) ?? ChannelBand.At(kernels, first);
            first += band?.Kernels.Count ?? 1;
            if (band is not null)
                bands.Add(band);
        }

        return bands.ToEquatableArray();
    }
}
