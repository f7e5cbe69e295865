namespace DeepVision.Generated;

/// <summary>
/// The weights of one layer, by role. Values are copies in the order that PyTorch gives them; assigning replaces all
/// values of a tensor, which is refused while the network is being trained.
/// </summary>
public sealed class LayerWeights
{
    private readonly Network _network;
    private readonly LayerInfo _layer;
    private readonly int _index;
    private readonly Dictionary<string, ParameterTensor> _tensors = [];

    internal LayerWeights(Network network, int index)
    {
        (_network, _index) = (network, index);
        _layer = network.Architecture.Layers[index];
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            if (tensor.Layer == index)
                _tensors.Add(RoleOf(tensor.Name), tensor);
        }

        // The tensors of a part of a layer have the name of the whole.
        string RoleOf(string name) => name.StartsWith(_layer.Name + ".", StringComparison.Ordinal) ? name[(_layer.Name.Length + 1)..] : name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>The layer's unique name.</summary>
    public string Name => _layer.Name;

    /// <summary>The layer as declared, for example <c>Conv2D(32, 3)</c>.</summary>
    public string Description => _layer.Description;

    /// <summary>Shape of one sample behind the layer.</summary>
    public TensorShape OutputShape => _layer.OutputShape;

    /// <summary>The tensors the layer has: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, …; none for a layer without parameters.</summary>
    public IReadOnlyCollection<string> Roles => _tensors.Keys;

    /// <summary>The kernel of a convolution [out, in/groups, kh, kw], the matrix of a Dense layer [out, in] or the scale of a normalisation [n].</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public float[] Weight
    {
        get => this["weight"];
        set => this["weight"] = value;
    }

    /// <summary>The bias [out], or the shift of a normalisation [n].</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public float[] Bias
    {
        get => this["bias"];
        set => this["bias"] = value;
    }

    /// <summary>The mean that a batch normalisation uses for prediction [n].</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public float[] RunningMean
    {
        get => this["running_mean"];
        set => this["running_mean"] = value;
    }

    /// <summary>The variance that a batch normalisation uses for prediction [n].</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public float[] RunningVariance
    {
        get => this["running_var"];
        set => this["running_var"] = value;
    }

    /// <summary>
    /// What the learning rate is multiplied by for this layer, 0 or more; 1 unless you say otherwise. A small factor lets layers that have
    /// learned before change slowly, and 0 stops the layer: its weights stay exactly as they are, without weight decay too. Running
    /// statistics of a batch normalisation move all the same; a layer declared with <c>Frozen = true</c> stands still altogether, and costs no
    /// backward pass. Files and checkpoints don't hold factors: set them again before training is resumed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative, infinite or not a number.</exception>
    /// <exception cref="InvalidOperationException">The layer has no weights or is frozen, or another thread is in a training step.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float LearningRateFactor
    {
        get => _network.Parameters.LearningRateFactors[_index];
        set => _network.SetLearningRateFactor(_index, 1, value);
    }

    /// <summary>A copy of one tensor, or its replacement.</summary>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <exception cref="ArgumentException">The layer has no such tensor, or the values given are too few or too many; nothing is written.</exception>
    /// <exception cref="InvalidOperationException">Values are given while the network is being trained or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] this[string role]
    {
        get
        {
            ParameterTensor tensor = Find(role);
            _network.Download();
            return _network.Parameters.Read(tensor);
        }

        set
        {
            ParameterTensor tensor = Find(role);
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length != tensor.Layout.Count)
                throw new ArgumentException(FormattableString.Invariant($"{tensor.Name} has [{string.Join(", ", tensor.Shape)}] = {Quantity.Of(tensor.Layout.Count, "value")}, but {Quantity.Given(value.Length)}."), nameof(value));
            using (_network.ClaimWeights())
            {
                _network.Download();
                _network.Parameters.Write(tensor, value);
            }
        }
    }

    /// <summary>The shape of one tensor, in the order of its values.</summary>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <exception cref="ArgumentException">The layer has no such tensor.</exception>
    public IReadOnlyList<int> GetShape(string role) => Find(role).Shape;

    private ParameterTensor Find(string role)
    {
        _network.CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(role);
        if (_tensors.TryGetValue(role, out ParameterTensor? tensor))
            return tensor;
        string has = _tensors.Count == 0 ? "has no weights" : $"has {string.Join(", ", _tensors.Keys)}";
        throw new ArgumentException($"{Description} ({Name}) has no {role}; it {has}.", nameof(role));
    }
}
