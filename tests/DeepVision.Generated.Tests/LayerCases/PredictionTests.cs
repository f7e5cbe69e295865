using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Scores in prediction mode against the reference, for batches that fill tiles and for such that don't.</summary>
public class PredictionTests
{
    private const double Tolerance = 1e-4;
    private const int Seed = 11;

    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresMatchTheReference(string name) =>
        CaseChecks.Scores(LayerCase.Find(name), device: null, Seed, 1, 3, 17, 64);

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictGivesTheOutputsOfOneSample(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed);
        reference.Load(network);
        Batch batch = CaseData.Draw(reference, count: 2, capacity: 2, Seed);
        IReadOnlyList<ReferenceTensor> inputs = batch.ToReference(reference);
        ReferenceTensor[] scores = reference.Forward(inputs, new PassContext(Training: false));
        for (int head = 0; head < scores.Length; head++)
        {
            double[] expected = reference.Predicting[head].Loss.Outputs(scores[head]);
            float[] outputs = new float[scores[head].Shape.Length];
            for (int sample = 0; sample < batch.Count; sample++)
            {
                if (reference.Predicting[head].Lengths is { } lengths)
                    expected.AsSpan(sample * outputs.Length, outputs.Length)[((int)inputs[ReferenceNode.NetworkInput - lengths].Values[sample] * scores[head].Shape.Channels)..].Clear();
                Predict(network, batch, sample, head, outputs);
                Tensors.AssertClose(outputs, expected.AsSpan(sample * outputs.Length, outputs.Length), Tolerance, $"{name}: outputs of sample {sample} at head {head}, seed {Seed}");
            }
        }
    }

    private static void Predict(Network network, Batch batch, int sample, int head, Span<float> outputs)
    {
        int inputLength = network.Architecture.InputShape.Length;
        ReadOnlySpan<float> input = batch.Inputs.AsSpan(sample * inputLength, inputLength);
        switch (network)
        {
            case MultiNetwork several:
                using (PredictionPass pass = new(several, 1))
                {
                    pass.SetInput(0, input);
                    for (int i = 0; i < network.Architecture.FurtherInputs.Count; i++)
                    {
                        int length = network.Architecture.FurtherInputs[i].Shape.Length;
                        pass.SetInput(i + 1, batch.FurtherInput(i).AsSpan(sample * length, length));
                    }

                    pass.Run();
                    pass.GetOutput(head, outputs);
                }

                break;
            case ClassificationNetwork classification:
                classification.Predict(input, outputs);
                break;
            case SegmentationNetwork segmentation:
                segmentation.Predict(input, outputs);
                break;
            case BinaryNetwork binary:
                binary.Predict(input, outputs);
                break;
            case RegressionNetwork regression:
                regression.Predict(input, outputs);
                break;
            case EmbeddingNetwork embedding:
                embedding.Predict(input, outputs);
                break;
            default:
                throw new NotSupportedException($"No Predict is known for {network.GetType().BaseType!.Name}.");
        }
    }
}
