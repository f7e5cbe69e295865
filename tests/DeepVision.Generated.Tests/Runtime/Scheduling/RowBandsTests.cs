using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Which rows of its input a grouped convolution finds in the memory of a band, and which are made.</summary>
public class RowBandsTests
{
    private const int Height = 23;

    [Theory]
    [InlineData(3, 1, 1, 1, 4)]
    [InlineData(3, 2, 1, 1, 3)]
    [InlineData(3, 1, 0, 1, 5)]
    [InlineData(5, 1, 2, 1, 1)]
    [InlineData(3, 1, 2, 2, 2)]
    [InlineData(1, 3, 0, 1, 2)]
    public void ABandSeesItsRowsAndMakesThoseThatTheBandBeforeHasNotSeen(int kernel, int stride, int pad, int dilation, int rows)
    {
        GroupedGeometry geometry = Geometry(kernel, stride, pad, dilation);
        RowBands bands = new(geometry, rows);
        float[] memory = new float[Height];
        HashSet<int> made = [];
        for (int first = 0; first < bands.Rows; first += rows)
        {
            MoveTo(first, ref bands, memory);
            for (int row = bands.FirstInput; row < bands.EndInput; row++)
                Assert.True(made.Add(row));
            AssertSees(bands, geometry, memory);
        }

        Assert.Equal(geometry.OutputHeight, bands.End);
    }

    /// <summary>As for a worker that helps another one: bands come from the end.</summary>
    [Fact]
    public void ABandThatDoesNotFollowTheOneBeforeMakesAllThatItSees()
    {
        GroupedGeometry geometry = Geometry(kernel: 3, stride: 1, pad: 1, dilation: 1);
        RowBands bands = new(geometry, rows: 4);
        float[] memory = new float[Height];
        for (int first = bands.Rows - 3; first >= 0; first -= 4)
        {
            MoveTo(first, ref bands, memory);
            Assert.Equal(Math.Max(0, bands.First - 1), bands.FirstInput);
            AssertSees(bands, geometry, memory);
        }
    }

    private static GroupedGeometry Geometry(int kernel, int stride, int pad, int dilation) => new(
        Height, 1, 1, (Height + 2 * pad - (kernel - 1) * dilation - 1) / stride + 1, 1, 1, kernel, 1, stride, 1, dilation, 1, pad, 0, 1, 1, 1);

    /// <summary>Goes on to a band and makes its rows: each holds its number.</summary>
    private static void MoveTo(int firstRow, ref RowBands bands, float[] memory)
    {
        bands.MoveTo(firstRow, Math.Min(firstRow + bands.Most, bands.Rows), ref memory[0]);
        for (int row = bands.FirstInput; row < bands.EndInput; row++)
            memory[bands.InputPlace + row - bands.FirstInput] = row;
    }

    private static void AssertSees(RowBands bands, GroupedGeometry geometry, float[] memory)
    {
        GroupedGeometry own = bands.Of(geometry);
        Assert.Equal(bands.End - bands.First, own.OutputHeight);
        for (int output = 0; output < own.OutputHeight; output++)
        {
            for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
            {
                int expected = geometry.InputRow(bands.First + output, kernelRow), place = own.InputRow(output, kernelRow);
                Assert.Equal(expected, place < 0 ? -1 : (int)memory[place]);
            }
        }
    }
}
