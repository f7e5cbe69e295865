using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Oracle.Chains;
using DeepVision.Generated.Oracle.Checks;
using DeepVision.Generated.Oracle.Generation;
using DeepVision.Generated.Peers.LibTorch;
using TorchSharp;

Option<int> seed = new("--seed") { Description = "Seed of the chains, their weights and their data.", DefaultValueFactory = _ => 1 };
Option<int> first = new("--first") { Description = "Number of the first chain; a chain depends on the seed and its number alone.", DefaultValueFactory = _ => 0 };
Option<int> count = new("--chains") { Description = "How many chains.", DefaultValueFactory = _ => 500 };
Option<int> together = new("--together") { Description = "Chains in one compilation.", DefaultValueFactory = _ => 20 };
Option<bool> show = new("--show") { Description = "Prints the declarations without running them." };
RootCommand root = new("Compares random chains of layers with libtorch: scores, gradients, ten steps of each optimizer.") { seed, first, count, together, show };
root.SetAction(arguments => Run(
    arguments.GetValue(seed), arguments.GetValue(first), Math.Max(1, arguments.GetValue(count)), Math.Max(1, arguments.GetValue(together)), arguments.GetValue(show)));
return root.Parse(args).Invoke();

static int Run(int seed, int first, int count, int together, bool show)
{
    Chain[] chains = [.. Enumerable.Range(first, count).Select(number => RandomChain.Draw(seed, number))];
    if (show)
    {
        foreach (Chain chain in chains)
            Console.WriteLine(chain.Declaration);
        return 0;
    }

    TorchLibrary.Prepare();
    torch.set_num_threads(1);
    Console.WriteLine($"seed {seed}, chains {first} to {first + count - 1}, libtorch {torch.__version__}");
    Tally tally = new();
    long begin = Stopwatch.GetTimestamp();
    foreach (Chain[] group in chains.Chunk(together))
    {
        using ChainCompiler compiler = ChainCompiler.Compile(group);
        tally.AddMessages(compiler.Messages, group);
        foreach (Chain chain in compiler.HasClasses ? group : [])
            tally.Add(chain, ChainCheck.Run(chain, compiler, unchecked(seed * 7919 + chain.Number)));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Chains} of {count} chains, {Stopwatch.GetElapsedTime(begin).TotalSeconds:N0} s"));
    }

    tally.Write(Console.Out);
    return tally.HasDifferences ? 1 : 0;
}
