namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Names of the library's types and of the members that generated classes have.</summary>
internal static class KnownNames
{
    public const string Namespace = "DeepVision.Generated";
    public const string NetworkAttribute = "NetworkAttribute";
    public const string LayerAttribute = "LayerAttribute";
    public const string LossAttribute = "LossAttribute";
    public const string NetworkAttributeFullName = Namespace + "." + NetworkAttribute;

    /// <summary>Properties of the network attribute.</summary>
    public const string Winograd = "Winograd";
    public const string Profile = "Profile";

    /// <summary>Base classes of generated networks.</summary>
    public static readonly string[] NetworkBases = ["ClassificationNetwork", "RegressionNetwork", "BinaryNetwork"];

    /// <summary>Types that the generated surface names; if the user's code hides one of them, it is written in full.</summary>
    public static readonly string[] SurfaceTypes =
    [
        .. NetworkBases, "Batch", "CancellationToken", "Dataset", "Device", "Initializer", "InvalidOperationException",
        "IProgress", "LayerInfo", "LayerWeights", "NetworkArchitecture", "NetworkEngine", "OperationInfo", "Optimizer", "ParameterTensor",
        "StepResult", "TensorShape", "TrainingHistory", "TrainingOptions", "TrainingProgress", "TrainingRun", "WeightLayout",
    ];

    /// <summary>Types that the generated engine names; written in full like those of the surface. A test compares the list with generated code.</summary>
    public static readonly string[] EngineTypes =
    [
        "ActivationKernels", "BatchNormKernels", "CachePrefetch", "CpuEnginePlan", "CpuWorker", "DropoutKernels", "GroupedConvolution", "GroupedGeometry",
        "LossKernels", "Math", "MemoryMarshal", "MethodImpl", "MethodImplOptions", "PoolingGeometry", "PoolingKernels", "RepackKernels", "SamplePanels", "SoftmaxKernels",
        "Unsafe", "Vector128", "Vector256", "Vector512", "VectorBytes",
        "WeightLayout", "WeightTransforms", "WinogradGeometry", "WinogradGradient",
        "WinogradSource", "WinogradTarget", "WinogradWeights",
    ];

    /// <summary>Types that the engine for GPUs names beside those: of its runtime and of ILGPU. A test compares the list with generated code.</summary>
    public static readonly string[] IlgpuTypes =
    [
        "Accelerator", "AcceleratorStream", "Action", "ArrayView", "CudaTarget", "Float4", "GpuDevice", "Grid", "Group", "IIlgpuNetwork", "IKernelTarget", "IlgpuEngine",
        "IlgpuEnginePlan", "IlgpuMemory", "KernelConfig", "KernelSpecialization", "Math", "MathF", "OtherTarget", "SharedMemory", "Warp",
    ];

    /// <summary>A type of the runtime package for GPUs; where it is known, engines for GPUs are written.</summary>
    public const string IlgpuNetworkFullName = Namespace + ".Runtime.Ilgpu.IIlgpuNetwork";

    /// <summary>The assembly attribute that chooses the shape of groups.</summary>
    public const string IlgpuPlanFullName = Namespace + ".Runtime.Ilgpu.IlgpuPlanAttribute";

    /// <summary>Generated members that aren't methods, the nested engine and kernels among them. A test compares the list with generated code.</summary>
    public static readonly string[] GeneratedMembers =
    [
        "ParameterCount", "InputShape", "OutputShape", "s_architecture",
        "CpuEngine", "Kernels", "Kernels128", "Kernels256", "Kernels512",
        "GpuEngine", "IlgpuKernels",
    ];

    /// <summary>Generated methods and what they take, as <see cref="UserMember.ParameterTypes"/> writes it.</summary>
    public static readonly (string Name, string ParameterTypes)[] GeneratedMethods =
    [
        (".ctor", "int, DeepVision.Generated.Device"),
        ("Load", "string, DeepVision.Generated.Device"),
        ("Train", "DeepVision.Generated.Dataset, DeepVision.Generated.TrainingOptions, System.IProgress<DeepVision.Generated.TrainingProgress>, System.Threading.CancellationToken"),
        ("TrainStep", "DeepVision.Generated.Batch, DeepVision.Generated.Optimizer"),
        ("CreateCpuEngine", ""),
    ];

    /// <summary>Members of the library's base classes, which a layer's property must not hide. A test compares the list with the classes.</summary>
    public static readonly string[] InheritedMembers =
    [
        "Architecture", "BeginTraining", "ClassCount", "ComputeGradients", "CreateBatch", "CreateCpuEngine", "Device", "DeviceName",
        "Dispose", "Equals", "Evaluate", "Finalize", "GetGradient", "GetHashCode", "GetLayer", "GetProfile", "GetType", "LoadWeights",
        "MemberwiseClone", "Parameters", "Predict", "ReferenceEquals", "ResetProfile", "Save", "SaveOnnx", "Seed", "Step", "StepsTaken", "Threads", "ToString",
    ];
}
