namespace DeepVision.Generated;

/// <summary>What an optimizer remembers about one network between steps.</summary>
public sealed class OptimizerState
{
    private readonly float[] _first;
    private readonly float[] _second;
    private Action? _fetch;

    /// <summary>Empty state for <paramref name="parameterLength"/> packed parameters.</summary>
    public OptimizerState(int slots, int parameterLength)
    {
        _first = slots > 0 ? new float[parameterLength] : [];
        _second = slots > 1 ? new float[parameterLength] : [];
    }

    /// <summary>Steps taken. The network counts it up before it lets the engine update, so there it includes the step under way.</summary>
    public long Step { get; set; }

    /// <summary>
    /// The first remembered value of each parameter, packed like the parameters. Where a device has newer values, they are
    /// fetched first.
    /// </summary>
    public float[] First => Newest(_first);

    /// <summary>The second remembered value of each parameter.</summary>
    public float[] Second => Newest(_second);

    /// <summary>True while a device has newer values than these arrays.</summary>
    public bool IsNewerElsewhere => Volatile.Read(ref _fetch) is not null;

    /// <summary>Says that a device has newer values.</summary>
    /// <param name="fetch">
    /// Brings them into the arrays; called once, when somebody asks for them. From then on the arrays are the newest, because
    /// whoever holds them may write to them.
    /// </param>
    public void MarkNewerElsewhere(Action fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        Volatile.Write(ref _fetch, fetch);
    }

    private float[] Newest(float[] values)
    {
        if (_fetch is not null)
            Interlocked.Exchange(ref _fetch, null)?.Invoke();
        return values;
    }
}
