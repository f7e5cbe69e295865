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
    private readonly PredictionReferences _buffers = new(network.Prediction, network.PredictionChunk);
    private readonly ContractionCalls _contractions = new(network, network.Prediction, fields);
    private readonly MapCalls _maps = new(network, network.Prediction, fields);

    public IEnumerable<string> Call(Kernel kernel, string sample, string count)
    {
        Units units = Of(kernel, sample, count);
        string[] calls = [.. units.Calls];
        string loop = $"for (worker.Begin({units.Count}); worker.Take(out int first, out int end);)";
        return calls.Length == 1 ? [loop, "    " + calls[0]] : [loop, "{", .. calls.Select(call => "    " + call), "}"];
    }

    private Units Of(Kernel kernel, string sample, string count) => kernel switch
    {
        ContractionKernel contraction => Of(contraction, sample, count),
        WindowKernel window => new(Times(count, window.Vertical.Output), _maps.Call(kernel, _buffers, sample, Range)),
        _ when WorksOnPixels(kernel) => new(Times(count, HeightOf(kernel)), _maps.Call(kernel, Parts(sample, areRows: true), First, Length)),
        _ => new(count, _maps.Call(kernel, Parts(sample, areRows: false), First, Length)),
    };

    private Units Of(ContractionKernel kernel, string sample, string count)
    {
        string range = $"{count}, {Range}";
        switch (_schedule.Plans[kernel])
        {
            case SpatialContraction spatial:
                return new(Times(count, spatial.Units), _contractions.Call(kernel, _buffers, sample, range));
            case WinogradContraction winograd:
                return new($"{fields.WinogradGeometry(kernel, winograd)}.Units({count})", _contractions.Call(kernel, _buffers, sample, range));
            case DenseContraction { Pass: ContractionPass.Forward } dense:
                return new(CSharpLiteral.Of(dense.OutputStride / dense.Block), _contractions.Call(kernel, _buffers, sample, range));
            case GroupedContraction when kernel.Pass == ContractionPass.Forward:
                return new(Times(count, kernel.Geometry.Vertical.Output), _contractions.CallRows(kernel, _buffers, sample, Range, Parts(sample, areRows: true), First, Length));
            default:
                return new(count, _contractions.Call(kernel, Parts(sample, areRows: false), First, Length));
        }
    }

    private PartReferences Parts(string sample, bool areRows) => new(_buffers, _schedule, sample, areRows);

    private int HeightOf(Kernel kernel) => _buffers[kernel.Writes.First()].Height;

    /// <summary>Whether every pixel of the result comes from the same pixel of the operands alone.</summary>
    private bool WorksOnPixels(Kernel kernel) =>
        kernel is MapKernel { Kind: MapKind.Activation } or SoftmaxKernel or LocalResponseNormKernel or L2NormalizeKernel or BiasKernel or BatchNormKernel
            or SumKernel or MeanKernel or ProductKernel { Gate: not Broadcast.Pixels } or MaximumKernel or ConcatKernel or SliceKernel
        && kernel.Reads.All(id => _buffers[id].Height == HeightOf(kernel));
}
