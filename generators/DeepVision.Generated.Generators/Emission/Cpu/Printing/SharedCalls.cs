using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Prints the calls of a prediction whose workers share its kernels: each kernel is cut into units, of which a worker takes some at
/// a time. No sum is cut, so it doesn't matter who computes what.
/// </summary>
internal sealed class SharedCalls(CpuNetwork network, EngineFields fields)
{
    /// <summary>How many units of a kernel there are, and the calls for those from <c>first</c> to <c>end</c>, as C# text.</summary>
    private sealed record Units(string Count, IEnumerable<string> Calls);

    private const string First = "first", Length = "(end - first)", Range = "first, end";

    private readonly CpuSchedule _schedule = network.Prediction;
    private readonly PassReferences _buffers = network.PredictionReferences;
    private readonly ContractionCalls _contractions = new(network, network.Prediction, fields);
    private readonly MapCalls _maps = new(network, network.Prediction, fields);

    public IEnumerable<string> Call(Kernel kernel, string sample, string count) => kernel is ContractionKernel contraction
        ? [.. Loop(contraction, sample, KernelText.Count(kernel, count)), .. Behind(contraction, sample, KernelText.Count(kernel, count))]
        : Loop(Of(kernel, sample, KernelText.Count(kernel, count)));

    /// <summary>The loop over the bands of some kernels.</summary>
    public string LoopOver(KernelBand band)
    {
        string geometry = fields.Geometry((ContractionKernel)_schedule.Program.Kernels[band.Kernels[1]], _schedule.Program);
        return band is RowBand rows
            ? $"for (RowBands bands = worker.Begin({geometry}, {rows.Rows}); worker.Take(ref bands);)"
            : $"for (ChannelBands bands = worker.BeginChannels({geometry}, {ChannelBand.Channels}); worker.Take(ref bands);)";
    }

    /// <summary>What runs of a kernel in a band.</summary>
    /// <param name="number">Which of the band's kernels it is: the first one makes what the grouped convolution reads.</param>
    public string Call(KernelBand band, int number, string sample, string count)
    {
        var kernel = (ContractionKernel)_schedule.Program.Kernels[band.Kernels[number]];
        if (band is RowBand rows)
            return Call(rows, kernel, number, sample, count);
        return number == 0
            ? _contractions.Forward(kernel, Band(_buffers, (kernel.Target, "0")), sample, count, blocks: ", bands")
            : _contractions.Forward(kernel, Band(_buffers, (kernel.Source, "0")), sample, $"{count}, bands");
    }

    private string Call(RowBand band, ContractionKernel kernel, int number, string sample, string count)
    {
        string input = Times("(nint)bands.InputPlace", RowLength(kernel.Target)), output = CSharpLiteral.Of(band.InputFloats);
        return (number, _schedule.Plans[kernel]) switch
        {
            // It counts rows from the beginning of the sample.
            (0, SpatialContraction) => _contractions.Forward(
                kernel, Band(_buffers, (kernel.Target, Times("(nint)(bands.InputPlace - bands.FirstInput)", RowLength(kernel.Target)))),
                sample, $"{count}, bands.FirstInput, bands.EndInput"),
            (0, _) => _contractions.Forward(kernel, Band(Rows(kernel, sample), (kernel.Target, input)), "bands.FirstInput", "(bands.EndInput - bands.FirstInput)"),
            (1, _) when band.OutputFloats == 0 => _contractions.Forward(kernel, Band(Rows(kernel, sample), (kernel.Source, "0")), "bands.First", "bands"),
            (1, _) => _contractions.Forward(kernel, Band(Rows(kernel, sample), (kernel.Source, "0"), (kernel.Target, output)), "bands.First", "bands"),
            _ => _contractions.Forward(kernel, Band(Rows(kernel, sample), (kernel.Source, output)), "bands.First", "(bands.End - bands.First)"),
        };
    }

    private KernelBandReferences Band(BufferReferences others, params (int Buffer, string Place)[] places) =>
        new(others, _schedule, places.ToDictionary(place => place.Buffer, place => place.Place));

    private int RowLength(int buffer) => _buffers[buffer].Width * _buffers[buffer].PixelStride;

    private static IEnumerable<string> Loop(Units units) => Loop($"for (worker.Begin({units.Count}); worker.Take(out int first, out int end);)", units.Calls);

    private static IEnumerable<string> Loop(string loop, IEnumerable<string> body)
    {
        string[] calls = [.. body];
        if (calls.Length == 0)
            return [];
        return calls.Length == 1 ? [loop, "    " + calls[0]] : [loop, "{", .. calls.Select(call => "    " + call), "}"];
    }

    private IEnumerable<string> Loop(ContractionKernel kernel, string sample, string count) => _schedule.Plans[kernel] switch
    {
        WinogradContraction winograd =>
            Loop($"for (WinogradPass pass = worker.Begin({fields.WinogradGeometry(kernel, winograd)}, {count}); worker.Take(ref pass);)", [Contraction(kernel, sample, "pass")]),
        PointwiseContraction pointwise when !SharesBlocks(kernel, pointwise) => Loop(
            $"for (worker.BeginPixels({Times(count, _buffers.SeenBy(kernel)[kernel.Target].Pixels)}); worker.TakePixels(out int first, out int pixels);)",
            _contractions.Call(kernel, Pixels(kernel, sample), First, "pixels")),
        _ => Loop(Of(kernel, sample, count)),
    };

    private bool SharesBlocks(ContractionKernel kernel, PointwiseContraction pointwise) =>
        kernel.Pass == ContractionPass.Forward && pointwise.SharesBlocks(_buffers.SeenBy(kernel)[kernel.Target].Pixels);

    private Units Of(Kernel kernel, string sample, string count) => kernel switch
    {
        WindowKernel window => new(Times(count, window.Vertical.Output), _maps.Call(kernel, _buffers.SeenBy(kernel), sample, Range)),
        _ when WorksOnPixels(kernel) => new(Times(count, HeightOf(kernel)), _maps.Call(kernel, Rows(kernel, sample), First, Length)),
        _ => new(count, _maps.Call(kernel, Samples(kernel, sample), First, Length)),
    };

    private Units Of(ContractionKernel kernel, string sample, string count)
    {
        string range = $"{count}, {Range}";
        switch (_schedule.Plans[kernel])
        {
            case SpatialContraction spatial:
                return new(Times(count, spatial.Units), [Contraction(kernel, sample, range)]);
            case RowWinogradContraction rows:
                return new(Times(count, rows.Rows), [Contraction(kernel, sample, range)]);
            case DenseContraction { Pass: ContractionPass.Forward } dense:
                return new(CSharpLiteral.Of(dense.OutputStride / dense.Block), [Contraction(kernel, sample, range)]);
            case GroupedContraction when kernel.Pass == ContractionPass.Forward:
                return new(Times(count, kernel.Geometry.Vertical.Output), [Contraction(kernel, sample, Range)]);
            case PointwiseContraction pointwise:
                return new(
                    $"PointwiseBlocks.Units({fields.DenseGeometry(kernel, pointwise)}, {MapCalls.Pixels(_buffers.SeenBy(kernel)[kernel.Target], count)})",
                    [_contractions.Forward(kernel, _buffers.SeenBy(kernel), sample, count, blocks: $", {Range}")]);
            default:
                return new(count, _contractions.Call(kernel, Samples(kernel, sample), First, Length));
        }
    }

    /// <summary>Units of a contraction, without what runs behind it.</summary>
    private string Contraction(ContractionKernel kernel, string sample, string count) => kernel.Pass == ContractionPass.Forward
        ? _contractions.Forward(kernel, _buffers.SeenBy(kernel), sample, count)
        : _contractions.Call(kernel, _buffers.SeenBy(kernel), sample, count).Single();

    /// <summary>What runs behind a contraction whose units are no rows, once all of them are done.</summary>
    private IEnumerable<string> Behind(ContractionKernel kernel, string sample, string count) =>
        kernel.Pass == ContractionPass.Forward && _schedule.Plans[kernel] is DenseContraction or WinogradContraction or RowWinogradContraction && _contractions.ActivationBehind(kernel) is not null
            ? Loop(new(Times(count, _buffers.SeenBy(kernel)[kernel.Target].Height), ActivatedRows(kernel, sample)))
            : [];

    private IEnumerable<string> ActivatedRows(ContractionKernel kernel, string sample)
    {
        if (_contractions.ActivationBehind(kernel) is not { } activation)
            return [];
        return [MapCalls.Activation(network, activation, Rows(kernel, sample), kernel.Target, kernel.Target, First, Length)];
    }

    private PartReferences Samples(Kernel kernel, string sample) => new(_buffers, _schedule, sample, buffer => buffer.OneOf(kernel.Images));

    private PartReferences Rows(Kernel kernel, string sample) => new(_buffers, _schedule, sample, buffer => buffer.OneOf(kernel.Images) with { Height = 1 });

    private PartReferences Pixels(Kernel kernel, string sample) => new(_buffers, _schedule, sample, buffer => buffer.OneOf(kernel.Images) with { Height = 1, Width = 1 });

    private int HeightOf(Kernel kernel) => _buffers.SeenBy(kernel)[kernel.Writes.First()].Height;

    /// <summary>Whether every pixel of the result comes from the same pixel of the operands alone.</summary>
    private bool WorksOnPixels(Kernel kernel) =>
        kernel is MapKernel { Kind: MapKind.Activation } or SoftmaxKernel or LocalResponseNormKernel or L2NormalizeKernel or BiasKernel or PReLUKernel or BatchNormKernel
            or SumKernel or MeanKernel or ProductKernel { Gate: not Broadcast.Pixels } or MaximumKernel or ConcatKernel or SliceKernel
        && kernel.Reads.All(id => _buffers.SeenBy(kernel)[id].Height == HeightOf(kernel));
}
