namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Threads that compute without pause until they are disposed of, one for each core: whoever else wants to run must wait for its turn.</summary>
internal sealed class BusyCores : IDisposable
{
    private readonly Thread[] _threads = new Thread[Environment.ProcessorCount];
    private bool _isOver;

    public BusyCores()
    {
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Compute) { IsBackground = true, Name = "Busy core" };
            _threads[i].Start();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _isOver, true);
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Compute()
    {
        while (!Volatile.Read(ref _isOver))
            Thread.SpinWait(100);
    }
}
