using System.Collections.Immutable;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace ILGPU;

public sealed partial class Context
{
    /// <summary>Collects the devices and the options of a context. The options mean nothing to the stand-in.</summary>
    public sealed class Builder
    {
        private readonly List<Device> _devices = [];

        internal Builder()
        {
        }

        public Builder Default() => this.AllAccelerators();

        public Builder AllAccelerators() => this.DefaultCPU();

        public Builder Optimize(OptimizationLevel level) => this;

        public Builder Math(MathMode mathMode) => this;

        public Builder PageLocking(PageLockingMode mode) => this;

        public Builder StaticFields(StaticFieldMode fieldMode) => this;

        public Builder Inlining(InliningMode inliningMode) => this;

        public Builder Caching(CachingMode cachingMode) => this;

        public Builder Assertions() => this;

        public Builder AutoAssertions() => this;

        public Builder AutoDebug() => this;

        public Builder Debug() => this;

        public Builder Release() => this;

        public Builder Profiling() => this;

        public Builder LibDevice() => this;

        public Context ToContext() => new([.. _devices]);

        internal Builder Register(Device device)
        {
            if (!_devices.Contains(device))
                _devices.Add(device);
            return this;
        }
    }
}
