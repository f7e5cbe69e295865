using Sequences;
using Sequences.Motions;

// rows DIR: reads the digits of MNIST, whose files are in DIR, row by row. adding: adds two numbers of a sequence of 100 steps.
// motions: tells what moves how in clips that the program draws.
switch (args)
{
    case ["rows", string folder]:
        DigitRows.Run(folder);
        return 0;
    case ["adding"]:
        AddingProblem.Run();
        return 0;
    case ["motions"]:
        MotionTask.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("rows DIR | adding | motions");
        return 1;
}
