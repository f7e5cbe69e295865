using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// One piece of work over a batch, in terms that every backend understands. Five families cover all layers; each is a
/// record that says what is computed, and each backend has its own planner and printer for how.
/// </summary>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Name">Unique in its program, in C# style: <c>Conv2D1Forward</c>.</param>
internal abstract record Kernel(int Layer, string Name)
{
    /// <summary>Ids of the buffers it reads.</summary>
    public abstract IEnumerable<int> Reads { get; }

    /// <summary>Ids of the buffers it writes; each is written by one kernel.</summary>
    public abstract IEnumerable<int> Writes { get; }

    /// <summary>What it reads of the state that outlives the program or is shared by all samples.</summary>
    public virtual IEnumerable<StateAccess> StateReads => [];

    /// <summary>What it writes of it.</summary>
    public virtual IEnumerable<StateAccess> StateWrites => [];

    /// <summary>
    /// The operand in whose place the result may lie, because each value of the result depends on the value in the same place
    /// alone (or on values of the same pixel that are read before); None if there is none. Planning decides whether it does.
    /// </summary>
    public virtual int MayOverwrite => None;

    /// <summary>
    /// Images of a sample that it takes one by one, as if each were a sample; 1 if it takes samples as they are. All of its operands have a part for
    /// each image.
    /// </summary>
    public int Images { get; init; } = 1;

    /// <summary>Stands for "no buffer" or "no parameter".</summary>
    public const int None = -1;

    private protected static IEnumerable<int> Present(params int[] ids) => ids.Where(id => id != None);
}

internal enum StateKind
{
    /// <summary>A parameter, by its index in the table.</summary>
    Parameter,

    /// <summary>The gradient of a parameter, by its index in the table.</summary>
    Gradient,

    /// <summary>Mean and deviation of a batch, by the layer.</summary>
    BatchStatistics,
}

/// <summary>Something besides buffers that a kernel reads or writes.</summary>
internal readonly record struct StateAccess(StateKind Kind, int Index);

internal enum ContractionPass
{
    /// <summary>y = x · w + b</summary>
    Forward,

    /// <summary>dx = dy · wᵀ</summary>
    InputGradient,

    /// <summary>dw = xᵀ · dy, db = Σ dy</summary>
    WeightGradient,
}

/// <summary>
/// The index space of a convolution or of a dense layer (all spatial extents 1): both axes of the layer as declared
/// and the channels. Forward, input gradient and weight gradient run over the same space.
/// </summary>
internal sealed record ContractionGeometry(
    WindowAxis Vertical, WindowAxis Horizontal, int InputChannels, int OutputChannels, int Groups)
{
    public static WindowAxis Point { get; } = new(Input: 1, Output: 1, Size: 1, Stride: 1, Dilation: 1, PadBefore: 0, PadAfter: 0);

    /// <summary>No spatial extent at all: a matrix product whose rows are the samples.</summary>
    public bool IsDense => Vertical == Point && Horizontal == Point && Groups == 1;

    public static ContractionGeometry Of(ConvolutionOperation convolution) => new(
        convolution.Vertical, convolution.Horizontal, convolution.InputChannels, convolution.Filters, convolution.Groups);

    public int InputsPerGroup => InputChannels / Groups;

    public int OutputsPerGroup => OutputChannels / Groups;
}

/// <summary>Which form of a weight tensor a contraction reads.</summary>
internal enum WeightForm
{
    /// <summary>As it lies in the parameter buffer.</summary>
    Stored,

    /// <summary>Inputs and outputs exchanged and the kernel turned by 180°: for input gradients.</summary>
    Transposed,

    /// <summary>Multiplied by the scale of the batch normalisation behind the layer: for prediction.</summary>
    Folded,
}

/// <summary>Max pooling fused into a convolution: windows don't overlap and need no padding.</summary>
/// <param name="Codes">Buffer of winners, a byte per window: row · width + column, or 255 when the activation lets nothing through; None in prediction.</param>
internal readonly record struct FusedPooling(int Height, int Width, int Codes);

/// <summary>The derivative of an activation fused into the kernel that writes its gradient.</summary>
/// <param name="Values">Buffer of the activation's outputs.</param>
internal readonly record struct FusedDerivative(ElementwiseFunction Activation, int Values);

/// <summary>Family Contraction: convolution and dense.</summary>
/// <param name="Source">x for forward and weight gradient, dy for the input gradient.</param>
/// <param name="Target">y or dx; None for the weight gradient.</param>
/// <param name="Gradient">dy for the weight gradient, else None.</param>
/// <param name="Weight">Index of the weight in the parameter plan.</param>
/// <param name="Bias">Index of the bias in the parameter plan, or None.</param>
/// <param name="BatchNorm">Layer folded into the weights, or None.</param>
/// <param name="Addend">
/// Buffer that is added to the result before the activation, or before the derivative of one, or None: what a residual
/// connection brings, and the other term of a gradient that two consumers give.
/// </param>
internal sealed record ContractionKernel(
    int Layer,
    string Name,
    ContractionPass Pass,
    ContractionGeometry Geometry,
    int Source,
    int Target,
    int Gradient,
    int Weight,
    int Bias,
    WeightForm Form = WeightForm.Stored,
    int BatchNorm = Kernel.None,
    ElementwiseFunction? Activation = null,
    FusedPooling? Pooling = null,
    FusedDerivative? Derivative = null,
    int Addend = Kernel.None)
    : Kernel(Layer, Name)
{
    /// <summary>A normalisation that this kernel does to what it reads, in a forward pass: its source is the one of this kernel, and its result is nowhere.</summary>
    public BatchNormKernel? Normalization { get; init; }

    public override IEnumerable<int> Reads => Present(Source, Gradient, Derivative?.Values ?? None, Addend);

    public override IEnumerable<int> Writes => Present(Target, Pooling?.Codes ?? None);

    public override IEnumerable<StateAccess> StateReads =>
        (Pass == ContractionPass.WeightGradient ? [] : Present(Weight, Bias).Select(index => new StateAccess(StateKind.Parameter, index))).Concat(Normalization?.StateReads ?? []);

    public override IEnumerable<StateAccess> StateWrites =>
        Pass == ContractionPass.WeightGradient ? Present(Weight, Bias).Select(index => new StateAccess(StateKind.Gradient, index)) : [];
}

internal enum WindowPass
{
    Forward,
    Backward,
}

/// <summary>Family Window: pooling and its backward pass.</summary>
/// <param name="Source">x, or dy for the backward pass.</param>
/// <param name="Target">y, or dx for the backward pass.</param>
/// <param name="Codes">Winners of a max pooling; None for averages and in prediction.</param>
/// <param name="Derivative">Backward pass behind a fused leaky activation: the pooled outputs tell the slope.</param>
internal sealed record WindowKernel(
    int Layer, string Name, WindowPass Pass, PoolingKind Kind, WindowAxis Vertical, WindowAxis Horizontal, bool CountPadding,
    int Source, int Target, int Codes, FusedDerivative? Derivative = null)
    : Kernel(Layer, Name)
{
    /// <summary>A normalisation that this kernel does to what it reads, in a forward pass: its source is the one of this kernel, and its result is nowhere.</summary>
    public BatchNormKernel? Normalization { get; init; }

    public override IEnumerable<int> Reads =>
        Present(Source, Pass == WindowPass.Backward ? Codes : None, Derivative?.Values ?? None);

    public override IEnumerable<int> Writes => Present(Target, Pass == WindowPass.Forward ? Codes : None);

    public override IEnumerable<StateAccess> StateReads => Normalization?.StateReads ?? [];
}

internal enum MapKind
{
    /// <summary>y = f(x)</summary>
    Activation,

    /// <summary>dx = dy · f'(x), by y or by x</summary>
    ActivationGradient,

    /// <summary>Draws a mask, keeps it, and applies it.</summary>
    Dropout,

    /// <summary>Applies the mask that was kept.</summary>
    DropoutGradient,

    /// <summary>Copies pixels from one pixel stride to another, filling the padding with zeros.</summary>
    Repack,
}

/// <summary>Family Map: one value in, one value out.</summary>
/// <param name="Auxiliary">What an activation's gradient reads (y or x), mask of dropout, else None.</param>
internal sealed record MapKernel(
    int Layer, string Name, MapKind Kind, int Source, int Target, int Auxiliary, ElementwiseFunction? Activation = null, float Rate = 0)
    : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Kind == MapKind.Dropout ? None : Auxiliary);

    public override IEnumerable<int> Writes => Present(Target, Kind == MapKind.Dropout ? Auxiliary : None);

    public override int MayOverwrite => Kind is MapKind.ActivationGradient or MapKind.DropoutGradient ? Source : None;
}

/// <summary>Family RowReduction: softmax over the channels of every pixel, or the logarithms of it, forward or backward.</summary>
/// <param name="Values">y of the backward pass, None forward.</param>
internal sealed record SoftmaxKernel(int Layer, string Name, int Source, int Target, int Values, bool IsLogarithm = false) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Values);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Values == None ? None : Source;
}

/// <summary>Family RowReduction: the loss of every sample at one head, and the gradient of its scores.</summary>
/// <param name="Weight">Its factor in what training minimises, and so in the gradient.</param>
/// <param name="Auxiliary">Number of the head among all but the first that predicts; None for that one, which alone counts the samples that are right.</param>
internal sealed record LossKernel(int Layer, string Name, LossOperation Operation, int Source, int Target, float Weight = 1, int Auxiliary = Kernel.None)
    : Kernel(Layer, Name)
{
    /// <summary>Whose labels or targets it takes: a number among the heads that predict.</summary>
    public int Answers { get; init; }

    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Takes the gradient of the scores from the caller, who gives it without padding.</summary>
/// <param name="Target">Receives it.</param>
internal sealed record ScoresGradientKernel(int Layer, string Name, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => [];

    public override IEnumerable<int> Writes => [Target];
}

internal enum BatchNormPass
{
    /// <summary>Mean and variance of every channel over the whole batch.</summary>
    Statistics,

    /// <summary>y = activation(γ x̂ + β + addend) by the batch's statistics.</summary>
    Normalize,

    /// <summary>The same by the running statistics, for prediction and frozen layers.</summary>
    Predict,

    /// <summary>dx where the statistics are constants, in frozen layers and behind a prediction; the source is dy.</summary>
    PredictGradient,

    /// <summary>dβ and dγ over the whole batch.</summary>
    GradientSums,

    /// <summary>dx, which needs both sums.</summary>
    InputGradient,
}

/// <summary>
/// Family RowReduction: one pass of batch normalisation. Statistics and gradient sums run over the whole batch: what
/// follows them in the program waits for all samples.
/// </summary>
/// <param name="Parameters">Its tensors in the parameter table.</param>
/// <param name="Source">x; dy of the gradient by running statistics, which needs no x.</param>
/// <param name="Gradient">dy in the other backward passes.</param>
/// <param name="Activation">
/// The activation behind it. What the way back needs to know of its output follows from x, which is read in any case.
/// </param>
/// <param name="Addend">Buffer that is added to what is normalised, before the activation, or None: what a residual connection brings.</param>
internal sealed record BatchNormKernel(
    int Layer, string Name, BatchNormPass Pass, BatchNormParameters Parameters, float Momentum, float Epsilon,
    int Source, int Target, int Gradient, ElementwiseFunction? Activation, int Addend = Kernel.None)
    : Kernel(Layer, Name)
{
    /// <summary>A pooling on the way back that this kernel does itself: what it gives would be dy, and is nowhere.</summary>
    public WindowKernel? Pooling { get; init; }

    public bool SynchronizesBatch => Pass is BatchNormPass.Statistics or BatchNormPass.GradientSums;

    public override IEnumerable<int> Reads => Present(Source, Gradient, Addend).Concat(Pooling?.Reads ?? []);

    public override IEnumerable<int> Writes => Present(Target);

    public override IEnumerable<StateAccess> StateReads => Pass switch
    {
        BatchNormPass.Statistics => [],
        BatchNormPass.Normalize => [Statistics, ParameterAt(Parameters.Scale), ParameterAt(Parameters.Shift)],
        BatchNormPass.Predict =>
            [ParameterAt(Parameters.Scale), ParameterAt(Parameters.Shift), ParameterAt(Parameters.RunningMean), ParameterAt(Parameters.RunningVariance)],
        BatchNormPass.PredictGradient => [ParameterAt(Parameters.Scale), ParameterAt(Parameters.RunningVariance)],
        BatchNormPass.GradientSums => Activation is null ? [Statistics] : [Statistics, ParameterAt(Parameters.Scale), ParameterAt(Parameters.Shift)],
        _ => [Statistics, ParameterAt(Parameters.Scale), .. Activation is null ? [] : new[] { ParameterAt(Parameters.Shift) }, GradientOf(Parameters.Scale), GradientOf(Parameters.Shift)],
    };

    public override IEnumerable<StateAccess> StateWrites => Pass switch
    {
        BatchNormPass.Statistics => [Statistics, ParameterAt(Parameters.RunningMean), ParameterAt(Parameters.RunningVariance)],
        BatchNormPass.GradientSums => [GradientOf(Parameters.Scale), GradientOf(Parameters.Shift)],
        _ => [],
    };

    public override int MayOverwrite => Pass == BatchNormPass.PredictGradient ? Source : None;

    private StateAccess Statistics => new(StateKind.BatchStatistics, Layer);

    private static StateAccess ParameterAt(int index) => new(StateKind.Parameter, index);

    private static StateAccess GradientOf(int index) => new(StateKind.Gradient, index);
}

/// <summary>The tensors of a batch normalisation, by their indices in the parameter table.</summary>
internal readonly record struct BatchNormParameters(int Scale, int Shift, int RunningMean, int RunningVariance)
{
    public static BatchNormParameters Of(ParameterTable table, int layer) => new(
        table.IndexOf(layer, ParameterRole.Weight), table.IndexOf(layer, ParameterRole.Bias),
        table.IndexOf(layer, ParameterRole.RunningMean), table.IndexOf(layer, ParameterRole.RunningVariance));
}

/// <summary>Kernels in execution order with their buffers.</summary>
/// <param name="Input">Buffer of the network's input: pixels without padding.</param>
/// <param name="Output">Buffer of the scores, of the first head that predicts.</param>
internal sealed record KernelProgram(EquatableArray<TensorBuffer> Buffers, EquatableArray<Kernel> Kernels, int Input, int Output)
{
    /// <summary>The program as a kernel sees it: what it takes for a sample may be one of several images.</summary>
    public KernelProgram SeenBy(Kernel kernel)
    {
        if (kernel.Images == 1)
            return this;
        HashSet<int> operands = [.. kernel.Reads, .. kernel.Writes];
        return this with { Buffers = Buffers.Select(buffer => operands.Contains(buffer.Id) ? buffer.OneOf(kernel.Images) : buffer).ToEquatableArray() };
    }

    /// <summary>The program with other kernels in the place of each: none, one or several.</summary>
    public KernelProgram Replace(Func<Kernel, IEnumerable<Kernel>> replacementOf)
    {
        List<Kernel> kernels = [];
        int inputGradientStart = Kernel.None;
        for (int index = 0; index < Kernels.Count; index++)
        {
            if (index == InputGradientStart)
                inputGradientStart = kernels.Count;
            kernels.AddRange(replacementOf(Kernels[index]));
        }

        return this with { Kernels = kernels.ToEquatableArray(), InputGradientStart = inputGradientStart };
    }

    /// <summary>Buffers of the further inputs, in order; they lie as the first one does.</summary>
    public EquatableArray<int> FurtherInputs { get; init; } = [];

    /// <summary>Buffers of the scores of the other heads that predict, in order.</summary>
    public EquatableArray<int> FurtherOutputs { get; init; } = [];

    /// <summary>All inputs.</summary>
    public IEnumerable<int> Inputs => FurtherInputs.Prepend(Input);

    /// <summary>The scores of all heads that predict.</summary>
    public IEnumerable<int> Outputs => FurtherOutputs.Prepend(Output);

    /// <summary>Buffer of the gradient of the network's input, or None.</summary>
    public int InputGradient { get; init; } = Kernel.None;

    /// <summary>
    /// In a training step that gives the gradient of the input too: the first of the kernels, at the end, that serve it alone and are
    /// left out where nobody asks for it.
    /// </summary>
    public int InputGradientStart { get; init; } = Kernel.None;

    /// <summary>The buffers that the caller reads behind the last kernel.</summary>
    public IEnumerable<int> Results => InputGradient == Kernel.None ? Outputs : Outputs.Append(InputGradient);
}
