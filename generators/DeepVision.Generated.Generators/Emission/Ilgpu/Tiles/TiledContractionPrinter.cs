using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>Prints the three passes of a contraction as tiled matrix products.</summary>
internal sealed class TiledContractionPrinter(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
{
    private readonly ContractionGeometry _geometry = kernel.Geometry;
    private readonly PackedLayout _layout = network.LayoutOf(kernel.Weight);

    private WindowAxis Vertical => _geometry.Vertical;

    private WindowAxis Horizontal => _geometry.Horizontal;

    private int Taps => Vertical.Size * Horizontal.Size;

    /// <summary>Whether tiles can do it: no groups, kernels whose taps fit into bits, windows that fit into a thread's rows.</summary>
    public static bool Fits(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        if (geometry.Groups > 1 || !ImageRows.Fits(geometry.Vertical.Size, geometry.Horizontal.Size))
            return false;
        return kernel.Pass switch
        {
            ContractionPass.Forward => kernel.Pooling is not { } pooling || 4 % (pooling.Height * pooling.Width) == 0,
            ContractionPass.InputGradient => geometry.Vertical.Stride == 1 && geometry.Horizontal.Stride == 1,
            _ => true,
        };
    }

    private int StrideOf(int id) => _geometry.IsDense ? program[id].SampleLength : program[id].PixelStride;

    /// <param name="parts">Parts of the reduction; with several, each writes its sums to <paramref name="partials"/>, sample by sample.</param>
    public KernelLaunch Forward(int parts = 1, string? partials = null)
    {
        bool isSplit = partials is not null;
        int columns = StrideOf(kernel.Target);
        int reduction = Taps * _geometry.InputChannels;
        (int height, int width) = kernel.Pooling is { } pool
            ? (Vertical.Output / pool.Height * pool.Height, Horizontal.Output / pool.Width * pool.Width)
            : (Vertical.Output, Horizontal.Output);
        int pixels = height * width;
        TileShape tile = TileTable.Choose(network.Target, (long)TileTable.UsualBatch * pixels, columns, reduction);
        if (_geometry.InputChannels % 4 != 0)
            tile = tile.ForSingleFloats;
        ImageRows rows = new(
            tile, "x",
            new TapAxis(height, Vertical.Stride, -Vertical.PadBefore, Vertical.Dilation, Vertical.Input, Vertical.Size),
            new TapAxis(width, Horizontal.Stride, -Horizontal.PadBefore, Horizontal.Dilation, Horizontal.Input, Horizontal.Size),
            _geometry.InputChannels, StrideOf(kernel.Source), kernel.Pooling);
        WeightColumns weights = new(tile, _layout, reduction);

        ContractionOperands operands = new(network, program, kernel);
        operands.PaddedSource().Weights();
        if (isSplit)
            operands.Operands.Floats("parts", partials!);
        else
            operands.Bias().BatchNorm().Addend().Target();
        operands.Count();
        operands.Operands.Target();
        SourceWriter body = Begin(rows.IsVector ? ["x", "w"] : ["w"], pixels);
        int steps = ExactDivision.Groups(reduction, tile.Depth);
        TileLoop loop = new(tile, rows, weights);
        if (isSplit)
        {
            int perPart = ExactDivision.Groups(steps, parts);
            body.Line($"int first = Grid.IdxZ * {perPart};");
            body.Line($"int end = Math.Min({steps}, first + {perPart});");
            loop.Print(body, "first", "end");
            TileEpilogues.PrintParts(body, tile, columns, $"row * {parts} + Grid.IdxZ", "parts");
        }
        else
        {
            loop.Print(body, "0", CSharpLiteral.Of(steps));
            TileEpilogues.PrintForward(body, tile, kernel, network, columns);
        }

        return Launch(
            kernel.Name, isSplit ? "y = x · w + b by tiles, a part of the reduction." : "y = x · w + b by tiles in shared memory.",
            operands.Operands, body, tile, pixels, columns / tile.Columns, CSharpLiteral.Of(parts));
    }

    public KernelLaunch InputGradient()
    {
        int columns = StrideOf(kernel.Target);
        int outputs = ChannelPadding.RoundUp(_geometry.OutputChannels);
        int reduction = Taps * outputs;
        int pixels = Vertical.Input * Horizontal.Input;
        TileShape tile = TileTable.Choose(network.Target, (long)TileTable.UsualBatch * pixels, columns, reduction);
        ImageRows rows = new(
            tile, "dy",
            new TapAxis(Vertical.Input, 1, Vertical.PadBefore, -Vertical.Dilation, Vertical.Output, Vertical.Size),
            new TapAxis(Horizontal.Input, 1, Horizontal.PadBefore, -Horizontal.Dilation, Horizontal.Output, Horizontal.Size),
            outputs, StrideOf(kernel.Source), pooling: null);
        TurnedWeightColumns weights = new(tile, _layout, Taps, _geometry.InputChannels, outputs, columns);

        ContractionOperands operands = new(network, program, kernel);
        operands.PaddedSource().Weights().Derivative().Addend().Target().Count();
        operands.Operands.Target();
        SourceWriter body = Begin(["dy", "w"], pixels);
        new TileLoop(tile, rows, weights).Print(body, "0", CSharpLiteral.Of(reduction / tile.Depth));
        TileEpilogues.PrintInputGradient(body, tile, kernel, columns, _geometry.InputChannels);
        return Launch(
            kernel.Name, "dx = dy · wᵀ by tiles in shared memory.", operands.Operands, body, tile, pixels, columns / tile.Columns, "1");
    }

    /// <summary>Tile of a weight gradient.</summary>
    public static TileShape WeightGradientTile(IlgpuNetwork network, ContractionKernel kernel)
    {
        int rows = kernel.Geometry.Vertical.Size * kernel.Geometry.Horizontal.Size * kernel.Geometry.InputChannels;
        int columns = ChannelPadding.RoundUp(kernel.Geometry.OutputChannels);
        long pixels = (long)TileTable.UsualBatch * kernel.Geometry.Vertical.Output * kernel.Geometry.Horizontal.Output;
        return TileTable.ChooseForWeights(network.Target, rows, columns, pixels);
    }

    /// <param name="parts">Parts of the pixels; each makes a sum of its own.</param>
    /// <param name="stride">Floats from one part's sums to the next's; the sums of the bias stand behind those of the weights.</param>
    public KernelLaunch WeightGradient(int parts, int stride, string target, string? bias)
    {
        int rowCount = Taps * _geometry.InputChannels;
        int columns = ChannelPadding.RoundUp(_geometry.OutputChannels);
        int pixels = Vertical.Output * Horizontal.Output;
        TileShape tile = WeightGradientTile(network, kernel);
        PatchRows rows = new(tile, Vertical, Horizontal, _geometry.InputChannels, StrideOf(kernel.Source), rowCount);
        GradientColumns gradients = new(tile, StrideOf(kernel.Gradient));

        ContractionOperands operands = new(network, program, kernel);
        (string memory, string place) = program.Padded(kernel.Gradient);
        operands.PaddedSource();
        operands.Operands.Floats("dy", memory).Int("dyPlace", place);
        operands.Partials(target);
        if (bias is not null)
            operands.Operands.Floats("db", bias);
        operands.Count();
        operands.Operands.Target();

        SourceWriter body = new();
        body.Line($"int pixels = {(pixels == 1 ? "count" : $"count * {pixels}")};");
        PrintQuads(body, rows.IsVector ? ["x", "dy"] : ["dy"]);
        body.Line($"int steps = (pixels + {tile.Depth - 1}) >> {CSharpLiteral.Of(ExactDivision.Log2(tile.Depth))};");
        (string first, string end) = ("0", "steps");
        if (parts > 1)
        {
            body.Line($"int perPart = {ExactDivision.Quotient($"(steps + {parts - 1})", parts, int.MaxValue)};");
            body.Line("int first = Grid.IdxZ * perPart;");
            body.Line("int end = Math.Min(steps, first + perPart);");
            (first, end) = ("first", "end");
        }

        TileBiasSums? sums = bias is null ? null : new TileBiasSums(tile, gradients);
        sums?.PrintDeclarations(body);
        new TileLoop(tile, rows, gradients).Print(body, first, end, sums is null ? null : () => sums.PrintStep(body));
        TileEpilogues.PrintWeightGradient(body, tile, _layout, rowCount, parts > 1 ? $"Grid.IdxZ * {stride}" : "");
        sums?.PrintStores(body, parts > 1 ? $"Grid.IdxZ * {stride} + " : "");
        return network.Kernels.Launch(
            kernel.Name, "dw = xᵀ · dy by tiles in shared memory, a part of the pixels.", operands.Operands, body, tile.Threads,
            (CSharpLiteral.Of(ExactDivision.Groups(rowCount, tile.Rows)), CSharpLiteral.Of(columns / tile.Columns), CSharpLiteral.Of(parts)), tile.MinGroups);
    }

    private static SourceWriter Begin(string[] quads, int pixels)
    {
        SourceWriter body = new();
        body.Line($"int rows = {(pixels == 1 ? "count" : $"count * {pixels}")};");
        PrintQuads(body, quads);
        return body;
    }

    private static void PrintQuads(SourceWriter body, string[] views)
    {
        foreach (string view in views)
            body.Line($"ArrayView<Float4> {view}4 = {view}.Cast<Float4>();");
    }

    private KernelLaunch Launch(string name, string summary, KernelOperands operands, SourceWriter body, TileShape tile, int pixels, int across, string parts)
    {
        string rows = pixels == 1 ? "count" : $"count * {pixels}";
        return network.Kernels.Launch(
            name, summary, operands, body, tile.Threads, ($"({rows} + {tile.Rows - 1}) / {tile.Rows}", CSharpLiteral.Of(across), parts), tile.MinGroups);
    }
}
