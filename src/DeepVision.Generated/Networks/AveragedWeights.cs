namespace DeepVision.Generated;

/// <summary>While this lives, a network has the averages of its weights: <see cref="Network.UseAverages"/>. Dispose gives the weights back.</summary>
public sealed class AveragedWeights : IDisposable
{
    private readonly Network _network;
    private readonly OptimizerState _state;
    private bool _isDisposed;

    internal AveragedWeights(Network network, OptimizerState state)
    {
        (_network, _state) = (network, state);
        Exchange();
    }

    /// <summary>Gives the network its weights back; it can be trained again.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Exchange();
        _network.LeaveStep();
    }

    private void Exchange()
    {
        Span<float> weights = _network.Parameters.Values, averages = _state.Averages;
        for (int i = 0; i < averages.Length; i++)
            (weights[i], averages[i]) = (averages[i], weights[i]);
        _network.Parameters.MarkChanged();
    }
}
