using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Names of the library's types and of the members that generated classes have.</summary>
internal static class KnownNames
{
    /// <summary>The oldest version of C# in which generated code can be written.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    public const string Namespace = "DeepVision.Generated";
    public const string NetworkAttribute = "NetworkAttribute";
    public const string NetworkClass = "Network";
    public const string InputAttribute = "Input";
    public const string GraphElement = "GraphElement";
    public const string Layer = "Layer";
    public const string WeightedLayer = "WeightedLayer";
    public const string Block = "Block";
    public const string Loss = "Loss";
    public const string NetworkAttributeFullName = Namespace + "." + NetworkAttribute;
    public const string OnnxNetworkAttribute = "OnnxNetworkAttribute";
    public const string OnnxNetworkAttributeFullName = Namespace + "." + OnnxNetworkAttribute;

    /// <summary>Marks and layers that say what reads what: what they mean stands in no table of layers.</summary>
    public const string ActivityPenalty = "ActivityPenalty";
    public const string Branch = "Branch";
    public const string From = "From";
    public const string Include = "Include";
    public const string Shortcut = "Shortcut";

    /// <summary>The attribute of an ONNX file, where it stands for the layers that it begins a network with.</summary>
    public const string OnnxNetwork = "OnnxNetwork";

    /// <summary>The loss of a network that has none of its own: one that only predicts learns from gradients that the program gives.</summary>
    public const string CustomLoss = "CustomLoss";

    /// <summary>The same for one with several inputs, which has to learn from numbers.</summary>
    public const string MeanSquaredError = "MeanSquaredError";

    /// <summary>Hands a block on to assemblies that reference its own.</summary>
    public const string BlockDefinitionAttribute = "BlockDefinitionAttribute";

    /// <summary>Properties of every layer.</summary>
    public const string LayerName = "Name";
    public const string LayerInput = "Input";
    public const string LayerTimes = "Times";
    public const string LayerFrozen = "Frozen";

    /// <summary>The property of layers that read another sequence beside their input.</summary>
    public const string LayerMemory = "Memory";

    /// <summary>Properties of every loss, which has a <see cref="LayerName"/> too.</summary>
    public const string LossWeight = "Weight";
    public const string LossTrainingOnly = "TrainingOnly";

    /// <summary>The property of recurrent layers that names what their state begins with.</summary>
    public const string InitialState = "InitialState";

    /// <summary>The property of an LSTM that names what its memory begins with.</summary>
    public const string InitialMemory = "InitialMemory";

    /// <summary>The options whose values are names of layers to read beside what stands before.</summary>
    public static readonly string[] FurtherReads = [LayerMemory, InitialState, InitialMemory];

    /// <summary>The parameter of joins that takes names of layers.</summary>
    public const string JoinNames = "names";

    /// <summary>The property of Include and OnnxNetwork that names their last layer.</summary>
    public const string IncludeTo = "To";

    /// <summary>The parameter and properties of OnnxNetwork.</summary>
    public const string OnnxFile = "file";
    public const string OnnxHeight = "Height";
    public const string OnnxWidth = "Width";

    /// <summary>The parameter of From.</summary>
    public const string FromName = "name";

    /// <summary>The parameter of Input that names it.</summary>
    public const string InputName = "name";

    /// <summary>Properties of the network attribute.</summary>
    public const string Winograd = "Winograd";
    public const string Profile = "Profile";
    public const string VariableLength = "VariableLength";

    /// <summary>
    /// An attribute that the library doesn't have. Tests declare it, for small networks whose predictions share kernels as those of large
    /// ones do.
    /// </summary>
    public const string SharesKernelsFullName = Namespace + ".Runtime.Cpu.SharesKernelsAttribute";

    /// <summary>A type of the runtime package for GPUs; where it is known, engines for GPUs are written.</summary>
    public const string IlgpuNetworkFullName = Namespace + ".Runtime.Ilgpu.IIlgpuNetwork";

    /// <summary>The assembly attribute that chooses the shape of groups.</summary>
    public const string IlgpuPlanFullName = Namespace + ".Runtime.Ilgpu.IlgpuPlanAttribute";

    /// <summary>Generated members that aren't methods. A test compares the list with generated code.</summary>
    public static readonly string[] GeneratedMembers = ["ParameterCount", "InputShape", "OutputShape"];

    /// <summary>Types that classes have of which several heads predict: what a prediction gives, and what an evaluation.</summary>
    public static readonly string[] ResultTypes = ["Output", "Evaluation"];

    /// <summary>Members that those types have already, and names that they can't have.</summary>
    public static readonly string[] ResultMembers =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Evaluation", "Finalize", "GetHashCode", "GetType", "Loss", "MemberwiseClone", "Output",
        "PrintMembers", "ReferenceEquals", "ToString",
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

    /// <summary>What networks of ONNX files have beside.</summary>
    public static readonly (string Name, string ParameterTypes) LoadOnnx = ("LoadOnnx", "string, int, DeepVision.Generated.Device");

    /// <summary>Members of the library's base classes, which a layer's property must not hide. A test compares the list with the classes.</summary>
    public static readonly string[] InheritedMembers =
    [
        "Architecture", "Backward", "BeginPrediction", "BeginTraining", "ClassCount", "ComputeGradients", "ComputeInputGradient", "CreateBatch",
        "CreateCpuEngine", "CreateState", "Device", "DeviceName", "Dispose", "Equals", "Evaluate", "EvaluateHeads", "Finalize", "FindLearningRate",
        "Forward", "GetGradient", "GetHashCode", "GetHeadLoss", "GetLayer", "GetProfile", "GetType", "HasSoftTargets", "InitializeWeights",
        "LastTraining", "LoadMatchingWeights", "LoadWeights", "MemberwiseClone", "Next", "Parameters", "Predict", "ReferenceEquals", "ResetProfile",
        "Save", "SaveOnnx", "Seed", "SetLearningRateFactor", "Step", "StepsTaken", "Threads", "ToString", "UseAverages",
    ];
}
