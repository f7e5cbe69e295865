using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Collects the buffers and kernels of a program and knows where each layer's output lies.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<TensorBuffer> _buffers = [];
    private readonly List<Kernel> _kernels = [];
    private readonly Dictionary<int, int> _values = [];

    public ProgramBuilder(LayerGraph graph, ParameterPlan parameters)
    {
        Graph = graph;
        Parameters = parameters;
        Input = Add(new TensorBuffer(0, "input", ElementKind.Float, graph.Input.Height, graph.Input.Width, graph.Input.Channels, graph.Input.Channels)).Id;
        _values[LayerNode.NetworkInput] = Input;
    }

    public LayerGraph Graph { get; }

    public ParameterPlan Parameters { get; }

    public int Input { get; }

    public Kernel? LastKernel => _kernels.Count == 0 ? null : _kernels[_kernels.Count - 1];

    public TensorBuffer this[int id] => _buffers[id];

    public TensorBuffer NewBuffer(string name, ElementKind kind, Shape shape) =>
        Add(TensorBuffer.Padded(_buffers.Count, name, kind, shape));

    /// <summary>A buffer with the extents of another.</summary>
    public TensorBuffer NewBufferLike(string name, int other, ElementKind kind = ElementKind.Float) =>
        Add(_buffers[other] with { Id = _buffers.Count, Name = name, Kind = kind });

    public void Add(Kernel kernel) => _kernels.Add(kernel);

    public void ReplaceLastKernel(Kernel kernel) => _kernels[_kernels.Count - 1] = kernel;

    public void SetValue(int layer, int buffer) => _values[layer] = buffer;

    /// <summary>The buffer of a layer's output.</summary>
    public int Value(int layer) => _values[layer];

    /// <summary>
    /// The buffer of a layer's output with padded channels. Only the network's input comes without padding, which
    /// contractions read as it is; for any other layer it is copied once.
    /// </summary>
    public int PaddedValue(int layer)
    {
        int id = _values[layer];
        TensorBuffer buffer = _buffers[id];
        if (buffer.PixelStride % ChannelPadding.Lanes == 0)
            return id;
        TensorBuffer padded = Add(buffer with { Id = _buffers.Count, Name = buffer.Name + "Padded", PixelStride = ChannelPadding.RoundUp(buffer.Channels) });
        Add(new MapKernel(0, "PadInput", MapKind.Repack, id, padded.Id, Kernel.None));
        _values[layer] = padded.Id;
        return padded.Id;
    }

    /// <summary>Index of a layer's tensor in the parameter plan, or None.</summary>
    public int Parameter(int layer, ParameterRole role)
    {
        for (int index = 0; index < Parameters.Parameters.Count; index++)
        {
            if (Parameters.Parameters[index].Layer == layer && Parameters.Parameters[index].Declaration.Role == role)
                return index;
        }

        return Kernel.None;
    }

    public KernelProgram Build(int output) =>
        new(_buffers.ToEquatableArray(), _kernels.ToEquatableArray(), Input, output);

    /// <summary>Names are made from those of layers, so a user's may meet another one: a layer <c>a_mask</c> and the mask of a layer <c>a</c>.</summary>
    private TensorBuffer Add(TensorBuffer buffer)
    {
        string name = buffer.Name;
        for (int number = 2; _buffers.Any(other => other.Name == buffer.Name); number++)
            buffer = buffer with { Name = name + Text.Of(number) };
        _buffers.Add(buffer);
        return buffer;
    }
}
