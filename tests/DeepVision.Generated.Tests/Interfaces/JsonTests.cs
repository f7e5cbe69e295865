using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Interfaces;

/// <summary>What a program hands to others survives System.Text.Json: by reflection, by generated code, and as the web writes it.</summary>
public class JsonTests
{
    private static readonly Dictionary<string, JsonSerializerOptions> Ways = new()
    {
        ["default"] = JsonSerializerOptions.Default,
        ["web"] = JsonSerializerOptions.Web,
        ["generated"] = GeneratedJson.Default.Options,
        ["generated for the web"] = GeneratedWebJson.Default.Options,
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string way in Ways.Keys)
            {
                foreach (object sample in Samples.All)
                    cases.Add(way, sample.GetType().Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ObjectsSurvive(string way, string type)
    {
        object sample = Samples.All.Single(candidate => candidate.GetType().Name == type);
        string json = JsonSerializer.Serialize(sample, sample.GetType(), Ways[way]);
        object copy = JsonSerializer.Deserialize(json, sample.GetType(), Ways[way])!;
        Assert.Equal(json, JsonSerializer.Serialize(copy, sample.GetType(), Ways[way]));
        Assert.Equal(sample.ToString(), copy.ToString());
        Assert.DoesNotContain("\":{}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiesAnswerAsTheOriginals()
    {
        ClassificationResult result = Copy(Samples.Classification);
        Assert.Equal((0.75, 1.0, 2L), (result.Accuracy, result.TopKAccuracy(2), result.ConfusionMatrix[1, 0]));
        Assert.Equal(new TensorShape(28, 28, 1), Copy(new TensorShape(28, 28, 1)));
        Assert.Equal(new TensorShape(12, 3), Copy(new TensorShape(12, 3)));
        Assert.Equal(new TensorShape(7), Copy(new TensorShape(7)));
        Assert.Equal(default, Copy(default(TensorShape)));
        Assert.Equal(Samples.Binary, Copy(Samples.Binary));
        Assert.Equal(Samples.Epoch, Copy(Samples.Epoch));
        TrainingHistory history = Copy(Samples.History);
        Assert.Equal((2, StopReason.EarlyStopping, 2), (history.Epochs.Count, history.StoppedBy, history.BestEpoch));
        Assert.Equal(Samples.Architecture.Parameters[1].Layout, Copy(Samples.Architecture).Parameters[1].Layout);
        Assert.Equal(2, Copy(Samples.Prediction).TopK(2)[1].Label);
    }

    [Fact]
    public void TheWebSeesNamesItKnows()
    {
        JsonNode prediction = Web(Samples.Prediction);
        Assert.Equal((1, 0.625), ((int)prediction["label"]!, (double)prediction["confidence"]!));
        Assert.Equal([0.125, 0.625, 0.25], prediction["probabilities"]!.AsArray().Select(node => (double)node!));
        JsonNode result = Web(Samples.Classification);
        Assert.Equal((12, 0.75), ((int)result["count"]!, (double)result["accuracy"]!));
        Assert.Equal(2, (int)result["confusionMatrix"]!["counts"]![1]![0]!);
        Assert.Equal([28, 28, 1], Web(new TensorShape(28, 28, 1))["dimensions"]!.AsArray().Select(node => (int)node!));
    }

    [Fact]
    public void NumbersThatAreNoneSurvive()
    {
        EpochResult epoch = Samples.Epoch with { Loss = double.NaN, ValidationLoss = double.PositiveInfinity };
        Assert.Equal(epoch, Copy(epoch));
        Assert.True(float.IsNaN(Copy(new Prediction([float.NaN, 1])).Probabilities[0]));
        Assert.True(double.IsNegativeInfinity(Copy(new RegressionResult(1, 1, 1, 1, double.NegativeInfinity)).R2));
    }

    [Theory]
    [InlineData(typeof(Prediction), """{"probabilities":[]}""")]
    [InlineData(typeof(Prediction), "{}")]
    [InlineData(typeof(ConfusionMatrix), """{"counts":[[1,2]]}""")]
    [InlineData(typeof(ConfusionMatrix), """{"counts":[[-1]]}""")]
    [InlineData(typeof(ConfusionMatrix), """{"counts":[null]}""")]
    [InlineData(typeof(ClassificationResult), """{"count":5,"loss":1,"confusionMatrix":{"counts":[[5]]},"ranks":[4]}""")]
    [InlineData(typeof(TensorShape), """{"dimensions":[1,2,3,4,5]}""")]
    [InlineData(typeof(TensorShape), """{"dimensions":[-1]}""")]
    [InlineData(typeof(TrainingHistory), """{"epochs":[],"stoppedBy":1,"bestEpoch":1}""")]
    public void NonsenseIsRefused(Type type, string json) =>
        Assert.ThrowsAny<ArgumentException>(() => JsonSerializer.Deserialize(json, type, JsonSerializerOptions.Web));

    private static T Copy<T>(T sample) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(sample))!;

    private static JsonNode Web<T>(T sample) => JsonSerializer.SerializeToNode(sample, JsonSerializerOptions.Web)!;
}

/// <summary>The code that System.Text.Json generates, which NativeAOT needs.</summary>
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(ScoredLabel))]
[JsonSerializable(typeof(ClassificationResult))]
[JsonSerializable(typeof(BinaryResult))]
[JsonSerializable(typeof(RegressionResult))]
[JsonSerializable(typeof(SegmentationResult))]
[JsonSerializable(typeof(LabelMap))]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(NetworkArchitecture))]
[JsonSerializable(typeof(NetworkProfile))]
[JsonSerializable(typeof(StepResult))]
internal sealed partial class GeneratedJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(ScoredLabel))]
[JsonSerializable(typeof(ClassificationResult))]
[JsonSerializable(typeof(BinaryResult))]
[JsonSerializable(typeof(RegressionResult))]
[JsonSerializable(typeof(SegmentationResult))]
[JsonSerializable(typeof(LabelMap))]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(NetworkArchitecture))]
[JsonSerializable(typeof(NetworkProfile))]
[JsonSerializable(typeof(StepResult))]
internal sealed partial class GeneratedWebJson : JsonSerializerContext;
