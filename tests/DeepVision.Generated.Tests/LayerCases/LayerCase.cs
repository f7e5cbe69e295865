using System.Reflection;
using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;
using DeepVision.Generated.Tests.Reference.Reading;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>
/// One small network that puts one layer in one setting to the test. Every network of the namespace
/// DeepVision.Generated.LayerCases is a case: to add one, declare it in the project of that name.
/// </summary>
internal sealed class LayerCase
{
    private LayerCase(Type type) => Type = type;

    /// <summary>All cases in the order of their names.</summary>
    public static IReadOnlyList<LayerCase> All { get; } = AllOf(typeof(Conv3x3).Assembly);

    /// <summary>The names as theory data, so that each case is a test of its own.</summary>
    public static TheoryData<string> Names => [.. All.Select(layerCase => layerCase.Name)];

    /// <summary>The names of those whose own input holds quantities, which may be infinite or not a number. Tokens may not, and are refused.</summary>
    public static TheoryData<string> NamesOfQuantities => [.. All.Where(layerCase => layerCase.CreateReference().VocabularyOf(0) == 0).Select(layerCase => layerCase.Name)];

    public string Name => Type.Name;

    /// <summary>Its class.</summary>
    public Type Type { get; }

    /// <summary>Whether it gives the gradient of its input: it has one input, and one head that predicts.</summary>
    public bool HasInputGradient => !Type.IsSubclassOf(typeof(MultiNetwork));

    /// <summary>All cases of an assembly that they are compiled into, in the order of their names.</summary>
    public static IReadOnlyList<LayerCase> AllOf(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Conv3x3).Namespace && type.IsSubclassOf(typeof(Network)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new LayerCase(type)),
    ];

    public static LayerCase Find(string name) => All.Single(layerCase => layerCase.Name == name);

    /// <summary>The reference, read from the attributes.</summary>
    public ReferenceNetwork CreateReference() => NetworkReader.Read(Type);

    /// <summary>The generated network with random parameters.</summary>
    public Network Create(int seed, Device? device = null)
    {
        Network network = CreateInitialised(seed, device);
        ReferenceParameters.Randomise(network, seed);
        return network;
    }

    /// <summary>The generated network as its constructor leaves it.</summary>
    public Network CreateInitialised(int seed, Device? device = null)
    {
        ConstructorInfo constructor = Type.GetConstructors().Single(c => c.GetParameters() is [{ Name: "seed" }, { Name: "device" }]);
        return (Network)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [seed, device], null);
    }

    /// <summary>The class's own <c>Load</c>.</summary>
    public Network Load(string path, Device? device = null) =>
        (Network)Type.GetMethod("Load", [typeof(string), typeof(Device)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [path, device], null)!;

    /// <summary>The <c>TrainStep</c> of one network, which its class declares.</summary>
    public Func<Batch, Optimizer, StepResult> TrainStep(Network network) =>
        Type.GetMethod("TrainStep", [typeof(Batch), typeof(Optimizer)])!.CreateDelegate<Func<Batch, Optimizer, StepResult>>(network);

    public override string ToString() => Name;
}
