using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DeepVision.Generated;
using TransferLearning.Networks;

namespace TransferLearning;

/// <summary>
/// What the pretrained layers give for each picture. It is computed once, when somebody asks for it first, and kept: in a file of NumPy's too if
/// one is named, which serves as long as the pictures are those.
/// </summary>
internal sealed class BottleneckFeatures
{
    private const string TrainName = "train", TestName = "test", PicturesName = "pictures";

    /// <summary>Pictures that go through the network at once.</summary>
    private const int Together = 20;

    private readonly Pretrained _pretrained;
    private readonly Lazy<(TensorDataset Train, TensorDataset Test)> _both;

    /// <param name="pretrained">The network.</param>
    /// <param name="train">Pictures to learn from, prepared for it.</param>
    /// <param name="test">Pictures to test with.</param>
    /// <param name="path">A file to keep them in, or to find them in; null for none.</param>
    public BottleneckFeatures(Pretrained pretrained, Dataset train, Dataset test, string? path)
    {
        _pretrained = pretrained;
        _both = new(() => path is null ? (Label(Compute(train), train), Label(Compute(test), test)) : LoadOrCompute(path, train, test));
    }

    /// <summary>Features of the pictures to learn from, with their labels.</summary>
    public TensorDataset Train => _both.Value.Train;

    /// <summary>Features of the pictures to test with, with their labels.</summary>
    public TensorDataset Test => _both.Value.Test;

    private (TensorDataset Train, TensorDataset Test) LoadOrCompute(string path, Dataset train, Dataset test)
    {
        long pictures = Fingerprint(train, test);
        if (File.Exists(path))
        {
            Dictionary<string, StoredTensor> kept = NpzFile.Read(path).ToDictionary(tensor => tensor.Name);
            if (kept.TryGetValue(PicturesName, out StoredTensor? of) && of.Type == StoredType.I64 && of.ToInt64s() is [long known] && known == pictures)
                return (Label(kept[TrainName].ToSingles(), train), Label(kept[TestName].ToSingles(), test));
        }

        float[] trainFeatures = Compute(train), testFeatures = Compute(test);
        NpzFile.Write(path,
        [
            StoredTensor.FromSingles(TrainName, [train.Count, _pretrained.FeatureCount], trainFeatures),
            StoredTensor.FromSingles(TestName, [test.Count, _pretrained.FeatureCount], testFeatures),
            StoredTensor.FromInt64s(PicturesName, [1], [pictures]),
        ]);
        return (Label(trainFeatures, train), Label(testFeatures, test));
    }

    private float[] Compute(Dataset pictures)
    {
        int length = pictures.InputShape.Length, features = _pretrained.FeatureCount;
        float[] inputs = new float[Together * length], outputs = new float[pictures.Count * features];
        for (int first = 0; first < pictures.Count; first += Together)
        {
            int count = Math.Min(Together, pictures.Count - first);
            for (int i = 0; i < count; i++)
                pictures.CopyInput(first + i, inputs.AsSpan(i * length, length));
            _pretrained.ComputeFeatures(inputs.AsSpan(0, count * length), outputs.AsSpan(first * features, count * features));
        }

        return outputs;
    }

    private TensorDataset Label(float[] features, Dataset pictures) => new(
        features, new TensorShape(_pretrained.FeatureCount), [.. Enumerable.Range(0, pictures.Count).Select(pictures.GetLabel)], pictures.ClassCount);

    /// <summary>Tells other pictures, and another network.</summary>
    private long Fingerprint(params Dataset[] all)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(_pretrained.Description));
        foreach (Dataset pictures in all)
        {
            float[] picture = new float[pictures.InputShape.Length];
            for (int i = 0; i < pictures.Count; i++)
            {
                pictures.CopyInput(i, picture);
                hash.AppendData(MemoryMarshal.AsBytes<float>(picture));
            }
        }

        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset());
    }
}
