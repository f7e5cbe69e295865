using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Base of all generated networks: parameters, engine, lifetime.</summary>
/// <remarks>
/// Any number of threads may predict at the same time. Everything that changes the network (training, loading,
/// writing weights) belongs to one thread; a prediction made meanwhile runs, but on a mixture of old and new weights.
/// From <see cref="BeginTraining"/> to the end of the training nothing else may replace weights: loading and writing
/// them is refused, to callbacks too. What is under way on other threads when the network is disposed ends normally or,
/// where it consists of several steps, with an <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract partial class Network : IDisposable
{
    private readonly LayerWeights?[] _layers;

    private protected Network(NetworkArchitecture architecture, int seed, Device? device)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        Architecture = architecture;
        Seed = seed;
        Device = device ?? Device.Cpu;
        Parameters = new ParameterBuffer(architecture, seed);
        _layers = new LayerWeights?[architecture.Layers.Count];
        Tokens = new TokenInputs(architecture);
        Engine = Device.CreateEngine(this);
    }

    /// <summary>Layers, shapes and the parameter table.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>
    /// The seed given to the constructor: it fixes the initial weights and the dropout masks. Training that resumes from
    /// a checkpoint takes over the seed of the network that wrote it.
    /// </summary>
    public int Seed { get; private set; }

    /// <summary>Where the network runs.</summary>
    public Device Device { get; }

    /// <summary>The device as shown to users, for example <c>CPU (2 threads, 512-bit vectors)</c>.</summary>
    public string DeviceName => Engine.DeviceName;

    /// <summary>All parameters as one flat packed buffer.</summary>
    public ParameterBuffer Parameters { get; }

    /// <summary>
    /// Threads for evaluation, for the prediction of several inputs at once or of one by a large network, and for loops that
    /// call TrainStep; 0 (the default) takes all cores. Results don't depend on it. <see cref="TrainingOptions.Threads"/> is its
    /// counterpart for training.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Threads));
            field = value;
        }
    }

    /// <summary>Training steps taken since the network was made; restored from checkpoints.</summary>
    public long StepsTaken { get; private set; }

    private protected NetworkEngine Engine { get; }

    /// <summary>The inputs that hold tokens.</summary>
    private protected TokenInputs Tokens { get; }

    /// <summary>Values of one target; 0 where the loss takes labels. Of several heads those of the first.</summary>
    internal abstract int TargetLength { get; }

    /// <summary>Whether training steps say how many samples were right.</summary>
    internal virtual bool ReportsAccuracy => TargetLength == 0;

    /// <summary>Labels of one sample where the loss takes labels: 1, or one for each pixel.</summary>
    internal virtual int LabelLength => 1;

    /// <summary>The weights of one layer, to read or to replace.</summary>
    /// <param name="index">Index of the layer in <see cref="NetworkArchitecture.Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public LayerWeights GetLayer(int index)
    {
        if ((uint)index >= (uint)_layers.Length)
            throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"{Architecture.Name} has {Quantity.Of(_layers.Length, "layer")}, numbered from 0."));
        return _layers[index] ??= new LayerWeights(this, index);
    }

    /// <summary>The weights of the layer with this name, to read or to replace.</summary>
    /// <param name="name">Name of the layer as in <see cref="LayerInfo.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public LayerWeights GetLayer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int i = 0; i < _layers.Length; i++)
        {
            if (Architecture.Layers[i].Name == name)
                return GetLayer(i);
        }

        throw new ArgumentException($"{Architecture.Name} has no layer \"{name}\". Its layers are {string.Join(", ", Architecture.Layers.Select(layer => layer.Name))}.", nameof(name));
    }

    /// <summary>
    /// Sets the learning-rate factor of layers that follow one another: <see cref="LayerWeights.LearningRateFactor"/> of each. A step that
    /// is under way ends with the old ones; between two steps, in a callback of the training too, they may change.
    /// </summary>
    /// <param name="firstLayer">Index of the first of them in <see cref="NetworkArchitecture.Layers"/>.</param>
    /// <param name="layerCount">How many there are.</param>
    /// <param name="factor">What the learning rate is multiplied by, 0 or more; 0 stops the layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such layers, or the factor is negative, infinite or not a number.</exception>
    /// <exception cref="InvalidOperationException">None of the layers trains, or another thread is in a training step.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void SetLearningRateFactor(int firstLayer, int layerCount, float factor)
    {
        CheckNotDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(firstLayer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layerCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layerCount, _layers.Length - firstLayer);
        if (!float.IsFinite(factor) || factor < 0)
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A learning-rate factor must be a finite number, 0 or more.");
        EnterStep();
        try
        {
            Parameters.LearningRateFactors.Set(firstLayer, layerCount, factor);
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>Where the time went since the network was made or <see cref="ResetProfile"/> was called, kernel by kernel.</summary>
    /// <exception cref="InvalidOperationException">The network does not measure its kernels.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public NetworkProfile GetProfile() => RequireTimes().ToProfile();

    /// <summary>Sets the times of all kernels to zero, for example behind a warm-up.</summary>
    /// <inheritdoc cref="GetProfile" path="/exception"/>
    public void ResetProfile() => RequireTimes().Reset();

    /// <summary>Writes all weights to a safetensors file, or to one of NumPy's. The file is replaced as a whole or not at all.</summary>
    /// <param name="path">
    /// The file; its folder must exist. A symbolic link is followed, and a file that exists keeps its permissions. A name that ends in <c>.npz</c> gives
    /// NumPy's format, every other one safetensors.
    /// </param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Save(string path) => WeightsFile.Save(path, this);

    /// <summary>
    /// Writes the network with its weights as an ONNX file, which other programs run: it gives what <c>Predict</c> gives, for
    /// any number of samples at once. The file is replaced as a whole or not at all.
    /// </summary>
    /// <param name="path">The file to write, usually <c>….onnx</c>; its folder must exist.</param>
    /// <exception cref="WeightsFileException">The file can't be written, or the network is too large for the format (2 GiB).</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        CheckNotDisposed();
        Download();
        OnnxFile.Save(path, this);
    }

    /// <summary>Replaces all weights by those of a file, or none if the file doesn't fit.</summary>
    /// <remarks>
    /// <code>
    /// net.LoadWeights("from_python.safetensors", new Dictionary&lt;string, string&gt; { ["conv2d_1"] = "features.0", ["dense_1"] = "classifier.0" });
    /// </code>
    /// </remarks>
    /// <param name="path">The file: NumPy's if its name ends in <c>.npz</c>, else safetensors.</param>
    /// <param name="names">
    /// What the file calls the network's tensors, layers and blocks, by their names here: of the names that a tensor begins with the longest counts,
    /// and the rest of its name stays. What isn't listed has the same name in both. Null if that is so for all.
    /// </param>
    /// <exception cref="ArgumentException">The path is blank, or two tensors would have one name in the file.</exception>
    /// <exception cref="WeightsFileException">The file can't be read, or belongs to another architecture.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void LoadWeights(string path, IReadOnlyDictionary<string, string>? names = null) => WeightsFile.Load(path, this, names);

    /// <summary>
    /// Replaces the weights that a file holds under the same names and with the same shapes, and leaves the others as they
    /// are: to begin with what another network has learned, one that this network includes (<see cref="Include{TNetwork}"/>) or that it
    /// was changed from. Whose file it is doesn't matter.
    /// </summary>
    /// <param name="path">The file: NumPy's if its name ends in <c>.npz</c>, else safetensors.</param>
    /// <param name="names">What the file calls the network's tensors, layers and blocks, as for <see cref="LoadWeights"/>.</param>
    /// <returns>What was loaded and what wasn't, tensor by tensor. Look at it, or print it: a misspelt name is no error here.</returns>
    /// <exception cref="ArgumentException">The path is blank, or two tensors would have one name in the file.</exception>
    /// <exception cref="WeightsFileException">The file can't be read, or nothing in it fits; no weight has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public MatchedWeights LoadMatchingWeights(string path, IReadOnlyDictionary<string, string>? names = null) => WeightsFile.LoadMatching(path, this, names);

    /// <summary>Makes the engine that runs this network on the CPU. Implemented by generated code.</summary>
    protected abstract NetworkEngine CreateCpuEngine();

    // Not "protected internal": generated overrides would need another modifier in assemblies that see our internals.
    internal NetworkEngine MakeCpuEngine() => CreateCpuEngine();

    private KernelTimes RequireTimes()
    {
        CheckNotDisposed();
        return Engine.Times ?? throw new InvalidOperationException($"{Architecture.Name} does not measure its kernels: declare it with [Network(…, Profile = true)].");
    }

    internal static int ResolveThreads(int threads) => threads == 0 ? Environment.ProcessorCount : threads;
}
