using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Zoo.Tests;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>The networks of the Zoo whose speed is compared, beside those of the other benchmarks.</summary>
internal static class SpeedNetworks
{
    public static void Add()
    {
        Add<ResNet18At32>(classes: 10, trainingBatch: 32);
        Add<GoogLeNetAt32>(classes: 10, trainingBatch: 32);
        Add<MobileNetV2At32>(classes: 10, trainingBatch: 32);
        Add<ResNet18>(classes: 1000, trainingBatch: 8);
        Add<ResNet50>(classes: 1000, trainingBatch: 8);
        Add<GoogLeNet>(classes: 1000, trainingBatch: 8);
        Add<MobileNetV2>(classes: 1000, trainingBatch: 8);
        Add<UNetAt128>(classes: 3, trainingBatch: 8);
    }

    private static void Add<TNetwork>(int classes, int trainingBatch)
        where TNetwork : Network
    {
        string name = typeof(TNetwork).Name;
        TensorShape shape = ((NetworkAttribute)Attribute.GetCustomAttribute(typeof(TNetwork), typeof(NetworkAttribute))!).InputShape;
        int labels = typeof(TNetwork).IsSubclassOf(typeof(SegmentationNetwork)) ? shape.Height * shape.Width : 1;
        BenchmarkNetwork.Add(name, shape, _ => ZooNetworks.Create(name), classes, trainingBatch, labels);
        TorchNetworks.Add(name, predicts => new TorchGraph(typeof(TNetwork), predicts));
    }
}
