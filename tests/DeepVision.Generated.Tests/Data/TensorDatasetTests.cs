namespace DeepVision.Generated.Tests.Data;

public class TensorDatasetTests
{
    [Fact]
    public void TargetsAreCopiedAsTheyAre()
    {
        var data = new TensorDataset([1, 2, 3, 4], new TensorShape(2), [10, 20, 30, -40, 50, 60], targetLength: 3);
        float[] input = new float[2], target = new float[3];

        data.CopyInput(1, input);
        data.CopyTarget(1, target);

        Assert.Equal((2, 0, 3), (data.Count, data.ClassCount, data.TargetLength));
        Assert.Equal([3, 4], input);
        Assert.Equal([-40, 50, 60], target);
        Assert.Throws<NotSupportedException>(() => data.GetLabel(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyTarget(2, target));
    }

    [Fact]
    public void LabelsGiveTheNumberOfClasses()
    {
        var data = new TensorDataset([1, 2, 3, 4], new TensorShape(2), [0, 4]);

        Assert.Equal((2, 5, 0), (data.Count, data.ClassCount, data.TargetLength));
        Assert.Equal(4, data.GetLabel(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.GetLabel(2));
        Assert.Throws<NotSupportedException>(() => data.CopyTarget(0, new float[1]));
    }

    [Fact]
    public void SizesThatDontFitTogetherAreRefused()
    {
        var shape = new TensorShape(2);
        Assert.Throws<ArgumentException>("inputs", () => new TensorDataset([1, 2, 3], shape, [0]));
        Assert.Throws<ArgumentException>("targets", () => new TensorDataset([1, 2], shape, [1, 2], targetLength: 1));
        Assert.Throws<ArgumentException>("targets", () => new TensorDataset([1, 2], shape, [1f], targetLength: 0));
        Assert.Throws<ArgumentException>("labels", () => new TensorDataset([1, 2], shape, [3], classCount: 3));
        Assert.Throws<ArgumentException>("labels", () => new TensorDataset([1, 2], shape, new int[] { -1 }));
    }
}
