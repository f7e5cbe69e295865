using System.Diagnostics;
using DeepVision.Generated.Images.Comparison;

// Which decoder reads pictures: speed, formats, damaged files. The table of docs/images.md comes from
//   dotnet run -c Release -- speed FOLDER
//   dotnet run -c Release -- formats FOLDER
//   dotnet run -c Release -- damage imagesharp|stb|skia FOLDER COUNT [FIRST]
//   dotnet run -c Release -- loading FOLDER
//   dotnet run -c Release -- reduced FOLDER
string[] Files(string folder) =>
    [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".jpg" or ".png" or ".bmp" or ".gif" or ".webp").Order(StringComparer.Ordinal)];

switch (args)
{
    case ["speed", string folder]:
        byte[][] photographs = [.. Files(folder).Select(File.ReadAllBytes)];
        const int Rounds = 6;
        Dictionary<Candidate, List<double>> times = Candidate.All.ToDictionary(candidate => candidate, _ => new List<double>());
        double megapixels = photographs.Sum(file => { DecodedPicture picture = Candidate.All[0].Decode(file); return picture.Width * (double)picture.Height; }) / 1e6;
        Console.WriteLine(FormattableString.Invariant($"{photographs.Length} files of {photographs.Average(file => file.Length) / 1e3:N0} KB and {megapixels / photographs.Length:N2} megapixels on average"));
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Candidate candidate in Candidate.All)
            {
                // Of the processor, so that a busy machine doesn't count.
                TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
                foreach (byte[] file in photographs)
                    candidate.Decode(file);
                // The first round warms up.
                if (round > 0)
                    times[candidate].Add((Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds);
            }
        }

        foreach ((Candidate candidate, List<double> rounds) in times)
        {
            double median = rounds.Order().ElementAt(rounds.Count / 2);
            Console.WriteLine(FormattableString.Invariant($"{candidate.Name,-10} {candidate.Version,-8} {1e3 * median / photographs.Length:N2} ms a file, {photographs.Length / median:N0} files/s, {megapixels / median:N0} megapixels/s ({string.Join(", ", rounds.Select(time => FormattableString.Invariant($"{1e3 * time / photographs.Length:N2}")))})"));
        }

        break;
    case ["formats", string folder]:
        foreach (string path in Files(folder))
        {
            Console.WriteLine(Path.GetFileName(path).PadRight(28) + string.Join("  ", Candidate.All.Select(candidate =>
            {
                try
                {
                    DecodedPicture picture = candidate.Decode(File.ReadAllBytes(path));
                    return FormattableString.Invariant($"{candidate.Name} {picture.Width}×{picture.Height} [{string.Join(' ', picture.Pixels.Take(4))}]").PadRight(36);
                }
                catch (Exception e)
                {
                    return $"{candidate.Name} {e.GetType().Name}".PadRight(36);
                }
            })));
        }

        break;
    case ["damage", string name, string folder, string count, .. string[] first]:
        Damage.Run(Candidate.Find(name), Files(folder), int.Parse(count, null), first.Length > 0 ? int.Parse(first[0], null) : 0);
        break;
    case ["loading", string folder]:
        Loading.OfPhotographs(folder);
        Loading.OfSmall();
        break;
    case ["reduced", string folder]:
        Reduced.Run(Files(folder));
        break;
    default:
        Console.Error.WriteLine("speed FOLDER | formats FOLDER | damage DECODER FOLDER COUNT [FIRST] | loading FOLDER | reduced FOLDER");
        return 1;
}

return 0;
