using System.CommandLine;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Updates;

/// <summary>
/// <c>updates</c>: what the update of each optimizer costs, beside Adam's and beside a copy. It counts the time that processors spend on it, so that
/// other programs take less away from the figures.
/// </summary>
internal static class UpdatesCommand
{
    /// <summary>Steps that an optimizer counts as taken: all of them have left their beginning behind.</summary>
    private const long StepsBefore = 1000;

    /// <summary>Parameters and their gradients are read and the parameters written; with one more value each for each slot.</summary>
    private const int ValuesMoved = 3, ValuesMovedForSlot = 2;

    private static readonly (string Name, Func<Optimizer> Create)[] s_optimizers =
    [
        ("SGD", () => new SGD()),
        ("SGD with momentum", () => new SGD(momentum: 0.9)),
        ("SGD with Nesterov's momentum", () => new SGD(momentum: 0.9, nesterov: true)),
        ("RMSprop", () => new RMSprop()),
        ("RMSprop with momentum", () => new RMSprop(momentum: 0.9)),
        ("Adagrad", () => new Adagrad()),
        ("Adadelta", () => new Adadelta()),
        ("Adam", () => new Adam()),
        ("AdamW", () => new AdamW()),
        ("Adam with AMSGrad", () => new Adam(amsGrad: true)),
        ("NAdam", () => new NAdam()),
        ("RAdam", () => new RAdam()),
        ("Adamax", () => new Adamax()),
        ("Lion", () => new Lion()),
    ];

    public static Command Create()
    {
        Option<int> threads = Arguments.Count("--threads", "Threads to use.", 1);
        Option<int> rounds = Arguments.Count("--rounds", "Updates of each optimizer, in turns with Adam's.", 5);
        Command command = new("updates", "Prints what the update of each optimizer costs, for sixteen and for a hundred million parameters.") { threads, rounds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(threads), arguments.GetRequiredValue(rounds)));
        return command;
    }

    private static void Run(int threads, int rounds)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} threads, fastest of {rounds} updates, processor time"));
        SixteenMillionParameters sixteenMillion = new(seed: 1);
        using (UpdatedNetwork network = new(sixteenMillion, sixteenMillion.NewEngine(), threads))
            Write(network, rounds, updatesAtOnce: 4);
        HundredMillionParameters hundredMillion = new(seed: 1);
        using (UpdatedNetwork network = new(hundredMillion, hundredMillion.NewEngine(), threads))
            Write(network, rounds, updatesAtOnce: 1);
    }

    private static void Write(UpdatedNetwork network, int rounds, int updatesAtOnce)
    {
        double copy = Copy(network.Length, rounds);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Length:N0} parameters; a copy of them moves {copy:F1} GB/s"));
        Console.WriteLine();
        Console.WriteLine("| optimizer | values kept | ns a parameter | × Adam's | GB/s | of a copy's |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach ((string name, Func<Optimizer> create) in s_optimizers)
        {
            (double seconds, double ratio) = Measure(network, create(), rounds, updatesAtOnce);
            int slots = create().StateSlots;
            double bandwidth = 1e-9 * sizeof(float) * network.Length * (ValuesMoved + ValuesMovedForSlot * slots) / seconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {slots} | {1e9 * seconds / network.Length:F2} | {ratio:F2} | {bandwidth:F1} | {bandwidth / copy:P0} |"));
        }
    }

    /// <summary>
    /// The fastest of some updates, in turns with Adam's. What is remembered is allocated anew for each: where it comes to lie makes a difference.
    /// </summary>
    /// <returns>The time of an update, and its ratio to that of Adam's.</returns>
    private static (double Seconds, double Ratio) Measure(UpdatedNetwork network, Optimizer optimizer, int rounds, int updatesAtOnce)
    {
        double own = double.PositiveInfinity, adams = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            adams = Math.Min(adams, Time(new Adam()));
            own = Math.Min(own, Time(optimizer));
        }

        return (own, own / adams);

        double Time(Optimizer measured)
        {
            GC.Collect();
            OptimizerState state = new(measured, network.Length) { Step = StepsBefore };
            // The first one takes the memory, and compiles.
            network.Update(measured, state);
            return ProcessorSeconds(() =>
            {
                for (int update = 0; update < updatesAtOnce; update++)
                    network.Update(measured, state);
            }) / updatesAtOnce;
        }
    }

    /// <summary>10⁹ bytes that a copy of as many values reads and writes in a second.</summary>
    private static double Copy(int length, int rounds)
    {
        float[] source = new float[length], target = new float[length];
        source.AsSpan().Fill(1);
        source.CopyTo(target, 0);
        // Small ones are over too soon for the clock.
        int copies = Math.Max(1, 10_000_000 / length);
        return 2e-9 * sizeof(float) * length * copies / Enumerable.Range(0, rounds).Min(_ => ProcessorSeconds(() =>
        {
            for (int copy = 0; copy < copies; copy++)
                source.CopyTo(target, 0);
        }));
    }

    private static double ProcessorSeconds(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
