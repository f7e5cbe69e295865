using DeepVision.Generated.GeneratorCosts;

switch (args)
{
    case []:
        GeneratorCostTable.Write(Console.Out);
        return 0;
    case ["build"]:
        BuildCost.Write(Console.Out, rounds: 5);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project benchmarks/DeepVision.Generated.GeneratorCosts -- [build]

              (nothing)   characters, time and memory of the generator for some networks, and of an edit elsewhere
              build       what the network of the README adds to `dotnet build` of a console project
            """);
        return 1;
}
