using Sequences;

// rows DIR: reads the digits of MNIST, whose files are in DIR, row by row. adding: adds two numbers of a sequence of 100 steps.
switch (args)
{
    case ["rows", string folder]:
        DigitRows.Run(folder);
        return 0;
    case ["adding"]:
        AddingProblem.Run();
        return 0;
    default:
        Console.Error.WriteLine("rows DIR | adding");
        return 1;
}
