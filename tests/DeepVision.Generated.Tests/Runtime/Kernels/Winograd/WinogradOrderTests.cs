using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>Where the tiles of a pass lie in its planes.</summary>
public class WinogradOrderTests
{
    /// <summary>Target's height and width, whether three pixels make a tile, first tile and number of tiles of the pass.</summary>
    public static TheoryData<int, int, bool, int, int> Cases => new()
    {
        { 8, 12, false, 0, 18 },
        { 7, 7, false, 0, 32 },
        { 14, 14, true, 5, 40 },
        { 14, 14, false, 5, 40 },
        { 13, 10, true, 1, 7 },
        { 5, 3, true, 0, 6 },
        { 2, 11, false, 4, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void EachTileHasAPlaceAndThoseOfAPlaneAreNeighbours(int height, int width, bool hasShortTiles, int first, int count)
    {
        WinogradGeometry geometry = Geometry(height, width, hasShortTiles);
        WinogradOrder order = new(geometry, first, count);
        WinogradPlace[] tiles = new WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);

        Assert.Equal(Enumerable.Range(0, count), tiles.Select(tile => tile.Place).Order());
        for (int plane = 0; plane < 36; plane++)
        {
            (int begin, int length) = order.Of(plane);
            bool isLastRow = plane / 6 == 5, isLastColumn = plane % 6 == 5;
            IEnumerable<int> expected = tiles.Where(tile => (!isLastRow || tile.Rows == 4) && (!isLastColumn || tile.Columns == 4)).Select(tile => tile.Place);
            Assert.Equal(expected.Order(), Enumerable.Range(begin, length));
        }
    }

    /// <summary>Cut in any way, tiles cover each pixel of the target once.</summary>
    [Theory]
    [InlineData(14, 7, true)]
    [InlineData(13, 10, true)]
    [InlineData(5, 3, true)]
    [InlineData(9, 8, false)]
    public void TilesCoverTheTarget(int height, int width, bool hasShortTiles)
    {
        WinogradGeometry geometry = Geometry(height, width, hasShortTiles);
        int[] covered = new int[height * width];
        WinogradPlace[] tiles = new WinogradPlace[geometry.TilesPerSample];
        WinogradOrder.List(geometry, 0, tiles);
        foreach (WinogradPlace tile in tiles)
        {
            for (int row = 0; row < tile.Rows; row++)
            {
                for (int column = 0; column < tile.Columns; column++)
                    covered[(tile.Row + row) * width + tile.Column + column]++;
            }
        }

        Assert.All(covered, times => Assert.Equal(1, times));
    }

    [Fact]
    public void WholeTilesLieInTheOrderOfTheImage()
    {
        WinogradPlace[] tiles = new WinogradPlace[9];
        WinogradOrder.List(Geometry(8, 12, hasShortTiles: false), 4, tiles);
        Assert.Equal(Enumerable.Range(0, 9), tiles.Select(tile => tile.Place));
    }

    private static WinogradGeometry Geometry(int height, int width, bool hasShortTiles)
    {
        WinogradGeometry geometry = new(height, width, 16, 16, height, width, 16, 1, 1, 72);
        return hasShortTiles ? WinogradConvolution.WithShortTiles(geometry) : geometry;
    }
}
