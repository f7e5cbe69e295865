namespace DeepVision.Generated;

/// <content>Initial weights of one's own.</content>
public abstract partial class Network
{
    /// <summary>
    /// Begins again with weights by an initialiser of one's own. It is called for each tensor in the order of
    /// <see cref="NetworkArchitecture.Parameters"/>, biases included, running statistics excluded, and finds in it what the tensor holds: what
    /// it leaves alone stays. The row of an embedding that stands for no token stays zero. If it throws, all weights stay as they were.
    /// </summary>
    /// <param name="initializer">Gives one tensor its values.</param>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <example>
    /// <code>
    /// net.InitializeWeights((tensor, random, values) =>
    /// {
    ///     if (!tensor.Name.EndsWith(".weight", StringComparison.Ordinal))
    ///         return;
    ///     for (int i = 0; i &lt; values.Length; i++)
    ///         values[i] = random.Normal(mean: 0, deviation: 0.01f);
    /// });
    /// </code>
    /// </example>
    public void InitializeWeights(WeightInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        using (ClaimWeights())
        {
            Download();
            ParameterTensor[] tensors = [.. Architecture.Parameters.Where(tensor => tensor.Group != ParameterGroup.Statistics)];
            float[][] values = [.. tensors.Select(Draw)];
            for (int i = 0; i < tensors.Length; i++)
                Parameters.Write(tensors[i], values[i]);
        }

        float[] Draw(ParameterTensor tensor)
        {
            float[] values = Parameters.Read(tensor);
            initializer(tensor, new WeightRandom(Seed, tensor.Name), values);
            WeightInitialization.ClearPadding(Architecture, tensor, values);
            return values;
        }
    }
}
