namespace DeepVision.Generated;

public abstract partial class Network
{
    /// <summary>
    /// Puts the exponential moving averages of the weights in their place, to evaluate, predict or save with them:
    /// <code>
    /// using (net.UseAverages(optimizer))
    ///     net.Save("averaged.safetensors");
    /// </code>
    /// Until the result is disposed the network can't be trained and its weights can't be replaced; every prediction sees the averages.
    /// Running statistics are those of the training, as in Keras.
    /// </summary>
    /// <param name="optimizer">The optimizer that the network was trained with last, with an <see cref="Optimizer.AverageDecay"/>.</param>
    /// <exception cref="ArgumentException">The optimizer keeps no averages.</exception>
    /// <exception cref="InvalidOperationException">The network was trained last with another optimizer or not at all, or another thread is training it.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public AveragedWeights UseAverages(Optimizer optimizer)
    {
        CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.AverageDecay == 0)
            throw new ArgumentException($"This {optimizer.GetType().Name} keeps no averages of the weights. Make it with an average decay: new {optimizer.GetType().Name} {{ AverageDecay = 0.999 }}.", nameof(optimizer));
        if (_optimizer != optimizer || _optimizerState is not { Step: > 0 } state)
            throw new InvalidOperationException($"There are no averages yet: this {Architecture.Name} was not trained with this {optimizer.GetType().Name}, or with another optimizer after it.");
        EnterStep();
        return new AveragedWeights(this, state);
    }
}
