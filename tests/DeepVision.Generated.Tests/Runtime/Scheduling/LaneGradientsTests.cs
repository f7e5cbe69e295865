using System.Runtime.InteropServices;
using DeepVision.Generated.Runtime.Cpu;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Sums over sixteen lanes: the same bits for any number of workers, whatever order they come in.</summary>
public class LaneGradientsTests
{
    private const int Lanes = LaneTree.Lanes;

    // More than one part of the sum, and a part that is not full.
    private const int Length = 1024 + 48;

    public static TheoryData<int> SampleCounts => [1, 2, 5, 15, 16, 17, 64];

    [Theory]
    [MemberData(nameof(SampleCounts))]
    public void TheSumIsTheBinaryTreeOverTheLanesForAnyNumberOfWorkers(int samples)
    {
        float[][] lanes = Draw(samples);
        float[] expected = Tree(lanes, samples, 0, Lanes);
        for (int workers = 1; workers <= Lanes; workers++)
            Tensors.AssertSame(Sum(new LaneGradients(Length, workers), workers, samples, lanes), expected, $"{samples} samples on {workers} workers");
    }

    /// <summary>Else the test above could not fail: another order gives other bits.</summary>
    [Fact]
    public void TheOrderOfTheSumShows()
    {
        float[][] lanes = Draw(64);
        float[] inOrder = new float[Length];
        foreach (float[] lane in lanes)
        {
            for (int i = 0; i < Length; i++)
                inOrder[i] += lane[i];
        }

        Assert.NotEqual(inOrder, Tree(lanes, 64, 0, Lanes));
    }

    /// <summary>Steps with fewer samples leave lanes empty; what an earlier step left there must not count.</summary>
    [Fact]
    public void LanesWithoutSamplesTakeNoPart()
    {
        LaneGradients gradients = new(Length, workers: 4);
        foreach ((int workers, int samples) in new[] { (4, 64), (2, 3), (4, 1), (3, 17), (1, 5) })
        {
            float[][] lanes = Draw(samples);
            Tensors.AssertSame(Sum(gradients, workers, samples, lanes), Tree(lanes, samples, 0, Lanes), $"{samples} samples on {workers} workers");
        }
    }

    /// <summary>Layers end at different times, each with its own range of the lane.</summary>
    [Fact]
    public void RangesAreSummedEachForItself()
    {
        const int Samples = 32, Border = 400, Workers = 3;
        float[][] lanes = Draw(Samples);
        LaneGradients gradients = new(Length, Workers);
        gradients.Begin(Workers, Samples);
        foreach (int lane in Interleaved(Workers))
        {
            Add(gradients, lane, lanes[lane], Border, Length);
            Add(gradients, lane, lanes[lane], 0, Border);
        }

        float[] sum = new float[Length];
        gradients.Sum(0, sum.AsSpan(0, Border));
        gradients.Sum(Border, sum.AsSpan(Border));
        Tensors.AssertSame(sum, Tree(lanes, Samples, 0, Lanes), "two ranges");
    }

    private static float[] Sum(LaneGradients gradients, int workers, int samples, float[][] lanes)
    {
        gradients.Begin(workers, samples);
        foreach (int lane in Interleaved(workers))
        {
            gradients.Clear(lane, 0, Length);
            if (!IsEmpty(samples, lane, lane + 1))
                AddTo(gradients, lane, lanes[lane], 0, Length);
            gradients.Merge(lane, 0, Length);
        }

        float[] sum = new float[Length];
        Array.Fill(sum, float.NaN);
        gradients.Sum(0, sum);
        return sum;
    }

    private static void Add(LaneGradients gradients, int lane, float[] values, int start, int end)
    {
        gradients.Clear(lane, start, end - start);
        AddTo(gradients, lane, values, start, end);
        gradients.Merge(lane, start, end - start);
    }

    private static void AddTo(LaneGradients gradients, int lane, float[] values, int start, int end)
    {
        Span<float> target = MemoryMarshal.CreateSpan(ref gradients.At(lane, start), end - start);
        for (int i = start; i < end; i++)
            target[i - start] += values[i];
    }

    /// <summary>Each worker's lanes in order, the workers in turns.</summary>
    private static IEnumerable<int> Interleaved(int workers) =>
        from turn in Enumerable.Range(0, Lanes)
        from worker in Enumerable.Range(0, workers).Reverse()
        let lane = Lanes * worker / workers + turn
        where lane < Lanes * (worker + 1) / workers
        select lane;

    /// <summary>The definition: the sum of both halves; a half without samples is left out.</summary>
    private static float[] Tree(float[][] lanes, int samples, int first, int end)
    {
        if (end - first == 1)
            return lanes[first];
        int middle = (first + end) / 2;
        if (IsEmpty(samples, middle, end))
            return Tree(lanes, samples, first, middle);
        if (IsEmpty(samples, first, middle))
            return Tree(lanes, samples, middle, end);
        return [.. Tree(lanes, samples, first, middle).Zip(Tree(lanes, samples, middle, end), (left, right) => left + right)];
    }

    private static bool IsEmpty(int samples, int first, int end) => first * samples / Lanes == end * samples / Lanes;

    private static float[][] Draw(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Lanes).Select(_ => Enumerable.Range(0, Length).Select(_ => (random.NextSingle() - 0.5f) * random.Next(1, 1000)).ToArray())];
    }
}
