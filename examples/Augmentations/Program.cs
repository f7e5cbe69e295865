using Augmentations;

if (args is ["speed"])
{
    Speed.Measure();
    return 0;
}

if (args is not ["sheet", string path])
{
    Console.Error.WriteLine("""
        Usage: dotnet run --project examples/Augmentations -c Release -- sheet augmentation.png   draws each step
               dotnet run --project examples/Augmentations -c Release -- speed                    measures them
        """);
    return 1;
}

const int Columns = 7;
var sheet = new ContactSheet(Columns, Scene.Size);
foreach ((string name, float[] picture) in Gallery.Pictures())
{
    Console.WriteLine($"row {sheet.Count / Columns + 1}, column {sheet.Count % Columns + 1}: {name}");
    sheet.Add(picture);
}

using FileStream file = File.Create(path);
sheet.Save(file);
return 0;
