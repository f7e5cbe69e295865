using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Names, shapes and parameters that the generator inferred, against those that the reference derives a second time.</summary>
public class ShapeTests
{
    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ShapesMatchTheReference(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.CreateInitialised(seed: 0);
        NetworkArchitecture architecture = network.Architecture;

        Assert.Equal(reference.Output.Length, architecture.OutputShape.Length);
        // Sequences that differ in length have steps around their layers that the reference doesn't need.
        if (architecture.FurtherInputs.All(input => !input.IsLengths))
            Assert.Equal(
                reference.Nodes.Select(node => (node.Name, node.Operation.Output)),
                architecture.Layers.Select(layer => (layer.Name, ToSample(layer.OutputShape))));
        Assert.Equal(
            reference.Parameters.Select(entry => (entry.Key, entry.Value.IsTrainable, string.Join('×', entry.Value.Shape))).Order(),
            architecture.Parameters.Select(tensor => (tensor.Name, tensor.IsTrainable, string.Join('×', tensor.Shape))).Order());
    }

    /// <summary>Tensors lie one behind the other, aligned to a vector, the trainable ones first.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TensorsDoNotOverlap(string name)
    {
        using Network network = LayerCase.Find(name).CreateInitialised(seed: 0);
        NetworkArchitecture architecture = network.Architecture;
        int end = 0;
        foreach (ParameterTensor tensor in architecture.Parameters.OrderBy(tensor => tensor.Offset))
        {
            Assert.True(tensor.Offset >= end, $"{name}: {tensor.Name} begins at {tensor.Offset}, where another one ends at {end}.");
            Assert.True(tensor.Offset % 16 == 0, $"{name}: {tensor.Name} begins at {tensor.Offset}, not on a multiple of 16.");
            Assert.Equal(tensor.IsTrainable, tensor.Offset < architecture.TrainableLength);
            end = tensor.Offset + tensor.Layout.PackedLength;
            Assert.True(end <= (tensor.IsTrainable ? architecture.TrainableLength : architecture.StorageLength), $"{name}: {tensor.Name} ends at {end}.");
        }
    }

    private static SampleShape ToSample(TensorShape shape) => new(shape.Height, shape.Width, shape.Channels) { Steps = shape.Rank == 4 ? shape.Steps : 0 };
}
