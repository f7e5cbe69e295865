namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// One of the two factors of a matrix product, on its way from memory to shared memory: each thread loads its part of the
/// next step into registers while the group computes, and stores it behind.
/// </summary>
/// <remarks>
/// The part of a thread is a number of slots: four floats side by side in memory, or single floats where a layer's channels
/// aren't a multiple of four.
/// </remarks>
/// <param name="name">Prefix of the locals: <c>a</c> or <c>b</c>.</param>
/// <param name="extent">Rows or columns of the tile.</param>
internal abstract class TileOperand(TileShape tile, string name, int extent, bool isVector)
{
    protected TileShape Tile => tile;

    /// <summary>Whether it reads its memory four floats at a time.</summary>
    public bool IsVector => isVector;

    /// <summary>Whether what lies side by side in memory lies along the reduction, so that it is turned on its way into shared memory.</summary>
    protected abstract bool IsTurned { get; }

    /// <summary>Floats from one step of the reduction to the next in shared memory. Turned stores need a distance that spreads them over the banks.</summary>
    public int StepStride => IsTurned ? extent + 4 : extent;

    /// <summary>Floats of one of the two buffers in shared memory.</summary>
    public int BufferFloats => tile.Depth * StepStride;

    protected int SlotFloats => isVector ? 4 : 1;

    private int AllSlots => extent * tile.Depth / SlotFloats;

    /// <summary>Slots of one thread.</summary>
    public int Slots => Math.Max(1, AllSlots / tile.Threads);

    /// <summary>Slots side by side along the direction that is contiguous in memory.</summary>
    private int SlotsAcross => (IsTurned ? tile.Depth : extent) / SlotFloats;

    /// <summary>Whether some threads have nothing to load.</summary>
    private bool IsPartial => AllSlots < tile.Threads;

    /// <summary>Prints what doesn't change from step to step.</summary>
    public void PrintSetup(SourceWriter writer)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            string number = slot == 0 ? "t" : $"(t + {slot * tile.Threads})";
            writer.Line($"int {name}Across{slot} = {number} & {SlotsAcross - 1};");
            writer.Line($"int {name}Along{slot} = {number} >> {ExactDivision.Log2(SlotsAcross)};");
            PrintSlotSetup(writer, slot, $"{name}Across{slot}", $"{name}Along{slot}");
            writer.Line(IsTurned
                ? $"int {name}Store{slot} = {name}Across{slot} * {SlotFloats * StepStride} + {name}Along{slot};"
                : $"int {name}Store{slot} = {name}Along{slot} * {StepStride / SlotFloats} + {name}Across{slot};");
        }

        writer.Line($"{(isVector ? "Float4" : "float")} {string.Join(", ", Enumerable.Range(0, Slots).Select(slot => $"{name}Next{slot} = default"))};");
    }

    /// <summary>Prints the loads of a step.</summary>
    /// <param name="step">Name of the step's number.</param>
    public void PrintLoad(SourceWriter writer, string step)
    {
        using (IsPartial ? writer.Block($"if (t < {AllSlots})") : writer.Indent(0))
        {
            PrintLoads(writer, step);
        }
    }

    /// <summary>Prints the stores of what was loaded into a buffer of shared memory.</summary>
    /// <param name="buffer">0, or the name of a local that is 0 or 1.</param>
    public void PrintStore(SourceWriter writer, string buffer)
    {
        string shared = name + "Shared";
        using (IsPartial ? writer.Block($"if (t < {AllSlots})") : writer.Indent(0))
        {
            for (int slot = 0; slot < Slots; slot++)
            {
                if (IsTurned && isVector)
                {
                    writer.Line($"ArrayView<float> {name}Target{slot} = {shared}.SubView({Offset(buffer, BufferFloats)}{name}Store{slot});");
                    for (int lane = 0; lane < 4; lane++)
                        writer.Line($"{name}Target{slot}[{lane * StepStride}] = {name}Next{slot}.{"XYZW"[lane]};");
                }
                else
                    writer.Line($"{shared}{(isVector ? "4" : "")}[{Offset(buffer, BufferFloats / (isVector ? 4 : 1))}{name}Store{slot}] = {name}Next{slot};");
            }
        }
    }

    /// <summary>Prints what a slot knows of its place: <paramref name="across"/> counts slots along the contiguous direction, <paramref name="along"/> the other one.</summary>
    protected abstract void PrintSlotSetup(SourceWriter writer, int slot, string across, string along);

    /// <summary>Prints the loads of all slots into <c>{name}Next{slot}</c>.</summary>
    protected abstract void PrintLoads(SourceWriter writer, string step);

    /// <summary>A number of floats in units of a slot.</summary>
    protected int InSlots(int floats) => floats / SlotFloats;

    protected string View(string view) => isVector ? view + "4" : view;

    private static string Offset(string buffer, int length) => buffer == "0" ? "" : $"{buffer} * {length} + ";
}
