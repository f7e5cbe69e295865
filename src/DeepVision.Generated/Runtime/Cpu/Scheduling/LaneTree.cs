namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The order in which sums of sixteen lanes are added up: always the binary tree over the lanes, whoever has which of them.
/// A worker adds what it can as soon as it has it, so that few sums are left at the end and little memory is needed.
/// </summary>
internal sealed class LaneTree
{
    /// <summary>Lanes; also the most workers that can share them.</summary>
    public const int Lanes = 16;

    private static readonly LaneTree?[] s_trees = new LaneTree?[Lanes + 1];

    private readonly Node[] _lanes = new Node[Lanes];
    private readonly Merge[][] _merges = new Merge[Lanes][];
    private readonly Dictionary<(int First, int End), Node> _rest = [];

    private LaneTree(int workers)
    {
        for (int worker = 0; worker < workers; worker++)
        {
            List<Node> open = [];
            int firstSlot = Slots;
            for (int lane = Lanes * worker / workers; lane < Lanes * (worker + 1) / workers; lane++)
            {
                Node node = new(firstSlot + open.Count, worker, lane, lane + 1);
                Slots = Math.Max(Slots, node.Slot + 1);
                _lanes[lane] = node;
                open.Add(node);
                List<Merge> merges = [];
                while (open.Count > 1 && AreSiblings(open[^2], open[^1]))
                {
                    Node parent = open[^2] with { End = open[^1].End };
                    merges.Add(new Merge(open[^2], open[^1]));
                    open.RemoveRange(open.Count - 2, 2);
                    open.Add(parent);
                }

                _merges[lane] = [.. merges];
            }

            foreach (Node node in open)
                _rest.Add((node.First, node.End), node);
        }
    }

    /// <summary>Sums that are in memory at once, of all workers together.</summary>
    public int Slots { get; }

    /// <summary>The tree for a number of workers, each of which has the lanes from 16·w/workers on.</summary>
    public static LaneTree For(int workers) => s_trees[workers] ??= new LaneTree(workers);

    /// <summary>Where the sum of a lane is made.</summary>
    public Node Lane(int lane) => _lanes[lane];

    /// <summary>What its worker adds as soon as a lane is done, in this order.</summary>
    public ReadOnlySpan<Merge> MergesBehind(int lane) => _merges[lane];

    /// <summary>The sum of the lanes [first, end) if some worker has it as a whole.</summary>
    public bool TryFind(int first, int end, out Node node) => _rest.TryGetValue((first, end), out node);

    private static bool AreSiblings(Node left, Node right)
    {
        int width = right.End - right.First;
        return left.End - left.First == width && left.First % (2 * width) == 0;
    }

    /// <summary>A sum of neighbouring lanes.</summary>
    /// <param name="Slot">Its memory.</param>
    /// <param name="Worker">Who makes it.</param>
    /// <param name="First">Its first lane.</param>
    /// <param name="End">One past its last lane.</param>
    internal readonly record struct Node(int Slot, int Worker, int First, int End);

    /// <summary>The right sum is added to the left one, in its memory.</summary>
    internal readonly record struct Merge(Node Left, Node Right);
}
