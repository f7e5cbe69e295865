using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Collects the buffers and kernels of a program and knows which buffer holds which value of the graph.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<TensorBuffer> _buffers = [];
    private readonly HashSet<string> _bufferNames = new(StringComparer.Ordinal);
    private readonly List<Kernel> _kernels = [];
    private readonly Dictionary<int, int> _holders = [];
    private readonly Dictionary<int, int> _padded = [];
    private readonly Dictionary<int, int> _outputs = [];
    private readonly List<int> _furtherInputs = [];

    /// <summary>Images of a sample that the kernels of the step that is being lowered take one by one.</summary>
    private int _images = 1;

    public ProgramBuilder(ValueGraph graph, ParameterTable parameters)
    {
        (Graph, IsTraining, Parameters) = (graph, graph.IsTraining, parameters);
        Shape input = graph.Layers.Input;
        Input = Add(new TensorBuffer(0, "input", ElementKind.Float, input.Height, input.Width, input.Channels, input.Channels).ForEachOf(input.Images)).Id;
        _holders[ValueGraph.Input] = Input;
        foreach ((NetworkInput further, int index) in graph.Layers.FurtherInputs.Select((further, index) => (further, index)))
        {
            Shape shape = further.Shape;
            string name = Identifiers.LowerCamel(ScopeNames.AccessorOf(further.Name));
            _furtherInputs.Add(Add(new TensorBuffer(_buffers.Count, name, ElementKind.Float, shape.Height, shape.Width, shape.Channels, shape.Channels).ForEachOf(shape.Images)).Id);
            _holders[ValueGraph.Input + 1 + index] = _furtherInputs[index];
        }

        for (int value = 0; value < graph.Values.Count; value++)
        {
            if (graph.Values[value] is { Kind: ValueKind.Output, Layer: int layer })
                _outputs.Add(layer, value);
        }
    }

    public ValueGraph Graph { get; }

    /// <summary>Whether it is a training step: the graph looks through its steps for the answer, every step asks.</summary>
    public bool IsTraining { get; }

    public ParameterTable Parameters { get; }

    public int Input { get; }

    /// <summary>Whether a buffer holds an input as it came.</summary>
    public bool IsInput(int buffer) => buffer == Input || _furtherInputs.Contains(buffer);

    public TensorBuffer this[int id] => _buffers[id].OneOf(_images);

    /// <summary>
    /// Begins with a step. A layer that works on each image of a sequence is lowered as if each were a sample: layer, shapes and buffers are
    /// those of one image until the next step begins, and its kernels run over the images of all samples.
    /// </summary>
    public void Begin(GraphStep step) => _images = step.Kind is StepKind.Forward or StepKind.ParameterGradient or StepKind.InputGradient
        ? Graph.Layers.Layers[step.Layer].Images
        : 1;

    /// <summary>The steps are done.</summary>
    public void End() => _images = 1;

    /// <summary>The layer of a step.</summary>
    public LayerNode Node(GraphStep step) => Graph.Layers.Layers[step.Layer].OfOneImage();

    /// <summary>The shape of a layer's output or of a gradient by it.</summary>
    public Shape ShapeOf(int value) => _images == 1 ? Graph.ShapeOf(value) : Graph.ShapeOf(value).OfOneImage();

    public TensorBuffer NewBuffer(string name, ElementKind kind, Shape shape) =>
        Add(TensorBuffer.Padded(_buffers.Count, name, kind, shape).ForEachOf(_images));

    /// <summary>A buffer with the extents of another.</summary>
    public TensorBuffer NewBufferLike(string name, int other, ElementKind kind = ElementKind.Float) =>
        Add(_buffers[other] with { Id = _buffers.Count, Name = name, Kind = kind });

    public void Add(Kernel kernel) => _kernels.Add(_images == 1 ? kernel : kernel with { Images = _images });

    /// <summary>The kernel of this kind that runs a layer.</summary>
    public TKernel KernelOf<TKernel>(int layer)
        where TKernel : Kernel => _kernels.OfType<TKernel>().Single(kernel => kernel.Layer == layer);

    /// <summary>Notes which buffer holds a value. Buffers never change, so several values may share one.</summary>
    public void Hold(int value, int buffer) => _holders.Add(value, buffer);

    /// <summary>Notes which buffer holds what a layer notes for its way back, if there is one.</summary>
    public void HoldNote(GraphStep step, int buffer)
    {
        if (step.Writes.Count > 1)
            Hold(step.Writes[1], buffer);
    }

    /// <summary>The buffer that holds a value.</summary>
    public int BufferOf(int value) => _holders.TryGetValue(value, out int buffer)
        ? buffer
        : throw new InvalidOperationException($"Value {value} ({Graph.Values[value].Kind} of layer {Graph.Values[value].Layer}) was fused away, but somebody reads it.");

    /// <summary>Whether a value was written at all.</summary>
    public bool HasBuffer(int value) => _holders.ContainsKey(value);

    /// <summary>
    /// The buffer of a value with padded channels. Only the network's inputs come without padding, which contractions read as
    /// it is; for any other layer it is copied once.
    /// </summary>
    public int PaddedBufferOf(int value)
    {
        int id = BufferOf(value);
        TensorBuffer buffer = _buffers[id];
        if (buffer.PixelStride % ChannelPadding.Lanes == 0)
            return id;
        if (_padded.TryGetValue(id, out int known))
            return known;
        TensorBuffer padded = Add(buffer with { Id = _buffers.Count, Name = buffer.Name + "Padded", PixelStride = ChannelPadding.RoundUp(buffer.Channels) });
        _kernels.Add(new MapKernel(0, "Pad" + char.ToUpperInvariant(buffer.Name[0]) + buffer.Name.Substring(1), MapKind.Repack, id, padded.Id, Kernel.None));
        _padded.Add(id, padded.Id);
        return padded.Id;
    }

    /// <summary>The value of a layer's output.</summary>
    public int OutputOf(int layer) => _outputs[layer];

    /// <summary>A name for the gradient by a value: that of the layer whose output it is, and <c>Gradient</c>.</summary>
    public string GradientName(int value) => Graph.Values[value] is { Kind: ValueKind.Output, Layer: int layer }
        ? Identifiers.LowerCamel(Graph.Layers.Layers[layer].Accessor) + "Gradient"
        : "inputGradient";

    /// <param name="outputs">The buffers of the scores, one for each head that predicts.</param>
    public KernelProgram Build(IReadOnlyList<int> outputs)
    {
        KernelProgram program = new(_buffers.ToEquatableArray(), _kernels.ToEquatableArray(), Input, outputs[0])
        {
            FurtherInputs = _furtherInputs.ToEquatableArray(),
            FurtherOutputs = outputs.Skip(1).ToEquatableArray(),
        };
        if (Graph.InputGradient == ValueGraph.None)
            return program;
        program = program with { InputGradient = BufferOf(Graph.InputGradient) };
        return IsTraining ? WithInputGradientLast(program) : program;
    }

    /// <summary>The kernels in an order in which those that serve the gradient of the input alone come last.</summary>
    private static KernelProgram WithInputGradientLast(KernelProgram program)
    {
        HashSet<int> needed = [.. program.Outputs];
        List<Kernel> kernels = [], last = [];
        foreach (Kernel kernel in program.Kernels.Reverse())
        {
            bool isNeeded = kernel.StateWrites.Any() || kernel.Writes.Any(needed.Contains);
            (isNeeded ? kernels : last).Add(kernel);
            if (isNeeded)
                needed.UnionWith(kernel.Reads);
        }

        kernels.Reverse();
        last.Reverse();
        return program with { Kernels = kernels.Concat(last).ToEquatableArray(), InputGradientStart = kernels.Count };
    }

    /// <summary>Names are made from those of layers, so a user's may meet another one: a layer <c>a_mask</c> and the mask of a layer <c>a</c>.</summary>
    private TensorBuffer Add(TensorBuffer buffer)
    {
        string name = buffer.Name;
        for (int number = 2; !_bufferNames.Add(buffer.Name); number++)
            buffer = buffer with { Name = name + Text.Of(number) };
        _buffers.Add(buffer);
        return buffer;
    }
}
