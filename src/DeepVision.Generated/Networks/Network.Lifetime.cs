namespace DeepVision.Generated;

/// <content>Who uses the engine, and when it may go; who may replace weights.</content>
public abstract partial class Network
{
    // The network itself is a user too, until it is disposed.
    private int _users = 1;
    private bool _isDisposed;

    /// <summary>
    /// Releases the engine's memory, once the calls that other threads have under way are done with it. A network that is
    /// disposed only answers questions about its architecture; training and evaluations that are still under way end with
    /// an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        EndUse();
        GC.SuppressFinalize(this);
    }

    /// <summary>Brings the newest parameters into <see cref="Parameters"/>.</summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    internal void Download()
    {
        using (UseEngine())
            Engine.Download();
    }

    /// <summary>How often somebody has replaced weights, other than by training.</summary>
    private protected long WeightReplacements { get; private set; }

    internal void CheckNotDisposed()
    {
        if (Volatile.Read(ref _isDisposed))
            throw Disposed();
    }

    /// <summary>Keeps the engine alive until the result is disposed, even if the network is disposed before.</summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    internal EngineUse UseEngine()
    {
        int users = Volatile.Read(ref _users);
        while (!Volatile.Read(ref _isDisposed))
        {
            int found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users)
                return new EngineUse(this);
            users = found;
        }

        throw Disposed();
    }

    /// <summary>Claims all weights for somebody who replaces them, until the result is disposed.</summary>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    internal WeightsClaim ClaimWeights()
    {
        CheckNotDisposed();
        EnterStep();
        if (_run is null)
        {
            WeightReplacements++;
            return new WeightsClaim(this);
        }

        LeaveStep();
        throw new InvalidOperationException($"This {Architecture.Name} is being trained: until that has ended its weights can be read but not replaced. A loop of your own may replace them between its steps if it calls TrainStep without {nameof(BeginTraining)}.");
    }

    private void EndUse()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Engine.Dispose();
    }

    private ObjectDisposedException Disposed() =>
        new(GetType().Name, $"This {Architecture.Name} has been disposed{(_run is null ? "" : " while it was being trained")}. Dispose a network when all that uses it has ended.");

    /// <summary>One user of the engine.</summary>
    internal readonly ref struct EngineUse(Network network) : IDisposable
    {
        public void Dispose() => network.EndUse();
    }

    /// <summary>Somebody who replaces weights.</summary>
    internal readonly ref struct WeightsClaim(Network network) : IDisposable
    {
        public void Dispose() => network.LeaveStep();
    }
}
