using DeepVision.Generated.Tests.Allocations;

namespace DeepVision.Generated.Tests.Several;

/// <summary>Steps and predictions of networks with several inputs and heads allocate nothing once they are warm.</summary>
[Collection(nameof(AllocationTests))]
public class SeveralAllocationTests
{
    [Fact]
    public void StepsAllocateNothing()
    {
        using KindAndBox net = new(seed: 1) { Threads = 1 };
        Dataset data = SeveralData.KindsAndBoxes();
        Batch batch = net.CreateBatch(9);
        SGD optimizer = new(0.01f);
        int[] samples = [.. Enumerable.Range(0, 9)];

        AllocationMeter.AssertNone("A step with two inputs and two heads", () =>
        {
            batch.Fill(data, samples);
            net.TrainStep(batch, optimizer);
        });
    }

    [Fact]
    public void PredictionsAllocateNothing()
    {
        using KindAndBox net = new(seed: 3) { Threads = 1 };
        float[] image = SeveralData.Values(1, 6), tokens = SeveralData.Values(2, 4), kinds = new float[3], boxes = new float[2];

        AllocationMeter.AssertNone("A prediction with two inputs and two heads", () => net.Predict(image, tokens, kinds, boxes));
    }
}
