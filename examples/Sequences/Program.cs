using DeepVision.Generated;
using Sequences;
using Sequences.Motions;

// rows DIR: reads the digits of MNIST, whose files are in DIR, row by row.
// adding [PLOT]: adds two numbers of a sequence of 100 steps, and draws its gradients in an SVG file.
// characters FILE…: learns the text of files, and writes a text like it.
// motions: tells what moves how in clips that the program draws.
try
{
    switch (args)
    {
        case ["rows", string folder]:
            DigitRows.Run(folder);
            return 0;
        case ["adding", .. { Length: <= 1 } plot]:
            AddingProblem.Run(plot.FirstOrDefault());
            return 0;
        case ["characters", _, ..]:
            CharacterModel.Run(string.Concat(args.Skip(1).Select(File.ReadAllText)).ReplaceLineEndings("\n"));
            return 0;
        case ["motions"]:
            MotionTask.Run(Console.Out);
            return 0;
        default:
            Console.Error.WriteLine("rows DIR | adding [PLOT] | characters FILE... | motions");
            return 1;
    }
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DatasetException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
