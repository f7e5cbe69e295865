using System.Collections.Immutable;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>The devices that were asked for, and the owner of their accelerators.</summary>
public sealed partial class Context : IDisposable
{
    private readonly List<Accelerator> _accelerators = [];

    internal Context(ImmutableArray<Device> devices) => Devices = devices;

    public ImmutableArray<Device> Devices { get; }

    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        Builder builder = new();
        buildingCallback(builder);
        return builder.ToContext();
    }

    public static Context CreateDefault() => Create(builder => builder.Default());

    public static Builder Create() => new();

    public DeviceCollection<TDevice> GetDevices<TDevice>()
        where TDevice : Device =>
        new([.. Devices.OfType<TDevice>()]);

    public TDevice GetDevice<TDevice>(int deviceIndex)
        where TDevice : Device =>
        GetDevices<TDevice>()[deviceIndex];

    /// <summary>The first device; with <paramref name="preferCPU"/> false the real ILGPU prefers others.</summary>
    public Device GetPreferredDevice(bool preferCPU) =>
        Devices.IsEmpty ? throw new NotSupportedException("The context was made without a device.") : Devices[0];

    /// <summary>Frees what its accelerators hold.</summary>
    public void Dispose()
    {
        foreach (Accelerator accelerator in _accelerators)
            accelerator.Dispose();
    }

    internal void Add(Accelerator accelerator)
    {
        lock (_accelerators)
            _accelerators.Add(accelerator);
    }

    /// <summary>The devices of one type.</summary>
    public readonly ref struct DeviceCollection<TDevice>
        where TDevice : Device
    {
        private readonly List<TDevice> _devices;

        internal DeviceCollection(List<TDevice> devices) => _devices = devices;

        public int Count => _devices.Count;

        public TDevice this[int deviceIndex] =>
            deviceIndex >= 0 && deviceIndex < _devices.Count
                ? _devices[deviceIndex]
                : throw new NotSupportedException($"There is no {typeof(TDevice).Name} number {deviceIndex}: the context has {_devices.Count}.");

        public List<TDevice>.Enumerator GetEnumerator() => _devices.GetEnumerator();
    }
}
