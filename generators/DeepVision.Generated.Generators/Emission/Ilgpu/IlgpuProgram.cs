using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// A program with the place of every buffer on the device. Kernels run one after the other, each over the whole batch, so a
/// buffer lives from the first kernel that touches it to the last.
/// </summary>
internal sealed class IlgpuProgram
{
    private readonly KernelProgram _program;
    private readonly StoragePlan _storage;
    private readonly Dictionary<int, int> _places = [];
    private readonly Dictionary<ContractionKernel, ReductionParts> _parts = [];
    private readonly Dictionary<Kernel, int> _own = [];

    /// <summary>Images of a sample that the kernel which asks takes one by one.</summary>
    private readonly int _images = 1;

    /// <summary>A program as a kernel sees it that takes the images of a sample one by one.</summary>
    private IlgpuProgram(IlgpuProgram program, int images) =>
        (_program, _storage, _places, _parts, _own, _images, Floats, Bytes) =
        (program._program, program._storage, program._places, program._parts, program._own, images, program.Floats, program.Bytes);

    public IlgpuProgram(IlgpuNetwork network, KernelProgram program)
    {
        _program = program;
        _storage = StoragePlan.Of(program, [.. Enumerable.Range(0, program.Kernels.Count)], new HashSet<int>());
        var firstUse = new Dictionary<int, int>();
        var lastUse = new Dictionary<int, int>();
        for (int index = 0; index < program.Kernels.Count; index++)
        {
            foreach (int id in program.Kernels[index].Reads.Concat(program.Kernels[index].Writes).Select(_storage.Of))
            {
                if (!firstUse.ContainsKey(id))
                    firstUse.Add(id, index);
                lastUse[id] = index;
            }
        }

        // The caller reads the results behind the last kernel.
        foreach (int result in program.Results)
            lastUse[_storage.Of(result)] = program.Kernels.Count;
        List<(int Index, int Parts, int Length)> split = [];
        for (int index = 0; index < program.Kernels.Count; index++)
        {
            if (program.Kernels[index] is ContractionKernel contraction && ContractionPlanner.ForwardParts(network.Target, contraction) is > 1 and int parts)
                split.Add((index, parts, parts * program.Buffers[contraction.Target].SampleLength));
        }

        List<(int Index, int Length)> own = [];
        for (int index = 0; index < program.Kernels.Count; index++)
        {
            if (RecurrencePrinter.OwnFloats(program.Kernels[index]) + AttentionPrinter.OwnFloats(program.Kernels[index]) is > 0 and int length)
                own.Add((index, length));
        }

        (Floats, Bytes) = (Place(ElementKind.Float), Place(ElementKind.Byte));
        foreach ((int index, int parts, int length) in split)
        {
            string memory = $"memory.Values({CSharpLiteral.Of(_places[PartsId(index)])}, {CSharpLiteral.Of(length)})";
            _parts.Add((ContractionKernel)program.Kernels[index], new ReductionParts(parts, memory));
        }

        foreach ((int index, int _) in own)
            _own.Add(program.Kernels[index], _places[PartsId(index)]);

        int Place(ElementKind kind)
        {
            List<ArenaRequest> requests =
            [
                .. firstUse.Keys
                    .Where(id => !program.Inputs.Contains(id) && program.Buffers[id].Kind == kind)
                    .OrderBy(id => id)
                    .Select(id => new ArenaRequest(id, ChannelPadding.RoundUp(program.Buffers[id].SampleLength), firstUse[id], lastUse[id])),
            ];
            if (kind == ElementKind.Float)
            {
                requests.AddRange(own.Select(kernel => new ArenaRequest(PartsId(kernel.Index), kernel.Length, kernel.Index, kernel.Index)));
                requests.AddRange(split.Select(kernel => new ArenaRequest(PartsId(kernel.Index), kernel.Length, kernel.Index, kernel.Index)));
            }

            (Dictionary<int, int> offsets, int length) = ArenaPlanner.Plan(requests);
            foreach (KeyValuePair<int, int> item in offsets)
                _places.Add(item.Key, item.Value);
            return length;
        }
    }

    public KernelProgram Program => _program;

    /// <summary>Floats of the arena for each sample.</summary>
    public int Floats { get; }

    /// <summary>Bytes of the arena for each sample.</summary>
    public int Bytes { get; }

    /// <summary>The parts in which a contraction's reduction is made; null if it is made whole.</summary>
    public ReductionParts? PartsOf(ContractionKernel kernel) => _parts.TryGetValue(kernel, out ReductionParts? parts) ? parts : null;

    /// <summary>Memory of a kernel's own while it runs, some floats of each sample.</summary>
    /// <param name="kernel">A recurrence or an attention.</param>
    /// <param name="first">Floats of a sample in front of them, a multiple of 16.</param>
    /// <param name="length">Floats of a sample.</param>
    public string Own(Kernel kernel, int first, int length) => $"memory.Values({CSharpLiteral.Of(_own[kernel] + first)}, {CSharpLiteral.Of(length)})";

    public TensorBuffer Output => _program.Buffers[_program.Output];

    /// <summary>Place of the scores in the arena, per sample.</summary>
    public int OutputPlace => PlaceOf(_program.Output);

    /// <summary>Place of the gradient of the input in the arena, per sample.</summary>
    public int InputGradientPlace => PlaceOf(_program.InputGradient);

    public TensorBuffer this[int id] => _program.Buffers[id].OneOf(_images);

    /// <summary>The program as a kernel sees it: what it takes for a sample may be one of several images.</summary>
    public IlgpuProgram SeenBy(Kernel kernel) => kernel.Images == 1 ? this : new IlgpuProgram(this, kernel.Images);

    /// <summary>The values of a buffer, from the first sample's on.</summary>
    public string Values(int id)
    {
        TensorBuffer buffer = _program.Buffers[id];
        if (InputMemory(id) is { } input)
            return $"{input}.SubView({CSharpLiteral.Of(ZeroLength)})";
        string memory = buffer.Kind == ElementKind.Float ? "Values" : "Bytes";
        return $"memory.{memory}({CSharpLiteral.Of(PlaceOf(id))}, {CSharpLiteral.Of(buffer.SampleLength)})";
    }

    /// <summary>
    /// The whole memory that holds a buffer, and where in it the buffer begins. Its first floats are zero, and serve as what
    /// lies outside an image.
    /// </summary>
    public (string Memory, string Place) Padded(int id) => InputMemory(id) is { } input
        ? (input, CSharpLiteral.Of(ZeroLength))
        : ("memory.Arena", $"memory.At({CSharpLiteral.Of(PlaceOf(id))})");

    /// <summary>The memory that an input lies in as it came; null if a buffer is none.</summary>
    private string? InputMemory(int id) => id == _program.Input ? "memory.Input"
        : _program.FurtherInputs.IndexOf(id) is >= 0 and int number ? $"memory.FurtherInput({CSharpLiteral.Of(number)})"
        : null;

    /// <summary>Place of a buffer in the arena, per sample.</summary>
    public int PlaceOf(int id) => _places[_storage.Of(id)];

    /// <summary>Stands for the memory of a kernel's own, such as the parts of its reduction, among the ids of buffers.</summary>
    private static int PartsId(int kernel) => -1 - kernel;

    /// <summary>Zeros at the start of each memory.</summary>
    private const int ZeroLength = 16;
}
