namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One of the workers of a prediction. Alone it runs all of every kernel. Where several share the kernels of the same samples, they run
/// them in step, and each takes units of a kernel until none is left.
/// </summary>
public ref struct PredictionWorker
{
    /// <summary>Pixels of the smaller register tiles, in which the share of a worker may end, and how many of them make one of the larger tiles.</summary>
    private const int PixelsOfUnit = 4, UnitsOfTile = 3;

    private readonly KernelsInStep? _kernels;
    private readonly int _index;
    private readonly ref float _scratch;
    private int _units;

    /// <summary>A worker that is alone.</summary>
    internal PredictionWorker(ref float scratch) => _scratch = ref scratch;

    /// <summary>A worker that shares kernels with others.</summary>
    internal PredictionWorker(ref float scratch, KernelsInStep kernels, int index)
        : this(ref scratch) =>
        (_kernels, _index) = (kernels, index);

    /// <summary>Memory of this worker that a kernel may use while it runs: <see cref="CpuEnginePlan.PredictionScratchFloats"/> floats.</summary>
    public readonly ref float Scratch => ref _scratch;

    /// <summary>Begins with the next kernel, once all workers are done with the one before.</summary>
    /// <param name="units">Units that the kernel is cut into; every worker says the same.</param>
    public void Begin(int units)
    {
        if (_kernels is null)
            _units = units;
        else
            _kernels.Begin(_index, units);
    }

    /// <summary>Takes units of the kernel at hand.</summary>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all are taken.</returns>
    public bool Take(out int first, out int end)
    {
        if (_kernels is not null)
            return _kernels.TryTake(_index, 1, out first, out end);
        (first, end, _units) = (0, _units, 0);
        return end > 0;
    }

    /// <summary>Begins with the next kernel, which works on pixels, once all workers are done with the one before.</summary>
    /// <param name="pixels">Pixels of all samples; every worker says the same.</param>
    public void BeginPixels(int pixels)
    {
        _units = pixels;
        _kernels?.Begin(_index, (pixels + PixelsOfUnit - 1) / PixelsOfUnit);
    }

    /// <summary>Takes pixels of the kernel at hand: whole register tiles while there are many.</summary>
    /// <param name="first">First pixel to do.</param>
    /// <param name="pixels">Number of pixels.</param>
    /// <returns>False when all are taken.</returns>
    public bool TakePixels(out int first, out int pixels)
    {
        if (_kernels is null)
            return Take(out first, out pixels);
        bool taken = _kernels.TryTake(_index, UnitsOfTile, out first, out int end);
        first *= PixelsOfUnit;
        pixels = Math.Min(end * PixelsOfUnit, _units) - first;
        return taken;
    }

    /// <summary>Begins with a Winograd convolution, once all workers are done with the kernel before.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="samples">Samples.</param>
    public WinogradPass Begin(in WinogradGeometry geometry, int samples)
    {
        WinogradPass pass = new(geometry, samples);
        Begin(pass.Units);
        return pass;
    }

    /// <summary>
    /// Takes the next pass of the convolution at hand. A worker has all of its share at once, since weights come from memory in long runs then. What the kernel leaves
    /// in <see cref="Scratch"/> is there in the next pass.
    /// </summary>
    /// <param name="pass">The pass before, or what <see cref="Begin(in WinogradGeometry, int)"/> gave.</param>
    /// <returns>False when all are taken.</returns>
    public bool Take(ref WinogradPass pass)
    {
        while (!pass.MoveNext())
        {
            int first, end;
            if (_kernels is null ? !Take(out first, out end) : !_kernels.TryTakeShare(_index, out first, out end))
                return false;
            pass.Take(first, end);
        }

        return true;
    }

    /// <summary>Begins with kernels that run in bands of rows, once all workers are done with the one before.</summary>
    /// <param name="geometry">The grouped convolution among them.</param>
    /// <param name="rows">Rows of its outputs in a band, at most.</param>
    public RowBands Begin(in GroupedGeometry geometry, int rows)
    {
        RowBands bands = new(geometry, rows);
        Begin(bands.Rows);
        return bands;
    }

    /// <summary>Takes the next band of the kernels at hand. The rows of its input lie at the beginning of <see cref="Scratch"/>.</summary>
    /// <param name="bands">The bands.</param>
    /// <returns>False when all are taken.</returns>
    public bool Take(ref RowBands bands)
    {
        int first, end;
        if (_kernels is not null)
        {
            if (!_kernels.TryTakePart(_index, bands.Most, out first, out end))
                return false;
        }
        else
        {
            first = bands.Rows - _units;
            end = Math.Min(first + bands.Most, bands.Rows);
            _units -= end - first;
        }

        if (first >= end)
            return false;
        bands.MoveTo(first, end, ref _scratch);
        return true;
    }

    /// <summary>Begins with a depthwise convolution that runs in bands of channels, each behind the kernel that makes its input, once all workers are done with the one before.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="channels">Channels in a band, at most; a multiple of 16.</param>
    public ChannelBands BeginChannels(in GroupedGeometry geometry, int channels)
    {
        ChannelBands bands = new(geometry.InputPixelStride, channels);
        Begin(bands.Bands);
        return bands;
    }

    /// <summary>Takes the next band of the kernels at hand. The pixels of its input lie at the beginning of <see cref="Scratch"/>, with no other channels between them.</summary>
    /// <param name="bands">The bands.</param>
    /// <returns>False when all are taken.</returns>
    public bool Take(ref ChannelBands bands)
    {
        while (!bands.MoveNext())
        {
            if (!Take(out int first, out int end))
                return false;
            bands.Take(first, end);
        }

        return true;
    }

    /// <summary>Samples that a kernel ran over, told by one worker only.</summary>
    public readonly int Count(int samples) => _index == 0 ? samples : 0;
}
