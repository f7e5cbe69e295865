using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Parameters: two copies, of which the host's goes up when it was written and the device's comes down when it is asked for.</content>
public abstract partial class IlgpuEngine
{
    private readonly Action _fetchParameters;
    private DeviceBuffer<float> _parameters;
    private long _uploadedVersion;

    /// <inheritdoc/>
    public override void Download()
    {
        // The buffer calls back if the device's are newer.
        _ = _network.Parameters.Values;
    }

    /// <summary>Makes sure that the device has the newest parameters.</summary>
    private void UploadParameters()
    {
        ParameterBuffer parameters = _network.Parameters;
        if (_uploadedVersion == parameters.Version)
            return;
        if (_uploadedVersion == 0)
            _parameters = _allocator.Allocate<float>(parameters.Length);
        long version = parameters.Version;
        CopyUp(parameters.Values, _parameters.View);
        _uploadedVersion = version;
    }

    /// <summary>Says that kernels which are queued write parameters.</summary>
    private void MarkParametersNewer() => _network.Parameters.MarkNewerElsewhere(_fetchParameters);

    private void FetchParameters()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _accelerator.Bind();
            ParameterBuffer parameters = _network.Parameters;
            CopyDown(_parameters.View, parameters.Values);
            bool isUploaded = _uploadedVersion == parameters.Version;
            parameters.MarkChanged();
            if (isUploaded)
                _uploadedVersion = parameters.Version;
        }
    }

    /// <summary>Copies to the device, and waits. ILGPU copies from an address, and managed memory must not move meanwhile.</summary>
    private unsafe void CopyUp(ReadOnlySpan<float> source, ArrayView<float> target)
    {
        fixed (float* pinned = source)
            target.SubView(0, source.Length).CopyFromCPU(_stream, ref *pinned, source.Length);
    }

    /// <summary>Copies from the device, and waits.</summary>
    private unsafe void CopyDown(ArrayView<float> source, Span<float> target)
    {
        fixed (float* pinned = target)
            source.SubView(0, target.Length).CopyToCPU(_stream, ref *pinned, target.Length);
    }
}
